// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"sync"
	"time"

	"baken/ground/org"
)

// fresh is how long an answer about a desk is remembered.
const fresh = time.Second

// moment remembers answers about organisations for a moment. Of those who ask
// at the same time one looks, and the others wait for what it finds: a desk to
// which many report is looked up once a second.
type moment[V any] struct {
	now func() time.Time

	mu   sync.Mutex
	kept map[org.ID]*answer[V]
}

type answer[V any] struct {
	mu sync.Mutex
	at time.Time // zero: nothing was found yet
	v  V
}

func newMoment[V any](now func() time.Time) *moment[V] {
	return &moment[V]{now: now, kept: map[org.ID]*answer[V]{}}
}

// ask gives what is remembered, or else looks. Of what can't be found nothing
// is kept: anybody can ask for ids that don't exist.
func (m *moment[V]) ask(id org.ID, look func() (V, error)) (V, error) {
	m.mu.Lock()
	a := m.kept[id]
	if a == nil {
		a = &answer[V]{}
		m.kept[id] = a
	}
	m.mu.Unlock()
	a.mu.Lock()
	defer a.mu.Unlock()
	now := m.now()
	if age := now.Sub(a.at); !a.at.IsZero() && age >= 0 && age < fresh {
		return a.v, nil
	}
	v, err := look()
	if err != nil {
		m.drop(id, a)
		return v, err
	}
	a.v, a.at = v, now
	return v, nil
}

func (m *moment[V]) drop(id org.ID, a *answer[V]) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.kept[id] == a {
		delete(m.kept, id)
	}
}

// forget makes the next question look anew, whatever is being looked up now.
func (m *moment[V]) forget() {
	m.mu.Lock()
	defer m.mu.Unlock()
	clear(m.kept)
}
