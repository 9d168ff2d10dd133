// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counseltest

import (
	"cmp"
	"context"
	"slices"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/counsel"
)

// Cares implements counsel.Store.
func (m *Memory) Cares(_ context.Context, as org.Actor, after counsel.CareID, most int) ([]counsel.Care, error) {
	return m.chosen(most, func(c counsel.Care) bool { return c.Counsellor == as.Person && c.ID > after }), nil
}

// chosen gives the first of those that are wanted, in order of identifier.
func (m *Memory) chosen(most int, wanted func(counsel.Care) bool) (all []counsel.Care) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, c := range m.cares {
		if wanted(c) {
			c.Said = slices.Clone(c.Said)
			all = append(all, c)
		}
	}
	slices.SortFunc(all, func(a, b counsel.Care) int { return cmp.Compare(a.ID, b.ID) })
	return all[:min(most, len(all))]
}

// FindCare implements counsel.Store.
func (m *Memory) FindCare(_ context.Context, _ org.Actor, of seal.LookupHash) (counsel.Care, error) {
	found := m.chosen(1, func(c counsel.Care) bool { return c.Lookup == of })
	if len(found) == 0 {
		return counsel.Care{}, counsel.ErrNotFound
	}
	return found[0], nil
}

// BeginCare implements counsel.Store.
func (m *Memory) BeginCare(_ context.Context, _ org.Actor, c counsel.Care, most int, events []ledger.Event) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	given := 0
	for _, other := range m.cares {
		if other.Counsellor == c.Counsellor {
			given++
		}
	}
	if given >= most {
		return counsel.ErrBusy
	}
	for _, other := range m.cares {
		if other.ID == c.ID || other.Lookup == c.Lookup {
			return counsel.ErrBegun
		}
	}
	m.cares[c.ID] = c
	m.record("care:"+string(c.ID), c.Version, events)
	return nil
}

// UpdateCare implements counsel.Store.
func (m *Memory) UpdateCare(_ context.Context, _ org.Actor, id counsel.CareID, change func(*counsel.Care) ([]ledger.Event, error)) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	c, ok := m.cares[id]
	if !ok {
		return counsel.ErrNotFound
	}
	c.Said = slices.Clone(c.Said)
	events, err := change(&c)
	if err != nil {
		return err
	}
	c.Version++
	m.cares[id] = c
	m.record("care:"+string(id), c.Version, events)
	return nil
}

// EndCare implements counsel.Store.
func (m *Memory) EndCare(_ context.Context, _ org.Actor, id counsel.CareID, events []ledger.Event) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	c, ok := m.cares[id]
	if !ok {
		return counsel.ErrNotFound
	}
	delete(m.cares, id)
	m.record("care:"+string(id), c.Version+1, events)
	return nil
}

// OldCares implements counsel.Store.
func (m *Memory) OldCares(_ context.Context, _ org.Actor, before civil.Date, most int) (all []counsel.CareID, err error) {
	for _, c := range m.chosen(most, func(c counsel.Care) bool { return c.Since.Before(before) }) {
		all = append(all, c.ID)
	}
	return all, nil
}
