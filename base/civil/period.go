// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package civil

// Period runs from its first day up to, but not including, Until: the day on
// which it no longer holds, so that the next period begins on that very day.
// A zero Until is open: it holds until somebody ends it.
type Period struct {
	From  Date
	Until Date
}

// Since is the open period that begins on a day.
func Since(from Date) Period { return Period{From: from} }

// Covers reports whether the period holds on day d. A period without a first
// day holds on none.
func (p Period) Covers(d Date) bool {
	return !p.From.IsZero() && !d.Before(p.From) && (p.Until.IsZero() || d.Before(p.Until))
}

// Within reports whether every day of p is a day of outer.
func (p Period) Within(outer Period) bool {
	if p.From.Before(outer.From) {
		return false
	}
	if outer.Until.IsZero() {
		return true
	}
	return !p.Until.IsZero() && !p.Until.After(outer.Until)
}

// Valid reports whether the period has a first day and at least one day.
func (p Period) Valid() bool {
	return !p.From.IsZero() && (p.Until.IsZero() || p.From.Before(p.Until))
}
