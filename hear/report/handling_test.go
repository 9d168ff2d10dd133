// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"baken/base/civil"
	"baken/ground/action"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/report"
)

func track(r report.Regime, since string) report.Track {
	return report.Track{Regime: r, Since: civil.MustParse(since)}
}

// Days are worked by hand: 6 April 2026 is Easter Monday, 27 April the King's
// birthday, 6 June a Saturday.
func TestWaitsOfRegimes(t *testing.T) {
	noon := func(s string) time.Time {
		d := civil.MustParse(s)
		return time.Date(d.Year(), d.Month(), d.Day(), 12, 0, 0, 0, time.UTC)
	}
	came := noon("2026-03-02")
	advised := track(report.RegimeComplaint, "2026-03-02")
	advised.Committee = true
	ended := track(report.RegimeComplaint, "2026-03-02")
	ended.Ended = civil.MustParse("2026-03-20")
	for _, tc := range []struct {
		rule   string
		head   report.Head
		want   []string // regime, step and day
		warned string
	}{
		{
			"a complaint beside the promise",
			report.Head{State: report.New, Submitted: came, Awaits: came, Tracks: []report.Track{track(report.RegimeComplaint, "2026-03-02")}},
			[]string{"report read 2026-03-09", "complaint conclude 2026-04-13"},
			"",
		},
		{"a complaint that a committee advises on", report.Head{State: report.Answered, Tracks: []report.Track{advised}}, []string{"complaint conclude 2026-05-11"}, ""},
		{
			"six weeks that end on the King's birthday",
			report.Head{State: report.Answered, Tracks: []report.Track{track(report.RegimeComplaint, "2026-03-16")}},
			[]string{"complaint conclude 2026-04-28"},
			"",
		},
		{"a complaint that ended", report.Head{State: report.Answered, Tracks: []report.Track{ended}}, nil, ""},
		{
			"a signal has the promise alone",
			report.Head{State: report.New, Submitted: came, Awaits: came, Tracks: []report.Track{track(report.RegimeSignal, "2026-03-02")}},
			[]string{"report read 2026-03-09"},
			"",
		},
		{
			"wrongdoing, not acknowledged",
			report.Head{State: report.New, Submitted: came, Awaits: came, Tracks: []report.Track{track(report.RegimeWhistleblower, "2026-03-02")}},
			[]string{"whistleblower read 2026-03-09"},
			"",
		},
		{
			"wrongdoing, acknowledged",
			report.Head{State: report.Acknowledged, Submitted: came, Awaits: came, Read: noon("2026-03-06"), Tracks: []report.Track{track(report.RegimeWhistleblower, "2026-03-02")}},
			[]string{"whistleblower feedback 2026-06-08"},
			"2026-06-02",
		},
		{"withdrawn", report.Head{State: report.Withdrawn, Awaits: came, Tracks: []report.Track{track(report.RegimeComplaint, "2026-03-02")}}, nil, ""},
	} {
		var got []string
		warned := ""
		for _, w := range report.Promise().Waits(tc.head) {
			got = append(got, string(w.Regime)+" "+string(w.Step)+" "+w.Due.Date.String())
			if w.Due.Warning != nil {
				warned = w.Due.Warning.Date.String()
			}
		}
		if !slices.Equal(got, tc.want) || warned != tc.warned {
			t.Errorf("%s: got %v, warned %q; want %v, %q", tc.rule, got, warned, tc.want, tc.warned)
		}
	}
}

func TestTriage(t *testing.T) {
	today := civil.MustParse("2026-03-10")
	base := func() report.Case {
		c := caseIn(report.Acknowledged)
		c.Submitted = orgtest.Now // 2 March 2026
		return c
	}
	complaint, signal := track(report.RegimeComplaint, "2026-03-02"), track(report.RegimeSignal, "2026-03-02")
	twice := []report.Track{complaint, complaint}
	advised, ended, early, late := signal, signal, signal, signal
	advised.Committee = true
	ended.Ended = today
	early.Since, late.Since = civil.MustParse("2026-03-01"), civil.MustParse("2026-03-11")
	for _, tc := range []struct {
		rule string
		want []report.Track
		err  error
	}{
		{"several at once", []report.Track{complaint, signal}, nil},
		{"none", nil, report.ErrRegime},
		{"one twice", twice, report.ErrRegime},
		{"an unknown one", []report.Track{track("court", "2026-03-02")}, report.ErrRegime},
		{"a committee that advises on a signal", []report.Track{advised}, report.ErrRegime},
		{"one that ended", []report.Track{ended}, report.ErrRegime},
		{"received before the report", []report.Track{early}, report.ErrSince},
		{"received tomorrow", []report.Track{late}, report.ErrSince},
	} {
		c := base()
		if _, err := c.Triage(tc.want, c.Version, today); !errors.Is(err, tc.err) || (err == nil) != (len(c.Tracks) > 0) {
			t.Errorf("%s: %v, tracks %v; want %v", tc.rule, err, c.Tracks, tc.err)
		}
	}

	c := base()
	if _, err := c.Triage([]report.Track{complaint, signal}, 1, today); !errors.Is(err, report.ErrStale) {
		t.Errorf("over another version: %v", err)
	}
	if _, err := c.Triage([]report.Track{complaint}, c.Version, today); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Triage([]report.Track{signal}, c.Version, today); !errors.Is(err, report.ErrTracks) {
		t.Errorf("a complaint was taken away: %v", err)
	}
	if _, err := c.Move(report.Closed, c.Version, orgtest.Now); !errors.Is(err, report.ErrTracks) {
		t.Errorf("closed while a complaint runs: %v", err)
	}
	if _, err := c.End(report.RegimeSignal, report.Settled, c.Version, today); !errors.Is(err, report.ErrRegime) {
		t.Errorf("ended what doesn't run: %v", err)
	}
	if _, err := c.End(report.RegimeComplaint, "enough", c.Version, today); !errors.Is(err, report.ErrRegime) {
		t.Errorf("ended with no outcome: %v", err)
	}
	if _, err := c.End(report.RegimeComplaint, report.Satisfied, c.Version, today); err != nil {
		t.Error(err)
	}
	if _, err := c.Triage([]report.Track{signal}, c.Version, today); err != nil || len(c.Tracks) != 2 {
		t.Errorf("after it ended: %v, %v", err, c.Tracks)
	}
	if _, err := c.Move(report.Closed, c.Version, orgtest.Now); err != nil {
		t.Error(err)
	}
}

// What is said about wrongdoing ends with the feedback; what the reporter adds
// is under the promise again.
func TestFeedbackEndsWrongdoing(t *testing.T) {
	c := caseIn(report.Acknowledged)
	c.Awaits, c.Read, c.Submitted = orgtest.Now, orgtest.Now, orgtest.Now
	if _, err := c.Triage([]report.Track{track(report.RegimeWhistleblower, "2026-03-02")}, c.Version, civil.On(orgtest.Now)); err != nil {
		t.Fatal(err)
	}
	later := orgtest.Now.AddDate(0, 0, 10)
	if _, err := c.Say(report.Message{Seq: 3, Epoch: 1, From: "ans", At: later, Feedback: true}, nil, ""); err != nil {
		t.Fatal(err)
	}
	if c.Tracks[0].Runs() || len(report.Promise().Waits(c.Head)) > 0 {
		t.Errorf("after feedback: %+v", c.Head)
	}
	if _, err := c.Say(report.Message{Seq: 4, Epoch: 1, From: report.Reporter, At: later}, nil, ""); err != nil {
		t.Fatal(err)
	}
	if w, _ := first(report.Promise().Waits(c.Head)); w.Regime != report.RegimeReport || w.Due.Start != civil.On(later) {
		t.Errorf("after more from the reporter: %+v", w)
	}
}

// Whoever is excluded, handed to or assigned, in whatever order: somebody is
// left who has the case, and that is never an excluded one.
func TestACaseIsNeverWithoutAnOwner(t *testing.T) {
	desks := map[org.ID][]org.PersonID{orgtest.Agency: {"ans", "bas"}, orgtest.Crown: {"cis", "dik"}}
	all := []org.PersonID{"ans", "bas", "cis", "dik", "eef"}
	left := func(desk org.ID, excluded []org.PersonID) bool {
		return slices.ContainsFunc(desks[desk], func(p org.PersonID) bool { return !slices.Contains(excluded, p) })
	}
	rapid.Check(t, func(t *rapid.T) {
		c := caseIn(report.Acknowledged)
		c.Desk = orgtest.Agency
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			who := rapid.SampledFrom(all).Draw(t, "who")
			before := c.Head
			var err error
			switch rapid.SampledFrom([]string{"exclude", "admit", "assign", "hand", "act"}).Draw(t, "do") {
			case "act":
				d := anyDeed(t, c)
				d.Owner = action.Owner(who)
				_, err = c.Say(report.Message{Seq: c.Next(), Epoch: c.Epoch, From: "ans", At: orgtest.Now, Deed: d}, nil, "")
			case "exclude":
				_, err = c.Exclude([]org.PersonID{who}, c.Version, orgtest.Crown, left)
			case "admit":
				_, err = c.Admit(who, c.Version)
			case "assign":
				_, err = c.Assign(who, c.Version)
			case "hand":
				to := rapid.SampledFrom([]org.ID{orgtest.Agency, orgtest.Crown}).Draw(t, "to")
				if left(to, c.Excluded) { // as the service makes sure
					_, err = c.Hand(to, c.Version)
				}
			}
			if err != nil && (c.Desk != before.Desk || c.Handler != before.Handler || !slices.Equal(c.Excluded, before.Excluded) || len(c.Actions) != len(before.Actions)) {
				t.Fatalf("a refusal changed the case: %+v, %v", c.Head, err)
			}
			if !left(c.Desk, c.Excluded) {
				t.Fatalf("nobody has the case: %+v", c.Head)
			}
			if c.Handler != "" && slices.Contains(c.Excluded, c.Handler) {
				t.Fatalf("an excluded one handles it: %+v", c.Head)
			}
			for _, a := range c.Actions.Open() {
				if a.Owner == "" || a.Due.IsZero() || slices.Contains(c.Excluded, org.PersonID(a.Owner)) {
					t.Fatalf("an action without an owner who may have it: %+v", c.Head)
				}
			}
		}
	})
}
