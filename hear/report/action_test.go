// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/action"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/report"
	"baken/hear/report/reporttest"
)

// anyDeed is something that could be done to an action of a case, or nothing.
func anyDeed(t *rapid.T, c report.Case) report.Deed {
	do := rapid.SampledFrom([]report.Do{"", report.DoPlan, report.DoMove, report.DoDone, report.DoDrop, report.DoCheck}).Draw(t, "deed")
	n := action.Number(rapid.IntRange(1, 3).Draw(t, "number"))
	if do == report.DoPlan {
		n = c.Actions.Following()
	}
	due := civil.On(orgtest.Now).AddDays(rapid.IntRange(-1, 30).Draw(t, "due"))
	return report.Deed{Do: do, Number: n, Owner: report.WholeDesk, Due: due}
}

// act says something of an action.
func act(c *report.Case, at time.Time, d report.Deed) ([]ledger.Event, error) {
	return c.Say(report.Message{Seq: c.Next(), Epoch: c.Epoch, From: "ans", At: at, Deed: d}, nil, "")
}

func mustAct(t *testing.T, c *report.Case, at time.Time, d report.Deed) {
	t.Helper()
	if _, err := act(c, at, d); err != nil {
		t.Fatalf("%s: %v", d.Do, err)
	}
}

func plan(n action.Number, owner action.Owner, due string) report.Deed {
	return report.Deed{Do: report.DoPlan, Number: n, Owner: owner, Due: civil.MustParse(due)}
}

func TestDeeds(t *testing.T) {
	many := caseIn(report.Answered)
	for range report.MostActions {
		many.Actions = append(many.Actions, action.Action{Number: many.Actions.Following(), Owner: "ans", Due: civil.MustParse("2026-03-20")})
	}
	barred := caseIn(report.Answered)
	barred.Excluded = []org.PersonID{"bas"}
	for _, tc := range []struct {
		rule string
		c    report.Case
		by   report.Party
		deed report.Deed
		want error
	}{
		{"an officer plans", caseIn(report.New), "ans", plan(1, "bas", "2026-03-20"), nil},
		{"over one that a colleague planned", caseIn(report.New), "ans", plan(2, "bas", "2026-03-20"), report.ErrAction},
		{"the twenty-first", many, "ans", plan(21, "bas", "2026-03-20"), report.ErrAction},
		{"the reporter plans", caseIn(report.New), report.Reporter, plan(1, "bas", "2026-03-20"), report.ErrState},
		{"in what is closed", caseIn(report.Closed), "ans", plan(1, "bas", "2026-03-20"), report.ErrState},
		{"in what is withdrawn", caseIn(report.Withdrawn), "ans", plan(1, "bas", "2026-03-20"), report.ErrState},
		{"for who is excluded", barred, "ans", plan(1, "bas", "2026-03-20"), report.ErrNobody},
		{"for nobody", caseIn(report.New), "ans", plan(1, "", "2026-03-20"), action.ErrOwner},
		{"yesterday", caseIn(report.New), "ans", plan(1, "bas", "2026-03-01"), action.ErrDue},
		{"what isn't done to one", many, "ans", report.Deed{Do: "forget", Number: 1}, report.ErrAction},
		{"one that isn't there", many, "ans", report.Deed{Do: report.DoDone, Number: 99}, action.ErrNone},
	} {
		before := len(tc.c.Actions)
		_, err := tc.c.Say(report.Message{Seq: 3, Epoch: 1, From: tc.by, At: orgtest.Now, Deed: tc.deed}, nil, "")
		if !errors.Is(err, tc.want) || (err == nil) != (len(tc.c.Actions) == before+1) {
			t.Errorf("%s: got %v, %d actions; want %v", tc.rule, err, len(tc.c.Actions), tc.want)
		}
	}
}

// The log says what was done to which action, and no word of it.
func TestDeedsInTheLog(t *testing.T) {
	c := caseIn(report.Acknowledged)
	events, err := act(&c, orgtest.Now, plan(1, "bas", "2026-03-20"))
	want := map[string]string{"seq": "3", "epoch": "1", "state": "answered", "kind": "action", "do": "plan", "action": "1", "owner": "bas", "due": "2026-03-20"}
	if err != nil || len(events) != 1 || events[0].Verb != "report.answered" {
		t.Fatalf("got %v, %v", events, err)
	}
	if diff := cmp.Diff(want, events[0].Note); diff != "" {
		t.Error(diff)
	}
}

// An action is waited for until it is done, and then it is looked whether it
// helped: also when the case is closed, which that opens nor keeps longer.
func TestWaitsForActions(t *testing.T) {
	c := caseIn(report.Acknowledged)
	mustAct(t, &c, orgtest.Now, plan(1, "ans", "2026-03-20"))
	mustAct(t, &c, orgtest.Now, plan(2, report.WholeDesk, "2026-03-10"))
	waits := func(when string, want ...string) {
		t.Helper()
		var got []string
		for _, w := range report.Promise().Waits(c.Head) {
			got = append(got, string(w.Regime)+" "+string(w.Step)+" "+w.Due.Date.String())
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", when, diff)
		}
	}
	waits("two to do", "report action 2026-03-10", "report action 2026-03-20")
	if _, err := c.Move(report.Closed, c.Version, orgtest.Now); !errors.Is(err, report.ErrActions) {
		t.Errorf("closed with something to do: got %v, want ErrActions", err)
	}
	mustAct(t, &c, orgtest.Now, report.Deed{Do: report.DoDrop, Number: 2})
	mustAct(t, &c, noon("2026-03-30"), report.Deed{Do: report.DoDone, Number: 1})
	waits("one done", "report effect 2026-06-30")
	if _, err := c.Move(report.Closed, c.Version, noon("2026-04-01")); err != nil {
		t.Fatal(err)
	}
	waits("closed", "report effect 2026-06-30")
	if !c.Late(civil.MustParse("2026-07-01")) || c.Late(civil.MustParse("2026-06-30")) {
		t.Errorf("late by %s", c.Due())
	}
	mustAct(t, &c, noon("2026-07-05"), report.Deed{Do: report.DoCheck, Number: 1})
	if c.State != report.Closed || !c.Ended.Equal(noon("2026-04-01")) {
		t.Errorf("after a look: %+v", c.Head)
	}
	waits("looked once", "report effect 2026-09-30")
	if _, err := c.Say(report.Message{Seq: c.Next(), Epoch: 1, From: report.Reporter, At: noon("2026-08-01")}, nil, report.Withdrawn); err != nil {
		t.Fatal(err)
	}
	waits("withdrawn")
}

// Whether terms were met isn't told by actions: their days are the desk's own.
func TestAnActionIsNoTerm(t *testing.T) {
	h := reporttest.NewHouse(t, reporttest.New(), reporttest.NewChunks(), nil)
	id := kept(t, h.Service.Store, 1, func(head *report.Head) {
		head.State, head.Awaits, head.Desk = report.Answered, time.Time{}, orgtest.Agency
		head.Actions = action.List{{Number: 1, Owner: "ans", Due: civil.On(orgtest.Now).AddDays(3)}}
	})
	h.Clock.Pass(10 * 24 * time.Hour)
	as := h.Actor(t, reporttest.Ans)
	c, err := h.Service.Find(t.Context(), as, id)
	if err != nil || !c.Late(h.Service.Today()) {
		t.Fatalf("late: %v, %v", c.Head, err)
	}
	if _, err := h.Service.Move(t.Context(), as, id, report.Acknowledged, c.Version); err != nil {
		t.Fatal(err)
	}
	if c, err = h.Service.Find(t.Context(), as, id); err != nil || c.Missed {
		t.Errorf("missed: %v, %v", c.Missed, err)
	}
}

// Who is excluded, or whose desk gives the case away, has nothing to do in it
// any more; who has left the desk neither, as long as he is away.
func TestActionsFallBackToTheDesk(t *testing.T) {
	left := func(org.ID, []org.PersonID) bool { return true }
	for rule, change := range map[string]func(*report.Case) error{
		"excluded": func(c *report.Case) error {
			_, err := c.Exclude([]org.PersonID{"ans"}, c.Version, orgtest.Crown, left)
			return err
		},
		"handed": func(c *report.Case) error {
			_, err := c.Hand(orgtest.Crown, c.Version)
			return err
		},
	} {
		c := caseIn(report.Acknowledged)
		c.Desk = orgtest.Agency
		mustAct(t, &c, orgtest.Now, plan(1, "ans", "2026-03-20"))
		if err := change(&c); err != nil || c.Actions[0].Owner != report.WholeDesk {
			t.Errorf("%s: %v, %v", rule, c.Actions, err)
		}
	}

	h := reporttest.NewHouse(t, reporttest.New(), reporttest.NewChunks(), nil)
	a := action.Action{Owner: action.Owner(reporttest.Bas)}
	owner := func(want action.Owner) {
		t.Helper()
		office, err := h.Service.Office(t.Context(), orgtest.Agency)
		if err != nil || office.Owner(a) != want {
			t.Errorf("the owner is %s, %v; want %s", office.Owner(a), err, want)
		}
	}
	owner(a.Owner)
	h.Dismiss(t, reporttest.Bas)
	owner(report.WholeDesk)
}

// Days are worked by hand.
func TestKeptUntilTheLastLook(t *testing.T) {
	done := func(on string, checked ...civil.Date) action.List {
		return action.List{{Number: 1, Owner: "ans", Due: civil.MustParse(on), Done: civil.MustParse(on), Checked: checked}}
	}
	last := civil.MustParse("2029-02-10")
	short := report.Retention{report.RegimeReport: civil.Months(6)}.Or(report.DefaultRetention())
	for _, tc := range []struct {
		rule    string
		state   report.State
		actions action.List
		want    string
		effect  bool
	}{
		{"none", report.Closed, nil, "2028-08-29", false},
		{"done before it ended", report.Closed, done("2028-02-20"), "2029-02-20", true},
		{"looked at for the last time", report.Closed, done("2028-02-20", last, last, last), "2029-02-10", true},
		{"done long before", report.Closed, done("2027-01-20"), "2028-08-29", false},
		{"withdrawn", report.Withdrawn, done("2028-02-20"), "2028-08-29", false},
	} {
		h := report.Head{State: tc.state, Ended: noon("2028-02-29"), Actions: tc.actions}
		k := short.Keeps(h)
		if k.Until.String() != tc.want || k.Effect != tc.effect {
			t.Errorf("%s: until %s, for an effect: %v; want %s, %v", tc.rule, k.Until, k.Effect, tc.want, tc.effect)
		}
		c := report.Case{Head: h}
		if _, err := c.Delete(short, k.Until); !errors.Is(err, report.ErrKept) {
			t.Errorf("%s: deleted on the last day: %v", tc.rule, err)
		}
		events, err := c.Delete(short, k.Until.AddDays(1))
		if err != nil || (events[0].Note["rule"] == "effect") != tc.effect {
			t.Errorf("%s: deleted after it: %v, %v", tc.rule, events, err)
		}
	}
}
