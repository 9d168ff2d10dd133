// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package civil_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/civil"
)

var adjourn = civil.Term{Code: "adjourn", Length: civil.Weeks(4), Article: "Awb 9:11 lid 2"}

func TestExtendByHand(t *testing.T) {
	tests := []struct {
		start    string
		term, by civil.Term
		counted  string // by FromCounted
		rolled   string // by FromRolled
		work     string
	}{
		{"2024-03-21", decide, adjourn, "2024-05-30", "2024-05-30", "Thu 2 May didn't roll; + 28 = Thu 30 May"},
		{"2024-11-13", decide, adjourn, "2025-01-22", "2025-01-27", "Wed 25 Dec became Mon 30 Dec; + 28 = Wed 22 Jan or Mon 27 Jan"},
		{"2024-02-16", decide, adjourn, "2024-04-26", "2024-04-30", "Good Friday 29 Mar became Tue 2 Apr; + 28 = Fri 26 or Tue 30 Apr"},
		{"2024-11-16", decide, adjourn, "2025-01-27", "2025-01-27", "Sat 28 Dec became Mon 30; Sat 25 Jan rolls, Mon 27 Jan needn't"},
		{"2024-02-29", decide, adjourn, "2024-05-13", "2024-05-13", "Thu 11 Apr + 28 = Ascension Day 9 May, Fri 10 decreed, Mon 13 May"},
		{"2024-06-12", advised, adjourn, "2024-09-18", "2024-09-18", "Wed 21 Aug + 28 = Wed 18 Sep"},
		{"2024-02-16", decide, act(civil.Days(1)), "2024-04-02", "2024-04-03", "Sat 30 Mar rolls to Tue 2 Apr all the same; or Wed 3 Apr"},
		{"2024-02-16", decide, house(civil.Days(1), civil.Promise), "2024-04-02", "2024-04-03", "Sat 30 Mar wouldn't roll, and Tue 2 Apr isn't taken back"},
		{"2025-04-17", act(civil.Days(2)), act(civil.Days(2)), "2025-04-23", "2025-04-24", "Mon 21 Apr rolls to Tue 22, four days now hold two: Wed 23; or Thu 24"},
		{"2024-03-23", decide, act(civil.Weeks(13)), "2024-08-03", "2024-08-05", "Sat 4 May + 91 = Sat 3 Aug stays; Mon 6 May + 91 = Mon 5 Aug"},
	}
	c := civil.NewCalendar()
	for _, tt := range tests {
		t.Run(tt.start+" "+tt.work, func(t *testing.T) {
			due := c.Due(civil.MustParse(tt.start), tt.term)
			if got := c.Extend(due, tt.by, civil.FromCounted).Date.String(); got != tt.counted {
				t.Errorf("from the day as counted: got %s, want %s", got, tt.counted)
			}
			if got := c.Extend(due, tt.by, civil.FromRolled).Date.String(); got != tt.rolled {
				t.Errorf("from the day rolled to: got %s, want %s", got, tt.rolled)
			}
		})
	}
}

// TestExtendAgain is an adjournment and a further one by consent: Wednesday 25
// December, 22 January and 19 February, as if there had been no Christmas.
func TestExtendAgain(t *testing.T) {
	c := civil.NewCalendar()
	further := civil.Term{Code: "further", Length: civil.Weeks(4), Article: "Awb 9:11 lid 3"}
	due := c.Due(civil.MustParse("2024-11-13"), decide)
	got := c.Extend(c.Extend(due, adjourn, civil.FromCounted), further, civil.FromCounted)

	type step struct{ Code, From, To, Article string }
	var steps []step
	for _, s := range got.Steps {
		steps = append(steps, step{s.Code, s.From.String(), s.To.String(), s.Article})
	}
	want := []step{
		{civil.StepCounted, "2024-11-13", "2024-12-25", "Awb 9:11 lid 1"},
		{civil.StepRolled, "2024-12-25", "2024-12-30", "Atw 1 lid 1"},
		{civil.StepUnrolled, "2024-12-30", "2024-12-25", "Awb 9:11 lid 2"},
		{civil.StepExtended, "2024-12-25", "2025-01-22", "Awb 9:11 lid 2"},
		{civil.StepExtended, "2025-01-22", "2025-02-19", "Awb 9:11 lid 3"},
	}
	if diff := cmp.Diff(want, steps); diff != "" {
		t.Error(diff)
	}
	if len(due.Steps) != 2 || due.Date.String() != "2024-12-30" {
		t.Errorf("the term before the extension became %+v", due)
	}
}

func TestExtendLeavesTheWarningBehind(t *testing.T) {
	c := civil.NewCalendar()
	due := c.Due(civil.MustParse("2026-01-20"), feedback).Warn(c.Due(civil.MustParse("2026-01-15"), feedback))
	if due.Warning == nil {
		t.Fatal("no warning to begin with")
	}
	if got := c.Extend(due, adjourn, civil.FromCounted); got.Warning != nil || due.Warning == nil {
		t.Errorf("extended: warning %v; before: %v", got.Warning, due.Warning)
	}
}
