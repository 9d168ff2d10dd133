// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package civil_test

import (
	"testing"

	"pgregory.net/rapid"

	"baken/base/civil"
)

var days = rapid.Custom(func(t *rapid.T) civil.Date {
	return civil.MustParse("2015-01-01").AddDays(rapid.IntRange(0, 30*365).Draw(t, "day"))
})

// calendars have up to forty decreed days more, so that long rows of days off
// occur.
var calendars = rapid.Custom(func(t *rapid.T) civil.Calendar {
	var more []civil.Decree
	for _, d := range rapid.SliceOfN(days, 0, 40).Draw(t, "decreed") {
		more = append(more, civil.Decree{Date: d, Source: "made up"})
	}
	return civil.NewCalendar(more...)
})

var lengths = rapid.Custom(func(t *rapid.T) civil.Length {
	return rapid.OneOf(
		rapid.Map(rapid.IntRange(1, 100), func(n int) civil.Length { return civil.Days(n) }),
		rapid.Map(rapid.IntRange(1, 15), func(n int) civil.Length { return civil.Weeks(n) }),
		rapid.Map(rapid.IntRange(1, 5), func(n int) civil.Length { return civil.Months(n) }),
		rapid.Map(rapid.IntRange(1, 2), func(n int) civil.Length { return civil.Years(n) }),
	).Draw(t, "length")
})

func terms(way ...civil.Direction) *rapid.Generator[civil.Term] {
	return rapid.Custom(func(t *rapid.T) civil.Term {
		return civil.Term{
			Code: "term", Article: "Act 1", Length: lengths.Draw(t, "length"),
			Basis:     rapid.SampledFrom([]civil.Basis{civil.Statute, civil.Promise, civil.PromiseRolled}).Draw(t, "basis"),
			Direction: rapid.SampledFrom(way).Draw(t, "direction"),
		}
	})
}

// within says by the words of article 4 whether the Atw applies to a length.
func within(l civil.Length) bool {
	switch n := l.(type) {
	case civil.Days:
		return n <= 90
	case civil.Weeks:
		return n <= 12
	case civil.Months:
		return n <= 3
	default: // years
		return false
	}
}

func working(c civil.Calendar, from, until civil.Date) int {
	n := 0
	for d := from; !d.After(until); d = d.AddDays(1) {
		if c.Working(d) {
			n++
		}
	}
	return n
}

func TestLawsOfADue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, start, term := calendars.Draw(t, "calendar"), days.Draw(t, "start"), terms(civil.Onward).Draw(t, "term")
		due := c.Due(start, term)
		led(t, due)
		counted := start.Add(term.Length)
		switch {
		case term.Basis == civil.Promise || !within(term.Length):
			if due.Date != counted {
				t.Fatalf("%s was counted, and became %s though the Atw has no say", counted, due.Date)
			}
		case !c.Working(due.Date):
			t.Fatalf("due on %s, a day off", due.Date)
		case start.Until(counted) >= 3 && working(c, start.AddDays(1), due.Date) < 2:
			t.Fatalf("from %s until %s holds less than two working days", start, due.Date)
		case due.Date != counted && working(c, counted, due.Date) > 1 && working(c, start.AddDays(1), due.Date) > 2:
			t.Fatalf("%s became %s, which is further than needed", counted, due.Date)
		}
	})
}

func TestLawsOfCountingBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, moment, term := calendars.Draw(t, "calendar"), days.Draw(t, "moment"), terms(civil.Back).Draw(t, "term")
		due := c.Due(moment, term)
		led(t, due)
		counted := moment.Subtract(term.Length)
		if due.Date.After(counted) {
			t.Fatalf("%s was counted, and became %s: nearer to the moment", counted, due.Date)
		}
		lawful := term.Basis != civil.Promise && within(term.Length)
		if lawful && counted.Until(moment) >= 3 && working(c, due.Date, moment.AddDays(-1)) < 2 {
			t.Fatalf("from %s to %s holds less than two working days", due.Date, moment)
		}
	})
}

func TestLawOfOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, start, term := calendars.Draw(t, "calendar"), days.Draw(t, "start"), terms(civil.Onward, civil.Back).Draw(t, "term")
		later := start.AddDays(rapid.IntRange(0, 40).Draw(t, "later"))
		if a, b := c.Due(start, term).Date, c.Due(later, term).Date; a.After(b) {
			t.Fatalf("what began on %s is due on %s, what began on %s already on %s", start, a, later, b)
		}
	})
}

func TestLawsOfExtending(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := calendars.Draw(t, "calendar")
		due := c.Due(days.Draw(t, "start"), terms(civil.Onward).Draw(t, "term"))
		for range rapid.IntRange(1, 3).Draw(t, "times") {
			by := terms(civil.Onward).Draw(t, "by")
			strict, lenient := c.Extend(due, by, civil.FromCounted), c.Extend(due, by, civil.FromRolled)
			led(t, strict)
			led(t, lenient)
			if strict.Date.Before(due.Date) || lenient.Date.Before(due.Date) {
				t.Fatalf("extending %s gives %s and %s", due.Date, strict.Date, lenient.Date)
			}
			if strict.Date.After(lenient.Date) {
				t.Fatalf("%s by the stricter rule is after %s by the other", strict.Date, lenient.Date)
			}
			if by.Basis != civil.Promise && within(by.Length) && !c.Working(strict.Date) {
				t.Fatalf("extended until %s, a day off", strict.Date)
			}
			due = rapid.SampledFrom([]civil.Due{strict, lenient}).Draw(t, "rule")
		}
	})
}

// led checks that the steps lead from the start to the date without a gap,
// each with its article, and that a step tells of days off only.
func led(t *rapid.T, due civil.Due) {
	at := due.Start
	for _, s := range due.Steps {
		if s.From != at || s.Code == "" || s.Article == "" {
			t.Fatalf("the step %+v begins where %s was reached", s, at)
		}
		at = s.To
	}
	if at != due.Date {
		t.Fatalf("the steps lead to %s, due is %s", at, due.Date)
	}
}
