// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"context"
	"fmt"
	"slices"

	"baken/base/ledger"
	"baken/ground/org"
)

// handling gives the desk that handles a case: those of it who may have a part
// in the case, under the name of the organisation that it is about.
func (s *Service) handling(ctx context.Context, h Head) (Office, error) {
	o, err := s.Office(ctx, h.Desk)
	if err != nil {
		return o, err
	}
	if h.Desk != h.Org {
		tree, err := s.Orgs.Today(ctx)
		if err != nil {
			return o, err
		}
		if found, ok := tree.Find(h.Org); ok {
			o.Name = found.Name(tree.On())
		}
	}
	return o.Without(h.Excluded), nil
}

// Without gives the office as it is for a case from which these are excluded.
func (o Office) Without(excluded []org.PersonID) Office {
	if len(excluded) == 0 {
		return o
	}
	out := func(m Officer) bool { return slices.Contains(excluded, m.ID) }
	o.Apart = slices.DeleteFunc(o.All(), func(m Officer) bool { return !out(m) })
	o.Members = slices.DeleteFunc(slices.Clone(o.Members), out)
	o.Independent = slices.DeleteFunc(slices.Clone(o.Independent), out)
	return o
}

// Has tells whether a person is of the office.
func (o Office) Has(p org.PersonID) bool {
	return slices.ContainsFunc(o.All(), func(m Officer) bool { return m.ID == p })
}

// Triage puts a case under regimes.
func (s *Service) Triage(ctx context.Context, as org.Actor, id ID, want []Track, since int64) (Event, error) {
	today := s.Today()
	return s.change(ctx, as, Answer, id, func(c *Case) ([]ledger.Event, error) { return c.Triage(want, since, today) })
}

// End ends what a law set going.
func (s *Service) End(ctx context.Context, as org.Actor, id ID, r Regime, how Outcome, since int64) (Event, error) {
	today := s.Today()
	return s.change(ctx, as, Answer, id, func(c *Case) ([]ledger.Event, error) { return c.End(r, how, since, today) })
}

// Assign gives a case to a member of its desk; to nobody is to all of it.
func (s *Service) Assign(ctx context.Context, as org.Actor, id ID, to org.PersonID, since int64) (Event, error) {
	office, err := s.officeOf(ctx, as, id)
	if err != nil {
		return Event{}, err
	}
	if to != "" && !office.Has(to) {
		return Event{}, ErrNobody
	}
	return s.change(ctx, as, Answer, id, func(c *Case) ([]ledger.Event, error) { return c.Assign(to, since) })
}

// Exclude keeps persons away from a case at once; of oneself it is to
// withdraw. The next member who opens the case starts a new epoch, which those
// excluded can't read. When nobody of the desk is left, the independent desk
// has the case.
func (s *Service) Exclude(ctx context.Context, as org.Actor, id ID, persons []org.PersonID, since int64) (Event, error) {
	c, err := s.find(ctx, as, id)
	if err != nil {
		return Event{}, err
	}
	own, err := s.Office(ctx, c.Desk)
	if err != nil {
		return Event{}, err
	}
	for _, p := range persons {
		if _, err := s.People.Person(ctx, system(), p); err != nil {
			return Event{}, fmt.Errorf("find who is excluded: %w", err)
		}
	}
	left := func(desk org.ID, excluded []org.PersonID) bool {
		in := own.Members
		if desk != c.Desk {
			in = own.Independent
		}
		return slices.ContainsFunc(in, func(m Officer) bool { return !slices.Contains(excluded, m.ID) })
	}
	return s.change(ctx, as, Answer, id, func(c *Case) ([]ledger.Event, error) { return c.Exclude(persons, since, own.Top, left) })
}

// Admit undoes an exclusion. Nobody can undo his own: he can't get here.
func (s *Service) Admit(ctx context.Context, as org.Actor, id ID, p org.PersonID, since int64) (Event, error) {
	return s.change(ctx, as, Answer, id, func(c *Case) ([]ledger.Event, error) { return c.Admit(p, since) })
}

// Hand gives a case to the independent desk, which every member of a desk may
// do when his own shouldn't handle it; or back to the organisation's own desk,
// which only the independent desk may.
func (s *Service) Hand(ctx context.Context, as org.Actor, id ID, to org.ID, since int64) (Event, error) {
	c, err := s.find(ctx, as, id)
	if err != nil {
		return Event{}, err
	}
	from, err := s.Office(ctx, c.Desk)
	if err != nil {
		return Event{}, err
	}
	if to != c.Org && to != from.Top {
		return Event{}, ErrHand
	}
	next, err := s.Office(ctx, to)
	if err != nil {
		return Event{}, err
	}
	if len(next.Without(c.Excluded).Members) == 0 {
		return Event{}, ErrNobody
	}
	return s.change(ctx, as, Answer, id, func(c *Case) ([]ledger.Event, error) { return c.Hand(to, since) })
}
