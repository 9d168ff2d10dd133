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

// five are complaints of two secretaries, about two organisations; the last is
// over.
func five(t *testing.T, s Kept) {
	t.Helper()
	all := []complaint.Kept{
		Complaint(3, "p", "2026-03-09"), Complaint(1, "p", "2026-03-11"), Complaint(2, "p", "2026-03-09"),
		Complaint(4, "q", "2026-03-09"), Complaint(5, "p", "2026-03-09"),
	}
	all[1].Org, all[1].State = orgtest.Sibling, complaint.Handling
	filed(t, s, all...)
	err := s.Update(t.Context(), org.Public(), ID(5), func(c *complaint.Complaint) (complaint.Change, error) {
		c.State = complaint.Concluded
		return complaint.Change{}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func held(p complaint.Party, at ...org.ID) map[complaint.Party]org.Scope {
	return map[complaint.Party]org.Scope{p: org.Only(at...)}
}

func ids(all []complaint.Head) (out []complaint.ID) {
	for _, h := range all {
		out = append(out, h.ID)
	}
	return out
}

func soonestFirst(t *testing.T, s Kept) {
	five(t, s)
	day := civil.MustParse
	for _, tc := range []struct {
		rule string
		q    complaint.Query
		want []complaint.ID
	}{
		{"from the top", complaint.Query{Person: "p", Limit: 2}, []complaint.ID{ID(2), ID(3)}},
		{"the next page", complaint.Query{Person: "p", Limit: 2, After: complaint.Place{Next: day("2026-03-09"), ID: ID(3)}}, []complaint.ID{ID(1)}},
		{"about one organisation", complaint.Query{Person: "p", Limit: 9, Org: orgtest.Sibling}, []complaint.ID{ID(1)}},
		{"due before a day", complaint.Query{Person: "p", Limit: 9, Before: day("2026-03-11")}, []complaint.ID{ID(2), ID(3)}},
		{"of somebody else", complaint.Query{Person: "q", Limit: 9}, []complaint.ID{ID(4)}},
		{"in a role that is held", complaint.Query{Person: "p", Limit: 9, May: held(complaint.Secretary, orgtest.Ministry)}, []complaint.ID{ID(2), ID(3), ID(1)}},
		{"in a role that is held elsewhere", complaint.Query{Person: "p", Limit: 9, May: held(complaint.Secretary, orgtest.Elsewhere)}, nil},
		{"in another role", complaint.Query{Person: "p", Limit: 9, May: held(complaint.Member, orgtest.Ministry)}, nil},
		{"of nobody", complaint.Query{Person: "r", Limit: 9}, nil},
	} {
		got, err := s.List(t.Context(), org.Public(), tc.q)
		if diff := cmp.Diff(tc.want, ids(got)); diff != "" || err != nil {
			t.Errorf("%s: %v %s", tc.rule, err, diff)
		}
	}
	got, err := s.List(t.Context(), org.Public(), complaint.Query{Person: "p", Limit: 1})
	want := []complaint.Head{{
		ID: ID(2), Version: 1, Org: orgtest.Agency, State: complaint.Received, Received: day("2026-03-02"), Due: day("2026-03-09"),
		Step: complaint.Acknowledge, By: complaint.Secretary, Next: day("2026-03-09"), At: orgtest.Ministry, As: complaint.Secretary,
	}}
	if diff := cmp.Diff(want, got, same()); diff != "" || err != nil {
		t.Errorf("a head: %v %s", err, diff)
	}
}

func over(t *testing.T, s Kept) {
	five(t, s)
	got, err := s.List(t.Context(), org.Public(), complaint.Query{Person: "p", Limit: 9, Ended: complaint.Over})
	if diff := cmp.Diff([]complaint.ID{ID(5)}, ids(got)); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
	running, err := s.Running(t.Context(), org.Public(), ID(1), 2)
	if diff := cmp.Diff([]complaint.ID{ID(2), ID(3)}, ids(running)); diff != "" || err != nil {
		t.Errorf("running: %v %s", err, diff)
	}
}

func counted(t *testing.T, s Kept) {
	five(t, s)
	got, err := s.Overview(t.Context(), org.Public(), complaint.Query{Person: "p"}, civil.MustParse("2026-03-10"))
	want := []complaint.Count{
		{Org: orgtest.Agency, Running: 2, Overdue: 2, Late: 2, Received: 2},
		{Org: orgtest.Sibling, Running: 1},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
	if got, err := s.Overview(t.Context(), org.Public(), complaint.Query{Person: "p", May: held(complaint.Member, orgtest.Ministry)}, civil.MustParse("2026-03-10")); len(got) > 0 || err != nil {
		t.Errorf("in a role that isn't held: %v %v", got, err)
	}
}

func waiting(t *testing.T, s Kept) {
	five(t, s)
	for rule, tc := range map[string]struct {
		in     org.Scope
		before string
		want   []complaint.ID
	}{
		"of all":               {org.Everywhere(), "2026-03-12", []complaint.ID{ID(2), ID(3), ID(4), ID(1)}},
		"due today isn't late": {org.Everywhere(), "2026-03-09", nil},
		"of one organisation":  {org.Only(orgtest.Sibling), "2026-03-12", []complaint.ID{ID(1)}},
		"of nothing":           {org.Only(), "2026-03-12", nil},
	} {
		got, err := s.Waiting(t.Context(), org.Public(), tc.in, civil.MustParse(tc.before))
		if diff := cmp.Diff(tc.want, ids(got)); diff != "" || err != nil {
			t.Errorf("%s: %v %s", rule, err, diff)
		}
	}
}

func unseated(t *testing.T, s Kept) {
	five(t, s)
	err := s.Update(t.Context(), org.Public(), ID(4), func(c *complaint.Complaint) (complaint.Change, error) {
		c.Barred = append(c.Barred, "r")
		return complaint.Change{}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for rule, tc := range map[string]struct {
		who  org.PersonID
		at   org.ID
		most int
		want []complaint.ID
	}{
		"new and barred of one":    {"r", orgtest.Ministry, 9, []complaint.ID{ID(3), ID(2), ID(1)}},
		"not more than were asked": {"r", orgtest.Ministry, 1, []complaint.ID{ID(3)}},
		"sits in the first one":    {"p", orgtest.Ministry, 9, nil},
		"sits in the last one":     {"q", orgtest.Ministry, 9, []complaint.ID{ID(3), ID(2), ID(1)}},
		"of another committee":     {"r", orgtest.Elsewhere, 9, nil},
	} {
		got, err := s.Unseated(t.Context(), org.Public(), tc.at, tc.who, tc.most)
		if diff := cmp.Diff(tc.want, got); diff != "" || err != nil {
			t.Errorf("%s: %v %s", rule, err, diff)
		}
	}
}

func agenda(t *testing.T, s Kept) {
	five(t, s)
	day := civil.MustParse
	plan := func(n int, all ...complaint.Hearing) {
		t.Helper()
		err := s.Update(t.Context(), org.Public(), ID(n), func(c *complaint.Complaint) (complaint.Change, error) {
			c.Hearings = all
			return complaint.Change{}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	plan(1, complaint.Hearing{Of: complaint.Accused, On: day("2026-05-02"), At: "09:30"}, complaint.Hearing{Of: complaint.Complainant, On: day("2026-05-02"), At: "08:30"})
	plan(3, complaint.Hearing{Of: complaint.Accused, On: day("2026-05-01"), At: "14:00"}, complaint.Hearing{Of: complaint.Accused, On: day("2026-05-03"), At: "10:00"})
	plan(4, complaint.Hearing{Of: complaint.Accused, On: day("2026-05-02"), At: "10:00"})
	plan(5, complaint.Hearing{Of: complaint.Accused, On: day("2026-05-02"), At: "10:00"})
	mine := func(n int, in org.ID, of complaint.Party, on, at string) complaint.Meeting {
		return complaint.Meeting{ID: ID(n), Org: in, Of: of, On: day(on), Hour: at, At: orgtest.Ministry, As: complaint.Secretary}
	}
	all := []complaint.Meeting{
		mine(1, orgtest.Sibling, complaint.Complainant, "2026-05-02", "08:30"), mine(1, orgtest.Sibling, complaint.Accused, "2026-05-02", "09:30"),
		mine(3, orgtest.Agency, complaint.Accused, "2026-05-03", "10:00"),
	}
	for rule, tc := range map[string]struct {
		who  org.PersonID
		from string
		most int
		want []complaint.Meeting
	}{
		"those that hold, of what runs": {"p", "2026-05-01", 9, all},
		"not more than were asked":      {"p", "2026-05-01", 2, all[:2]},
		"from a day on":                 {"p", "2026-05-03", 9, all[2:]},
		"of nobody":                     {"r", "2026-05-01", 9, nil},
	} {
		got, err := s.Agenda(t.Context(), org.Public(), tc.who, day(tc.from), tc.most)
		if diff := cmp.Diff(tc.want, got, same()); diff != "" || err != nil {
			t.Errorf("%s: %v %s", rule, err, diff)
		}
	}
}
