// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"context"
	"encoding/json"
	"fmt"

	"baken/bench/drive"
	"baken/hear/report"
	"baken/hear/report/reportserver"
)

// reporter files reports, and comes back to each a few times.
type reporter struct {
	*visitor
	office report.Office
	book   *book
}

// most is how often a reporter adds to one report.
const most = 3

// step files a report and adds to it.
func (r reporter) step(ctx context.Context) error {
	s, err := drive.Seal(r.office)
	if err != nil {
		return err
	}
	if err := r.file(ctx, s); err != nil {
		return err
	}
	for range 1 + r.draw.IntN(most) {
		r.pause(ctx)
		if err := r.again(func() error { return r.add(ctx, s) }); err != nil {
			return err
		}
	}
	return nil
}

// file files a report.
func (r reporter) file(ctx context.Context, s drive.Sealed) error {
	r.book.begin(s)
	if err := r.ask(ctx, fileReport, "POST", "/report/api/cases", json.RawMessage(s.Body), nil); err != nil {
		return err
	}
	r.book.filed(s.Filing.Case)
	return nil
}

// find shows the reporter his report.
func (v *visitor) find(ctx context.Context, s drive.Sealed) (d dossier, err error) {
	err = v.ask(ctx, openMine, "POST", "/report/api/open", map[string]string{"lookup": s.Keys.Lookup.Export()}, &d)
	if err == nil && !d.Found {
		err = fmt.Errorf("report %s: %w", s.Filing.Case, errLost)
	}
	return d, err
}

// add reads what is new, and says something.
func (r reporter) add(ctx context.Context, s drive.Sealed) error {
	d, err := r.find(ctx, s)
	if err != nil {
		return err
	}
	key, _, err := d.open(s.Keys.Identity)
	if err != nil {
		return err
	}
	words := fmt.Sprintf("Het is vandaag weer gebeurd. Dit is bericht %d.", d.NextSeq)
	said := saying{Lookup: s.Keys.Lookup.Export()}
	if said.Message, err = d.seal(key, s.Keys.Signing, reportserver.KindText, words); err != nil {
		return err
	}
	if err := r.ask(ctx, say, "POST", "/report/api/messages", said, nil); err != nil {
		return err
	}
	return r.book.said(d.Case, d.NextSeq, words)
}
