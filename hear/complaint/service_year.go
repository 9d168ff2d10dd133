// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import (
	"context"
	"fmt"
	"slices"
	"time"

	"baken/base/civil"
	"baken/base/disclose"
	"baken/ground/org"
)

// CountConclusion counts what a conclusion came to. Of which complaint, the
// server isn't told. One that was counted is taken again and changes nothing. It
// takes the word of an authority of that organisation, or of one above: that
// nobody counts more than there is, is looked at when figures are made.
//
// Errors: ErrTally, ErrYear; org.ErrNotFound for who is no authority there.
func (s *Service) CountConclusion(ctx context.Context, as org.Actor, id TallyID, t Tally) error {
	tree, err := s.Orgs.Today(ctx)
	if err != nil {
		return err
	}
	decides := func(at org.ID) bool { return s.Policy.Decide(as, Decide, org.Of(TypeComplaint, "", at)).Allowed }
	if !slices.ContainsFunc(tree.Path(t.Org), decides) {
		return org.ErrNotFound
	}
	if err := t.check(s.Today()); err != nil {
		return err
	}
	if err := s.Store.PutTally(ctx, as, id, t); err != nil {
		return fmt.Errorf("count a conclusion: %w", err)
	}
	return nil
}

// Years lists the years of which figures are published, the newest first.
func (s *Service) Years(ctx context.Context) (years []int, err error) {
	first, err := s.Store.FirstEnded(ctx, org.Public())
	if err != nil || first.IsZero() {
		return nil, err
	}
	for year := closed(s.Today()); year >= first.Year(); year-- {
		years = append(years, year)
	}
	return years, nil
}

// Uniformity gives everybody the figures of a year. ErrNotFound for a year that
// isn't closed.
func (s *Service) Uniformity(ctx context.Context, year int, say Say) (Figures, error) {
	if year > closed(s.Today()) {
		return Figures{}, ErrNotFound
	}
	from, until := civil.Day(year, time.January, 1), civil.Day(year, time.December, 31)
	y := Year{Year: year, Names: map[org.ID]disclose.Label{}}
	rule, _ := s.Edition(until).Find(Decline)
	y.Grounds = rule.Grounds
	var err error
	if y.Ended, err = s.Store.Ended(ctx, org.Public(), from, until); err != nil {
		return Figures{}, fmt.Errorf("find what ended in %d: %w", year, err)
	}
	if y.Tallied, err = s.Store.Tallied(ctx, org.Public(), year); err != nil {
		return Figures{}, fmt.Errorf("find what was counted of %d: %w", year, err)
	}
	tree, err := s.Orgs.Today(ctx)
	if err != nil {
		return Figures{}, err
	}
	for _, e := range y.Ended {
		name := org.Name{NL: string(e.Org), EN: string(e.Org)} // gone from the tree
		if o, ok := tree.Find(e.Org); ok {
			name = o.Name(tree.On())
		}
		y.Names[e.Org] = disclose.Label{NL: name.NL, EN: name.EN}
	}
	return y.Figures(say)
}
