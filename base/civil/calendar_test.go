// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package civil_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/civil"
)

func TestWhyADayIsOff(t *testing.T) {
	c := civil.NewCalendar(civil.Decree{Date: civil.MustParse("2029-05-11"), Source: "Stcrt 2028, 1"})
	tests := []struct{ day, code, article, source string }{
		{"2025-04-17", "", "", ""},
		{"2025-04-18", civil.GoodFriday, "Atw 3 lid 2", ""},
		{"2025-04-19", civil.Saturday, "Atw 1 lid 1", ""},
		{"2025-04-20", civil.Sunday, "Atw 1 lid 1", ""},
		{"2025-04-21", civil.EasterMonday, "Atw 3 lid 1", ""},
		{"2025-04-26", civil.Saturday, "Atw 1 lid 1", ""}, // and the King's birthday
		{"2025-04-28", "", "", ""},
		{"2026-04-27", civil.KingsBirthday, "Atw 3 lid 1", ""},
		{"2026-05-04", "", "", ""}, // remembrance, and a working day
		{"2026-05-05", civil.LiberationDay, "Atw 3 lid 1", ""},
		{"2026-05-14", civil.AscensionDay, "Atw 3 lid 1", ""},
		{"2026-05-15", civil.Decreed, "Atw 3 lid 3", "Stcrt 2025, 24713"},
		{"2026-05-25", civil.WhitMonday, "Atw 3 lid 1", ""},
		{"2026-12-25", civil.ChristmasDay, "Atw 3 lid 1", ""},
		{"2028-12-26", civil.SecondChristmas, "Atw 3 lid 1", ""},
		{"2029-01-01", civil.NewYear, "Atw 3 lid 1", ""},
		{"2029-05-11", civil.Decreed, "Atw 3 lid 3", "Stcrt 2028, 1"},
	}
	for _, tt := range tests {
		day := civil.MustParse(tt.day)
		want := civil.DayOff{Date: day, Code: tt.code, Article: tt.article, Source: tt.source}
		if tt.code == "" {
			want = civil.DayOff{}
		}
		got, off := c.Why(day)
		if diff := compare(want, got); diff != "" || off != (tt.code != "") || c.Working(day) == off {
			t.Errorf("%s: off %t, working %t\n%s", day, off, c.Working(day), diff)
		}
	}
}

func TestDecreesMoveTheEnd(t *testing.T) {
	start := civil.MustParse("2029-03-29") // six weeks end on Ascension Day, 10 May
	if got := civil.NewCalendar().DecreedThrough().String(); got != "2028-05-26" {
		t.Errorf("decreed through %s, want 2028-05-26", got)
	}
	c := civil.NewCalendar(civil.Decree{Date: civil.MustParse("2029-05-11"), Source: "Stcrt 2028, 1"})
	if got := c.Due(start, decide).Date.String(); got != "2029-05-14" || c.DecreedThrough().String() != "2029-05-11" {
		t.Errorf("due %s, decreed through %s; want 2029-05-14 and 2029-05-11", got, c.DecreedThrough())
	}
}

// TestCodesAreComplete goes through the days of eighteen years and all ways to count:
// a page that has a sentence for every listed code never lacks one.
func TestCodesAreComplete(t *testing.T) {
	c := civil.NewCalendar()
	off, steps := map[string]bool{}, map[string]bool{}
	note := func(d civil.Due) {
		for _, s := range d.Steps {
			steps[s.Code] = true
			for _, why := range s.Passed {
				off[why.Code] = true
			}
		}
	}
	terms := []civil.Term{decide, act(civil.Days(3)), act(civil.Years(1)), back(civil.Days(3)), house(civil.Days(3), civil.Promise)}
	for d := civil.MustParse("2017-01-01"); d.Year() < 2035; d = d.AddDays(1) {
		for _, term := range terms {
			due := c.Due(d, term)
			note(due)
			if term.Direction == civil.Onward {
				note(c.Extend(due, house(civil.Days(1), civil.Promise), civil.FromCounted))
			}
		}
	}
	for name, tt := range map[string]struct {
		seen   map[string]bool
		listed []string
	}{"steps": {steps, civil.StepCodes()}, "days off": {off, civil.DayOffCodes()}} {
		var seen []string
		for code := range tt.seen {
			seen = append(seen, code)
		}
		slices.Sort(seen)
		slices.Sort(tt.listed)
		if diff := cmp.Diff(tt.listed, seen); diff != "" {
			t.Errorf("%s: listed -, seen +\n%s", name, diff)
		}
	}
}
