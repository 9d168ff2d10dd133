// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package org

import (
	"context"
	"fmt"
	"sync"
	"time"

	"baken/base/civil"
	"baken/base/ledger"
)

// Service is what pages and commands call: it asks the policy, then changes.
type Service struct {
	store  Store
	policy *Policy
	now    func() time.Time
	newID  func() string

	mu    sync.Mutex // guards the tree kept below
	tree  *Tree
	stamp int64
}

// NewService serves organisations and people from a store, by a policy, with
// a clock and a source of new identifiers.
func NewService(store Store, policy *Policy, now func() time.Time, newID func() string) *Service {
	return &Service{store: store, policy: policy, now: now, newID: newID}
}

// system is who the service itself is when it looks things up to decide.
func system() Actor { return System("org") }

// Today gives the tree of today. It is grown anew when something changed or
// midnight passed.
func (s *Service) Today(ctx context.Context) (*Tree, error) {
	stamp, err := s.store.Stamp(ctx, system())
	if err != nil {
		return nil, fmt.Errorf("read the tree's stamp: %w", err)
	}
	today := civil.On(s.now())
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.tree != nil && s.stamp == stamp && s.tree.On() == today {
		return s.tree, nil
	}
	all, err := s.store.Organisations(ctx, system(), Everywhere())
	if err != nil {
		return nil, fmt.Errorf("read the organisations: %w", err)
	}
	s.tree, s.stamp = Grow(all, today), stamp
	return s.tree, nil
}

// Actor gives a person as he may act now.
func (s *Service) Actor(ctx context.Context, id PersonID) (Actor, error) {
	person, err := s.store.Person(ctx, system(), id)
	if err != nil {
		return Actor{}, fmt.Errorf("find person %s: %w", id, err)
	}
	held, err := s.store.Held(ctx, system(), id)
	if err != nil {
		return Actor{}, fmt.Errorf("find roles of %s: %w", id, err)
	}
	tree, err := s.Today(ctx)
	if err != nil {
		return Actor{}, err
	}
	at := s.now()
	if civil.On(at) != tree.On() { // midnight passed in between
		return s.Actor(ctx, id)
	}
	return As(person, held, tree, at), nil
}

// Subtree lists an organisation and those below it as they stood on a day,
// from the top down, as far as the actor may see them.
func (s *Service) Subtree(ctx context.Context, as Actor, top ID, on civil.Date) ([]Organisation, error) {
	if err := Check(s.policy, as, ViewOrganisation, Node(top)); err != nil {
		return nil, err
	}
	seen, err := s.store.Organisations(ctx, as, s.policy.Scope(as, ViewOrganisation))
	if err != nil {
		return nil, fmt.Errorf("list organisations: %w", err)
	}
	tree := Grow(seen, on)
	var out []Organisation
	for _, id := range tree.Subtree(top) {
		o, _ := tree.Find(id)
		out = append(out, o)
	}
	return out, nil
}

// Found adds an organisation and gives its identifier. It needs the right to
// edit the one above it.
func (s *Service) Found(ctx context.Context, as Actor, f Founding) (ID, error) {
	if err := Check(s.policy, as, EditOrganisation, Node(f.Parent)); err != nil {
		return "", err
	}
	if f.ID == "" {
		f.ID = ID(s.newID())
	}
	err := s.store.Restructure(ctx, as, func(r *Register) error { return r.Found(f) })
	if err != nil {
		return "", fmt.Errorf("found organisation: %w", err)
	}
	return f.ID, nil
}

// Rename gives an organisation another name from a day on. Version is the one
// that was on the page when the name was typed.
func (s *Service) Rename(ctx context.Context, as Actor, id ID, version int64, n Name, from civil.Date) error {
	return s.edit(ctx, as, id, version, func(o *Organisation) ([]ledger.Event, error) { return o.Rename(n, from) })
}

// Identify sets an organisation's identifiers.
func (s *Service) Identify(ctx context.Context, as Actor, id ID, version int64, tooi TOOI, oin OIN) error {
	return s.edit(ctx, as, id, version, func(o *Organisation) ([]ledger.Event, error) { return o.Identify(tooi, oin), nil })
}

func (s *Service) edit(ctx context.Context, as Actor, id ID, version int64, change func(*Organisation) ([]ledger.Event, error)) error {
	if err := Check(s.policy, as, EditOrganisation, Node(id)); err != nil {
		return err
	}
	return s.store.Update(ctx, as, id, func(o *Organisation) ([]ledger.Event, error) {
		if err := o.Unchanged(version); err != nil {
			return nil, err
		}
		return change(o)
	})
}

// Move puts an organisation below another from a day on. It needs the right
// to edit the one that it leaves and the one that it joins. Version is the one
// that was on the page, here and below.
func (s *Service) Move(ctx context.Context, as Actor, id ID, version int64, parent ID, from civil.Date) error {
	return s.restructure(ctx, as, []ID{id, parent}, version, func(r *Register) error { return r.Move(id, parent, from) })
}

// Merge ends an organisation on a day and lets another take over its records
// and what stands below it. Roles in it end that day; they are granted anew
// in the other, since a merger decides who keeps which.
func (s *Service) Merge(ctx context.Context, as Actor, id ID, version int64, into ID, on civil.Date) error {
	return s.restructure(ctx, as, []ID{id, into}, version, func(r *Register) error { return r.Merge(id, into, on) })
}

// Close ends an organisation on a day without a successor.
func (s *Service) Close(ctx context.Context, as Actor, id ID, version int64, on civil.Date) error {
	return s.restructure(ctx, as, []ID{id}, version, func(r *Register) error { return r.Close(id, on) })
}

// restructure needs the right to edit each organisation and, for the first
// one, the organisation above it: nobody moves or ends his own.
func (s *Service) restructure(ctx context.Context, as Actor, ids []ID, version int64, change func(*Register) error) error {
	for _, id := range ids {
		if err := Check(s.policy, as, EditOrganisation, Node(id)); err != nil {
			return err
		}
	}
	if !s.MayRestructure(as, ids[0]) {
		return ErrForbidden
	}
	return s.store.Restructure(ctx, as, func(r *Register) error {
		o, err := r.Find(ids[0])
		if err != nil {
			return err
		}
		if err := o.Unchanged(version); err != nil {
			return err
		}
		return change(r)
	})
}
