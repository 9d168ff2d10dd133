// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"context"
	"fmt"

	"baken/base/civil"
	"baken/ground/org"
)

// Leave is when an officer is away, and who handles his cases meanwhile. It
// gives nobody access: who substitutes is of the same desk, and reads its cases
// already.
type Leave struct {
	Person     org.PersonID
	Period     civil.Period
	Substitute org.PersonID
}

// SetLeave says that an officer is away from today until the day on which he is
// back, and who substitutes; without such a day it ends his leave.
func (s *Service) SetLeave(ctx context.Context, as org.Actor, back civil.Date, substitute org.PersonID) error {
	desks := s.desks(as)
	if len(desks) == 0 {
		return org.ErrForbidden
	}
	today := s.Today()
	if back.IsZero() {
		return s.Store.SetLeave(ctx, as, Leave{Person: as.Person})
	}
	if !back.After(today) {
		return ErrBack.With("after", today)
	}
	shared := false
	for _, id := range desks {
		office, err := s.Office(ctx, id)
		if err != nil {
			return err
		}
		for _, m := range office.Members {
			shared = shared || m.ID == substitute && m.ID != as.Person
		}
	}
	if !shared {
		return ErrNobody
	}
	return s.Store.SetLeave(ctx, as, Leave{as.Person, civil.Period{From: today, Until: back}, substitute})
}

// Leaves lists who is away today: the officer himself, when he is, and those
// for whom he substitutes.
func (s *Service) Leaves(ctx context.Context, as org.Actor) ([]Leave, error) {
	all, err := s.Store.Leaves(ctx, as)
	if err != nil {
		return nil, fmt.Errorf("find who is away: %w", err)
	}
	today := s.Today()
	var out []Leave
	for _, l := range all {
		if l.Period.Covers(today) && (l.Person == as.Person || l.Substitute == as.Person) {
			out = append(out, l)
		}
	}
	return out, nil
}
