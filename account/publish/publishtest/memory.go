// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package publishtest gives tests publications without a database, and the
// suite that every store of them passes.
package publishtest

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"baken/account/publish"
	"baken/base/ledger"
	"baken/ground/org"
	"baken/internal/db/dbtest"
)

// Memory is publish.Store in memory.
type Memory struct {
	mu     sync.Mutex
	pubs   map[publish.ID]publish.Publication
	keys   map[publish.KeyID]publish.Key
	events map[string][]dbtest.Recorded // by record
}

var _ publish.Store = (*Memory)(nil)

// New gives an empty store.
func New() *Memory {
	return &Memory{
		pubs: map[publish.ID]publish.Publication{}, keys: map[publish.KeyID]publish.Key{},
		events: map[string][]dbtest.Recorded{},
	}
}

// Events gives what was recorded about a publication or a key.
func (m *Memory) Events(_ context.Context, record string) ([]dbtest.Recorded, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.events[record]), nil
}

func (m *Memory) record(record string, version int64, events []ledger.Event) {
	for n, e := range events {
		m.events[record] = append(m.events[record], dbtest.Recorded{Version: version, N: int64(n), Verb: e.Verb})
	}
}

// Find implements publish.Store.
func (m *Memory) Find(_ context.Context, _ org.Actor, id publish.ID) (publish.Publication, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	p, ok := m.pubs[id]
	if !ok {
		return p, publish.ErrNotFound
	}
	p.Raw = slices.Clone(p.Raw)
	return p, nil
}

// List implements publish.Store.
func (m *Memory) List(_ context.Context, _ org.Actor, in org.Scope, q publish.Query) ([]publish.Publication, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var list []publish.Publication
	for _, p := range m.pubs {
		if in.Has(p.Org) && (len(q.States) == 0 || slices.Contains(q.States, p.State)) {
			p.Raw = nil
			list = append(list, p)
		}
	}
	slices.SortFunc(list, func(a, b publish.Publication) int {
		return cmp.Or(b.Opened.Compare(a.Opened), b.Imported.Compare(a.Imported), cmp.Compare(b.ID, a.ID))
	})
	from := min(q.Offset, len(list))
	return list[from:min(from+max(q.Limit, 1), len(list))], nil
}

// Create implements publish.Store.
func (m *Memory) Create(_ context.Context, _ org.Actor, p publish.Publication, events []ledger.Event) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, other := range m.pubs {
		if other.Org == p.Org && other.Hash() == p.Hash() {
			return publish.ErrTwice
		}
	}
	m.pubs[p.ID] = p
	m.record(string(p.ID), p.Version, events)
	return nil
}

// Update implements publish.Store.
func (m *Memory) Update(ctx context.Context, _ org.Actor, id publish.ID, change func(*publish.Publication) ([]ledger.Event, error)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	p, ok := m.pubs[id]
	if !ok {
		return publish.ErrNotFound
	}
	events, err := change(&p)
	if err != nil {
		return err
	}
	p.Version++
	m.pubs[id] = p
	m.record(string(id), p.Version, events)
	return nil
}

// KeysOf implements publish.Store.
func (m *Memory) KeysOf(_ context.Context, _ org.Actor, in org.Scope) ([]publish.Key, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var keys []publish.Key
	for _, k := range m.keys {
		if in.Has(k.Org) {
			keys = append(keys, k)
		}
	}
	slices.SortFunc(keys, func(a, b publish.Key) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return keys, nil
}

// Key implements publish.Store.
func (m *Memory) Key(_ context.Context, _ org.Actor, id publish.KeyID) (publish.Key, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	k, ok := m.keys[id]
	if !ok {
		return k, publish.ErrNotFound
	}
	return k, nil
}

// AddKey implements publish.Store.
func (m *Memory) AddKey(_ context.Context, _ org.Actor, k publish.Key, events []ledger.Event) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, other := range m.keys {
		if other.Public == k.Public {
			return publish.ErrKeyTwice
		}
	}
	m.keys[k.ID] = k
	m.record(string(k.ID), k.Version, events)
	return nil
}

// UpdateKey implements publish.Store.
func (m *Memory) UpdateKey(ctx context.Context, _ org.Actor, id publish.KeyID, change func(*publish.Key) ([]ledger.Event, error)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	k, ok := m.keys[id]
	if !ok {
		return publish.ErrNotFound
	}
	events, err := change(&k)
	if err != nil {
		return err
	}
	k.Version++
	m.keys[id] = k
	m.record(string(id), k.Version, events)
	return nil
}
