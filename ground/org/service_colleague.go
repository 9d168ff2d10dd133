// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package org

import (
	"context"
	"fmt"

	"baken/base/civil"
)

// Colleague is a person as somebody sees him who gives roles.
type Colleague struct {
	Person
	Held      []Membership // ever, where the one who looks gives roles
	Elsewhere bool         // he holds a role, now or later, where another gives them
}

// Colleague gives a person to who gives roles where he ever held one, or
// who holds none anywhere.
func (s *Service) Colleague(ctx context.Context, as Actor, id PersonID) (Colleague, error) {
	in := s.policy.Scope(as, ManageMembers)
	if in.None() {
		return Colleague{}, ErrNotFound
	}
	person, err := s.store.Person(ctx, as, id)
	if err != nil {
		return Colleague{}, fmt.Errorf("find person %s: %w", id, err)
	}
	held, err := s.store.Held(ctx, as, id)
	if err != nil {
		return Colleague{}, fmt.Errorf("find roles of %s: %w", id, err)
	}
	c, today := Colleague{Person: person}, civil.On(s.now())
	for _, m := range held {
		switch {
		case in.Has(m.Org):
			c.Held = append(c.Held, m)
		case m.lasts(today):
			c.Elsewhere = true
		}
	}
	if len(held) > 0 && len(c.Held) == 0 {
		return Colleague{}, ErrNotFound
	}
	return c, nil
}

// lasts reports whether a role is held on a day or later.
func (m Membership) lasts(on civil.Date) bool { return m.Until.IsZero() || m.Until.After(on) }

// Vouch gives the organisation in which an actor answers for a person's
// account: he gives roles in every organisation in which the person holds
// one. Whoever could reset an account elsewhere could act there.
func (s *Service) Vouch(ctx context.Context, as Actor, id PersonID) (ID, error) {
	c, err := s.Colleague(ctx, as, id)
	if err != nil {
		return "", err
	}
	if c.Elsewhere {
		return "", ErrForbidden
	}
	today := civil.On(s.now())
	for _, m := range c.Held {
		if m.lasts(today) {
			return m.Org, nil
		}
	}
	return "", ErrNoRole
}

// Role gives one role of a person to who gives roles there.
func (s *Service) Role(ctx context.Context, as Actor, id MembershipID) (Membership, Person, error) {
	m, err := s.store.Membership(ctx, as, id)
	if err != nil {
		return m, Person{}, fmt.Errorf("find role %s: %w", id, err)
	}
	if err := Check(s.policy, as, ManageMembers, Node(m.Org)); err != nil {
		return Membership{}, Person{}, err
	}
	p, err := s.store.Person(ctx, as, m.Person)
	if err != nil {
		return m, p, fmt.Errorf("find person %s: %w", m.Person, err)
	}
	return m, p, nil
}
