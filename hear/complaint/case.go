// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import (
	"slices"

	"baken/base/civil"
)

// Case is where a complaint stands: what the table has to know of it, and no
// word of what it is about. The zero Case is one that wasn't filed.
type Case struct {
	Edition   string
	State     State
	Advice    Advice // With or Without
	Facts     []Fact
	Received  civil.Date
	Adjourned []Extension
	Taken     []Taken // in order
}

// Taken is a step that was taken.
type Taken struct {
	Step   StepName
	By     Party
	On     civil.Date
	Ground string  // where the step has grounds
	Told   []Party // who has to be told of it
}

// Move is a step as somebody wants to take it.
type Move struct {
	Step   StepName
	By     Party
	On     civil.Date
	Ground string
	Weeks  civil.Weeks // of an adjournment
}

// Is tells whether something holds.
func (c Case) Is(f Fact) bool { return slices.Contains(c.Facts, f) }

// Begin files a complaint that was received on a day.
func (p Procedure) Begin(by Party, received civil.Date, advice Advice) (Case, error) {
	if advice != With && advice != Without {
		return Case{}, ErrAdvice
	}
	rule, _ := p.Find(File)
	if !slices.Contains(rule.By, by) {
		return Case{}, ErrParty.With("step", string(File))
	}
	return Case{
		Edition: p.Edition, State: rule.To, Advice: advice, Received: received,
		Taken: []Taken{{Step: File, By: by, On: received}},
	}, nil
}

// Take gives the case as it is after a step, and leaves the one before as it
// is. Errors: ErrStep when the table has none of that name; ErrState, ErrParty,
// ErrAdvice, ErrMissing (args fact), ErrBarred (args fact), ErrGround, ErrDay,
// ErrWeeks and ErrPast for an
// adjournment.
func (p Procedure) Take(cal civil.Calendar, c Case, m Move) (Case, error) {
	rule, err := p.may(c, m)
	if err != nil {
		return c, err
	}
	if m.Step == Adjourn || m.Step == AdjournFurther {
		x := Extension{Weeks: m.Weeks, Consent: m.Step == AdjournFurther, On: m.On}
		if err := p.Terms.check(cal, c, x); err != nil {
			return c, err
		}
		c.Adjourned = append(slices.Clone(c.Adjourned), x)
	}
	if rule.To != "" {
		c.State = rule.To
	}
	c.Facts = slices.DeleteFunc(slices.Clone(c.Facts), func(f Fact) bool {
		return slices.Contains(rule.Takes, f) || slices.Contains(rule.Gives, f)
	})
	c.Facts = append(c.Facts, rule.Gives...)
	told := slices.Clone(rule.Tells)
	if c.Is(CopySent) {
		told = append(told, rule.Knowing...)
	}
	c.Taken = append(slices.Clone(c.Taken), Taken{Step: m.Step, By: m.By, On: m.On, Ground: m.Ground, Told: told})
	return c, nil
}

// may gives the rule of a step that can be taken, or says why it can't.
func (p Procedure) may(c Case, m Move) (Rule, error) {
	rule, ok := p.Find(m.Step)
	switch {
	case !ok || m.Step == File || c.Edition != p.Edition:
		return rule, ErrStep.With("step", string(m.Step))
	case !slices.Contains(rule.From, c.State):
		return rule, ErrState.With("state", string(c.State))
	case !slices.Contains(rule.By, m.By):
		return rule, ErrParty.With("step", string(m.Step))
	case rule.Committee != Either && rule.Committee != c.Advice:
		return rule, ErrAdvice
	case m.On.Before(c.last()):
		return rule, ErrDay.With("from", c.last())
	case (m.Ground != "") != (len(rule.Grounds) > 0), m.Ground != "" && !rule.has(m.Ground):
		return rule, ErrGround
	}
	if missing := rule.missing(c); missing != "" {
		return rule, ErrMissing.With("fact", missing.Key())
	}
	for _, f := range rule.Bars {
		if c.Is(f) {
			return rule, ErrBarred.With("fact", f.Key())
		}
	}
	return rule, nil
}

// last is the day of the last step: no step is taken before it.
func (c Case) last() civil.Date {
	if len(c.Taken) == 0 {
		return c.Received
	}
	return c.Taken[len(c.Taken)-1].On
}

// when gives the day on which a step was last taken.
func (c Case) when(step StepName) civil.Date {
	for _, t := range slices.Backward(c.Taken) {
		if t.Step == step {
			return t.On
		}
	}
	return c.Received
}

func (r Rule) has(ground string) bool {
	return slices.ContainsFunc(r.Grounds, func(g Ground) bool { return g.Code == ground })
}

// missing gives what has to happen first; nothing when all has.
func (r Rule) missing(c Case) Fact {
	for _, f := range r.Needs {
		if !c.Is(f) {
			return f
		}
	}
	if len(r.NeedsOne) > 0 && !slices.ContainsFunc(r.NeedsOne, c.Is) {
		return r.NeedsOne[0]
	}
	if r.Reports && c.Is(Heard) && !c.Is(HearingReported) {
		return HearingReported
	}
	return ""
}

// Open lists the steps that a party can take in a case on a day.
func (p Procedure) Open(c Case, by Party, on civil.Date) (steps []StepName) {
	for _, r := range p.Rules {
		m := Move{Step: r.Step, By: by, On: on}
		if len(r.Grounds) > 0 {
			m.Ground = r.Grounds[0].Code
		}
		if _, err := p.may(c, m); err == nil {
			steps = append(steps, r.Step)
		}
	}
	return steps
}
