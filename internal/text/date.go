// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package text

import (
	"strconv"
	"sync"
	"time"
	_ "time/tzdata" // the zone is known on any machine
)

// Dated is a day in the calendar: a civil date, or an instant.
type Dated interface {
	Year() int
	Month() time.Month
	Day() int
}

// Date prints a day in words: 23 november 2026, 23 November 2026. An instant
// is printed as the day that it was in Amsterdam.
func (p *Printer) Date(d Dated) string {
	if t, ok := d.(time.Time); ok {
		d = t.In(amsterdam())
	}
	name := Key("text.month." + strconv.Itoa(int(d.Month()))).In(p)
	return strconv.Itoa(d.Day()) + " " + name + " " + strconv.Itoa(d.Year())
}

// Time prints an instant as the day and the clock in Amsterdam.
func (p *Printer) Time(t time.Time) string {
	return With("text.instant", "date", p.Date(t), "clock", p.Clock(t)).In(p)
}

// Clock prints the hour and minute in Amsterdam: 14.05 in Dutch, 14:05 in
// English.
func (p *Printer) Clock(t time.Time) string {
	layout := "15:04"
	if p.lang == NL {
		layout = "15.04"
	}
	return t.In(amsterdam()).Format(layout)
}

// Day is a day as a text.
func Day(d Dated) Text { return Func(func(p *Printer) string { return p.Date(d) }) }

// Instant is a day and its clock in Amsterdam as a text.
func Instant(t time.Time) Text { return Func(func(p *Printer) string { return p.Time(t) }) }

// amsterdam is the zone of the government's clocks; it is in the binary, so
// that it can't be missing.
var amsterdam = sync.OnceValue(func() *time.Location {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		panic(err)
	}
	return zone
})
