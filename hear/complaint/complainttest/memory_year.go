// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complainttest

import (
	"cmp"
	"context"
	"slices"

	"baken/base/civil"
	"baken/ground/org"
	"baken/hear/complaint"
)

// Ended implements complaint.Store.
func (m *Memory) Ended(_ context.Context, _ org.Actor, from, until civil.Date) (all []complaint.Ended, err error) {
	for _, k := range m.all() {
		if e, ok := k.Ending(); ok && !e.On.Before(from) && !e.On.After(until) {
			all = append(all, e)
		}
	}
	slices.SortFunc(all, func(a, b complaint.Ended) int {
		return cmp.Or(a.On.Compare(b.On), cmp.Compare(a.Org, b.Org), cmp.Compare(a.State, b.State), a.Received.Compare(b.Received))
	})
	return all, nil
}

// FirstEnded implements complaint.Store.
func (m *Memory) FirstEnded(_ context.Context, _ org.Actor) (first civil.Date, err error) {
	for _, k := range m.all() {
		if e, ok := k.Ending(); ok && (first.IsZero() || e.On.Before(first)) {
			first = e.On
		}
	}
	return first, nil
}

// PutTally implements complaint.Store.
func (m *Memory) PutTally(_ context.Context, _ org.Actor, id complaint.TallyID, t complaint.Tally) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.known[id] {
		m.known[id] = true
		m.counts[t]++
	}
	return nil
}

// Tallied implements complaint.Store.
func (m *Memory) Tallied(_ context.Context, _ org.Actor, year int) (all []complaint.Tallied, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for t, n := range m.counts {
		if t.Year == year {
			all = append(all, complaint.Tallied{Tally: t, N: n})
		}
	}
	slices.SortFunc(all, func(a, b complaint.Tallied) int {
		return cmp.Or(cmp.Compare(a.Org, b.Org), cmp.Compare(a.Judgement, b.Judgement), cmp.Compare(a.Following, b.Following))
	})
	return all, nil
}
