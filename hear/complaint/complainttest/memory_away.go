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

// SetAway implements complaint.Store.
func (m *Memory) SetAway(_ context.Context, _ org.Actor, who org.PersonID, all []complaint.Away, today civil.Date) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.away = slices.DeleteFunc(m.away, func(a complaint.Away) bool { return a.Person == who || a.Until.Before(today) })
	for _, a := range all {
		if a.Person = who; !slices.Contains(m.away, a) {
			m.away = append(m.away, a)
		}
	}
	return nil
}

// Away implements complaint.Store.
func (m *Memory) Away(_ context.Context, _ org.Actor, from civil.Date) ([]complaint.Away, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := slices.DeleteFunc(slices.Clone(m.away), func(a complaint.Away) bool { return a.Until.Before(from) })
	slices.SortFunc(all, func(a, b complaint.Away) int {
		return cmp.Or(cmp.Compare(a.Person, b.Person), a.From.Compare(b.From), a.Until.Compare(b.Until))
	})
	return all, nil
}
