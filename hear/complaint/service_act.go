// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import (
	"context"
	"errors"
	"fmt"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/base/seal"
	"baken/ground/org"
)

// Standing is a complaint as somebody sees it who sits in it.
type Standing struct {
	Complaint
	Procedure Procedure
	Seat      Seat
	Given     []Opened   // the papers that he was given
	Clocks    []Clock    // what it waits for
	Steps     []StepName // that he can take today
	Owed      []Grant    // what he can seal anew to others who read it
	// IfAdjourned gives by which day it would have to be concluded if it were
	// adjourned today, by one week, by two and so on; none when it can't be.
	IfAdjourned []civil.Date
	Today       civil.Date
}

// Stand gives a complaint to somebody with a role who sits in it; ErrNotFound
// for everybody else.
func (s *Service) Stand(ctx context.Context, as org.Actor, id ID) (Standing, error) {
	c, err := s.Store.Find(ctx, as, id)
	if err != nil {
		return Standing{}, err
	}
	if _, err := s.seated(as, c); err != nil {
		return Standing{}, err
	}
	if c, err = s.tended(ctx, c); err != nil {
		return Standing{}, err
	}
	seat, err := s.seated(as, c) // his own seat may be one that changed
	if err != nil {
		return Standing{}, err
	}
	return s.standing(ctx, as, c, seat)
}

// seated gives the seat of an actor, if his role still lets him sit there.
func (s *Service) seated(as org.Actor, c Complaint) (Seat, error) {
	seat, ok := c.Of(as.Person)
	if !ok || !s.Policy.Decide(as, seat.Party.does(), c.Resource(seat.Org)).Allowed {
		return Seat{}, ErrNotFound
	}
	return seat, nil
}

// Follow gives the complaints in which somebody sits by words.
func (s *Service) Follow(ctx context.Context, of seal.Lookup) (all []Standing, err error) {
	hash := s.Lookup.Hash(of)
	found, err := s.Store.OfWords(ctx, org.Public(), hash)
	if err != nil {
		return nil, err
	}
	for _, c := range found {
		if c, err = s.tended(ctx, c); err != nil {
			return nil, err
		}
		seat, ok := c.OfWords(hash)
		if !ok {
			continue
		}
		one, err := s.standing(ctx, org.Public(), c, seat)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

func (s *Service) standing(ctx context.Context, as org.Actor, c Complaint, seat Seat) (Standing, error) {
	p, err := s.procedure(c)
	if err != nil {
		return Standing{}, err
	}
	out := Standing{Complaint: c, Procedure: p, Seat: seat, Today: s.Today(), Clocks: p.Clocks(s.Calendar, c.Case)}
	if out.Given, err = s.Store.Opened(ctx, as, c.ID, seat.Number); err != nil {
		return out, fmt.Errorf("read the papers of complaint %s: %w", c.ID, err)
	}
	if seat.Capacity != Supporter {
		for _, step := range p.Open(c.Case, seat.Party, out.Today) {
			if rule, _ := p.Find(step); (!rule.Himself || seat.Capacity == Self) && (!rule.Sure || !seat.Lent) {
				out.Steps = append(out.Steps, step)
			}
		}
	}
	for weeks := civil.Weeks(1); weeks <= p.Terms.Adjourn; weeks++ {
		if due, err := p.IfAdjourned(s.Calendar, c.Case, out.Today, weeks); err == nil {
			out.IfAdjourned = append(out.IfAdjourned, due.Date)
		}
	}
	for _, g := range c.Owed(p) {
		if seat.Capacity != Supporter && c.Papers[g.Paper-1].Reads(seat.Number) {
			out.Owed = append(out.Owed, g)
		}
	}
	return out, nil
}

// Act does what somebody with a role does in a complaint in which he sits.
func (s *Service) Act(ctx context.Context, as org.Actor, id ID, a Act) error {
	return s.act(ctx, as, id, a, func(c Complaint) (Seat, error) { return s.seated(as, c) })
}

// ActByWords does what somebody does who sits there by words.
func (s *Service) ActByWords(ctx context.Context, of seal.Lookup, id ID, a Act) error {
	hash := s.Lookup.Hash(of)
	return s.act(ctx, org.Public(), id, a, func(c Complaint) (Seat, error) {
		seat, ok := c.OfWords(hash)
		if !ok {
			return seat, ErrNotFound
		}
		return seat, nil
	})
}

func (s *Service) act(ctx context.Context, as org.Actor, id ID, a Act, who func(Complaint) (Seat, error)) error {
	officers, err := s.appointed(ctx, a)
	if err != nil {
		return err
	}
	if err := s.joins(ctx, as, a.JoinTo, who); err != nil {
		return err
	}
	return s.Store.Update(ctx, as, id, func(c *Complaint) (Change, error) {
		seat, err := who(*c)
		if err != nil {
			return Change{}, err
		}
		p, err := s.procedure(*c)
		if err != nil {
			return Change{}, err
		}
		for _, new := range a.Sit {
			if new.Official() && !officers[new.Person].sits(new) {
				return Change{}, ErrSeat
			}
		}
		events, err := p.Do(s.Calendar, c, seat.Number, a, s.Today())
		if err != nil {
			return Change{}, err
		}
		grants := make([]Grant, len(a.Grants))
		for i, g := range a.Grants {
			g.By = seat.Number
			grants[i] = g
		}
		return s.change(p, *c, a.Papers, grants, events), nil
	})
}

// joins refuses to join a complaint to one that isn't handled, or in which who
// joins them has no seat.
func (s *Service) joins(ctx context.Context, as org.Actor, to ID, who func(Complaint) (Seat, error)) error {
	if to == "" {
		return nil
	}
	other, err := s.Store.Find(ctx, as, to)
	if err == nil {
		_, err = who(other)
	}
	if errors.Is(err, ErrNotFound) || err == nil && other.State.Ended() {
		return ErrJoin
	}
	return err
}

// offices is what somebody who is appointed to a complaint is, by party.
type offices map[Party]Officer

// sits tells whether he can take the seat, by his role and with his keys.
func (o offices) sits(seat Seat) bool {
	found, ok := o[seat.Party]
	return ok && found.At == seat.Org && found.Public == seat.Public
}

// appointed finds the roles and keys of those whom an act lets sit down.
func (s *Service) appointed(ctx context.Context, a Act) (map[org.PersonID]offices, error) {
	all := map[org.PersonID]offices{}
	for _, new := range a.Sit {
		if !new.Official() {
			continue
		}
		there, err := s.officers(ctx, new.Org)
		if err != nil {
			return nil, err
		}
		for party, list := range there {
			for _, o := range list {
				if o.Person == new.Person {
					if all[o.Person] == nil {
						all[o.Person] = offices{}
					}
					all[o.Person][party] = o
				}
			}
		}
	}
	return all, nil
}

func (s *Service) change(p Procedure, c Complaint, sealed []Sealed, grants []Grant, events []ledger.Event) Change {
	out := Change{Sealed: sealed, Grants: grants, Events: events}
	out.Next, out.Due = s.kept(p, c)
	return out
}

// Names gives what the officials are called who sit or sat in a complaint.
func (s *Service) Names(ctx context.Context, c Complaint) (map[org.PersonID]string, error) {
	names := map[org.PersonID]string{}
	asked := map[org.ID]bool{}
	for _, seat := range c.Seats {
		if !seat.Official() || asked[seat.Org] {
			continue
		}
		asked[seat.Org] = true
		members, err := s.People.Members(ctx, system(), org.Only(seat.Org), s.Today())
		if err != nil {
			return nil, fmt.Errorf("find who works on complaint %s: %w", c.ID, err)
		}
		for _, m := range members {
			names[m.Person.ID] = m.Person.Name
		}
	}
	return names, nil
}
