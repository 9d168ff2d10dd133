// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"errors"
	"strconv"
	"testing"
	"time"

	"baken/ground/org"
)

func TestMoment(t *testing.T) {
	now := time.UnixMilli(0)
	m := newMoment[int](func() time.Time { return now })
	looks := 0
	ask := func(id org.ID, want int) {
		t.Helper()
		if got, err := m.ask(id, func() (int, error) { looks++; return looks, nil }); err != nil || got != want {
			t.Errorf("%s: %d, %v; want %d", id, got, err, want)
		}
	}
	ask("a", 1)
	ask("a", 1)
	ask("b", 2)
	now = now.Add(fresh)
	ask("a", 3)
	m.forget()
	ask("a", 4)

	gone := errors.New("no such organisation")
	for i := range 1000 {
		if _, err := m.ask(org.ID(strconv.Itoa(i)), func() (int, error) { return 0, gone }); !errors.Is(err, gone) {
			t.Fatal(err)
		}
	}
	if len(m.kept) != 1 {
		t.Errorf("%d answers are kept, want that about a alone", len(m.kept))
	}
}
