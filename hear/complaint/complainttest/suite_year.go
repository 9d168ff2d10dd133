// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complainttest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/civil"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/complaint"
)

// endedIn lets complaints end on several days, one of them at once.
func endedIn(t *testing.T, s Kept) {
	day := civil.MustParse
	if first, err := s.FirstEnded(t.Context(), org.Public()); !first.IsZero() || err != nil {
		t.Errorf("none ended, and the first did on %v: %v", first, err)
	}
	end := func(c *complaint.Complaint, state complaint.State, on, ground string, adjourned ...complaint.Extension) {
		c.State, c.Adjourned = state, adjourned
		c.Taken = append(c.Taken, complaint.Taken{Step: "end", On: day(on), Ground: ground})
	}
	all := []complaint.Kept{
		Complaint(1, "p", "2026-03-09"), Complaint(2, "p", "2026-03-09"), Complaint(3, "p", "2026-03-09"), Complaint(4, "p", "2026-03-09"), Complaint(5, "p", "2026-06-01"),
	}
	all[4].Org = orgtest.Sibling
	end(&all[4].Complaint, complaint.Withdrawn, "2026-05-31", "")
	filed(t, s, all...)
	once, more := complaint.Extension{Weeks: 4}, complaint.Extension{Weeks: 1, Consent: true}
	for n, does := range map[int]func(*complaint.Complaint){
		1: func(c *complaint.Complaint) { end(c, complaint.Declined, "2026-03-20", "appeal") },
		2: func(c *complaint.Complaint) { end(c, complaint.Concluded, "2026-05-31", "", once, more) },
		3: func(c *complaint.Complaint) { end(c, complaint.Concluded, "2027-01-01", "", once) },
	} {
		err := s.Update(t.Context(), org.Public(), ID(n), func(c *complaint.Complaint) (complaint.Change, error) {
			does(c)
			return complaint.Change{Due: day("2026-05-11")}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.Ended(t.Context(), org.Public(), day("2026-03-20"), day("2026-12-31"))
	received := day("2026-03-02")
	want := []complaint.Ended{
		{Org: orgtest.Agency, State: complaint.Declined, Ground: "appeal", Received: received, On: day("2026-03-20"), Due: day("2026-05-11")},
		{Org: orgtest.Agency, State: complaint.Concluded, Received: received, On: day("2026-05-31"), Due: day("2026-05-11"), Delay: complaint.Further},
		{Org: orgtest.Sibling, State: complaint.Withdrawn, Received: received, On: day("2026-05-31"), Due: day("2026-06-01")},
	}
	if diff := cmp.Diff(want, got, same()); diff != "" || err != nil {
		t.Errorf("2026: %v %s", err, diff)
	}
	got, err = s.Ended(t.Context(), org.Public(), day("2027-01-01"), day("2027-12-31"))
	if len(got) != 1 || got[0].Delay != complaint.Once || err != nil {
		t.Errorf("2027: %v %v", got, err)
	}
	if first, err := s.FirstEnded(t.Context(), org.Public()); first != day("2026-03-20") || err != nil {
		t.Errorf("the first ended on %v: %v", first, err)
	}
}

func talliedOnce(t *testing.T, s Kept) {
	founded := complaint.Tally{Org: orgtest.Agency, Year: 2026, Judgement: complaint.Founded, Following: complaint.Follows}
	alone := complaint.Tally{Org: orgtest.Agency, Year: 2026, Judgement: complaint.Unfounded}
	next := founded
	next.Year = 2027
	for _, put := range []struct {
		id complaint.TallyID
		t  complaint.Tally
	}{{"a", founded}, {"b", founded}, {"a", founded}, {"a", alone}, {"c", alone}, {"d", next}} {
		if err := s.PutTally(t.Context(), org.Public(), put.id, put.t); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.Tallied(t.Context(), org.Public(), 2026)
	want := []complaint.Tallied{{Tally: founded, N: 2}, {Tally: alone, N: 1}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
}
