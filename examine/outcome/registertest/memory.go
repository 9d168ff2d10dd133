// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package registertest gives tests registered plans without a database, and
// the suite that every store of them passes.
package registertest

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"baken/base/ledger"
	"baken/examine/outcome"
	"baken/ground/org"
	"baken/internal/db/dbtest"
)

// Memory is outcome.Registry in memory.
type Memory struct {
	mu     sync.Mutex
	plans  []outcome.Registered // in the order of coming
	events map[string][]dbtest.Recorded
}

var _ outcome.Registry = (*Memory)(nil)

// New gives an empty store.
func New() *Memory { return &Memory{events: map[string][]dbtest.Recorded{}} }

// Events gives what was recorded about a plan.
func (m *Memory) Events(_ context.Context, record string) ([]dbtest.Recorded, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.events[record]), nil
}

// Plan implements outcome.Registry.
func (m *Memory) Plan(_ context.Context, _ org.Actor, plan string) (outcome.Registered, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, r := range m.plans {
		if r.Plan == plan {
			r.Raw = slices.Clone(r.Raw)
			return r, nil
		}
	}
	return outcome.Registered{}, outcome.ErrNoPlan
}

// Plans implements outcome.Registry.
func (m *Memory) Plans(_ context.Context, _ org.Actor, in org.Scope, p outcome.Page) ([]outcome.Registered, error) {
	list := m.only(func(r outcome.Registered) bool { return in.Has(r.Org) })
	slices.SortFunc(list, func(a, b outcome.Registered) int {
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Plan, b.Plan))
	})
	from := min(p.Offset, len(list))
	return list[from:min(from+max(p.Limit, 1), len(list))], nil
}

// Successors implements outcome.Registry.
func (m *Memory) Successors(_ context.Context, _ org.Actor, plan string) ([]outcome.Registered, error) {
	list := m.only(func(r outcome.Registered) bool { return plan != "" && r.Replaces == plan })
	slices.SortFunc(list, func(a, b outcome.Registered) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Plan, b.Plan))
	})
	return list, nil
}

func (m *Memory) only(which func(outcome.Registered) bool) (list []outcome.Registered) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, r := range m.plans {
		if which(r) {
			r.Raw = nil
			list = append(list, r)
		}
	}
	return list
}

// Register implements outcome.Registry.
func (m *Memory) Register(ctx context.Context, _ org.Actor, r outcome.Registered, events []ledger.Event) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if slices.ContainsFunc(m.plans, func(other outcome.Registered) bool { return other.Plan == r.Plan }) {
		return outcome.ErrRegistered
	}
	m.plans = append(m.plans, r)
	for n, e := range events {
		m.events[r.Plan] = append(m.events[r.Plan], dbtest.Recorded{Version: 1, N: int64(n), Verb: e.Verb})
	}
	return nil
}
