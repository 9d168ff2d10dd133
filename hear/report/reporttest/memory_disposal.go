// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reporttest

import (
	"cmp"
	"context"
	"slices"
	"time"

	"baken/base/ledger"
	"baken/ground/org"
	"baken/hear/report"
)

var _ report.Disposal = (*Memory)(nil)

// Log does nothing: this store has no log in which events would wait.
func (m *Memory) Log(context.Context) error { return nil }

// Ended implements report.Disposal.
func (m *Memory) Ended(_ context.Context, _ org.Actor, before time.Time, after report.ID, most int) ([]report.Head, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var list []report.Head
	for _, c := range m.cases {
		if !c.Ended.IsZero() && c.Ended.Before(before) && c.ID > after {
			list = append(list, c.Head)
		}
	}
	slices.SortFunc(list, func(a, b report.Head) int { return cmp.Compare(a.ID, b.ID) })
	return list[:min(len(list), most)], nil
}

// Delete implements report.Disposal.
func (m *Memory) Delete(_ context.Context, _ org.Actor, id report.ID, change func(*report.Case) ([]ledger.Event, error)) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	whole, ok := m.cases[id]
	if !ok {
		return report.ErrNotFound
	}
	events, err := change(&report.Case{Head: whole.Head, Lookup: whole.Lookup, Reporter: whole.Reporter})
	if err != nil {
		return err
	}
	delete(m.cases, id)
	delete(m.events, string(id))
	m.record(string(id), whole.Version+1, events)
	return nil
}
