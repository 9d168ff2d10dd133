// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package complainttest gives tests a store without a database, complaints to
// begin with, and the suite that every store of this room passes.
package complainttest

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"sync"

	"baken/base/ledger"
	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/complaint"
	"baken/internal/db/dbtest"
)

// Memory is complaint.Store in memory.
type Memory struct {
	mu     sync.Mutex
	kept   map[complaint.ID]complaint.Kept
	sealed map[complaint.ID][]complaint.Sealed
	grants map[complaint.ID][]complaint.Grant
	events map[string][]dbtest.Recorded // by record
	known  map[complaint.TallyID]bool
	counts map[complaint.Tally]int64
	away   []complaint.Away
}

var _ complaint.Store = (*Memory)(nil)

// New gives an empty store.
func New() *Memory {
	return &Memory{
		kept: map[complaint.ID]complaint.Kept{}, sealed: map[complaint.ID][]complaint.Sealed{},
		grants: map[complaint.ID][]complaint.Grant{}, events: map[string][]dbtest.Recorded{},
		known: map[complaint.TallyID]bool{}, counts: map[complaint.Tally]int64{},
	}
}

// Events gives what was recorded about a record.
func (m *Memory) Events(_ context.Context, record string) ([]dbtest.Recorded, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.events[record]), nil
}

func (m *Memory) record(id complaint.ID, version int64, events []ledger.Event) {
	for n, one := range events {
		m.events[string(id)] = append(m.events[string(id)], dbtest.Recorded{Version: version, N: int64(n), Verb: one.Verb})
	}
}

// copied gives a complaint that shares nothing with the one that is kept.
func copied(c complaint.Complaint) (out complaint.Complaint) {
	raw, err := json.Marshal(c)
	if err == nil {
		err = json.Unmarshal(raw, &out)
	}
	if err != nil {
		panic(err)
	}
	return out
}

// Create implements complaint.Store.
func (m *Memory) Create(_ context.Context, _ org.Actor, k complaint.Kept, sealed complaint.Sealed, events []ledger.Event) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, other := range m.kept {
		for _, seat := range k.Seats {
			if other.ID == k.ID || !seat.Official() && slices.ContainsFunc(other.Seats, func(s complaint.Seat) bool { return s.Lookup == seat.Lookup }) {
				return complaint.ErrTaken
			}
		}
	}
	k.Complaint = copied(k.Complaint)
	m.kept[k.ID], m.sealed[k.ID] = k, []complaint.Sealed{sealed}
	m.record(k.ID, k.Version, events)
	return nil
}

// Find implements complaint.Store.
func (m *Memory) Find(_ context.Context, _ org.Actor, id complaint.ID) (complaint.Complaint, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	k, ok := m.kept[id]
	if !ok {
		return complaint.Complaint{}, complaint.ErrNotFound
	}
	return copied(k.Complaint), nil
}

// OfWords implements complaint.Store.
func (m *Memory) OfWords(_ context.Context, _ org.Actor, of seal.LookupHash) (all []complaint.Complaint, err error) {
	for _, k := range m.all() {
		if _, ok := k.OfWords(of); ok {
			all = append(all, copied(k.Complaint))
		}
	}
	return all, nil
}

// all gives what is kept in order of id.
func (m *Memory) all() (all []complaint.Kept) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, k := range m.kept {
		all = append(all, k)
	}
	slices.SortFunc(all, func(a, b complaint.Kept) int { return cmp.Compare(a.ID, b.ID) })
	return all
}

// Opened implements complaint.Store.
func (m *Memory) Opened(_ context.Context, _ org.Actor, id complaint.ID, seat complaint.SeatNumber) (all []complaint.Opened, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	k, ok := m.kept[id]
	if !ok {
		return nil, complaint.ErrNotFound
	}
	for _, s := range m.sealed[id] {
		if !k.Papers[s.Number-1].Reads(seat) {
			continue
		}
		o := complaint.Opened{Number: s.Number, Key: s.Key, Envelope: s.Envelope}
		for _, g := range m.grants[id] {
			if g.Paper == s.Number && g.To == seat {
				o.Key, o.Giver = g.Key, g.By
			}
		}
		all = append(all, o)
	}
	return all, nil
}

// Update implements complaint.Store.
func (m *Memory) Update(ctx context.Context, _ org.Actor, id complaint.ID, change func(*complaint.Complaint) (complaint.Change, error)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	k, ok := m.kept[id]
	if !ok {
		return complaint.ErrNotFound
	}
	c := copied(k.Complaint)
	done, err := change(&c)
	if err != nil {
		return err
	}
	c.Version = k.Version + 1
	m.kept[id] = complaint.Kept{Complaint: copied(c), Next: done.Next, Due: done.Due}
	m.sealed[id] = append(m.sealed[id], done.Sealed...)
	m.grants[id] = append(m.grants[id], done.Grants...)
	m.record(id, c.Version, done.Events)
	return nil
}
