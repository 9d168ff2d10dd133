// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package civil_test

import (
	"errors"
	"testing"

	"baken/base/civil"
)

func TestTermsThatCantBeCounted(t *testing.T) {
	tests := []struct {
		name string
		term civil.Term
	}{
		{"no length", civil.Term{}},
		{"no article", civil.Term{Length: civil.Days(1)}},
		{"nothing", act(civil.Days(0))},
		{"less than nothing", act(civil.Weeks(-6))},
		{"months less than nothing", act(civil.Months(-1))},
		{"more than a century", act(civil.Years(101))},
		{"more than a century of days", act(civil.Weeks(6000))},
		{"an unknown basis", house(civil.Days(1), civil.PromiseRolled+1)},
		{"an unknown direction", civil.Term{Length: civil.Days(1), Article: "Act 1", Direction: civil.Back + 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := tt.term.Validate(); !errors.Is(err, civil.ErrTerm) {
				t.Errorf("got %v, want ErrTerm", err)
			}
			panics(t, func() { civil.NewCalendar().Due(civil.MustParse("2026-01-01"), tt.term) })
		})
	}
	if err := act(civil.Years(100)).Validate(); err != nil {
		t.Errorf("a century: %v", err)
	}
}

func TestMistakesOfAProgrammerPanic(t *testing.T) {
	c := civil.NewCalendar()
	start := civil.MustParse("2026-06-15")
	panics(t, func() { c.Due(civil.Date{}, decide) })
	panics(t, func() { c.Extend(civil.Due{}, adjourn, civil.FromCounted) })
	panics(t, func() { c.Extend(c.Due(start, back(civil.Days(3))), adjourn, civil.FromCounted) })
	panics(t, func() { c.Extend(c.Due(start, decide), back(civil.Days(3)), civil.FromCounted) })
}

func panics(t *testing.T, f func()) {
	t.Helper()
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	f()
}

func TestUntilCountsWhatAddDaysAdds(t *testing.T) {
	tests := []struct {
		from, to string
		want     civil.Days
	}{
		{"2024-02-28", "2024-03-01", 2},
		{"2025-02-28", "2025-03-01", 1},
		{"2026-03-28", "2026-03-30", 2}, // the clock is put forward between
		{"2026-01-01", "2025-12-31", -1},
		{"2026-01-01", "2026-01-01", 0},
	}
	for _, tt := range tests {
		from, to := civil.MustParse(tt.from), civil.MustParse(tt.to)
		if got := from.Until(to); got != tt.want || from.Add(got) != to || to.Subtract(got) != from {
			t.Errorf("from %s until %s: got %d, want %d", from, to, got, tt.want)
		}
	}
}
