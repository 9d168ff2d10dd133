// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package civil

import "time"

// Length is how long a term lasts: Days, Weeks, Months or Years. The law
// treats them differently, so that twelve weeks are not 84 days of anything.
type Length interface {
	// span is the same length in whole months and in days, one of them zero.
	// A week is always seven days and a year twelve months; a month is no
	// number of days.
	span() (months, days int)
}

// The units in which the law sets terms. One in hours falls outside the Atw
// (4 onder a) and outside this package.
type (
	Days   int
	Weeks  int
	Months int
	Years  int
)

func (n Days) span() (months, days int)   { return 0, int(n) }
func (n Weeks) span() (months, days int)  { return 0, 7 * int(n) }
func (n Months) span() (months, days int) { return int(n), 0 }
func (n Years) span() (months, days int)  { return 12 * int(n), 0 }

// Add gives the day that lies a length later: the last day of a term that is
// set going by an event on d, since the day of the event doesn't count. Weeks
// so end on the same day of the week. Months and years end on the day with the
// same number, and where the month lacks it on its last day (HR 1 September
// 2017, ECLI:NL:HR:2017:2225: three months from 29 February 2016 end on 29 May,
// not on 31 May).
func (d Date) Add(l Length) Date {
	months, days := l.span()
	return d.shift(months, days)
}

// Subtract gives the day that lies a length earlier, by the same rule.
func (d Date) Subtract(l Length) Date {
	months, days := l.span()
	return d.shift(-months, -days)
}

func (d Date) shift(months, days int) Date {
	if months == 0 {
		return d.AddDays(days)
	}
	month := d.Month() + time.Month(months)
	last := Day(d.Year(), month+1, 0) // day 0 is the day before the first
	return Day(last.Year(), last.Month(), min(d.Day(), last.Day()))
}

// Until counts the days from d to other; it is negative when other lies before d.
func (d Date) Until(other Date) Days {
	return Days(other.midnight().Sub(d.midnight()) / (24 * time.Hour))
}
