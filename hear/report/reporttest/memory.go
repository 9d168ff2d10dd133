// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package reporttest gives tests reports without a database, and the suites
// that every store of them passes.
package reporttest

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sync"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/report"
	"baken/internal/db/dbtest"
)

// Memory is report.Store in memory.
type Memory struct {
	mu       sync.Mutex
	cases    map[report.ID]report.Case
	desks    map[org.ID]report.Desk
	keyrings map[org.PersonID]report.Keyring
	keys     []report.Key
	indexes  map[org.PersonID]report.Index
	leaves   map[org.PersonID]report.Leave
	site     string
	events   map[string][]dbtest.Recorded // by record
}

var _ report.Store = (*Memory)(nil)

// New gives an empty store.
func New() *Memory {
	return &Memory{
		cases: map[report.ID]report.Case{}, desks: map[org.ID]report.Desk{},
		keyrings: map[org.PersonID]report.Keyring{}, indexes: map[org.PersonID]report.Index{},
		events: map[string][]dbtest.Recorded{}, leaves: map[org.PersonID]report.Leave{},
	}
}

// Events gives what was recorded about a record.
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

// Submit implements report.Store.
func (m *Memory) Submit(_ context.Context, _ org.Actor, c report.Case, events []ledger.Event) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for id, other := range m.cases {
		if id == c.ID || other.Lookup == c.Lookup {
			return report.ErrTaken
		}
	}
	m.cases[c.ID] = c
	m.record(string(c.ID), c.Version, events)
	return nil
}

// Find implements report.Store.
func (m *Memory) Find(_ context.Context, _ org.Actor, id report.ID) (report.Case, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	c, ok := m.cases[id]
	if !ok {
		return report.Case{}, report.ErrNotFound
	}
	return c, nil
}

// Lookup implements report.Store.
func (m *Memory) Lookup(_ context.Context, _ org.Actor, h seal.LookupHash) (report.Case, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, c := range m.cases {
		if c.Lookup == h {
			return c, nil
		}
	}
	return report.Case{}, report.ErrNotFound
}

// Update implements report.Store.
func (m *Memory) Update(ctx context.Context, _ org.Actor, id report.ID, change func(*report.Case) ([]ledger.Event, error)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	whole, ok := m.cases[id]
	if !ok {
		return report.ErrNotFound
	}
	c := report.Case{Head: whole.Head, Lookup: whole.Lookup, Reporter: whole.Reporter}
	events, err := change(&c)
	if err != nil {
		return err
	}
	for _, a := range c.Attachments {
		if _, twice := whole.Attached(a.ID); twice {
			return report.ErrAttachments.With("most", report.MostAttachments)
		}
	}
	c.Version++
	whole.Head = c.Head
	whole.Epochs = slices.Concat(whole.Epochs, c.Epochs)
	whole.Grants = slices.Concat(whole.Grants, c.Grants)
	whole.Said = slices.Concat(whole.Said, c.Said)
	whole.Attachments = slices.Concat(whole.Attachments, c.Attachments)
	m.cases[id] = whole
	m.record(string(id), c.Version, events)
	return nil
}

// List implements report.Store.
func (m *Memory) List(_ context.Context, as org.Actor, in org.Scope, q report.Query) ([]report.Head, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var list []report.Head
	for _, c := range m.cases {
		if in.Has(c.Desk) && asked(q, c.Head) && !slices.Contains(c.Excluded, as.Person) {
			list = append(list, c.Head)
		}
	}
	slices.SortFunc(list, func(a, b report.Head) int {
		if !q.Overdue.IsZero() {
			return cmp.Or(a.Due().Compare(b.Due()), cmp.Compare(a.ID, b.ID))
		}
		return cmp.Or(b.Last.Compare(a.Last), cmp.Compare(b.ID, a.ID))
	})
	return list[:min(len(list), max(q.Limit, 1))], nil
}

// Count implements report.Store.
func (m *Memory) Count(ctx context.Context, as org.Actor, in org.Scope, q report.Query) (int, error) {
	q.Limit = math.MaxInt
	list, err := m.List(ctx, as, in, q)
	return len(list), err
}

// Waiting implements report.Store.
func (m *Memory) Waiting(_ context.Context, _ org.Actor, in org.Scope, before civil.Date) ([]report.Head, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var list []report.Head
	for _, c := range m.cases {
		if in.Has(c.Org) && c.Late(before) {
			list = append(list, c.Head)
		}
	}
	return list, nil
}

func asked(q report.Query, h report.Head) bool {
	return (len(q.IDs) == 0 || slices.Contains(q.IDs, h.ID)) && (q.State == "" || q.State == h.State) && (q.Org == "" || q.Org == h.Org) &&
		(len(q.Handlers) == 0 || slices.Contains(q.Handlers, h.Handler)) &&
		(q.After == report.Place{} || below(h, q.After)) && (q.Overdue.IsZero() || h.Late(q.Overdue))
}

func below(h report.Head, p report.Place) bool {
	return cmp.Or(h.Last.Compare(p.Last), cmp.Compare(h.ID, p.ID)) < 0
}

// Readers implements report.Store.
func (m *Memory) Readers(_ context.Context, _ org.Actor, ids []report.ID) (map[report.ID]map[int64][]report.Ref, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := map[report.ID]map[int64][]report.Ref{}
	for _, id := range ids {
		c, ok := m.cases[id]
		if !ok {
			continue
		}
		out[id] = map[int64][]report.Ref{}
		for n := int64(1); n <= c.Epoch; n++ {
			out[id][n] = c.Readers(n)
		}
	}
	return out, nil
}

// Claimed implements report.Store.
func (m *Memory) Claimed(_ context.Context, _ org.Actor, uploads []report.Upload) (map[report.Upload]bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := map[report.Upload]bool{}
	for _, c := range m.cases {
		for _, a := range c.Attachments {
			if slices.Contains(uploads, a.Upload) {
				out[a.Upload] = true
			}
		}
	}
	return out, nil
}
