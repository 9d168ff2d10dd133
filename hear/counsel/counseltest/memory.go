// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package counseltest gives tests help directories without a database, and the
// suite that every store of them passes.
package counseltest

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"baken/base/ledger"
	"baken/ground/org"
	"baken/hear/counsel"
	"baken/internal/db/dbtest"
)

// Memory is counsel.Store in memory.
type Memory struct {
	mu      sync.Mutex
	entries map[counsel.EntryID]counsel.Entry
	events  map[counsel.EntryID][]dbtest.Recorded
}

var _ counsel.Store = (*Memory)(nil)

// New gives an empty store.
func New() *Memory {
	return &Memory{entries: map[counsel.EntryID]counsel.Entry{}, events: map[counsel.EntryID][]dbtest.Recorded{}}
}

// Events gives what was recorded about an entry.
func (m *Memory) Events(_ context.Context, record string) ([]dbtest.Recorded, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.events[counsel.EntryID(record)]), nil
}

func (m *Memory) keep(e counsel.Entry, events []ledger.Event) {
	e.Languages = slices.Clone(e.Languages)
	m.entries[e.ID] = e
	for n, one := range events {
		m.events[e.ID] = append(m.events[e.ID], dbtest.Recorded{Version: e.Version, N: int64(n), Verb: one.Verb})
	}
}

// Find implements counsel.Store.
func (m *Memory) Find(_ context.Context, _ org.Actor, id counsel.EntryID) (counsel.Entry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	e, ok := m.entries[id]
	if !ok {
		return e, counsel.ErrNotFound
	}
	return e, nil
}

// List implements counsel.Store.
func (m *Memory) List(_ context.Context, _ org.Actor, in org.Scope) ([]counsel.Entry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var list []counsel.Entry
	for _, e := range m.entries {
		if in.Has(e.Org) {
			list = append(list, e)
		}
	}
	slices.SortFunc(list, func(a, b counsel.Entry) int { return cmp.Compare(a.ID, b.ID) })
	return list, nil
}

// Create implements counsel.Store.
func (m *Memory) Create(_ context.Context, _ org.Actor, e counsel.Entry, events []ledger.Event) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.keep(e, events)
	return nil
}

// Update implements counsel.Store.
func (m *Memory) Update(ctx context.Context, _ org.Actor, id counsel.EntryID, change func(*counsel.Entry) ([]ledger.Event, error)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	e, ok := m.entries[id]
	if !ok {
		return counsel.ErrNotFound
	}
	events, err := change(&e)
	if err != nil {
		return err
	}
	e.Version++
	m.keep(e, events)
	return nil
}
