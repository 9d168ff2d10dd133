// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package org

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"baken/base/civil"
	"baken/base/ledger"
)

const (
	searchMin = 2  // letters, so that nobody lists everybody
	searchMax = 20 // persons on one page
)

// Newcomer is a person as an administrator types him in, with a first role.
type Newcomer struct {
	Name, Email string
	Org         ID
	Role        Role
	civil.Period
}

// Enrol adds a person with a first role in an organisation. Somebody who is
// known already is granted a role with Grant instead.
func (s *Service) Enrol(ctx context.Context, as Actor, n Newcomer) (PersonID, error) {
	if err := Check(s.policy, as, ManageMembers, Node(n.Org)); err != nil {
		return "", err
	}
	p, err := NewPerson(PersonID(s.newID()), n.Name, n.Email)
	if err != nil {
		return "", err
	}
	m := s.membership(p.ID, n.Org, n.Role, n.Period)
	if err := m.Check(); err != nil {
		return "", err
	}
	if err := s.store.Enrol(ctx, as, p, m); err != nil {
		return "", fmt.Errorf("enrol: %w", err)
	}
	return p.ID, nil
}

// Grant gives a person a role in an organisation for a period. Nobody grants
// a role to himself: an administrator would else let himself in.
func (s *Service) Grant(ctx context.Context, as Actor, person PersonID, in ID, role Role, p civil.Period) (MembershipID, error) {
	if err := Check(s.policy, as, ManageMembers, Node(in)); err != nil {
		return "", err
	}
	if as.Person == person {
		return "", ErrOwnRole
	}
	m := s.membership(person, in, role, p)
	if err := m.Check(); err != nil {
		return "", err
	}
	if err := s.store.Grant(ctx, as, m); err != nil {
		return "", fmt.Errorf("grant role: %w", err)
	}
	return m.ID, nil
}

func (s *Service) membership(person PersonID, in ID, role Role, p civil.Period) Membership {
	return Membership{ID: MembershipID(s.newID()), Version: 1, Person: person, Org: in, Role: role, Period: p}
}

// End lets a role stop on a day, the first on which it is no longer held.
// Version is the one that was on the page.
func (s *Service) End(ctx context.Context, as Actor, id MembershipID, version int64, on civil.Date) error {
	m, err := s.store.Membership(ctx, as, id)
	if err != nil {
		return fmt.Errorf("find role %s: %w", id, err)
	}
	if err := Check(s.policy, as, ManageMembers, Node(m.Org)); err != nil {
		return err
	}
	today := civil.On(s.now())
	return s.store.UpdateMembership(ctx, as, id, func(m *Membership) ([]ledger.Event, error) {
		if m.Version != version {
			return nil, ErrStale
		}
		return m.End(on, today)
	})
}

// Members lists who holds which role in an organisation on a day.
func (s *Service) Members(ctx context.Context, as Actor, in ID, on civil.Date) ([]Member, error) {
	if err := Check(s.policy, as, ViewMembers, Node(in)); err != nil {
		return nil, err
	}
	return s.store.Members(ctx, as, Only(in), on)
}

// Search lists persons by a part of their name or e-mail address, for an
// administrator: those who ever held a role where he gives roles, and those
// who hold none anywhere.
func (s *Service) Search(ctx context.Context, as Actor, words string) ([]Person, error) {
	in := s.policy.Scope(as, ManageMembers)
	if in.None() {
		return nil, ErrNotFound
	}
	words = strings.ToLower(strings.TrimSpace(words))
	if utf8.RuneCountInString(words) < searchMin {
		return nil, ErrTooShort.With("n", searchMin)
	}
	return s.store.Search(ctx, as, Search{Words: words, In: in, Limit: searchMax})
}

// Person finds somebody by his exact e-mail address, for an administrator who
// gives a role to somebody from elsewhere.
func (s *Service) Person(ctx context.Context, as Actor, email string) (Person, error) {
	if s.policy.Scope(as, ManageMembers).None() {
		return Person{}, ErrNotFound
	}
	address, err := ParseEmail(email)
	if err != nil {
		return Person{}, err
	}
	return s.store.PersonByEmail(ctx, as, address)
}

// Correct changes a person's name or e-mail address. It needs the right to
// give roles in every organisation in which he holds one. Version is the one
// that was on the page.
func (s *Service) Correct(ctx context.Context, as Actor, id PersonID, version int64, name, email string) error {
	corrected, err := NewPerson(id, name, email)
	if err != nil {
		return err
	}
	c, err := s.Colleague(ctx, as, id)
	if err != nil {
		return err
	}
	if c.Elsewhere {
		return ErrForbidden
	}
	return s.store.UpdatePerson(ctx, as, id, func(p *Person) ([]ledger.Event, error) {
		if p.Version != version {
			return nil, ErrStale
		}
		p.Name, p.Email = corrected.Name, corrected.Email
		return []ledger.Event{{Verb: "org.person-corrected"}}, nil
	})
}
