// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package civil_test

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"baken/base/civil"
)

func TestOnIsTheDutchDay(t *testing.T) {
	tests := []struct {
		name, instant, want string
	}{
		{"summer night is already the next day in Amsterdam", "2026-06-30T22:30:00Z", "2026-07-01"},
		{"winter night, one hour ahead", "2026-12-31T23:30:00Z", "2027-01-01"},
		{"winter evening is still the same day", "2026-12-31T22:30:00Z", "2026-12-31"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			at, err := time.Parse(time.RFC3339, tt.instant)
			if err != nil {
				t.Fatal(err)
			}
			if got := civil.On(at).String(); got != tt.want {
				t.Errorf("On(%s) = %s, want %s", tt.instant, got, tt.want)
			}
		})
	}
}

func TestParseRefusesWhatTheCalendarLacks(t *testing.T) {
	for _, s := range []string{"", "2026-02-29", "2026-13-01", "26-01-01", "2026-1-1", "2026-01-01T00:00", "0000-01-01", " 2026-01-01"} {
		if got, err := civil.Parse(s); !errors.Is(err, civil.ErrDate) {
			t.Errorf("Parse(%q) = %v, %v, want ErrDate", s, got, err)
		}
	}
}

func TestDayCarriesOver(t *testing.T) {
	if got, want := civil.Day(2026, time.January, 32), civil.MustParse("2026-02-01"); got != want {
		t.Errorf("Day = %v, want %v", got, want)
	}
	if got, want := civil.MustParse("2024-02-28").AddDays(1).String(), "2024-02-29"; got != want {
		t.Errorf("AddDays = %v, want %v", got, want)
	}
}

func TestDatesOrderLikeTheirText(t *testing.T) {
	day := rapid.Custom(func(t *rapid.T) civil.Date {
		return civil.MustParse("1990-01-01").AddDays(rapid.IntRange(0, 40000).Draw(t, "days"))
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := day.Draw(t, "a"), day.Draw(t, "b")
		if a.Before(b) != (a.String() < b.String()) || a.After(b) != (a.String() > b.String()) {
			t.Fatalf("%v and %v order differently as text", a, b)
		}
		if back := civil.MustParse(a.String()); back != a {
			t.Fatalf("%v reads back as %v", a, back)
		}
	})
}

func TestPeriod(t *testing.T) {
	d := civil.MustParse
	year := civil.Period{From: d("2026-01-01"), Until: d("2027-01-01")}
	if !year.Covers(d("2026-01-01")) || !year.Covers(d("2026-12-31")) {
		t.Error("a period holds on its first and its last day")
	}
	if year.Covers(d("2027-01-01")) || year.Covers(d("2025-12-31")) {
		t.Error("a period holds neither before nor on its end day")
	}
	if !civil.Since(d("2026-01-01")).Covers(d("2999-01-01")) {
		t.Error("an open period goes on")
	}
	if !year.Within(civil.Since(d("2026-01-01"))) || civil.Since(d("2026-06-01")).Within(year) {
		t.Error("an open period doesn't fit in a closed one, a closed one fits in an open one")
	}
	if (civil.Period{From: d("2026-01-01"), Until: d("2026-01-01")}).Valid() || (civil.Period{}).Valid() {
		t.Error("a period has at least one day")
	}
}

func FuzzParse(f *testing.F) {
	f.Add("2026-01-31")
	f.Add("2026-02-30")
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := civil.Parse(s); err == nil && d.String() != s {
			t.Errorf("Parse(%q) writes back as %q", s, d)
		}
	})
}
