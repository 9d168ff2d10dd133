// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package documenttest

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"baken/base/ledger"
	"baken/ground/document"
	"baken/ground/org"
	"baken/internal/db/dbtest"
)

// Memory is document.Store in memory.
type Memory struct {
	mu     sync.Mutex
	kept   map[document.Key][]document.Kept // the oldest first
	events map[string][]dbtest.Recorded     // by record
}

var _ document.Store = (*Memory)(nil)

// New gives an empty store.
func New() *Memory {
	return &Memory{kept: map[document.Key][]document.Kept{}, events: map[string][]dbtest.Recorded{}}
}

// Events gives what was recorded about a record.
func (m *Memory) Events(_ context.Context, record string) ([]dbtest.Recorded, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.events[record]), nil
}

func (m *Memory) last(of document.Key) document.Kept {
	all := m.kept[of]
	if len(all) == 0 {
		return document.Kept{Key: of}
	}
	k := all[len(all)-1]
	k.Text.Parts = slices.Clone(k.Text.Parts)
	return k
}

// Last implements document.Store.
func (m *Memory) Last(_ context.Context, _ org.Actor, of document.Key) (document.Kept, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.last(of), nil
}

// All implements document.Store.
func (m *Memory) All(_ context.Context, _ org.Actor, of org.ID) (all []document.Kept, _ error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for key := range m.kept {
		if key.Org == of {
			all = append(all, m.last(key))
		}
	}
	slices.SortFunc(all, func(a, b document.Kept) int { return cmp.Compare(a.Template, b.Template) })
	return all, nil
}

// Editions implements document.Store.
func (m *Memory) Editions(_ context.Context, _ org.Actor, of document.Key) ([]document.Kept, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := slices.Clone(m.kept[of])
	slices.Reverse(all)
	return all, nil
}

// Update implements document.Store.
func (m *Memory) Update(ctx context.Context, _ org.Actor, of document.Key, change func(*document.Kept) ([]ledger.Event, error)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	k := m.last(of)
	events, err := change(&k)
	if err != nil || len(events) == 0 {
		return err
	}
	k.Version++
	m.kept[of] = append(m.kept[of], k)
	for n, one := range events {
		m.events[of.Record()] = append(m.events[of.Record()], dbtest.Recorded{Version: k.Version, N: int64(n), Verb: one.Verb})
	}
	return nil
}
