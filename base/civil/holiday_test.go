// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package civil_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/nl"

	"baken/base/civil"
)

func TestHolidaysOfTwoYears(t *testing.T) {
	d := civil.MustParse
	tests := []struct {
		year int
		want []civil.Holiday
	}{
		{2025, []civil.Holiday{ // the King's birthday on a Saturday
			{Date: d("2025-01-01"), Code: "new-year", Article: "Atw 3 lid 1"},
			{Date: d("2025-04-18"), Code: "good-friday", Article: "Atw 3 lid 2"},
			{Date: d("2025-04-21"), Code: "easter-monday", Article: "Atw 3 lid 1"},
			{Date: d("2025-04-26"), Code: "kings-birthday", Article: "Atw 3 lid 1"},
			{Date: d("2025-05-05"), Code: "liberation-day", Article: "Atw 3 lid 1"},
			{Date: d("2025-05-29"), Code: "ascension-day", Article: "Atw 3 lid 1"},
			{Date: d("2025-06-09"), Code: "whit-monday", Article: "Atw 3 lid 1"},
			{Date: d("2025-12-25"), Code: "christmas-day", Article: "Atw 3 lid 1"},
			{Date: d("2025-12-26"), Code: "second-christmas-day", Article: "Atw 3 lid 1"},
		}},
		{2008, []civil.Holiday{ // an early Easter: Ascension Day before 5 May
			{Date: d("2008-01-01"), Code: "new-year", Article: "Atw 3 lid 1"},
			{Date: d("2008-03-21"), Code: "good-friday", Article: "Atw 3 lid 2"},
			{Date: d("2008-03-24"), Code: "easter-monday", Article: "Atw 3 lid 1"},
			{Date: d("2008-04-30"), Code: "kings-birthday", Article: "Atw 3 lid 1"},
			{Date: d("2008-05-01"), Code: "ascension-day", Article: "Atw 3 lid 1"},
			{Date: d("2008-05-05"), Code: "liberation-day", Article: "Atw 3 lid 1"},
			{Date: d("2008-05-12"), Code: "whit-monday", Article: "Atw 3 lid 1"},
			{Date: d("2008-12-25"), Code: "christmas-day", Article: "Atw 3 lid 1"},
			{Date: d("2008-12-26"), Code: "second-christmas-day", Article: "Atw 3 lid 1"},
		}},
	}
	for _, tt := range tests {
		if diff := compare(tt.want, civil.Holidays(tt.year)); diff != "" {
			t.Errorf("%d:\n%s", tt.year, diff)
		}
	}
}

// TestHolidaysAgainstRickarCal compares every holiday of a century with the
// list of github.com/rickar/cal/v2/nl, which names the same nine days: Good
// Friday is in it, and 5 May in every year. Two things differ or prove little.
// It knows King's Day alone, also before 2014; those years are held to what is
// known of Queen's Day. And it finds Easter by the same algorithm as we, which
// TestEasterByTheMoon therefore holds to another.
func TestHolidaysAgainstRickarCal(t *testing.T) {
	theirs := map[string]*cal.Holiday{
		civil.NewYear: nl.Nieuwjaar, civil.GoodFriday: nl.GoedeVrijdag, civil.EasterMonday: nl.TweedePaasdag,
		civil.KingsBirthday: nl.Koningsdag, civil.LiberationDay: nl.BevrijdingsDag, civil.AscensionDay: nl.Hemelvaart,
		civil.WhitMonday: nl.TweedePinksterDag, civil.ChristmasDay: nl.EersteKerstdag, civil.SecondChristmas: nl.TweedeKerstdag,
	}
	if len(nl.Holidays) != len(theirs) || len(civil.HolidayCodes()) != len(theirs) {
		t.Fatalf("they list %d holidays, we %d, and %d are compared", len(nl.Holidays), len(civil.HolidayCodes()), len(theirs))
	}
	for year := 2000; year <= 2100; year++ {
		for _, h := range civil.Holidays(year) {
			_, observed := theirs[h.Code].Calc(year)
			want := civil.Day(observed.Date())
			if h.Code == civil.KingsBirthday && year < 2014 {
				want = civil.Day(year, time.April, 30)
				if year == 2000 || year == 2006 { // 30 April on a Sunday
					want = civil.Day(year, time.April, 29)
				}
			}
			if h.Date != want {
				t.Errorf("%s of %d: got %s, want %s", h.Code, year, h.Date, want)
			}
		}
	}
}

// TestEasterByTheMoon finds Easter as the canons of 1582 have it, by epact and
// dominical Sunday (C. Clavius; D. Knuth, The Art of Computer Programming 1,
// 3rd ed., 1.3.2, exercise 14): another road than the one in the package.
func TestEasterByTheMoon(t *testing.T) {
	for year := 2000; year <= 2300; year++ {
		golden := year%19 + 1
		century := year/100 + 1
		leaps := 3*century/4 - 12
		moon := (8*century+5)/25 - 5
		sunday := 5*year/4 - leaps - 10
		epact := ((11*golden+20+moon-leaps)%30 + 30) % 30
		if epact == 25 && golden > 11 || epact == 24 {
			epact++
		}
		full := 44 - epact
		if full < 21 {
			full += 30
		}
		easter := civil.Day(year, time.March, full+7-(sunday+full)%7)
		if got, want := civil.Holidays(year)[2], easter.AddDays(1); got.Code != civil.EasterMonday || got.Date != want {
			t.Errorf("%d: got %s on %s, want Easter Monday on %s", year, got.Code, got.Date, want)
		}
	}
}

// compare is cmp.Diff for what holds days, which are compared as they are.
func compare(want, got any) string {
	return cmp.Diff(want, got, cmpopts.EquateComparable(civil.Date{}))
}
