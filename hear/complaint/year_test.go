// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/base/civil"
	"baken/base/disclose"
	"baken/base/ledger"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/complaint"
	"baken/hear/complaint/complainttest"
)

func keyed(key string) disclose.Label { return disclose.Label{NL: key, EN: key} }

// ended gives n complaints that ended, so many of them in time.
func ended(of org.ID, n, within int) (all []complaint.Ended) {
	received := civil.MustParse("2025-03-03")
	for i := range n {
		e := complaint.Ended{Org: of, State: complaint.Concluded, Received: received, On: received.AddDays(60), Due: received.AddDays(70)}
		if i >= within {
			e.On, e.Delay = received.AddDays(90), complaint.Once
		}
		if i%5 == 0 {
			e.State, e.Ground = complaint.Declined, "appeal"
		}
		all = append(all, e)
	}
	return all
}

// year is one of five organisations: three alike, one of which far less ends in
// time, and one of too few complaints.
func year() complaint.Year {
	y := complaint.Year{Year: 2025, Names: map[org.ID]disclose.Label{}}
	rule, _ := complaint.Edition2026().Find(complaint.Decline)
	y.Grounds = rule.Grounds
	for i, within := range []int{96, 90, 92, 20, 3} {
		id := org.ID("org" + string(rune('a'+i)))
		n := 120
		if within == 3 {
			n = 4
		}
		y.Names[id] = keyed(string(id))
		y.Ended = append(y.Ended, ended(id, n, within)...)
		y.Tallied = append(y.Tallied, complaint.Tallied{Tally: complaint.Tally{Org: id, Year: 2025, Judgement: complaint.Founded, Following: complaint.Follows}, N: int64(n) / 3})
		y.Tallied = append(y.Tallied, complaint.Tallied{Tally: complaint.Tally{Org: id, Year: 2025, Judgement: complaint.Unfounded, Following: complaint.Deviates}, N: int64(n) / 3})
	}
	return y
}

func find(t *testing.T, f complaint.Figures, m complaint.Measure) complaint.Funnel {
	t.Helper()
	for _, one := range f.Funnels {
		if one.Measure == m {
			return one
		}
	}
	t.Fatalf("no %s among the figures", m)
	return complaint.Funnel{}
}

func TestAnOrganisationThatDiffersIsSeen(t *testing.T) {
	got, err := year().Figures(keyed)
	if err != nil {
		t.Fatal(err)
	}
	for m, want := range map[complaint.Measure][]complaint.Reading{
		complaint.MeasureWithin:    {complaint.Expected, complaint.Expected, complaint.Differs},
		complaint.MeasureAdjourned: {complaint.Expected, complaint.Expected, complaint.Differs},
		// The one that takes longer draws the mean of all up, to where another is
		// quick beside it.
		complaint.MeasureDuration: {complaint.Expected, complaint.Look, complaint.Differs},
		complaint.MeasureFounded:  {complaint.Expected, complaint.Expected, complaint.Expected},
		complaint.MeasureDeviates: {complaint.Expected, complaint.Expected, complaint.Expected},
	} {
		f := find(t, got, m)
		var readings []complaint.Reading
		for _, p := range f.Points {
			readings = append(readings, p.Reading)
		}
		if diff := cmp.Diff(want, readings); diff != "" {
			t.Errorf("%s: %s", m, diff)
		}
		if len(f.Curve) < 10 || len(f.Table.Rows()) != len(f.Points)+1 {
			t.Errorf("%s: a curve of %d and a table of %d rows for %d points", m, len(f.Curve), len(f.Table.Rows()), len(f.Points))
		}
	}
}

// What is too small isn't in any table, not by name either, and neither is what
// it could be worked out by.
func TestTooFewAreNowhere(t *testing.T) {
	got, err := year().Figures(keyed)
	if err != nil {
		t.Fatal(err)
	}
	few := complaint.Year{Year: 2025, Ended: ended("orga", int(complaint.LeastFigured())-1, 9), Names: map[org.ID]disclose.Label{"orga": keyed("orga")}}
	nothing, err := few.Figures(keyed)
	if err != nil || len(nothing.Tables()) > 0 {
		t.Errorf("of too few something is printed: %v %v", nothing, err)
	}
	for _, table := range got.Tables() {
		names := fmt.Sprint(table.Rows())
		// 4 complaints could be worked out from all and the others, so one more isn't
		// there: the first of those that are equally small.
		if strings.Contains(names, "orge") || strings.Contains(names, "orga") {
			t.Errorf("%s names an organisation of which nothing is printed", table.Spec().ID)
		}
		if rules, ok := table.Rules(); !ok || rules != disclose.ForEveryone() {
			t.Errorf("%s isn't under the rules of publication: %+v", table.Spec().ID, rules)
		}
	}
}

// An organisation from which more judgements come than the register knows isn't
// believed.
func TestTalliesAreHeldAgainstTheRegister(t *testing.T) {
	y := year()
	y.Tallied[6].N = 90 // 90 and 40 judgements of orgd, which concluded 96
	got, err := y.Figures(keyed)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range []complaint.Measure{complaint.MeasureFounded, complaint.MeasureDeviates} {
		if names := fmt.Sprint(find(t, got, m).Table.Rows()); strings.Contains(names, "orgd") {
			t.Errorf("%s has an organisation that sent what isn't so", m)
		}
	}
}

// Doing the same at every organisation, hardly any stands beyond the limits.
func TestChanceAloneSeldomAccuses(t *testing.T) {
	y := complaint.Year{Year: 2025, Names: map[org.ID]disclose.Label{}}
	for i := range 40 {
		id := org.ID(fmt.Sprintf("org%02d", i))
		y.Names[id] = keyed(string(id))
		y.Ended = append(y.Ended, ended(id, 60+i, (60+i)*(76+i%9)/100)...)
	}
	got, err := y.Figures(keyed)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range find(t, got, complaint.MeasureWithin).Points {
		if p.Reading != complaint.Expected {
			t.Errorf("organisation %d, from %v to %v of %d: %s", p.Number, p.Low, p.High, p.N, p.Reading)
		}
	}
}

func TestWhatEndedKnowsItsDeadline(t *testing.T) {
	p, cal := complaint.Edition2026(), civil.NewCalendar()
	received := civil.MustParse("2026-03-12")
	for rule, tc := range map[string]struct {
		c    complaint.Case
		want string
	}{
		// Awb 9:8 lid 3: four weeks; Awb 9:11 lid 1: ten weeks, six without a committee.
		"declined":                {complaint.Case{State: complaint.Declined, Advice: complaint.With, Received: received}, "2026-04-09"},
		"concluded":               {complaint.Case{State: complaint.Concluded, Advice: complaint.With, Received: received}, "2026-05-21"},
		"withdrawn, none advised": {complaint.Case{State: complaint.Withdrawn, Advice: complaint.Without, Received: received}, "2026-04-23"},
		"adjourned": {complaint.Case{
			State: complaint.Concluded, Advice: complaint.With, Received: received, Adjourned: []complaint.Extension{{Weeks: 4, On: received.AddDays(20)}},
		}, "2026-06-18"},
	} {
		if got := p.Deadline(cal, tc.c); got.String() != tc.want {
			t.Errorf("%s: by %s, want %s", rule, got, tc.want)
		}
	}
}

// today is complaint.Orgs over one tree.
type today struct{ tree *org.Tree }

func (o today) Today(context.Context) (*org.Tree, error) { return o.tree, nil }

// counting is a service over a store with one ended complaint of 2025, at
// orgtest.Now in March 2026.
func counting(t *testing.T) (*complaint.Service, *complainttest.Memory) {
	t.Helper()
	store := complainttest.New()
	k := complainttest.Complaint(1, "p", "2025-05-12")
	k.State, k.Received = complaint.Withdrawn, civil.MustParse("2025-03-03")
	k.Taken = []complaint.Taken{{Step: complaint.Withdraw, By: complaint.Complainant, On: civil.MustParse("2025-04-01")}}
	sealed := complaint.Sealed{Number: 1, Key: complainttest.Envelope("k"), Envelope: complainttest.Envelope("e")}
	if err := store.Create(t.Context(), org.Public(), k, sealed, []ledger.Event{{Verb: "complaint.file"}}); err != nil {
		t.Fatal(err)
	}
	return complaint.NewService(complaint.Config{
		Store: store, Orgs: today{orgtest.Tree(t)}, Policy: orgtest.Policy(t, complaint.Rules()), Now: func() time.Time { return orgtest.Now },
		Calendar: civil.NewCalendar(), Editions: []complaint.Procedure{complaint.Edition2026()},
	}), store
}

func TestConclusionsAreCounted(t *testing.T) {
	s, store := counting(t)
	good := complaint.Tally{Org: orgtest.Agency, Year: 2026, Judgement: complaint.Partly, Following: complaint.Deviates}
	but := func(change func(*complaint.Tally)) complaint.Tally {
		t := good
		change(&t)
		return t
	}
	for rule, tc := range map[string]struct {
		as   org.Actor
		t    complaint.Tally
		want error
	}{
		"by its own authority":      {orgtest.Actor(t, org.CompetentAuthority, orgtest.Agency), good, nil},
		"by that above":             {orgtest.Actor(t, org.CompetentAuthority, orgtest.Ministry), good, nil},
		"by another authority":      {orgtest.Actor(t, org.CompetentAuthority, orgtest.Elsewhere), good, org.ErrNotFound},
		"by the committee":          {orgtest.Actor(t, org.CommitteeMember, orgtest.Ministry), good, org.ErrNotFound},
		"no judgement of ours":      {orgtest.Actor(t, org.CompetentAuthority, orgtest.Agency), but(func(t *complaint.Tally) { t.Judgement = "so-so" }), complaint.ErrTally},
		"no answer of ours":         {orgtest.Actor(t, org.CompetentAuthority, orgtest.Agency), but(func(t *complaint.Tally) { t.Following = "maybe" }), complaint.ErrTally},
		"of a year that is closed":  {orgtest.Actor(t, org.CompetentAuthority, orgtest.Agency), but(func(t *complaint.Tally) { t.Year = 2025 }), complaint.ErrYear},
		"of a year to come":         {orgtest.Actor(t, org.CompetentAuthority, orgtest.Agency), but(func(t *complaint.Tally) { t.Year = 2027 }), complaint.ErrYear},
		"of no organisation at all": {orgtest.Actor(t, org.CompetentAuthority, orgtest.Agency), but(func(t *complaint.Tally) { t.Org = "nowhere" }), org.ErrNotFound},
	} {
		if err := s.CountConclusion(t.Context(), tc.as, "a", tc.t); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", rule, err, tc.want)
		}
	}
	got, err := store.Tallied(t.Context(), org.Public(), 2026)
	if diff := cmp.Diff([]complaint.Tallied{{Tally: good, N: 1}}, got); diff != "" || err != nil {
		t.Errorf("counted %v %s", err, diff)
	}
}

func TestYearsOpenOnceTheyAreClosed(t *testing.T) {
	s, _ := counting(t)
	years, err := s.Years(t.Context())
	if diff := cmp.Diff([]int{2025}, years); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
	if f, err := s.Uniformity(t.Context(), 2025, keyed); err != nil || len(f.Tables()) > 0 {
		t.Errorf("one complaint gives %v, %v", f, err)
	}
	if _, err := s.Uniformity(t.Context(), 2026, keyed); !errors.Is(err, complaint.ErrNotFound) {
		t.Errorf("a year that goes on: %v", err)
	}
	if got := complaint.Closes(2025); got != civil.MustParse("2026-02-01") {
		t.Errorf("2025 closes on %s", got)
	}
	if _, err := complaint.ParseTallyID(strings.Repeat("0f", 16)); err != nil {
		t.Error(err)
	}
	for _, bad := range []string{"", "0F" + strings.Repeat("00", 15), strings.Repeat("00", 15), "zz"} {
		if _, err := complaint.ParseTallyID(bad); !errors.Is(err, complaint.ErrID) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
