// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package civil

import (
	"slices"
	"time"
)

// Holiday is a day that the Atw names, with the article that names it.
type Holiday struct {
	Date    Date
	Code    string
	Article string
}

// The codes of the holidays.
const (
	NewYear         = "new-year"
	GoodFriday      = "good-friday"
	EasterMonday    = "easter-monday"
	KingsBirthday   = "kings-birthday"
	LiberationDay   = "liberation-day"
	AscensionDay    = "ascension-day"
	WhitMonday      = "whit-monday"
	ChristmasDay    = "christmas-day"
	SecondChristmas = "second-christmas-day"
)

// HolidayCodes lists the codes that a Holiday can have.
func HolidayCodes() []string {
	return []string{
		NewYear, GoodFriday, EasterMonday, KingsBirthday, LiberationDay,
		AscensionDay, WhitMonday, ChristmasDay, SecondChristmas,
	}
}

const (
	named   = "Atw 3 lid 1" // the generally recognised public holidays
	equated = "Atw 3 lid 2" // Good Friday, which is put on a par with them
)

// Holidays lists the holidays of a year in order of date, as the law has them
// since 2000. 5 May is one every year: that many employers give it once in
// five years doesn't matter to terms. Easter and Whit Sunday are Sundays and
// need no naming. Days that are decreed are not among them; see Decree.
func Holidays(year int) []Holiday {
	all := holidays(year)
	slices.SortStableFunc(all[:], func(a, b Holiday) int { return a.Date.Compare(b.Date) })
	return all[:]
}

func holidays(year int) [9]Holiday {
	easter := easter(year)
	return [9]Holiday{
		{Day(year, time.January, 1), NewYear, named},
		{easter.AddDays(-2), GoodFriday, equated},
		{easter.AddDays(1), EasterMonday, named},
		{kingsBirthday(year), KingsBirthday, named},
		{Day(year, time.May, 5), LiberationDay, named},
		{easter.AddDays(39), AscensionDay, named},
		{easter.AddDays(50), WhitMonday, named},
		{Day(year, time.December, 25), ChristmasDay, named},
		{Day(year, time.December, 26), SecondChristmas, named},
	}
}

// kingsBirthday is the day on which it is celebrated, which is what the law
// says: 27 April since 2014 and 30 April before, except when that is a Sunday
// (Besluit van 30 januari 2013, nr. 13.000173, Stcrt 2013, 4075). Then it is
// the Saturday before, as in 2014 and 2025.
func kingsBirthday(year int) Date {
	day := Day(year, time.April, 27)
	if year < 2014 {
		day = Day(year, time.April, 30)
	}
	if day.Weekday() == time.Sunday {
		return day.AddDays(-1)
	}
	return day
}

// easter gives Easter Sunday in the Gregorian calendar by the anonymous
// algorithm of 1876 (Butcher; Jones; J. Meeus, Astronomical Algorithms, 2nd
// ed., chapter 8). The letters are Meeus's.
func easter(year int) Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return Day(year, time.Month(n/31), n%31+1)
}
