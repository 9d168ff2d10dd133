// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"baken/base/civil"
	"baken/hear/complaint"
)

// walk takes steps from a list of "who: step", on the day of receipt and a day
// later each; a ground comes after a slash.
type walk struct {
	t *testing.T
	complaint.Procedure
	complaint.Case
	cal civil.Calendar
	on  civil.Date
}

func begin(t *testing.T, advice complaint.Advice) *walk {
	t.Helper()
	w := &walk{t: t, Procedure: complaint.Edition2026(), cal: civil.NewCalendar(), on: civil.MustParse("2026-03-02")}
	c, err := w.Begin(complaint.Complainant, w.on, advice)
	if err != nil {
		t.Fatal(err)
	}
	w.Case = c
	return w
}

func (w *walk) try(by complaint.Party, step complaint.StepName, ground string) error {
	w.on = w.on.AddDays(1)
	next, err := w.Take(w.cal, w.Case, complaint.Move{Step: step, By: by, On: w.on, Ground: ground, Weeks: 2})
	w.Case = next
	return err
}

func (w *walk) must(by complaint.Party, steps ...complaint.StepName) {
	w.t.Helper()
	for _, s := range steps {
		if err := w.try(by, s, ""); err != nil {
			w.t.Fatalf("%s by the %s in %s: %v", s, by, w.State, err)
		}
	}
}

func (w *walk) refuses(want error, by complaint.Party, step complaint.StepName) {
	w.t.Helper()
	before := w.Case
	if err := w.try(by, step, ""); !errors.Is(err, want) || len(w.Taken) != len(before.Taken) {
		w.t.Errorf("%s by the %s in %s: %v, want %v", step, by, before.State, err, want)
	}
}

// A whole complaint with a committee, as it should go, and what is refused on
// the way.
func TestWithACommittee(t *testing.T) {
	w := begin(t, complaint.With)
	w.must(complaint.Secretary, complaint.Acknowledge, complaint.AskCompletion)
	w.refuses(complaint.ErrState, complaint.Secretary, complaint.Admit)
	w.must(complaint.Complainant, complaint.MakeComplete)
	w.refuses(complaint.ErrMissing, complaint.Secretary, complaint.Admit)
	w.must(complaint.Secretary, complaint.CheckHandler, complaint.Admit)
	w.refuses(complaint.ErrMissing, complaint.Secretary, complaint.Invite)
	w.must(complaint.Secretary, complaint.SendCopy, complaint.InviteAccused)
	w.refuses(complaint.ErrMissing, complaint.Member, complaint.Advise)
	w.must(complaint.Secretary, complaint.Invite)
	w.refuses(complaint.ErrParty, complaint.Secretary, complaint.Hear)
	w.refuses(complaint.ErrAdvice, complaint.Authority, complaint.HearAlone)
	w.must(complaint.Member, complaint.Hear)
	w.refuses(complaint.ErrMissing, complaint.Member, complaint.Advise)
	w.must(complaint.Secretary, complaint.ReportHearing)
	w.must(complaint.Member, complaint.HearAccused)
	w.refuses(complaint.ErrMissing, complaint.Member, complaint.Advise)
	w.must(complaint.Secretary, complaint.ReportHearing)
	w.refuses(complaint.ErrState, complaint.Authority, complaint.Conclude)
	w.refuses(complaint.ErrAdvice, complaint.Authority, complaint.ConcludeAlone)
	w.refuses(complaint.ErrParty, complaint.Secretary, complaint.Advise)
	w.must(complaint.Member, complaint.Advise)
	w.must(complaint.Authority, complaint.Adjourn)
	w.refuses(complaint.ErrBarred, complaint.Authority, complaint.Adjourn)
	w.must(complaint.Authority, complaint.AdjournFurther, complaint.Conclude)
	w.refuses(complaint.ErrState, complaint.Complainant, complaint.Withdraw)
	if w.State != complaint.Concluded {
		t.Errorf("it ends as %s", w.State)
	}
}

// Only the complainant's hearing can be waived, and only with a ground.
func TestWaiving(t *testing.T) {
	w := begin(t, complaint.Without)
	w.must(complaint.Secretary, complaint.Acknowledge)
	w.must(complaint.Complainant, complaint.MakeComplete)
	w.must(complaint.Secretary, complaint.CheckHandler, complaint.Admit, complaint.SendCopy)
	for _, ground := range []string{"", "too-busy", "over-a-year"} {
		if err := w.try(complaint.Authority, complaint.WaiveAlone, ground); !errors.Is(err, complaint.ErrGround) {
			t.Errorf("waived for %q: %v", ground, err)
		}
	}
	if err := w.try(complaint.Authority, complaint.WaiveAlone, "declines"); err != nil {
		t.Fatal(err)
	}
	w.refuses(complaint.ErrMissing, complaint.Authority, complaint.ConcludeAlone)
	w.must(complaint.Secretary, complaint.InviteAccused)
	w.must(complaint.Authority, complaint.ConcludeAlone)
}

// Who decides instead of an authority that the complaint is about has to be
// checked anew.
func TestAnotherDecides(t *testing.T) {
	w := begin(t, complaint.Without)
	w.must(complaint.Secretary, complaint.Acknowledge)
	w.must(complaint.Complainant, complaint.MakeComplete)
	w.must(complaint.Secretary, complaint.CheckHandler, complaint.Admit, complaint.SendCopy, complaint.Invite, complaint.InviteAccused, complaint.ReplaceDecider)
	w.refuses(complaint.ErrMissing, complaint.Authority, complaint.ConcludeAlone)
	w.must(complaint.Secretary, complaint.CheckHandler)
	w.must(complaint.Authority, complaint.ConcludeAlone)
}

// Of a complaint that is withdrawn before the accused party knew of it, that
// party hears nothing.
func TestWhoKnowsNothingIsToldNothing(t *testing.T) {
	early, late := begin(t, complaint.With), begin(t, complaint.With)
	late.must(complaint.Complainant, complaint.MakeComplete)
	late.must(complaint.Secretary, complaint.CheckHandler, complaint.Admit, complaint.SendCopy)
	for w, want := range map[*walk][]complaint.Party{
		early: {complaint.Complainant}, late: {complaint.Complainant, complaint.Accused},
	} {
		w.must(complaint.Complainant, complaint.Withdraw)
		if got := w.Taken[len(w.Taken)-1].Told; !slices.Equal(got, want) {
			t.Errorf("told are %v, want %v", got, want)
		}
	}
}

func TestAdjourning(t *testing.T) {
	w := begin(t, complaint.With) // received on Monday 2 March 2026: ten weeks end on Monday 11 May
	for _, tc := range []struct {
		rule  string
		on    string
		weeks civil.Weeks
		want  error
	}{
		{"by nothing", "2026-03-03", 0, complaint.ErrWeeks},
		{"by more than four weeks", "2026-03-03", 5, complaint.ErrWeeks},
		{"after the last day", "2026-05-12", 4, complaint.ErrPast},
		{"on the last day", "2026-05-11", 4, nil},
	} {
		due, err := w.IfAdjourned(w.cal, w.Case, civil.MustParse(tc.on), tc.weeks)
		if !errors.Is(err, tc.want) || err == nil && due.Date != civil.MustParse("2026-06-08") {
			t.Errorf("%s: %s, %v", tc.rule, due.Date, err)
		}
	}
	if len(w.Adjourned) > 0 {
		t.Error("to ask what if adjourned it")
	}
	w.refuses(complaint.ErrMissing, complaint.Authority, complaint.AdjournFurther)
}

// When it turns out after the advice that it is about the authority too, it
// isn't stuck.
func TestAnotherDecidesLate(t *testing.T) {
	w := begin(t, complaint.With)
	w.must(complaint.Complainant, complaint.MakeComplete)
	w.must(complaint.Secretary, complaint.Acknowledge, complaint.CheckHandler, complaint.Admit, complaint.SendCopy, complaint.Invite, complaint.InviteAccused)
	w.must(complaint.Member, complaint.Advise)
	w.must(complaint.Secretary, complaint.ReplaceDecider)
	w.refuses(complaint.ErrMissing, complaint.Authority, complaint.Conclude)
	w.must(complaint.Secretary, complaint.CheckHandler)
	w.must(complaint.Authority, complaint.Conclude)
}

// What is waited for stands in the order of its days; the term to complete counts
// from when it was asked, whatever happens since.
func TestClocks(t *testing.T) {
	w := begin(t, complaint.With)
	w.on = civil.MustParse("2026-03-22") // asked on Monday 23 March: two weeks end on Easter Monday, and so on Tuesday 7 April
	w.must(complaint.Secretary, complaint.AskCompletion, complaint.Acknowledge)
	var got []string
	for _, c := range w.Clocks(w.cal, w.Case) {
		got = append(got, string(c.Step)+" "+c.Due.Date.String())
	}
	want := []string{"decline 2026-03-30", "make-complete 2026-04-07", "conclude 2026-05-11"}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// Every state that isn't an end leads to one, and every step can be taken by
// somebody in some order.
func TestNothingIsADeadEnd(t *testing.T) {
	p := complaint.Edition2026()
	for _, advice := range []complaint.Advice{complaint.With, complaint.Without} {
		ends := map[complaint.State]bool{}
		for _, s := range complaint.States() {
			ends[s] = s.Ended()
		}
		for range complaint.States() {
			for _, r := range p.Rules {
				if r.Committee != complaint.Either && r.Committee != advice || !ends[r.To] {
					continue
				}
				for _, from := range r.From {
					ends[from] = true
				}
			}
		}
		if advice == complaint.Without {
			delete(ends, complaint.Advised)
		}
		for s, end := range ends {
			if !end {
				t.Errorf("%s a committee, %s leads nowhere", advice, s)
			}
		}
	}
}

// A hundred thousand steps at random, by anybody at any time: whatever is
// accepted keeps what the procedure promises.
func TestRandomWalks(t *testing.T) {
	const steps, longest = 100_000, 60
	p, cal := complaint.Edition2026(), civil.NewCalendar()
	random := rand.New(rand.NewPCG(9, 11))
	seen := map[complaint.StepName]int{}
	for left := steps; left > 0; {
		advice := []complaint.Advice{complaint.With, complaint.Without}[random.IntN(2)]
		on := civil.Day(2026, 1, 1).AddDays(random.IntN(1000))
		c, err := p.Begin(complaint.Complainant, on, advice)
		if err != nil {
			t.Fatal(err)
		}
		for range longest {
			left--
			on = on.AddDays(random.IntN(4))
			m := anyMove(random, p, c, on)
			next, err := p.Take(cal, c, m)
			if err != nil {
				if len(next.Taken) != len(c.Taken) || next.State != c.State {
					t.Fatalf("%v was refused and changed the case", m)
				}
				continue
			}
			seen[m.Step]++
			if broken := judge(cal, p, c, next); broken != "" {
				t.Fatalf("%v after %v: %s", m, c.Taken, broken)
			}
			c = next
		}
	}
	for _, r := range p.Rules {
		if r.Step != complaint.File && seen[r.Step] == 0 {
			t.Errorf("%s was never taken: the walk is too short, or nobody can", r.Step)
		}
	}
}

// anyMove is a step at random: rather one that may be taken, and rather none
// that ends the complaint at once, so that walks get somewhere.
func anyMove(random *rand.Rand, p complaint.Procedure, c complaint.Case, on civil.Date) complaint.Move {
	rule, by := anyStep(random, p, c, on)
	for rule.To.Ended() && rule.To != complaint.Concluded && random.IntN(30) > 0 {
		rule, by = anyStep(random, p, c, on)
	}
	m := complaint.Move{Step: rule.Step, By: by, On: on, Weeks: civil.Weeks(random.IntN(6))}
	if len(rule.Grounds) > 0 && random.IntN(10) > 0 {
		m.Ground = rule.Grounds[random.IntN(len(rule.Grounds))].Code
	}
	return m
}

func anyStep(random *rand.Rand, p complaint.Procedure, c complaint.Case, on civil.Date) (complaint.Rule, complaint.Party) {
	rule := p.Rules[random.IntN(len(p.Rules))]
	if random.IntN(4) == 0 {
		return rule, complaint.Parties()[random.IntN(len(complaint.Parties()))]
	}
	by := rule.By[random.IntN(len(rule.By))]
	if open := p.Open(c, by, on); len(open) > 0 {
		rule, _ = p.Find(open[random.IntN(len(open))])
	}
	return rule, by
}

// judge holds a step that was accepted against what is promised, by what was
// done before and not by the facts that the table keeps; it gives what is
// broken.
func judge(cal civil.Calendar, p complaint.Procedure, before, after complaint.Case) string {
	last := after.Taken[len(after.Taken)-1]
	did := func(steps ...complaint.StepName) bool {
		return slices.ContainsFunc(before.Taken, func(d complaint.Taken) bool { return slices.Contains(steps, d.Step) })
	}
	at := func(step complaint.StepName) int {
		at := -1
		for i, d := range before.Taken {
			if d.Step == step {
				at = i
			}
		}
		return at
	}
	judged := last.Step == complaint.Advise || last.Step == complaint.Conclude || last.Step == complaint.ConcludeAlone
	due := func(c complaint.Case) civil.Date {
		return p.Terms.Conclude(cal, c.Received, c.Advice, c.Adjourned...).Date
	}
	both := slices.Contains(last.Told, complaint.Complainant) && slices.Contains(last.Told, complaint.Accused)
	switch {
	case before.State.Ended():
		return "a step after the end"
	case judged && !did(complaint.InviteAccused):
		return "judged without the accused party having had the opportunity to be heard"
	case judged && !did(complaint.Invite, complaint.Waive, complaint.WaiveAlone):
		return "judged without the complainant's opportunity to be heard, or its waiver"
	case judged && at(complaint.CheckHandler) <= at(complaint.ReplaceDecider):
		return "judged by somebody of whom it wasn't checked whether he was involved"
	case judged && max(at(complaint.Hear), at(complaint.HearAccused), at(complaint.HearAlone), at(complaint.HearAccusedAlone)) > at(complaint.ReportHearing):
		return "judged without the report of a hearing"
	case judged && !did(complaint.SendCopy):
		return "judged without a copy for the accused party"
	case last.Step == complaint.Conclude && !did(complaint.Advise):
		return "concluded without the advice"
	case after.State == complaint.Concluded && !both:
		return "concluded without telling both"
	case (last.Step == complaint.Adjourn || last.Step == complaint.AdjournFurther) && !both:
		return "adjourned without telling both"
	case due(after).Before(due(before)):
		return "the day by which it is concluded came nearer"
	case last.Step == complaint.Decline && last.Ground == "":
		return "declined without a ground"
	case slices.Contains(last.Told, complaint.Accused) && !did(complaint.SendCopy) &&
		!slices.Contains([]complaint.StepName{complaint.Adjourn, complaint.AdjournFurther, complaint.SendCopy}, last.Step):
		return "the accused party is told of something he doesn't know of"
	}
	return ""
}
