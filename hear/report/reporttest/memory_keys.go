// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reporttest

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"baken/base/ledger"
	"baken/ground/org"
	"baken/hear/report"
)

// Desk implements report.Store.
func (m *Memory) Desk(_ context.Context, _ org.Actor, id org.ID) (report.Desk, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.desk(id), nil
}

func (m *Memory) desk(id org.ID) report.Desk {
	d := m.desks[id]
	d.Org, d.Keys = id, slices.Clone(d.Keys)
	return d
}

// UpdateDesk implements report.Store.
func (m *Memory) UpdateDesk(_ context.Context, _ org.Actor, id org.ID, change func(*report.Desk) ([]ledger.Event, error)) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	d := m.desk(id)
	events, err := change(&d)
	if err != nil || len(events) == 0 {
		return err
	}
	d.Version++
	m.desks[id] = d
	m.record("desk:"+string(id), d.Version, events)
	return nil
}

// Staffed implements report.Store.
func (m *Memory) Staffed(context.Context, org.Actor) ([]org.ID, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []org.ID
	for id, d := range m.desks {
		if len(d.Now()) > 0 {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out, nil
}

// Site implements report.Store.
func (m *Memory) Site(_ context.Context, _ org.Actor, proposed string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.site = cmp.Or(m.site, proposed)
	return m.site, nil
}

// Keyring implements report.Store.
func (m *Memory) Keyring(_ context.Context, _ org.Actor, person org.PersonID) (report.Keyring, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	k, ok := m.keyrings[person]
	if !ok {
		return k, report.ErrNotFound
	}
	return k, nil
}

// UpdateKeyring implements report.Store.
func (m *Memory) UpdateKeyring(_ context.Context, _ org.Actor, person org.PersonID, change func(*report.Keyring) ([]ledger.Event, error)) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	before := m.keyrings[person]
	k := before
	k.Person = person
	events, err := change(&k)
	if err != nil {
		return err
	}
	if k.Public != before.Public {
		if err := m.newKeys(k); err != nil {
			return err
		}
	}
	k.Version++
	m.keyrings[person] = k
	m.record("keyring:"+string(person), k.Version, events)
	return nil
}

func (m *Memory) newKeys(k report.Keyring) error {
	for _, other := range m.keys {
		if other.Recipient == k.Recipient || other.Verify == k.Verify {
			return report.ErrKeyTwice
		}
	}
	for i, old := range m.keys {
		if old.Person == k.Person && old.Current() {
			m.keys[i].Until = k.Since
		}
	}
	m.keys = append(m.keys, report.Key{Public: k.Public, Person: k.Person, Since: k.Since})
	return nil
}

// KeysOf implements report.Store.
func (m *Memory) KeysOf(_ context.Context, _ org.Actor, persons []org.PersonID) ([]report.Key, error) {
	return m.some(func(k report.Key) bool { return slices.Contains(persons, k.Person) }), nil
}

// Keys implements report.Store.
func (m *Memory) Keys(_ context.Context, _ org.Actor, refs []report.Ref) ([]report.Key, error) {
	return m.some(func(k report.Key) bool { return slices.Contains(refs, k.Ref()) }), nil
}

func (m *Memory) some(wanted func(report.Key) bool) []report.Key {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []report.Key
	for _, k := range m.keys {
		if wanted(k) {
			out = append(out, k)
		}
	}
	slices.SortStableFunc(out, func(a, b report.Key) int { return a.Since.Compare(b.Since) })
	return out
}

// Index implements report.Store.
func (m *Memory) Index(_ context.Context, _ org.Actor, person org.PersonID) (report.Index, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	i, ok := m.indexes[person]
	if !ok {
		return i, report.ErrNotFound
	}
	return i, nil
}

// PutIndex implements report.Store.
func (m *Memory) PutIndex(_ context.Context, _ org.Actor, person org.PersonID, i report.Index) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.indexes[person].Version != i.Version {
		return report.ErrStale
	}
	i.Version++
	m.indexes[person] = i
	return nil
}

// SetLeave implements report.Store.
func (m *Memory) SetLeave(_ context.Context, _ org.Actor, l report.Leave) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.leaves, l.Person)
	if !l.Period.From.IsZero() {
		m.leaves[l.Person] = l
	}
	return nil
}

// Leaves implements report.Store.
func (m *Memory) Leaves(context.Context, org.Actor) ([]report.Leave, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.SortedFunc(maps.Values(m.leaves), func(a, b report.Leave) int { return cmp.Compare(a.Person, b.Person) }), nil
}
