// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"baken/ground/org"
)

// Works tells whether an actor has a role in which he works on complaints.
func Works(as org.Actor) bool {
	return slices.ContainsFunc(as.Roles, func(m org.Membership) bool { return partyOf(m.Role) != "" })
}

// perPage is how many complaints a list shows at a time.
const perPage = 50

// List gives a page of the complaints in which the actor sits, that which is due
// first on top, and whether there are more. A secretary who is new here is given
// his seats on the way: what was written before he can read once a colleague
// seals it to him.
func (s *Service) List(ctx context.Context, as org.Actor, q Query) (page []Head, more bool, err error) {
	if !Works(as) {
		return nil, false, org.ErrNotFound
	}
	if err := s.seatNew(ctx, as); err != nil {
		return nil, false, err
	}
	q.Person, q.May, q.Limit = as.Person, s.may(as), perPage+1
	if page, err = s.Store.List(ctx, as, q); err != nil {
		return nil, false, fmt.Errorf("list complaints: %w", err)
	}
	more = len(page) > perPage
	page = page[:min(len(page), perPage)]
	return slices.DeleteFunc(page, func(h Head) bool {
		return !s.Policy.Decide(as, h.As.does(), org.Of(TypeComplaint, string(h.ID), h.At)).Allowed
	}), more, nil
}

// seatNew gives a secretary a seat in complaints that came before him.
func (s *Service) seatNew(ctx context.Context, as org.Actor) error {
	keys, err := s.Keys.PublicKeys(ctx, []org.PersonID{as.Person})
	if err != nil || len(keys) == 0 {
		return err
	}
	for _, m := range as.Roles {
		if m.Role != org.CommitteeSecretary {
			continue
		}
		ids, err := s.Store.Unseated(ctx, as, m.Org, as.Person, perPage)
		if err != nil {
			return fmt.Errorf("find complaints without a seat: %w", err)
		}
		for _, id := range ids {
			c, err := s.Store.Find(ctx, system(), id)
			if err == nil {
				_, err = s.tended(ctx, c)
			}
			if err != nil && !errors.Is(err, ErrNotFound) {
				return err
			}
		}
	}
	return nil
}

// Overview counts the complaints in which the actor sits, by organisation.
func (s *Service) Overview(ctx context.Context, as org.Actor) ([]Count, error) {
	if !Works(as) {
		return nil, org.ErrNotFound
	}
	return s.Store.Overview(ctx, as, Query{Person: as.Person, May: s.may(as)}, s.Today())
}

// mostMeetings is how many hearings an agenda shows.
const mostMeetings = 50

// Agenda gives the hearings from today on in the complaints in which the actor
// sits.
func (s *Service) Agenda(ctx context.Context, as org.Actor) ([]Meeting, error) {
	if !Works(as) {
		return nil, org.ErrNotFound
	}
	all, err := s.Store.Agenda(ctx, as, as.Person, s.Today(), mostMeetings)
	if err != nil {
		return nil, fmt.Errorf("list hearings: %w", err)
	}
	return slices.DeleteFunc(all, func(m Meeting) bool {
		return !s.Policy.Decide(as, m.As.does(), org.Of(TypeComplaint, string(m.ID), m.At)).Allowed
	}), nil
}

// may gives where the actor's roles let him sit: a role that ended counts no
// more, though the seat is still there. It asks the policy only where he has any
// role: a seat is that of a role in the very organisation.
func (s *Service) may(as org.Actor) map[Party]org.Scope {
	may := map[Party]org.Scope{}
	for _, p := range []Party{Secretary, Member, Authority} {
		may[p] = org.Only(slices.DeleteFunc(as.Orgs(), func(id org.ID) bool {
			return !s.Policy.Decide(as, p.does(), org.Of(TypeComplaint, "", id)).Allowed
		})...)
	}
	return may
}

// Waiting is what waits too long, as the level above sees it: where, what kind of
// step, and for how many days.
type Waiting struct {
	Org  org.ID
	Step StepName
	Days int
}

// Overdue gives what waits too long in the organisations that the actor steers,
// the longest first.
func (s *Service) Overdue(ctx context.Context, as org.Actor) ([]Waiting, error) {
	heads, err := s.Store.Waiting(ctx, as, s.Policy.Scope(as, ViewOverdue), s.Today())
	if err != nil {
		return nil, fmt.Errorf("list what waits too long: %w", err)
	}
	all := make([]Waiting, len(heads))
	for i, h := range heads {
		all[i] = Waiting{h.Org, h.Step, int(h.Next.Until(s.Today()))}
	}
	slices.SortStableFunc(all, func(a, b Waiting) int { return b.Days - a.Days })
	return all, nil
}

// PartiesOf lists as what an actor works on complaints.
func PartiesOf(as org.Actor) (all []Party) {
	for _, p := range []Party{Secretary, Member, Authority} {
		if slices.ContainsFunc(as.Roles, func(m org.Membership) bool { return m.Role == p.role() }) {
			all = append(all, p)
		}
	}
	return all
}
