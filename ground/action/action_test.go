// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package action_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"baken/base/civil"
	"baken/ground/action"
)

func day(s string) civil.Date { return civil.MustParse(s) }

// planned is a list with one action for Ans.
func planned(t *testing.T, due string) action.List {
	t.Helper()
	l, err := action.List(nil).Plan("ans", day(due), day("2026-03-02"))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestPlan(t *testing.T) {
	for _, tc := range []struct {
		rule  string
		owner action.Owner
		due   civil.Date
		want  error
	}{
		{"today", "ans", day("2026-03-02"), nil},
		{"two years ahead", "ans", day("2028-03-02"), nil},
		{"further ahead", "ans", day("2028-03-03"), action.ErrDue},
		{"yesterday", "ans", day("2026-03-01"), action.ErrDue},
		{"on no day", "ans", civil.Date{}, action.ErrDue},
		{"for nobody", "", day("2026-03-02"), action.ErrOwner},
	} {
		l, err := action.List(nil).Plan(tc.owner, tc.due, day("2026-03-02"))
		if !errors.Is(err, tc.want) || (err == nil) != (len(l) == 1) {
			t.Errorf("%s: got %v, %v; want %v", tc.rule, l, err, tc.want)
		}
	}
}

func TestMove(t *testing.T) {
	l := planned(t, "2026-03-20")
	for _, tc := range []struct {
		rule  string
		n     action.Number
		owner action.Owner
		due   string
		want  error
	}{
		{"another owner", 1, "bas", "2026-03-20", nil},
		{"another day", 1, "ans", "2026-05-01", nil},
		{"another owner of what is late", 1, "bas", "2026-03-20", nil},
		{"another day that is past", 1, "ans", "2026-03-30", action.ErrDue},
		{"to nobody", 1, "", "2026-05-01", action.ErrOwner},
		{"one that isn't there", 2, "ans", "2026-05-01", action.ErrNone},
	} {
		got, err := l.Move(tc.n, tc.owner, day(tc.due), day("2026-04-01"))
		if !errors.Is(err, tc.want) || err == nil && (got[0].Owner != tc.owner || got[0].Due != day(tc.due)) {
			t.Errorf("%s: got %v, %v; want %v", tc.rule, got, err, tc.want)
		}
	}
	if want := planned(t, "2026-03-20"); !slices.EqualFunc(l, want, same) {
		t.Errorf("the list itself was changed: %v", l)
	}
}

func same(a, b action.Action) bool { return cmp.Equal(a, b, cmpopts.EquateComparable(civil.Date{})) }

// Days are worked by hand: 2027 is no leap year, and a promise isn't rolled over.
func TestChecks(t *testing.T) {
	l, err := planned(t, "2026-12-01").Finish(1, day("2026-11-30"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range l[0].Checks() {
		got = append(got, fmt.Sprint(int(c.After), " ", c.Due.Date, " from ", c.Opens()))
	}
	want := []string{"3 2027-02-28 from 2027-02-14", "6 2027-05-30 from 2027-05-16", "12 2027-11-30 from 2027-11-16"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, tc := range []struct {
		rule, on string
		want     error
		next     string
	}{
		{"too early", "2027-02-13", action.ErrEarly, "2027-02-28"},
		{"two weeks before", "2027-02-14", nil, "2027-05-30"},
		{"the second, too early", "2027-02-14", action.ErrEarly, "2027-05-30"},
		{"the second, late", "2027-12-01", nil, "2027-11-30"},
		{"the third on the same day", "2027-12-01", nil, ""},
		{"a fourth", "2028-12-01", action.ErrOver, ""},
	} {
		next, err := l.Check(1, day(tc.on))
		if !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", tc.rule, err, tc.want)
		}
		if err == nil {
			l = next
		}
		duty, _ := l.Next()
		if got := duty.Due.Date.String(); got != tc.next {
			t.Errorf("%s: next by %q, want %q", tc.rule, got, tc.next)
		}
	}
	if got := l.LastCheck(); got != day("2027-12-01") {
		t.Errorf("the last look was on %s", got)
	}
}

func TestOver(t *testing.T) {
	today := day("2026-03-02")
	for rule, end := range map[string]func(action.List) (action.List, error){
		"done":    func(l action.List) (action.List, error) { return l.Finish(1, today) },
		"dropped": func(l action.List) (action.List, error) { return l.Drop(1, today) },
	} {
		l, err := end(planned(t, "2026-03-20"))
		if err != nil || l[0].Open() {
			t.Fatalf("%s: %v, %v", rule, l, err)
		}
		_, finished := l.Finish(1, today)
		_, dropped := l.Drop(1, today)
		_, moved := l.Move(1, "bas", day("2026-03-20"), today)
		for what, err := range map[string]error{"finished": finished, "dropped": dropped, "moved": moved} {
			if !errors.Is(err, action.ErrOver) {
				t.Errorf("%s again after %s: got %v, want ErrOver", what, rule, err)
			}
		}
	}
	if _, err := planned(t, "2026-03-20").Check(1, today); !errors.Is(err, action.ErrOver) {
		t.Errorf("looked at what isn't done: got %v, want ErrOver", err)
	}
}

func TestDuties(t *testing.T) {
	today := day("2026-03-02")
	l := planned(t, "2026-07-01")
	l, _ = l.Plan("bas", day("2026-03-10"), today)
	l, _ = l.Plan("cis", day("2026-03-05"), today)
	l, _ = l.Finish(2, today)
	l, _ = l.Drop(3, today)
	var got []string
	for _, d := range l.Duties() {
		got = append(got, fmt.Sprint(d.Action, " ", d.Owner, " ", int(d.Check), " ", d.Due.Date))
	}
	if diff := cmp.Diff([]string{"2 bas 3 2026-06-02", "1 ans 0 2026-07-01"}, got); diff != "" {
		t.Error(diff)
	}
	if open := l.Open(); len(open) != 1 || open[0].Number != 1 || open[0].Late(day("2026-07-03")) != 2 {
		t.Errorf("open: %v", open)
	}
	passed, err := l.Pass("desk", func(o action.Owner) bool { return o != "cis" })
	if err != nil || passed[0].Owner != "desk" || passed[1].Owner != "bas" || l[0].Owner != "ans" {
		t.Errorf("passed on: %v, %v", passed, err)
	}
	if _, err := l.Pass("", func(action.Owner) bool { return true }); !errors.Is(err, action.ErrOwner) {
		t.Errorf("passed on to nobody: %v", err)
	}
}

// In any order of what is done, also refused things: an open action has an
// owner and a day, none is done and dropped, and checks come in their order,
// after the action was done and never more than there are.
func TestAnyOrder(t *testing.T) {
	owners := []action.Owner{"", "ans", "bas"}
	rapid.Check(t, func(t *rapid.T) {
		var l action.List
		today := day("2026-03-02")
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			today = today.AddDays(rapid.IntRange(0, 120).Draw(t, "days"))
			n := action.Number(rapid.IntRange(1, 3).Draw(t, "action"))
			owner := rapid.SampledFrom(owners).Draw(t, "owner")
			due := today.AddDays(rapid.IntRange(-5, 900).Draw(t, "due"))
			before, _ := l.Find(n)
			var next action.List
			var err error
			do := rapid.SampledFrom([]string{"plan", "move", "finish", "drop", "check", "pass"}).Draw(t, "do")
			switch do {
			case "plan":
				next, err = l.Plan(owner, due, today)
			case "move":
				next, err = l.Move(n, owner, due, today)
			case "finish":
				next, err = l.Finish(n, today)
			case "drop":
				next, err = l.Drop(n, today)
			case "check":
				next, err = l.Check(n, today)
			case "pass":
				next, err = l.Pass(owner, func(o action.Owner) bool { return o == "ans" })
			}
			if err != nil {
				continue
			}
			if do == "finish" && !before.Open() {
				t.Fatalf("finished twice: %+v", before)
			}
			l = next
			lawful(t, l)
		}
	})
}

func lawful(t *rapid.T, l action.List) {
	for i, a := range l {
		switch {
		case a.Number != action.Number(i+1):
			t.Fatalf("number %d stands at %d", a.Number, i+1)
		case a.Owner == "" || a.Due.IsZero():
			t.Fatalf("no owner or no day: %+v", a)
		case !a.Done.IsZero() && !a.Dropped.IsZero():
			t.Fatalf("done and dropped: %+v", a)
		case !slices.IsSortedFunc(a.Checked, civil.Date.Compare) || len(a.Checked) > len(a.Checks()):
			t.Fatalf("looked out of order: %+v", a)
		}
		for _, c := range a.Checks() {
			if !c.Made.IsZero() && c.Made.Before(c.Opens()) {
				t.Fatalf("looked too early: %+v", a)
			}
		}
	}
}
