// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package counseltest gives tests a store without a database, and the suite
// that every store of this room passes.
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
	notes   map[counsel.NoteID]counsel.Note
	cares   map[counsel.CareID]counsel.Care
	asked   map[counsel.RequestID]counsel.Request
	counts  []counsel.YearCount
	events  map[string][]dbtest.Recorded // by record
}

var _ counsel.Store = (*Memory)(nil)

// New gives an empty store.
func New() *Memory {
	return &Memory{
		entries: map[counsel.EntryID]counsel.Entry{}, notes: map[counsel.NoteID]counsel.Note{},
		cares: map[counsel.CareID]counsel.Care{},
		asked: map[counsel.RequestID]counsel.Request{}, events: map[string][]dbtest.Recorded{},
	}
}

// Events gives what was recorded about a record.
func (m *Memory) Events(_ context.Context, record string) ([]dbtest.Recorded, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.events[record]), nil
}

func (m *Memory) keep(e counsel.Entry, events []ledger.Event) {
	e.Languages = slices.Clone(e.Languages)
	m.entries[e.ID] = e
	m.record(string(e.ID), e.Version, events)
}

func (m *Memory) record(record string, version int64, events []ledger.Event) {
	for n, one := range events {
		m.events[record] = append(m.events[record], dbtest.Recorded{Version: version, N: int64(n), Verb: one.Verb})
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
