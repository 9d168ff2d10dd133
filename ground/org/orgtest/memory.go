// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package orgtest gives tests of other rooms organisations and people without
// a database, and the suite that every store of them passes.
package orgtest

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/org"
)

// Memory is org.Store in memory.
type Memory struct {
	mu      sync.Mutex
	stamp   int64
	orgs    map[org.ID]org.Organisation
	persons map[org.PersonID]org.Person
	roles   map[org.MembershipID]org.Membership
	events  map[string][]ledger.Event // by record
}

var _ org.Store = (*Memory)(nil)

// New gives an empty store.
func New() *Memory {
	return &Memory{
		orgs:    make(map[org.ID]org.Organisation),
		persons: make(map[org.PersonID]org.Person),
		roles:   make(map[org.MembershipID]org.Membership),
		events:  make(map[string][]ledger.Event),
	}
}

// Verbs lists what happened to a record, oldest first.
func (m *Memory) Verbs(record string) []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	var verbs []string
	for _, e := range m.events[record] {
		verbs = append(verbs, e.Verb)
	}
	return verbs
}

// Organisations implements org.Store.
func (m *Memory) Organisations(_ context.Context, _ org.Actor, in org.Scope) ([]org.Organisation, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.list(in), nil
}

func (m *Memory) list(in org.Scope) []org.Organisation {
	var all []org.Organisation
	for _, o := range m.orgs {
		if in.Has(o.ID) {
			all = append(all, o)
		}
	}
	slices.SortFunc(all, func(a, b org.Organisation) int { return cmp.Compare(a.ID, b.ID) })
	return all
}

// Stamp implements org.Store.
func (m *Memory) Stamp(context.Context, org.Actor) (int64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.stamp, nil
}

// Update implements org.Store.
func (m *Memory) Update(_ context.Context, _ org.Actor, id org.ID, change func(*org.Organisation) ([]ledger.Event, error)) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	o, ok := m.orgs[id]
	if !ok {
		return org.ErrNotFound
	}
	events, err := change(&o)
	if err != nil {
		return err
	}
	m.put(org.Change{Organisation: o, Events: events})
	return nil
}

// Restructure implements org.Store.
func (m *Memory) Restructure(_ context.Context, _ org.Actor, change func(*org.Register) error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	r := org.NewRegister(m.list(org.Everywhere())...)
	if err := change(r); err != nil {
		return err
	}
	for _, c := range r.Changes() {
		m.put(c)
	}
	return nil
}

func (m *Memory) put(c org.Change) {
	c.Version++
	m.stamp++
	m.orgs[c.ID] = c.Organisation
	m.happened(string(c.ID), c.Events...)
}

func (m *Memory) happened(record string, events ...ledger.Event) {
	m.events[record] = append(m.events[record], events...)
}

// Person implements org.Store.
func (m *Memory) Person(_ context.Context, _ org.Actor, id org.PersonID) (org.Person, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	p, ok := m.persons[id]
	if !ok {
		return org.Person{}, org.ErrNotFound
	}
	return p, nil
}

// PersonByEmail implements org.Store.
func (m *Memory) PersonByEmail(_ context.Context, _ org.Actor, email string) (org.Person, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, p := range m.persons {
		if p.Email == email {
			return p, nil
		}
	}
	return org.Person{}, org.ErrNotFound
}

// Search implements org.Store.
func (m *Memory) Search(_ context.Context, _ org.Actor, q org.Search) ([]org.Person, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var all []org.Person
	for _, p := range m.persons {
		held := m.held(p.ID)
		inside := len(held) == 0 || slices.ContainsFunc(held, func(r org.Membership) bool { return q.In.Has(r.Org) })
		if inside && strings.Contains(strings.ToLower(p.Name+" "+p.Email), q.Words) {
			all = append(all, p)
		}
	}
	slices.SortFunc(all, func(a, b org.Person) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	return all[:min(len(all), q.Limit)], nil
}

// UpdatePerson implements org.Store.
func (m *Memory) UpdatePerson(_ context.Context, _ org.Actor, id org.PersonID, change func(*org.Person) ([]ledger.Event, error)) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	p, ok := m.persons[id]
	if !ok {
		return org.ErrNotFound
	}
	events, err := change(&p)
	if err != nil {
		return err
	}
	for _, other := range m.persons {
		if other.Email == p.Email && other.ID != id {
			return org.ErrEmailUsed
		}
	}
	p.Version++
	m.persons[id] = p
	m.happened(string(id), events...)
	return nil
}

// Enrol implements org.Store.
func (m *Memory) Enrol(_ context.Context, _ org.Actor, p org.Person, first org.Membership) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, other := range m.persons {
		if other.Email == p.Email {
			return org.ErrEmailUsed
		}
	}
	if _, ok := m.orgs[first.Org]; !ok {
		return org.ErrNotFound
	}
	m.persons[p.ID] = p
	m.roles[first.ID] = first
	m.happened(string(p.ID), ledger.Event{Verb: "org.person-enrolled"})
	m.happened(string(first.ID), first.Granted())
	return nil
}

// Grant implements org.Store.
func (m *Memory) Grant(_ context.Context, _ org.Actor, r org.Membership) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	_, person := m.persons[r.Person]
	_, place := m.orgs[r.Org]
	if !person || !place {
		return org.ErrNotFound
	}
	if r.Clashes(m.held(r.Person)) {
		return org.ErrHeld
	}
	m.roles[r.ID] = r
	m.happened(string(r.ID), r.Granted())
	return nil
}

// Membership implements org.Store.
func (m *Memory) Membership(_ context.Context, _ org.Actor, id org.MembershipID) (org.Membership, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, ok := m.roles[id]
	if !ok {
		return org.Membership{}, org.ErrNotFound
	}
	return r, nil
}

// UpdateMembership implements org.Store.
func (m *Memory) UpdateMembership(_ context.Context, _ org.Actor, id org.MembershipID, change func(*org.Membership) ([]ledger.Event, error)) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, ok := m.roles[id]
	if !ok {
		return org.ErrNotFound
	}
	events, err := change(&r)
	if err != nil {
		return err
	}
	r.Version++
	m.roles[id] = r
	m.happened(string(id), events...)
	return nil
}

// Held implements org.Store.
func (m *Memory) Held(_ context.Context, _ org.Actor, person org.PersonID) ([]org.Membership, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.held(person), nil
}

func (m *Memory) held(person org.PersonID) []org.Membership {
	var all []org.Membership
	for _, r := range m.roles {
		if r.Person == person {
			all = append(all, r)
		}
	}
	slices.SortFunc(all, func(a, b org.Membership) int { return cmp.Compare(a.ID, b.ID) })
	return all
}

// Members implements org.Store.
func (m *Memory) Members(_ context.Context, _ org.Actor, in org.Scope, on civil.Date) ([]org.Member, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var all []org.Member
	for _, r := range m.roles {
		if in.Has(r.Org) && r.Covers(on) {
			all = append(all, org.Member{Person: m.persons[r.Person], Membership: r})
		}
	}
	slices.SortFunc(all, func(a, b org.Member) int {
		return cmp.Or(cmp.Compare(a.Person.Name, b.Person.Name), cmp.Compare(a.ID, b.ID))
	})
	return all, nil
}
