// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import (
	"context"
	"fmt"
	"slices"

	"baken/base/civil"
	"baken/ground/org"
)

// Away is when somebody who works on complaints isn't there, from one day to
// another, both included. It says nothing of why.
type Away struct {
	Person org.PersonID
	From   civil.Date
	Until  civil.Date
}

// Bounds of what somebody says of when he isn't there.
const (
	mostAway  = 40
	awayAhead = 3 * 366 // days
)

// SetAway keeps when the actor isn't there, in place of what he said before; what
// lies in the past is left out. Errors: ErrAway for days that end before they
// begin or that are more than three years ahead, and for too many.
func (s *Service) SetAway(ctx context.Context, as org.Actor, all []Away) error {
	if !Works(as) {
		return org.ErrNotFound
	}
	if len(all) > mostAway {
		return ErrAway.With("most", mostAway)
	}
	today := s.Today()
	kept := make([]Away, 0, len(all))
	for _, a := range all {
		if a.From.IsZero() || a.Until.Before(a.From) || a.Until.After(today.AddDays(awayAhead)) {
			return ErrAway.With("most", mostAway)
		}
		if !a.Until.Before(today) {
			kept = append(kept, Away{as.Person, a.From, a.Until})
		}
	}
	slices.SortFunc(kept, func(a, b Away) int { return a.From.Compare(b.From) })
	if err := s.Store.SetAway(ctx, as, as.Person, kept, today); err != nil {
		return fmt.Errorf("keep when somebody is away: %w", err)
	}
	return nil
}

// WhoAway gives when people aren't there from today on, for who works on
// complaints; in order of person and day.
func (s *Service) WhoAway(ctx context.Context, as org.Actor, people []org.PersonID) ([]Away, error) {
	if !Works(as) {
		return nil, org.ErrNotFound
	}
	all, err := s.Store.Away(ctx, as, s.Today())
	if err != nil {
		return nil, fmt.Errorf("find who is away: %w", err)
	}
	return slices.DeleteFunc(all, func(a Away) bool { return !slices.Contains(people, a.Person) }), nil
}
