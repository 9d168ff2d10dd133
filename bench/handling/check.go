// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"context"

	"baken/bench/drive"
)

// check asks for every report that was acknowledged, and for those of before to
// which something was said, and counts those that aren't there with all that
// was acknowledged of them: a reporter's own by the receipt, the others as an
// officer of the desk.
func (r running) check(ctx context.Context) (checked, lost int, err error) {
	officer, err := r.handler(ctx, len(r.Officers)-1)
	if err != nil {
		return 0, 0, err
	}
	officer.tally = newTally()
	var all []*known
	for _, k := range r.book.cases {
		if k.filed && (k.mine || len(k.said) > 0) {
			all = append(all, k)
		}
	}
	missing := make([]error, len(all))
	_, _, err = drive.Crowd(4, len(all), func(n int) error {
		missing[n] = officer.sees(ctx, all[n])
		return nil
	})
	for _, fault := range missing {
		if fault != nil {
			lost++
			r.tally.fault(fault)
		}
	}
	return len(all), lost, err
}

// sees opens a report and compares.
func (h *handler) sees(ctx context.Context, k *known) (err error) {
	var d dossier
	by := h.officer.Ring.Identity
	if k.mine {
		by = k.Keys.Identity
		d, err = h.find(ctx, k.Sealed)
	} else {
		err = h.ask(ctx, openReport, "GET", cases+"/"+string(k.Filing.Case), nil, &d)
	}
	if err != nil {
		return err
	}
	_, said, err := d.open(by)
	if err != nil {
		return err
	}
	return d.holds(k, said)
}
