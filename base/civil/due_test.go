// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package civil_test

import (
	"testing"

	"baken/base/civil"
)

// Terms of the kind that the rooms set.
var (
	decide   = civil.Term{Code: "decide", Length: civil.Weeks(6), Article: "Awb 9:11 lid 1"}
	advised  = civil.Term{Code: "advised", Length: civil.Weeks(10), Article: "Awb 9:11 lid 1"}
	decline  = civil.Term{Code: "decline", Length: civil.Weeks(4), Article: "Awb 9:8 lid 3"}
	receipt  = civil.Term{Code: "receipt", Length: civil.Days(7), Article: "Wbk 2"}
	feedback = civil.Term{Code: "feedback", Length: civil.Months(3), Article: "Wbk 2"}
)

// act is a term that a made-up act sets.
func act(l civil.Length) civil.Term { return civil.Term{Code: "act", Length: l, Article: "Act 1"} }

// back is one that it counts back from a moment.
func back(l civil.Length) civil.Term {
	return civil.Term{Code: "back", Length: l, Article: "Act 2", Direction: civil.Back}
}

// house is a term that an organisation sets itself.
func house(l civil.Length, b civil.Basis) civil.Term {
	return civil.Term{Code: "house", Length: l, Article: "house rule", Basis: b}
}

// due is one date that was worked out by hand, with the article that had the
// last word. Easter Sundays: 31 March 2024, 20 April 2025, 5 April 2026, 28
// March 2027, 16 April 2028, 1 April 2029, 13 April 2031.
type due struct {
	start   string
	term    civil.Term
	want    string
	article string
	work    string
}

func TestDueByHand(t *testing.T) {
	c := civil.NewCalendar()
	for _, tables := range [][]due{ordinary, christmas, easter, spring, months, long, short, backward, promised} {
		for _, tt := range tables {
			t.Run(tt.start+" "+tt.work, func(t *testing.T) {
				got := c.Due(civil.MustParse(tt.start), tt.term)
				last := got.Steps[len(got.Steps)-1]
				if got.Date.String() != tt.want || last.Article != tt.article {
					t.Errorf("got %s by %s, want %s by %s", got.Date, last.Article, tt.want, tt.article)
				}
			})
		}
	}
}

var ordinary = []due{
	{"2024-03-21", decide, "2024-05-02", "Awb 9:11 lid 1", "10 days to 31 Mar, 40 to 30 Apr, 42 to Thu 2 May"},
	{"2024-01-15", decide, "2024-02-26", "Awb 9:11 lid 1", "Mon 15 Jan + 16 = 31 Jan, + 26 = Mon 26 Feb"},
	{"2024-01-18", decide, "2024-02-29", "Awb 9:11 lid 1", "Thu 18 Jan + 13 = 31 Jan, + 29 = Thu 29 Feb, leap day"},
	{"2025-06-03", decide, "2025-07-15", "Awb 9:11 lid 1", "Tue 3 Jun + 27 = 30 Jun, + 15 = Tue 15 Jul"},
	{"2024-06-12", advised, "2024-08-21", "Awb 9:11 lid 1", "Wed 12 Jun + 18 = 30 Jun, + 31 = 31 Jul, + 21 = Wed 21 Aug"},
	{"2026-09-01", decline, "2026-09-29", "Awb 9:8 lid 3", "Tue 1 Sep + 28 = Tue 29 Sep"},
	{"2025-11-20", receipt, "2025-11-27", "Wbk 2", "Thu 20 Nov + 7 = Thu 27 Nov"},
	{"2024-03-23", decide, "2024-05-06", "Atw 1 lid 1", "Sat 4 May, Sun 5 May is holiday too, Mon 6 May"},
	{"2024-03-24", decide, "2024-05-06", "Atw 1 lid 1", "Sun 5 May, Mon 6 May"},
	{"2030-10-05", decline, "2030-11-04", "Atw 1 lid 1", "Sat 5 Oct + 26 = 31 Oct, + 2 = Sat 2 Nov, Mon 4 Nov"},
	{"2024-11-29", act(civil.Days(1)), "2024-12-02", "Atw 1 lid 1", "Fri 29 Nov + 1 = Sat 30 Nov, Mon 2 Dec"},
}

var christmas = []due{
	{"2024-11-13", decide, "2024-12-30", "Atw 1 lid 1", "Wed 25 Dec, Thu 26, Fri 27 decreed, Sat, Sun, Mon 30 Dec"},
	{"2025-11-13", decide, "2025-12-29", "Atw 1 lid 1", "Thu 25 Dec, Fri 26, Sat, Sun, Mon 29 Dec"},
	{"2026-11-13", decide, "2026-12-28", "Atw 1 lid 1", "Fri 25 Dec, Sat 26, Sun, Mon 28 Dec"},
	{"2027-11-13", decide, "2027-12-27", "Atw 1 lid 1", "Sat 25 Dec, Sun 26; nothing is given back, so Mon 27 Dec"},
	{"2028-11-13", decide, "2028-12-27", "Atw 1 lid 1", "Mon 25 Dec, Tue 26, Wed 27 Dec"},
	{"2024-11-19", decide, "2024-12-31", "Awb 9:11 lid 1", "Tue 19 Nov + 11 = 30 Nov, + 31 = Tue 31 Dec, no holiday"},
	{"2024-11-20", decide, "2025-01-02", "Atw 1 lid 1", "Wed 1 Jan, Thu 2 Jan"},
	{"2025-11-20", decide, "2026-01-05", "Atw 1 lid 1", "Thu 1 Jan, Fri 2 Jan decreed, Sat, Sun, Mon 5 Jan"},
	{"2026-11-20", decide, "2027-01-04", "Atw 1 lid 1", "Fri 1 Jan, Sat, Sun, Mon 4 Jan"},
	{"2027-11-20", decide, "2028-01-03", "Atw 1 lid 1", "Sat 1 Jan, Sun, Mon 3 Jan"},
	{"2024-12-18", receipt, "2024-12-30", "Atw 1 lid 1", "Wed 18 Dec + 7 = Wed 25 Dec, and as above"},
	{"2026-12-23", receipt, "2026-12-30", "Wbk 2", "Wed 23 Dec + 7 = Wed 30 Dec; 24, 28, 29 and 30 are working days"},
}

var easter = []due{
	{"2024-02-15", decide, "2024-03-28", "Awb 9:11 lid 1", "Thu 15 Feb + 14 = 29 Feb, + 28 = Thu 28 Mar, no holiday"},
	{"2024-02-16", decide, "2024-04-02", "Atw 1 lid 1", "Good Friday 29 Mar, Sat, Sun, Easter Monday, Tue 2 Apr"},
	{"2025-03-07", decide, "2025-04-22", "Atw 1 lid 1", "Good Friday 18 Apr, Sat, Sun, Easter Monday, Tue 22 Apr"},
	{"2026-02-20", decide, "2026-04-07", "Atw 1 lid 1", "Good Friday 3 Apr, Sat, Sun, Easter Monday, Tue 7 Apr"},
	{"2027-02-15", decide, "2027-03-30", "Atw 1 lid 1", "Easter Monday 29 Mar, Tue 30 Mar"},
	{"2029-02-17", decide, "2029-04-03", "Atw 1 lid 1", "Sat 31 Mar, Easter, Easter Monday 2 Apr, Tue 3 Apr"},
	{"2024-03-22", receipt, "2024-04-02", "Atw 1 lid 1", "Fri 22 Mar + 7 = Good Friday 29 Mar, Tue 2 Apr"},
	{"2024-03-28", decide, "2024-05-13", "Atw 1 lid 1", "Ascension Day 9 May, Fri 10 decreed, Sat, Sun, Mon 13 May"},
	{"2024-03-29", decide, "2024-05-13", "Atw 1 lid 1", "from Good Friday, as any day; Fri 10 May decreed, Mon 13 May"},
	{"2025-04-17", decide, "2025-06-02", "Atw 1 lid 1", "Ascension Day 29 May, Fri 30 decreed, Sat, Sun, Mon 2 Jun"},
	{"2026-04-02", decide, "2026-05-18", "Atw 1 lid 1", "Ascension Day 14 May, Fri 15 decreed, Sat, Sun, Mon 18 May"},
	{"2029-03-29", decide, "2029-05-11", "Atw 1 lid 1", "Ascension Day 10 May; no decree for 2029 is known, so Fri 11 May"},
	{"2031-04-10", decide, "2031-05-23", "Atw 1 lid 1", "Ascension Day 22 May, likewise Fri 23 May"},
	{"2024-04-08", decide, "2024-05-21", "Atw 1 lid 1", "Whit Monday 20 May, Tue 21 May"},
	{"2025-04-28", decide, "2025-06-10", "Atw 1 lid 1", "Whit Monday 9 Jun, Tue 10 Jun"},
	{"2025-04-26", decide, "2025-06-10", "Atw 1 lid 1", "Sat 7 Jun, Whit Sunday, Whit Monday, Tue 10 Jun"},
}

// The King's birthday and 5 May.
var spring = []due{
	{"2024-03-16", decide, "2024-04-29", "Atw 1 lid 1", "Sat 27 Apr, Sun, Mon 29 Apr"},
	{"2025-03-15", decide, "2025-04-28", "Atw 1 lid 1", "27 Apr is a Sunday, so it is Sat 26 Apr; Mon 28 Apr"},
	{"2025-03-17", decide, "2025-04-28", "Awb 9:11 lid 1", "Mon 17 Mar + 14 = 31 Mar, + 28 = Mon 28 Apr, no holiday"},
	{"2026-03-16", decide, "2026-04-28", "Atw 1 lid 1", "Mon 27 Apr, Tue 28 Apr"},
	{"2027-03-16", decide, "2027-04-28", "Atw 1 lid 1", "Tue 27 Apr, Wed 28 Apr"},
	{"2028-03-16", decide, "2028-05-01", "Atw 1 lid 1", "Thu 27 Apr, Fri 28 decreed, Sat, Sun, Mon 1 May"},
	{"2031-03-15", decide, "2031-04-28", "Atw 1 lid 1", "27 Apr is a Sunday, so it is Sat 26 Apr; Mon 28 Apr"},
	{"2034-03-16", decide, "2034-04-28", "Atw 1 lid 1", "Thu 27 Apr; no decree for 2034 is known, so Fri 28 Apr"},
	{"2026-04-18", receipt, "2026-04-28", "Atw 1 lid 1", "Sat 25 Apr, Sun, Mon 27 Apr, Tue 28 Apr"},
	{"2025-03-24", decide, "2025-05-06", "Atw 1 lid 1", "Mon 5 May, Tue 6 May"},
	{"2026-03-24", decide, "2026-05-06", "Atw 1 lid 1", "Tue 5 May, Wed 6 May: also outside a lustrum year"},
	{"2027-03-24", decide, "2027-05-10", "Atw 1 lid 1", "Wed 5 May, Ascension Day 6 May, Fri 7 decreed, Sat, Sun, Mon 10 May"},
	{"2028-03-24", decide, "2028-05-08", "Atw 1 lid 1", "Fri 5 May, Sat, Sun, Mon 8 May"},
	{"2032-03-24", decide, "2032-05-07", "Atw 1 lid 1", "Wed 5 May, Ascension Day 6 May, Fri 7 May"},
	{"2033-03-24", decide, "2033-05-06", "Atw 1 lid 1", "Thu 5 May, Fri 6 May"},
}

var months = []due{
	{"2024-01-31", act(civil.Months(1)), "2024-02-29", "Act 1", "there is no 31 Feb, so Thu 29 Feb"},
	{"2025-01-31", act(civil.Months(1)), "2025-02-28", "Act 1", "there is no 31 Feb, so Fri 28 Feb"},
	{"2024-02-29", feedback, "2024-05-29", "Wbk 2", "the 29th, not the last day: Wed 29 May"},
	{"2024-11-30", feedback, "2025-02-28", "Wbk 2", "there is no 30 Feb, so Fri 28 Feb"},
	{"2026-01-15", feedback, "2026-04-15", "Wbk 2", "Wed 15 Apr"},
	{"2026-03-31", feedback, "2026-06-30", "Wbk 2", "there is no 31 Jun, so Tue 30 Jun"},
	{"2025-02-04", feedback, "2025-05-06", "Atw 1 lid 1", "exactly three months roll: Sun 4 May, Mon 5 May, Tue 6 May"},
	{"2026-09-25", feedback, "2026-12-28", "Atw 1 lid 1", "Fri 25 Dec, Sat 26, Sun, Mon 28 Dec"},
}

// Saturday 4 May 2024 lies on both sides of every bound.
var long = []due{
	{"2024-02-10", act(civil.Weeks(12)), "2024-05-06", "Atw 1 lid 1", "19 days to 29 Feb, 50 to 31 Mar, 80 to 30 Apr, 84 to Sat 4 May, Mon 6 May"},
	{"2024-02-03", act(civil.Weeks(13)), "2024-05-04", "Atw 4 onder a", "a week more, so Sat 4 May it is"},
	{"2024-02-04", act(civil.Days(90)), "2024-05-06", "Atw 1 lid 1", "25 days to 29 Feb, 56 to 31 Mar, 86 to 30 Apr, 90 to Sat 4 May, Mon 6 May"},
	{"2024-02-03", act(civil.Days(91)), "2024-05-04", "Atw 4 onder a", "a day more, so Sat 4 May it is"},
	{"2024-02-04", act(civil.Months(3)), "2024-05-06", "Atw 1 lid 1", "Sat 4 May, Mon 6 May"},
	{"2024-01-04", act(civil.Months(4)), "2024-05-04", "Atw 4 onder a", "Sat 4 May"},
	{"2025-01-05", act(civil.Months(4)), "2025-05-05", "Atw 4 onder a", "Mon 5 May, though a holiday"},
	{"2024-05-04", act(civil.Years(1)), "2025-05-04", "Atw 4 onder a", "Sun 4 May"},
	{"2024-02-29", act(civil.Years(1)), "2025-02-28", "Act 1", "there is no 29 Feb, so Fri 28 Feb"},
	{"2024-02-29", act(civil.Years(4)), "2028-02-29", "Act 1", "there is one again: Tue 29 Feb"},
	{"2027-02-28", act(civil.Years(1)), "2028-02-28", "Act 1", "Mon 28 Feb, not the leap day after"},
}

// Article 2: two working days in a term of three days or more.
var short = []due{
	{"2024-12-18", act(civil.Days(3)), "2024-12-23", "Atw 1 lid 1", "Sat 21 Dec, Mon 23; holds Thu 19, Fri 20, Mon 23"},
	{"2024-12-20", act(civil.Days(3)), "2024-12-24", "Atw 2", "Mon 23 Dec is the only working day, so Tue 24 Dec"},
	{"2024-12-23", act(civil.Days(3)), "2024-12-30", "Atw 1 lid 1", "Thu 26 Dec, Mon 30; holds Tue 24 and Mon 30"},
	{"2024-12-24", act(civil.Days(3)), "2024-12-31", "Atw 2", "Fri 27 Dec decreed, Mon 30 alone, so Tue 31 Dec"},
	{"2025-04-16", act(civil.Days(3)), "2025-04-22", "Atw 1 lid 1", "Sat 19 Apr, Tue 22; holds Thu 17 and Tue 22"},
	{"2025-04-17", act(civil.Days(3)), "2025-04-23", "Atw 2", "Easter 20 Apr, Tue 22 alone, so Wed 23 Apr"},
	{"2025-04-17", act(civil.Days(2)), "2025-04-22", "Atw 1 lid 1", "two days: Sat 19 Apr, Tue 22 Apr, and article 2 has no say"},
	{"2026-04-02", act(civil.Days(4)), "2026-04-08", "Atw 2", "Easter Monday 6 Apr, Tue 7 alone, so Wed 8 Apr"},
	{"2025-12-24", act(civil.Days(5)), "2025-12-30", "Atw 2", "Mon 29 Dec is the only working day, so Tue 30 Dec"},
	{"2027-05-04", act(civil.Days(3)), "2027-05-11", "Atw 2", "Wed 5 May, Thu 6, Fri 7 decreed, Mon 10 alone, so Tue 11 May"},
}

var backward = []due{
	{"2026-06-15", back(civil.Weeks(1)), "2026-06-08", "Act 2", "Mon 15 Jun - 7 = Mon 8 Jun"},
	{"2026-06-18", back(civil.Days(10)), "2026-06-08", "Act 2", "Thu 18 Jun - 10 = Mon 8 Jun"},
	{"2026-04-13", back(civil.Weeks(1)), "2026-04-06", "Atw 1 lid 2", "Easter Monday 6 Apr, and stays"},
	{"2026-03-09", back(civil.Days(2)), "2026-03-07", "Atw 1 lid 2", "Sat 7 Mar, and stays"},
	{"2025-04-22", back(civil.Days(3)), "2025-04-16", "Atw 2", "19, 20, 21 and Good Friday are off, so Thu 17 and Wed 16 Apr"},
	{"2025-03-31", back(civil.Months(1)), "2025-02-28", "Act 2", "there is no 31 Feb, so Fri 28 Feb"},
	{"2026-09-05", back(civil.Months(4)), "2026-05-05", "Atw 4 onder a", "Tue 5 May, though a holiday"},
}

var promised = []due{
	{"2024-04-20", house(civil.Weeks(2), civil.Promise), "2024-05-04", "house rule", "Sat 4 May, and stays"},
	{"2024-04-20", house(civil.Weeks(2), civil.PromiseRolled), "2024-05-06", "Atw 1 lid 1", "Sat 4 May, Mon 6 May"},
	{"2024-12-20", house(civil.Days(3), civil.Promise), "2024-12-23", "house rule", "Mon 23 Dec, with one working day"},
	{"2024-12-20", house(civil.Days(3), civil.PromiseRolled), "2024-12-24", "Atw 2", "Tue 24 Dec, with two"},
}

// TestDueAsPublished holds the reckoning to dates that lawyers worked out.
func TestDueAsPublished(t *testing.T) {
	c := civil.NewCalendar()
	tests := []struct {
		source, start string
		term          civil.Term
		want          string
	}{
		{"HR 1 September 2017, ECLI:NL:HR:2017:2225", "2016-02-29", act(civil.Months(3)), "2016-05-30"},
		{"staatsrechtpraktijk.nl, time to think over buying a house", "2017-12-19", act(civil.Days(3)), "2017-12-22"},
		{"the same", "2017-12-20", act(civil.Days(3)), "2017-12-27"},
		{"agintimmermans.nl, attachment at Christmas 2018", "2018-12-21", act(civil.Days(3)), "2018-12-28"},
	}
	for _, tt := range tests {
		t.Run(tt.source, func(t *testing.T) {
			if got := c.Due(civil.MustParse(tt.start), tt.term).Date.String(); got != tt.want {
				t.Errorf("from %s: got %s, want %s", tt.start, got, tt.want)
			}
		})
	}
}

func TestDueSaysWhy(t *testing.T) {
	d := civil.MustParse
	got := civil.NewCalendar().Due(d("2024-12-24"), act(civil.Days(3))).Steps
	want := []civil.Step{
		{Code: civil.StepCounted, From: d("2024-12-24"), To: d("2024-12-27"), Article: "Act 1", Length: civil.Days(3)},
		{Code: civil.StepRolled, From: d("2024-12-27"), To: d("2024-12-30"), Article: "Atw 1 lid 1", Passed: []civil.DayOff{
			{Date: d("2024-12-27"), Code: civil.Decreed, Article: "Atw 3 lid 3", Source: "Besluit gelijkstelling van 28 april 2023 e.v."},
			{Date: d("2024-12-28"), Code: civil.Saturday, Article: "Atw 1 lid 1"},
			{Date: d("2024-12-29"), Code: civil.Sunday, Article: "Atw 1 lid 1"},
		}},
		{Code: civil.StepTwoWorkingDays, From: d("2024-12-30"), To: d("2024-12-31"), Article: "Atw 2"},
	}
	if diff := compare(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestDueWarns is the feedback to a whistleblower: three months after the
// acknowledgement, and by a stricter reading three months after receipt.
func TestDueWarns(t *testing.T) {
	c := civil.NewCalendar()
	received, acknowledged := civil.MustParse("2026-01-15"), civil.MustParse("2026-01-20")
	stricter := c.Due(received, feedback)
	got := c.Due(acknowledged, feedback).Warn(stricter)
	if got.Date.String() != "2026-04-20" || got.Warning == nil || got.Warning.Date.String() != "2026-04-15" {
		t.Errorf("got %s with warning %+v, want 2026-04-20 with 2026-04-15", got.Date, got.Warning)
	}
	if same := c.Due(received, feedback).Warn(stricter); same.Warning != nil {
		t.Errorf("warned of %s, the very day", same.Warning.Date)
	}
}

func TestDueDays(t *testing.T) {
	got := civil.NewCalendar().Due(civil.MustParse("2024-03-21"), decide) // 2 May 2024
	for today, want := range map[string]civil.Days{"2024-03-21": -42, "2024-05-01": -1, "2024-05-02": 0, "2024-05-03": 1, "2025-05-02": 365} {
		if got := got.Days(civil.MustParse(today)); got != want {
			t.Errorf("on %s: got %d, want %d", today, got, want)
		}
	}
}
