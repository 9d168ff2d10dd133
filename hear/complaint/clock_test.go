// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"baken/base/civil"
	"baken/hear/complaint"
)

// calendar is a complaint whose last day to conclude was worked out by hand
// from the Awb and the Atw, with the article that had the last word. Easter
// Sundays: 20 April 2025, 5 April 2026, 28 March 2027, 16 April 2028, 1 April
// 2029, 21 April 2030. Decreed (Atw 3 lid 3): 27 December 2024, 2 January and
// 15 May 2026, 7 May 2027, 28 April and 26 May 2028; none is known after.
type calendar struct {
	rule      string
	received  string
	advice    complaint.Advice
	adjourned []complaint.Extension
	want      string
	article   string
	work      string
}

// adjourned is an adjournment of the authority's own (Awb 9:11 lid 2), and
// further what the complainant consents to after it (lid 3).
func adjourned(weeks civil.Weeks, further ...civil.Weeks) []complaint.Extension {
	all := []complaint.Extension{{Weeks: weeks}}
	for _, w := range further {
		all = append(all, complaint.Extension{Weeks: w, Consent: true})
	}
	return all
}

func TestConcludeByHand(t *testing.T) {
	c := civil.NewCalendar()
	for _, tables := range [][]calendar{plain, weekends, yearEnds, easters, springs, extended} {
		for _, tt := range tables {
			t.Run(tt.rule, func(t *testing.T) {
				got := complaint.DefaultTerms().Conclude(c, civil.MustParse(tt.received), tt.advice, tt.adjourned...)
				holds(t, got, tt.want, tt.article, tt.work)
			})
		}
	}
}

func holds(t *testing.T, got civil.Due, want, article, work string) {
	t.Helper()
	if last := got.Steps[len(got.Steps)-1]; got.Date.String() != want || last.Article != article {
		t.Errorf("got %s by %s, want %s by %s: %s", got.Date, last.Article, want, article, work)
	}
}

var plain = []calendar{
	{"six weeks", "2026-02-19", complaint.Without, nil, "2026-04-02", "Awb 9:11 lid 1", "Thu 19 Feb + 9 = 28 Feb, + 40 = 31 Mar, + 42 = Thu 2 Apr"},
	{"ten weeks with a committee", "2026-02-19", complaint.With, nil, "2026-04-30", "Awb 9:11 lid 1", "Thu 19 Feb + 40 = 31 Mar, + 70 = Thu 30 Apr"},
	{"six weeks into a new year", "2026-11-25", complaint.Without, nil, "2027-01-06", "Awb 9:11 lid 1", "Wed 25 Nov + 5 = 30 Nov, + 36 = 31 Dec, + 42 = Wed 6 Jan"},
	{"six weeks end on the leap day", "2028-01-18", complaint.Without, nil, "2028-02-29", "Awb 9:11 lid 1", "Tue 18 Jan + 13 = 31 Jan, + 42 = Tue 29 Feb"},
	{"six weeks over the leap day", "2028-02-01", complaint.Without, nil, "2028-03-14", "Awb 9:11 lid 1", "Tue 1 Feb + 28 = 29 Feb, + 42 = Tue 14 Mar"},
	{"ten weeks from the leap day", "2028-02-29", complaint.With, nil, "2028-05-09", "Awb 9:11 lid 1", "Tue 29 Feb + 31 = 31 Mar, + 61 = 30 Apr, + 70 = Tue 9 May"},
	{"received in the days off of Easter", "2028-04-14", complaint.With, nil, "2028-06-23", "Awb 9:11 lid 1", "from Good Friday as from any day: + 16 = 30 Apr, + 47 = 31 May, + 70 = Fri 23 Jun"},
}

var weekends = []calendar{
	{"six weeks end on a Saturday", "2026-06-06", complaint.Without, nil, "2026-07-20", "Atw 1 lid 1", "Sat 6 Jun + 24 = 30 Jun, + 42 = Sat 18 Jul, Mon 20 Jul"},
	{"ten weeks end on a Sunday", "2026-06-07", complaint.With, nil, "2026-08-17", "Atw 1 lid 1", "Sun 7 Jun + 23 = 30 Jun, + 54 = 31 Jul, + 70 = Sun 16 Aug, Mon 17 Aug"},
}

var yearEnds = []calendar{
	{"Christmas Day on a Friday", "2026-10-16", complaint.With, nil, "2026-12-28", "Atw 1 lid 1", "Fri 16 Oct + 15 = 31 Oct, + 45 = 30 Nov, + 70 = Fri 25 Dec, Sat 26, Sun, Mon 28 Dec"},
	{"two holidays in a row", "2029-11-13", complaint.Without, nil, "2029-12-27", "Atw 1 lid 1", "Tue 13 Nov + 17 = 30 Nov, + 42 = Tue 25 Dec, Wed 26, Thu 27 Dec"},
	{"the second day of Christmas", "2030-10-17", complaint.With, nil, "2030-12-27", "Atw 1 lid 1", "Thu 17 Oct + 14 = 31 Oct, + 44 = 30 Nov, + 70 = Thu 26 Dec; no decree for 2030 is known, so Fri 27 Dec"},
	{"Christmas in a weekend gives nothing back", "2027-11-14", complaint.Without, nil, "2027-12-27", "Atw 1 lid 1", "Sun 14 Nov + 16 = 30 Nov, + 42 = Sun 26 Dec, Mon 27 Dec"},
	{"the decreed Friday after Christmas", "2024-11-15", complaint.Without, nil, "2024-12-30", "Atw 1 lid 1", "Fri 15 Nov + 15 = 30 Nov, + 42 = Fri 27 Dec decreed, Sat, Sun, Mon 30 Dec"},
	{"New Year's Day", "2028-10-23", complaint.With, nil, "2029-01-02", "Atw 1 lid 1", "Mon 23 Oct + 8 = 31 Oct, + 38 = 30 Nov, + 69 = 31 Dec, + 70 = Mon 1 Jan, Tue 2 Jan"},
	{"New Year's Day and a decreed Friday", "2025-10-23", complaint.With, nil, "2026-01-05", "Atw 1 lid 1", "Thu 23 Oct + 69 = 31 Dec, + 70 = Thu 1 Jan, Fri 2 decreed, Sat, Sun, Mon 5 Jan"},
	{"the decreed Friday after New Year", "2025-11-21", complaint.Without, nil, "2026-01-05", "Atw 1 lid 1", "Fri 21 Nov + 9 = 30 Nov, + 40 = 31 Dec, + 42 = Fri 2 Jan decreed, Sat, Sun, Mon 5 Jan"},
}

var easters = []calendar{
	{"Good Friday", "2027-02-12", complaint.Without, nil, "2027-03-30", "Atw 1 lid 1", "Fri 12 Feb + 16 = 28 Feb, + 42 = Good Friday 26 Mar, Sat, Easter, Easter Monday, Tue 30 Mar"},
	{"Saturday before Easter", "2030-03-09", complaint.Without, nil, "2030-04-23", "Atw 1 lid 1", "Sat 9 Mar + 22 = 31 Mar, + 42 = Sat 20 Apr, Easter, Easter Monday, Tue 23 Apr"},
	{"Easter Monday", "2028-02-07", complaint.With, nil, "2028-04-18", "Atw 1 lid 1", "Mon 7 Feb + 22 = 29 Feb, + 53 = 31 Mar, + 70 = Easter Monday 17 Apr, Tue 18 Apr"},
	{"Ascension Day and a decreed Friday", "2028-04-13", complaint.Without, nil, "2028-05-29", "Atw 1 lid 1", "Thu 13 Apr + 17 = 30 Apr, + 42 = Ascension Day 25 May, Fri 26 decreed, Sat, Sun, Mon 29 May"},
	{"the decreed Friday after Ascension Day", "2026-04-03", complaint.Without, nil, "2026-05-18", "Atw 1 lid 1", "Good Friday 3 Apr + 27 = 30 Apr, + 42 = Fri 15 May decreed, Sat, Sun, Mon 18 May"},
	{"Ascension Day without a decree", "2029-03-01", complaint.With, nil, "2029-05-11", "Atw 1 lid 1", "Thu 1 Mar + 30 = 31 Mar, + 60 = 30 Apr, + 70 = Ascension Day 10 May, Fri 11 May"},
	{"Whit Monday", "2026-04-13", complaint.Without, nil, "2026-05-26", "Atw 1 lid 1", "Mon 13 Apr + 17 = 30 Apr, + 42 = Whit Monday 25 May, Tue 26 May"},
	{"Saturday before Whitsun", "2030-03-30", complaint.With, nil, "2030-06-11", "Atw 1 lid 1", "Sat 30 Mar + 1 = 31 Mar, + 31 = 30 Apr, + 62 = 31 May, + 70 = Sat 8 Jun, Whit Sunday, Whit Monday, Tue 11 Jun"},
}

// The King's birthday and 5 May.
var springs = []calendar{
	{"the King's birthday on a Friday", "2029-02-16", complaint.With, nil, "2029-04-30", "Atw 1 lid 1", "Fri 16 Feb + 12 = 28 Feb, + 43 = 31 Mar, + 70 = Fri 27 Apr, Sat, Sun, Mon 30 Apr"},
	{"the King's birthday and a decreed Friday", "2028-02-17", complaint.With, nil, "2028-05-01", "Atw 1 lid 1", "Thu 17 Feb + 12 = 29 Feb, + 43 = 31 Mar, + 70 = Thu 27 Apr, Fri 28 decreed, Sat, Sun, Mon 1 May"},
	{"the King's birthday moved from a Sunday", "2025-02-15", complaint.With, nil, "2025-04-28", "Atw 1 lid 1", "Sat 15 Feb + 13 = 28 Feb, + 44 = 31 Mar, + 70 = Sat 26 Apr, Sun, Mon 28 Apr"},
	{"Monday after the moved birthday is a working day", "2025-02-17", complaint.With, nil, "2025-04-28", "Awb 9:11 lid 1", "Mon 17 Feb + 11 = 28 Feb, + 42 = 31 Mar, + 70 = Mon 28 Apr"},
	{"5 May in a year that is no lustrum", "2026-02-24", complaint.With, nil, "2026-05-06", "Atw 1 lid 1", "Tue 24 Feb + 4 = 28 Feb, + 35 = 31 Mar, + 65 = 30 Apr, + 70 = Tue 5 May, Wed 6 May"},
	{"5 May, Ascension Day and a decreed Friday", "2027-02-24", complaint.With, nil, "2027-05-10", "Atw 1 lid 1", "Wed 24 Feb + 70 = Wed 5 May, Thu 6, Fri 7 decreed, Sat, Sun, Mon 10 May"},
}

// Adjourned, from the last day as it was counted.
var extended = []calendar{
	{"by one week", "2026-02-19", complaint.Without, adjourned(1), "2026-04-09", "Awb 9:11 lid 2", "Thu 2 Apr + 7 = Thu 9 Apr"},
	{"by two weeks, to the King's birthday", "2026-03-02", complaint.Without, adjourned(2), "2026-04-28", "Atw 1 lid 1", "Mon 2 Mar + 42 = Mon 13 Apr, + 14 = Mon 27 Apr, Tue 28 Apr"},
	{"by two weeks over the leap day", "2028-01-06", complaint.Without, adjourned(2), "2028-03-02", "Awb 9:11 lid 2", "Thu 6 Jan + 42 = Thu 17 Feb, + 14 = Thu 2 Mar"},
	{"by three weeks, to 5 May", "2026-03-03", complaint.Without, adjourned(3), "2026-05-06", "Atw 1 lid 1", "Tue 3 Mar + 42 = Tue 14 Apr, + 21 = Tue 5 May, Wed 6 May"},
	{"by three weeks into a new year", "2026-10-07", complaint.With, adjourned(3), "2027-01-06", "Awb 9:11 lid 2", "Wed 7 Oct + 70 = Wed 16 Dec, + 21 = Wed 6 Jan"},
	{"by four weeks", "2026-02-19", complaint.Without, adjourned(4), "2026-04-30", "Awb 9:11 lid 2", "Thu 2 Apr + 28 = Thu 30 Apr"},
	{"from a Sunday to a Sunday", "2026-06-07", complaint.With, adjourned(4), "2026-09-14", "Atw 1 lid 1", "Sun 16 Aug + 28 = Sun 13 Sep, Mon 14 Sep: rolled once, at the end"},
	{"and further", "2026-02-19", complaint.Without, adjourned(4, 6), "2026-06-11", "Awb 9:11 lid 3", "Thu 30 Apr + 42 = Thu 11 Jun"},
	{"and further twice, to Christmas", "2026-06-26", complaint.With, adjourned(4, 6, 6), "2026-12-28", "Atw 1 lid 1", "Fri 26 Jun + 70 = 4 Sep, + 28 = 2 Oct, + 42 = 13 Nov, + 42 = Fri 25 Dec, Sat 26, Sun, Mon 28 Dec"},
	{"and further by twelve weeks, which the Atw knows", "2026-06-06", complaint.Without, adjourned(4, 12), "2026-11-09", "Atw 1 lid 1", "Sat 18 Jul + 28 = 15 Aug, + 84 = Sat 7 Nov, Mon 9 Nov"},
	{"and further by thirteen, which it doesn't", "2026-06-06", complaint.Without, adjourned(4, 13), "2026-11-14", "Atw 4 onder a", "Sat 15 Aug + 91 = Sat 14 Nov, and stays"},
}

// TestConcludeByEitherRule adjourns complaints whose term was rolled over. The
// law doesn't say from which day an adjournment then counts.
func TestConcludeByEitherRule(t *testing.T) {
	tests := []struct {
		rule, received  string
		advice          complaint.Advice
		adjourned       []complaint.Extension
		counted, rolled string
		work            string
	}{
		{"Good Friday", "2026-02-20", complaint.Without, adjourned(4), "2026-05-01", "2026-05-06", "Fri 3 Apr became Tue 7; + 28 = Fri 1 May, or 5 May and Wed 6 May"},
		{"Good Friday, and further", "2026-02-20", complaint.Without, adjourned(4, 2), "2026-05-18", "2026-05-20", "Fri 1 May + 14 = Fri 15 May decreed, Mon 18 May; or Wed 6 + 14 = Wed 20 May"},
		{"Ascension Day", "2026-03-05", complaint.With, adjourned(4), "2026-06-11", "2026-06-15", "Thu 14 May became Mon 18; + 28 = Thu 11 Jun or Mon 15 Jun"},
		{"5 May and Ascension Day", "2027-02-24", complaint.With, adjourned(3), "2027-05-26", "2027-05-31", "Wed 5 May became Mon 10; + 21 = Wed 26 or Mon 31 May"},
		{"Christmas and a decreed Friday", "2024-10-17", complaint.With, adjourned(2), "2025-01-09", "2025-01-13", "Thu 26 Dec became Mon 30; + 14 = Thu 9 or Mon 13 Jan"},
		{"Saturday, where both agree", "2026-06-06", complaint.Without, adjourned(4), "2026-08-17", "2026-08-17", "Sat 18 Jul became Mon 20; + 28 = Sat 15 Aug, which rolls, or Mon 17 Aug"},
		{"Christmas to New Year, where both agree", "2026-10-16", complaint.With, adjourned(1), "2027-01-04", "2027-01-04", "Fri 25 Dec became Mon 28; + 7 = Fri 1 Jan, which rolls, or Mon 4 Jan"},
		{"Sunday to Whitsun, where both agree", "2028-03-26", complaint.Without, adjourned(4), "2028-06-06", "2028-06-06", "Sun 7 May became Mon 8; + 28 = Whit Sunday 4 Jun or Whit Monday, Tue 6 Jun"},
	}
	c := civil.NewCalendar()
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			terms := complaint.DefaultTerms() // the stricter rule
			if got := terms.Conclude(c, civil.MustParse(tt.received), tt.advice, tt.adjourned...).Date.String(); got != tt.counted {
				t.Errorf("from the day as counted: got %s, want %s: %s", got, tt.counted, tt.work)
			}
			terms.Extension = civil.FromRolled
			if got := terms.Conclude(c, civil.MustParse(tt.received), tt.advice, tt.adjourned...).Date.String(); got != tt.rolled {
				t.Errorf("from the day rolled to: got %s, want %s: %s", got, tt.rolled, tt.work)
			}
		})
	}
}

// TestAdjournWithinARowOfDaysOff makes up decrees, so that every day is off from
// 25 December 2029 until New Year's Day: no row has been so long. A week from
// the day as counted still ends in it: nothing is won, and nothing taken back.
func TestAdjournWithinARowOfDaysOff(t *testing.T) {
	var made []civil.Decree
	for _, day := range []string{"2029-12-27", "2029-12-28", "2029-12-31"} {
		made = append(made, civil.Decree{Date: civil.MustParse(day), Source: "made up"})
	}
	c, terms, received := civil.NewCalendar(made...), complaint.DefaultTerms(), civil.MustParse("2029-11-13")
	const work = "Tue 13 Nov + 42 = Tue 25 Dec, Wed 2 Jan; Tue 25 Dec + 7 = Tue 1 Jan, Wed 2 Jan; Wed 2 Jan + 7 = Wed 9 Jan"
	holds(t, terms.Conclude(c, received, complaint.Without), "2030-01-02", "Atw 1 lid 1", work)
	holds(t, terms.Conclude(c, received, complaint.Without, adjourned(1)...), "2030-01-02", "Atw 1 lid 1", work)
	terms.Extension = civil.FromRolled
	holds(t, terms.Conclude(c, received, complaint.Without, adjourned(1)...), "2030-01-09", "Awb 9:11 lid 2", work)
}

func TestOtherTermsByHand(t *testing.T) {
	terms := complaint.DefaultTerms()
	tables := []struct {
		name  string
		by    func(civil.Calendar, civil.Date) civil.Due
		cases []dated
	}{
		{"decline", terms.DeclineBy, declines},
		{"ombudsman", terms.OmbudsmanBy, ombudsman},
		{"complete", terms.CompleteBy, completes},
		{"acknowledge", terms.AcknowledgeBy, acknowledges},
	}
	c := civil.NewCalendar()
	for _, table := range tables {
		for _, tt := range table.cases {
			t.Run(table.name+" "+tt.rule, func(t *testing.T) {
				holds(t, table.by(c, civil.MustParse(tt.start)), tt.want, tt.article, tt.work)
			})
		}
	}
}

// dated is a day that was worked out by hand for a term that has one length.
type dated struct{ rule, start, want, article, work string }

var declines = []dated{
	{"four weeks", "2026-02-19", "2026-03-19", "Awb 9:8 lid 3", "Thu 19 Feb + 9 = 28 Feb, + 28 = Thu 19 Mar"},
	{"on the leap day", "2028-02-01", "2028-02-29", "Awb 9:8 lid 3", "Tue 1 Feb + 28 = Tue 29 Feb"},
	{"on Good Friday", "2026-03-06", "2026-04-07", "Atw 1 lid 1", "Fri 6 Mar + 25 = 31 Mar, + 28 = Fri 3 Apr, Sat, Easter, Easter Monday, Tue 7 Apr"},
	{"on the King's birthday", "2027-03-30", "2027-04-28", "Atw 1 lid 1", "Tue 30 Mar + 1 = 31 Mar, + 28 = Tue 27 Apr, Wed 28 Apr"},
	{"on a decreed day", "2026-04-17", "2026-05-18", "Atw 1 lid 1", "Fri 17 Apr + 13 = 30 Apr, + 28 = Fri 15 May decreed, Sat, Sun, Mon 18 May"},
	{"on Whit Monday", "2028-05-08", "2028-06-06", "Atw 1 lid 1", "Mon 8 May + 23 = 31 May, + 28 = Mon 5 Jun, Tue 6 Jun"},
	{"on Christmas Day", "2026-11-27", "2026-12-28", "Atw 1 lid 1", "Fri 27 Nov + 3 = 30 Nov, + 28 = Fri 25 Dec, Sat 26, Sun, Mon 28 Dec"},
	{"on New Year's Day", "2026-12-04", "2027-01-04", "Atw 1 lid 1", "Fri 4 Dec + 27 = 31 Dec, + 28 = Fri 1 Jan, Sat, Sun, Mon 4 Jan"},
}

// A term in years is none of the Atw's, and isn't rolled (Atw 4 onder a).
var ombudsman = []dated{
	{"one year", "2026-04-30", "2027-04-30", "Awb 9:24", "Fri 30 Apr"},
	{"over a leap day", "2027-03-01", "2028-03-01", "Awb 9:24", "Wed 1 Mar, though 366 days later"},
	{"from the leap day", "2028-02-29", "2029-02-28", "Awb 9:24", "there is no 29 Feb, so Wed 28 Feb"},
	{"to a Saturday", "2026-06-12", "2027-06-12", "Atw 4 onder a", "Sat 12 Jun, and stays"},
	{"to a Sunday", "2027-03-05", "2028-03-05", "Atw 4 onder a", "Sun 5 Mar, and stays"},
	{"to Good Friday", "2029-04-19", "2030-04-19", "Atw 4 onder a", "Good Friday 19 Apr, and stays"},
}

// A rule of the house that follows the Atw.
var completes = []dated{
	{"two weeks", "2026-02-19", "2026-03-05", "promise", "Thu 19 Feb + 9 = 28 Feb, + 14 = Thu 5 Mar"},
	{"on a Saturday", "2026-10-17", "2026-11-02", "Atw 1 lid 1", "Sat 17 Oct + 14 = Sat 31 Oct, Mon 2 Nov"},
	{"on the King's birthday", "2026-04-13", "2026-04-28", "Atw 1 lid 1", "Mon 13 Apr + 14 = Mon 27 Apr, Tue 28 Apr"},
	{"on Christmas Day", "2026-12-11", "2026-12-28", "Atw 1 lid 1", "Fri 11 Dec + 14 = Fri 25 Dec, Sat 26, Sun, Mon 28 Dec"},
	{"on a decreed day", "2025-12-19", "2026-01-05", "Atw 1 lid 1", "Fri 19 Dec + 14 = Fri 2 Jan decreed, Sat, Sun, Mon 5 Jan"},
}

// A promise of the house, which no day off puts off.
var acknowledges = []dated{
	{"seven days", "2026-02-19", "2026-02-26", "promise", "Thu 26 Feb"},
	{"on a Saturday", "2026-06-06", "2026-06-13", "promise", "Sat 13 Jun, and stays"},
	{"on a decreed day", "2026-05-08", "2026-05-15", "promise", "Fri 15 May decreed, and stays"},
	{"on Christmas Day", "2026-12-18", "2026-12-25", "promise", "Fri 25 Dec, and stays"},
	{"in a new year", "2027-12-29", "2028-01-05", "promise", "Wed 29 Dec + 2 = 31 Dec, + 7 = Wed 5 Jan"},
	{"over the leap day", "2028-02-23", "2028-03-01", "promise", "Wed 23 Feb + 6 = 29 Feb, + 7 = Wed 1 Mar"},
}

// TestIfAdjourned asks what an adjournment would give, until the last day as
// it was rolled: Good Friday 3 April 2026 became Tuesday 7.
func TestIfAdjourned(t *testing.T) {
	tests := []struct {
		rule   string
		advice complaint.Advice
		on     string
		weeks  civil.Weeks
		want   string
		err    error
	}{
		{"before the end", complaint.Without, "2026-03-20", 4, "2026-05-01", nil},
		{"on the day as counted", complaint.Without, "2026-04-03", 2, "2026-04-17", nil}, // Fri 3 Apr + 14
		{"on the day rolled to", complaint.Without, "2026-04-07", 4, "2026-05-01", nil},
		{"a day late", complaint.Without, "2026-04-08", 4, "", complaint.ErrPast},
		{"with a committee that day is in time", complaint.With, "2026-04-08", 4, "2026-05-29", nil}, // Fri 20 Feb + 70 = Fri 1 May, + 28
		{"more than the law gives", complaint.Without, "2026-03-20", 5, "", complaint.ErrWeeks},
		{"nothing", complaint.Without, "2026-03-20", 0, "", complaint.ErrWeeks},
		{"before it was received", complaint.Without, "2026-02-19", 4, "", complaint.ErrDay},
	}
	p, cal := complaint.Edition2026(), civil.NewCalendar()
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			c, err := p.Begin(complaint.Complainant, civil.MustParse("2026-02-20"), tt.advice)
			if err != nil {
				t.Fatal(err)
			}
			got, err := p.IfAdjourned(cal, c, civil.MustParse(tt.on), tt.weeks)
			if got.Date.String() != tt.want || !errors.Is(err, tt.err) {
				t.Errorf("got %s and error %v, want %s and %v", got.Date, err, tt.want, tt.err)
			}
			if len(c.Adjourned) != 0 || len(c.Taken) != 1 {
				t.Errorf("asking changed the case: %+v", c)
			}
		})
	}
}

// TestConcludeUnfolds types in all that can be told of one day: each step with
// its article, and each day off that it passes with the article of that day.
func TestConcludeUnfolds(t *testing.T) {
	due := complaint.DefaultTerms().Conclude(civil.NewCalendar(), civil.MustParse("2026-02-20"), complaint.Without, adjourned(4, 2)...)
	var got []string
	for _, s := range due.Steps {
		got = append(got, fmt.Sprintf("%s %s: %s, %s", s.From, s.To, s.Code, s.Article))
		for _, off := range s.Passed {
			got = append(got, fmt.Sprintf("past %s: %s, %s", off.Date, off.Code, off.Article))
		}
	}
	want := []string{
		"2026-02-20 2026-04-03: counted, Awb 9:11 lid 1",
		"2026-04-03 2026-04-07: rolled, Atw 1 lid 1",
		"past 2026-04-03: good-friday, Atw 3 lid 2",
		"past 2026-04-04: saturday, Atw 1 lid 1",
		"past 2026-04-05: sunday, Atw 1 lid 1",
		"past 2026-04-06: easter-monday, Atw 3 lid 1",
		"2026-04-07 2026-04-03: unrolled, Awb 9:11 lid 2",
		"past 2026-04-06: easter-monday, Atw 3 lid 1",
		"past 2026-04-05: sunday, Atw 1 lid 1",
		"past 2026-04-04: saturday, Atw 1 lid 1",
		"2026-04-03 2026-05-01: extended, Awb 9:11 lid 2",
		"2026-05-01 2026-05-15: extended, Awb 9:11 lid 3",
		"2026-05-15 2026-05-18: rolled, Atw 1 lid 1",
		"past 2026-05-15: decreed, Atw 3 lid 3",
		"past 2026-05-16: saturday, Atw 1 lid 1",
		"past 2026-05-17: sunday, Atw 1 lid 1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// scene is a complaint with the calendar and the terms under which it runs. In
// the year and a half from receipt, up to eight rows of decreed days are made
// up, so that longer rows of days off occur than the law has ever given.
type scene struct {
	complaint.Terms
	cal      civil.Calendar
	received civil.Date
}

var scenes = rapid.Custom(func(t *rapid.T) scene {
	s := scene{Terms: complaint.DefaultTerms()}
	s.Extension = rapid.SampledFrom([]civil.ExtensionRule{civil.FromCounted, civil.FromRolled}).Draw(t, "rule")
	s.received = civil.MustParse("2024-01-01").AddDays(rapid.IntRange(0, 20*365).Draw(t, "received"))
	var more []civil.Decree
	for range rapid.IntRange(0, 8).Draw(t, "rows") {
		first := rapid.IntRange(0, 550).Draw(t, "first")
		for n := range rapid.IntRange(1, 20).Draw(t, "row") {
			more = append(more, civil.Decree{Date: s.received.AddDays(first + n), Source: "made up"})
		}
	}
	s.cal = civil.NewCalendar(more...)
	return s
})

func (s scene) conclude(advice complaint.Advice, adjourned ...complaint.Extension) civil.Due {
	return s.Conclude(s.cal, s.received, advice, adjourned...)
}

// extensions are an adjournment and up to three further ones, of no more than
// the most weeks that are given.
func extensions(t *rapid.T, most int) []complaint.Extension {
	var further []civil.Weeks
	for _, w := range rapid.SliceOfN(rapid.IntRange(1, most), 0, 3).Draw(t, "further") {
		further = append(further, civil.Weeks(w))
	}
	return adjourned(civil.Weeks(rapid.IntRange(1, 4).Draw(t, "adjourned")), further...)
}

var committees = rapid.SampledFrom([]complaint.Advice{complaint.With, complaint.Without})

// known is the most weeks that are rolled over (Atw 4 onder a).
const known = 12

// TestAdjourningNeverShortens also holds for further weeks that aren't rolled.
func TestAdjourningNeverShortens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, advice, all := scenes.Draw(t, "scene"), committees.Draw(t, "advice"), extensions(t, 2*known)
		for n, x := range all {
			before, after := s.conclude(advice, all[:n]...), s.conclude(advice, all[:n+1]...)
			if after.Date.Before(before.Date) {
				t.Fatalf("adjourned by %d weeks, %s became %s", x.Weeks, before.Date, after.Date)
			}
		}
	})
}

func TestNothingIsDueOnADayOff(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, all := scenes.Draw(t, "scene"), extensions(t, known)
		all = all[:rapid.IntRange(0, len(all)).Draw(t, "extensions")]
		for _, due := range []civil.Due{
			s.conclude(committees.Draw(t, "advice"), all...), s.DeclineBy(s.cal, s.received), s.CompleteBy(s.cal, s.received),
		} {
			if why, off := s.cal.Why(due.Date); off {
				t.Fatalf("%s by %s, which is off: %s", due.Term.Code, due.Date, why.Code)
			}
		}
	})
}

func TestMoreWeeksNeverGiveAnEarlierDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, all := scenes.Draw(t, "scene"), extensions(t, known-1)
		fewer, more := s.conclude(complaint.Without, all...), s.conclude(complaint.With, all...)
		if more.Date.Before(fewer.Date) {
			t.Fatalf("with a committee %s, without %s", more.Date, fewer.Date)
		}
		all[rapid.IntRange(0, len(all)-1).Draw(t, "which")].Weeks++
		if more := s.conclude(complaint.Without, all...); more.Date.Before(fewer.Date) {
			t.Fatalf("a week more gives %s, before %s", more.Date, fewer.Date)
		}
	})
}

func TestStepsLeadFromStartToDate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := scenes.Draw(t, "scene")
		for _, due := range []civil.Due{
			s.conclude(complaint.With), s.conclude(complaint.Without, extensions(t, 2*known)...), s.DeclineBy(s.cal, s.received),
			s.OmbudsmanBy(s.cal, s.received), s.CompleteBy(s.cal, s.received), s.AcknowledgeBy(s.cal, s.received),
		} {
			if due.Start != s.received {
				t.Fatalf("%s starts on %s, received on %s", due.Term.Code, due.Start, s.received)
			}
			at := due.Start
			for _, step := range due.Steps {
				if step.From != at || step.Article == "" {
					t.Fatalf("%s: the step %+v begins where %s was reached", due.Term.Code, step, at)
				}
				at = step.To
			}
			if at != due.Date {
				t.Fatalf("%s: the steps lead to %s, due is %s", due.Term.Code, at, due.Date)
			}
		}
	})
}
