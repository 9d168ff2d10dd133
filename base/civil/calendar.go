// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package civil

import "time"

// Calendar tells working days from the others: Saturdays, Sundays, holidays
// and days that are put on a par with them. NewCalendar makes one; the zero
// Calendar knows no decreed day.
type Calendar struct {
	decreed map[Date]Decree
	last    Date
}

// NewCalendar gives a calendar with the decreed days that this version of the
// package knows, and with more of them that were published since.
func NewCalendar(more ...Decree) Calendar {
	c := Calendar{decreed: make(map[Date]Decree)}
	for _, list := range [][]Decree{knownDecrees(), more} {
		for _, d := range list {
			c.decreed[d.Date] = d
			if d.Date.After(c.last) {
				c.last = d.Date
			}
		}
	}
	return c
}

// DecreedThrough is the last decreed day that the calendar knows. Terms that
// end in a later year may be a day or more longer than it says, once the
// decree for that year is known: it can't be foretold.
func (c Calendar) DecreedThrough() Date { return c.last }

// DayOff says why a day is no working day.
type DayOff struct {
	Date    Date
	Code    string
	Article string
	Source  string // where the decree stands; empty for other days
}

// The codes of days off that are no Holiday.
const (
	Saturday = "saturday"
	Sunday   = "sunday"
	Decreed  = "decreed"
)

const rolls = "Atw 1 lid 1" // past Saturdays and Sundays, and past holidays

// DayOffCodes lists the codes that a DayOff can have.
func DayOffCodes() []string { return append([]string{Saturday, Sunday, Decreed}, HolidayCodes()...) }

// Working reports whether d is neither Saturday, Sunday, holiday nor decreed.
func (c Calendar) Working(d Date) bool {
	_, off := c.Why(d)
	return !off
}

// Why gives the reason why d is no working day, and false when it is one. Of
// several reasons it gives the first in the order of the law: Saturday and
// Sunday, holiday, decree.
func (c Calendar) Why(d Date) (DayOff, bool) {
	switch d.Weekday() {
	case time.Saturday:
		return DayOff{Date: d, Code: Saturday, Article: rolls}, true
	case time.Sunday:
		return DayOff{Date: d, Code: Sunday, Article: rolls}, true
	default:
		return c.weekday(d)
	}
}

// weekday gives the reason why a day from Monday to Friday is off.
func (c Calendar) weekday(d Date) (DayOff, bool) {
	for _, h := range holidays(d.Year()) {
		if h.Date == d {
			return DayOff{Date: d, Code: h.Code, Article: h.Article}, true
		}
	}
	if by, ok := c.decreed[d]; ok {
		return DayOff{Date: d, Code: Decreed, Article: "Atw 3 lid 3", Source: by.Source}, true
	}
	return DayOff{}, false
}

// off lists the days off from one day up to, but not including, another, which
// may lie before it.
func (c Calendar) off(from, to Date) []DayOff {
	step := 1
	if to.Before(from) {
		step = -1
	}
	var out []DayOff
	for d := from; d != to; d = d.AddDays(step) {
		if why, ok := c.Why(d); ok {
			out = append(out, why)
		}
	}
	return out
}

// roll gives d itself when it is a working day, else the next one.
func (c Calendar) roll(d Date) Date {
	for !c.Working(d) {
		d = d.AddDays(1)
	}
	return d
}

// second gives the second working day after d (step 1) or before it (step -1).
func (c Calendar) second(d Date, step int) Date {
	for working := 0; working < 2; {
		d = d.AddDays(step)
		if c.Working(d) {
			working++
		}
	}
	return d
}
