// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counseltest

import (
	"cmp"
	"context"
	"slices"

	"baken/base/ledger"
	"baken/ground/org"
	"baken/hear/counsel"
)

// Notes implements counsel.Store.
func (m *Memory) Notes(_ context.Context, as org.Actor, after counsel.NoteID, most int) ([]counsel.Note, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var all []counsel.Note
	for _, n := range m.notes {
		if n.Counsellor == as.Person && n.ID > after {
			all = append(all, n)
		}
	}
	slices.SortFunc(all, func(a, b counsel.Note) int { return cmp.Compare(a.ID, b.ID) })
	return all[:min(most, len(all))], nil
}

// UpdateNote implements counsel.Store.
func (m *Memory) UpdateNote(_ context.Context, as org.Actor, id counsel.NoteID, change func(*counsel.Note) ([]ledger.Event, error)) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	n, taken := m.notes[id]
	if n.Counsellor != as.Person {
		n = counsel.Note{ID: id}
	}
	events, err := change(&n)
	if err != nil {
		return err
	}
	if taken && n.Version == 0 {
		return counsel.ErrStale
	}
	n.Version++
	n.Envelope = slices.Clone(n.Envelope)
	m.notes[id] = n
	m.record("note:"+string(id), n.Version, events)
	return nil
}

// DeleteNote implements counsel.Store.
func (m *Memory) DeleteNote(_ context.Context, as org.Actor, id counsel.NoteID, change func(counsel.Note) ([]ledger.Event, error)) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	n, ok := m.notes[id]
	if !ok || n.Counsellor != as.Person {
		return counsel.ErrNotFound
	}
	events, err := change(n)
	if err != nil {
		return err
	}
	delete(m.notes, id)
	m.record("note:"+string(id), n.Version+1, events)
	return nil
}
