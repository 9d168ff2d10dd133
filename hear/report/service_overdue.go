// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"baken/base/civil"
	"baken/ground/org"
)

// Overdue lists what waits too long in the organisations that an actor answers
// for, the longest first: of each report its organisation, its regime and the
// days, and nothing that would lead to it.
func (s *Service) Overdue(ctx context.Context, as org.Actor) ([]Overdue, error) {
	in := s.Policy.Scope(as, ViewOverdue)
	if in.None() {
		return nil, org.ErrForbidden
	}
	heads, err := s.Store.Waiting(ctx, as, in, s.Now().AddDate(0, 0, -int(soonest)))
	if err != nil {
		return nil, fmt.Errorf("list what waits: %w", err)
	}
	tree, err := s.Orgs.Today(ctx)
	if err != nil {
		return nil, err
	}
	today := s.Today()
	var out []Overdue
	for _, h := range heads {
		w, waits := Promise().Waits(h)
		if !waits || w.Late(today) <= 0 || !s.Policy.Decide(as, ViewOverdue, h.Resource()).Allowed {
			continue
		}
		o := Overdue{Org: h.Org, Regime: RegimeReport, Days: w.Late(today)}
		if found, ok := tree.Find(h.Org); ok {
			o.Name = found.Name(tree.On())
		}
		out = append(out, o)
	}
	slices.SortFunc(out, func(a, b Overdue) int {
		return cmp.Or(cmp.Compare(b.Days, a.Days), cmp.Compare(a.Name.NL, b.Name.NL))
	})
	return out, nil
}

// soonest is the shortest time after which a report can be overdue.
const soonest = civil.Days(7)
