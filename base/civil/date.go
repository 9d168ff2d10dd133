// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package civil holds calendar days as the law counts them: days in
// Europe/Amsterdam, without a time of day. It promises that a day is never
// shifted by a time zone, and refuses days that the calendar doesn't have.
//
// It knows the Dutch public holidays and counts statutory terms as the General
// Terms Act (Algemene termijnenwet, Atw) has them counted; every due date says
// step by step why it is that day, with the article. It knows no procedure:
// which terms there are is for who uses it. doc/terms.md says what is certain.
package civil

import (
	"cmp"
	"sync"
	"time"
)

// Date is one day of the calendar. Its zero value is no day at all; an open
// end is written so.
type Date struct {
	year  int16
	month uint8
	day   uint8
}

const layout = "2006-01-02"

// Day gives the day with that number in that month; like time.Date it carries
// over, so that day 32 of January is 1 February.
func Day(year int, month time.Month, day int) Date {
	return of(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// On gives the day on which an instant falls in the Netherlands.
func On(t time.Time) Date { return of(t.In(Amsterdam())) }

func of(t time.Time) Date {
	y, m, d := t.Date()
	return Date{int16(y), uint8(m), uint8(d)}
}

// Amsterdam is the time zone of Dutch law.
func Amsterdam() *time.Location { return amsterdam() }

var amsterdam = sync.OnceValue(func() *time.Location {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic("civil: the embedded time zones lack Europe/Amsterdam")
	}
	return zone
})

// Parse reads a day written as 2026-01-31.
func Parse(s string) (Date, error) {
	t, err := time.Parse(layout, s)
	if err != nil || t.Year() < 1 {
		return Date{}, ErrDate.With("date", s)
	}
	return of(t), nil
}

// MustParse is Parse for days written in the program itself; it panics on
// anything else.
func MustParse(s string) Date {
	d, err := Parse(s)
	if err != nil {
		panic("civil: " + s + " is no day")
	}
	return d
}

// String writes the day as 2026-01-31; no day is the empty text.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.midnight().Format(layout)
}

// IsZero reports whether d is no day at all.
func (d Date) IsZero() bool { return d == Date{} }

// Year, Month and Day of the calendar.
func (d Date) Year() int         { return int(d.year) }
func (d Date) Month() time.Month { return time.Month(d.month) }
func (d Date) Day() int          { return int(d.day) }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.midnight().Weekday() }

// Compare is negative when d comes before other, positive when after.
func (d Date) Compare(other Date) int {
	return cmp.Or(cmp.Compare(d.year, other.year), cmp.Compare(d.month, other.month), cmp.Compare(d.day, other.day))
}

// Before reports whether d comes before other.
func (d Date) Before(other Date) bool { return d.Compare(other) < 0 }

// After reports whether d comes after other.
func (d Date) After(other Date) bool { return d.Compare(other) > 0 }

// AddDays gives the day n days later, or earlier when n is negative.
func (d Date) AddDays(n int) Date { return of(d.midnight().AddDate(0, 0, n)) }

// MarshalText writes the day as String does.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	got, err := Parse(string(b))
	if err != nil {
		return err
	}
	*d = got
	return nil
}

func (d Date) midnight() time.Time {
	return time.Date(int(d.year), time.Month(d.month), int(d.day), 0, 0, 0, 0, time.UTC)
}
