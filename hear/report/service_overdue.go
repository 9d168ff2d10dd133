// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"cmp"
	"context"
	"fmt"
	"slices"

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
	heads, err := s.Store.Waiting(ctx, as, in, s.Today())
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
		if !s.Policy.Decide(as, ViewOverdue, org.Of(TypeReport, "", h.Org)).Allowed {
			continue
		}
		for _, w := range Promise().Waits(h) {
			if w.Late(today) <= 0 {
				continue
			}
			o := Overdue{Org: h.Org, Regime: w.Regime, Days: w.Late(today)}
			if found, ok := tree.Find(h.Org); ok {
				o.Name = found.Name(tree.On())
			}
			out = append(out, o)
		}
	}
	slices.SortFunc(out, func(a, b Overdue) int {
		return cmp.Or(cmp.Compare(b.Days, a.Days), cmp.Compare(a.Name.NL, b.Name.NL), cmp.Compare(a.Regime, b.Regime))
	})
	return out, nil
}

// mostLate is how many late cases a desk is shown at a time.
const mostLate = 200

// Late lists the cases of a desk in which a reporter waits too long, the
// longest first, and how many there are in all; of one organisation, or of all
// that the actor may see when it is empty.
func (s *Service) Late(ctx context.Context, as org.Actor, of org.ID) ([]Listed, int, error) {
	in := scope(s.Policy, as)
	if in.None() || (of != "" && !in.Has(of)) {
		return nil, 0, ErrNotFound
	}
	today := s.Today()
	q := Query{Org: of, Overdue: today, Limit: mostLate}
	heads, err := s.Store.List(ctx, as, in, q)
	if err != nil {
		return nil, 0, fmt.Errorf("list what is late: %w", err)
	}
	total := len(heads)
	if total == mostLate {
		if total, err = s.Store.Count(ctx, as, in, q); err != nil {
			return nil, 0, fmt.Errorf("count what is late: %w", err)
		}
	}
	shown := slices.DeleteFunc(heads, func(h Head) bool {
		return !h.Late(today) || decide(s.Policy, as, View, h.Resource()) != nil
	})
	list, err := s.listed(ctx, as, shown)
	return list, total - (len(heads) - len(shown)), err
}
