// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counseltest

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/org"
	"baken/hear/counsel"
)

// Ask implements counsel.Store.
func (m *Memory) Ask(_ context.Context, _ org.Actor, r counsel.Request, most int, events []ledger.Event) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if there, taken := m.asked[r.ID]; taken {
		if there.Counsellor == r.Counsellor && bytes.Equal(there.Envelope, r.Envelope) {
			return nil
		}
		return counsel.ErrRequestID
	}
	waiting := 0
	for _, other := range m.asked {
		if other.Counsellor == r.Counsellor {
			waiting++
		}
	}
	if waiting >= most {
		return counsel.ErrFull
	}
	r.Envelope = slices.Clone(r.Envelope)
	m.asked[r.ID] = r
	m.record("request:"+string(r.ID), 1, events)
	return nil
}

// Asked implements counsel.Store.
func (m *Memory) Asked(_ context.Context, as org.Actor) ([]counsel.Request, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var all []counsel.Request
	for _, r := range m.asked {
		if r.Counsellor == as.Person {
			all = append(all, r)
		}
	}
	slices.SortFunc(all, func(a, b counsel.Request) int {
		return cmp.Or(a.On.Compare(b.On), cmp.Compare(a.ID, b.ID))
	})
	return all, nil
}

// DropRequest implements counsel.Store.
func (m *Memory) DropRequest(_ context.Context, as org.Actor, id counsel.RequestID, change func(counsel.Request) ([]ledger.Event, error)) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, ok := m.asked[id]
	if !ok || r.Counsellor != as.Person {
		return counsel.ErrNotFound
	}
	events, err := change(r)
	if err != nil {
		return err
	}
	delete(m.asked, id)
	m.record("request:"+string(id), 2, events)
	return nil
}

// ForgetRequests implements counsel.Store.
func (m *Memory) ForgetRequests(_ context.Context, _ org.Actor, before civil.Date, events []ledger.Event) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for id, r := range m.asked {
		if r.On.Before(before) {
			delete(m.asked, id)
			m.record("request:"+string(id), 2, events)
		}
	}
	return nil
}
