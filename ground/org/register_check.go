// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package org

import (
	"slices"

	"baken/base/civil"
)

// check looks at every day on which something changes from a day on: on each,
// every organisation stands rightly. The past isn't examined again, so that
// an old mistake can't forbid every new change.
func (r *Register) check(from civil.Date) error {
	for _, day := range r.days(from) {
		for id, o := range r.orgs {
			if !o.Period.Covers(day) {
				continue
			}
			if err := r.checkPlace(id, day); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *Register) days(from civil.Date) []civil.Date {
	days := []civil.Date{from}
	add := func(p civil.Period) {
		for _, d := range []civil.Date{p.From, p.Until} {
			if d.After(from) {
				days = append(days, d)
			}
		}
	}
	for _, o := range r.orgs {
		add(o.Period)
		for _, e := range o.Parents {
			add(e.Period)
		}
	}
	slices.SortFunc(days, civil.Date.Compare)
	return slices.Compact(days)
}

func (r *Register) checkPlace(id ID, day civil.Date) error {
	o := r.orgs[id]
	parent := o.Parent(day)
	if parent == "" {
		if o.Kind != Government {
			return ErrPlace
		}
		return nil
	}
	above, ok := r.orgs[parent]
	if !ok || !above.Period.Covers(day) || !above.Kind.mayHold(o.Kind) {
		return ErrPlace
	}
	for steps, at := 0, parent; at != ""; steps++ {
		if at == id || steps > len(r.orgs) {
			return ErrCircle
		}
		at = r.orgs[at].Parent(day)
	}
	return nil
}
