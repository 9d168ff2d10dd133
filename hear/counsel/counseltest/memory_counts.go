// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counseltest

import (
	"context"
	"slices"
	"strconv"

	"baken/base/ledger"
	"baken/ground/org"
	"baken/hear/counsel"
)

// PutCount implements counsel.Store.
func (m *Memory) PutCount(_ context.Context, _ org.Actor, c counsel.YearCount) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.counts = append(slices.DeleteFunc(m.counts, func(o counsel.YearCount) bool {
		return o.Org == c.Org && o.Year == c.Year && o.Counsellor == c.Counsellor
	}), c)
	return nil
}

// CloseCounts implements counsel.Store.
func (m *Memory) CloseCounts(_ context.Context, _ org.Actor, until int, together func([]counsel.YearCount) (counsel.YearCount, bool), events []ledger.Event) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	type pool struct {
		org  org.ID
		year int
	}
	pools := map[pool][]counsel.YearCount{}
	m.counts = slices.DeleteFunc(m.counts, func(c counsel.YearCount) bool {
		open := c.Counsellor != "" && c.Year <= until
		if open {
			pools[pool{c.Org, c.Year}] = append(pools[pool{c.Org, c.Year}], c)
		}
		return open
	})
	for p, all := range pools {
		if sum, ok := together(all); ok {
			m.counts = append(m.counts, sum)
			m.record("count:"+string(p.org)+"/"+strconv.Itoa(p.year), 1, events)
		}
	}
	return nil
}

// Counts implements counsel.Store.
func (m *Memory) Counts(_ context.Context, _ org.Actor, of org.ID) ([]counsel.YearCount, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := slices.DeleteFunc(slices.Clone(m.counts), func(c counsel.YearCount) bool { return c.Counsellor != "" || c.Org != of })
	slices.SortFunc(all, func(a, b counsel.YearCount) int { return b.Year - a.Year })
	return all, nil
}
