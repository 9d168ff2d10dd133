// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"slices"

	"baken/base/civil"
	"baken/ground/org"
)

// Step is what a desk has to do by a certain day.
type Step string

// The steps.
const (
	StepRead     Step = "read"     // say that the report was read
	StepFeedback Step = "feedback" // say what was done with it
	StepConclude Step = "conclude" // send the conclusion about a complaint
	StepAction   Step = "action"   // do what was agreed
	StepEffect   Step = "effect"   // look whether it helped
)

// Steps lists every step.
func Steps() []Step { return []Step{StepRead, StepFeedback, StepConclude, StepAction, StepEffect} }

// term tells whether a law or the house's promise to every reporter says by when
// it is done: whether terms were met is counted of these alone. The day of an
// action is chosen by the desk itself, so that counting those would tell who
// plans wide days from who plans narrow ones.
func (s Step) term() bool { return s != StepAction && s != StepEffect }

// Terms are how long a desk may take: to say that it read a report, and to say
// what was done with it.
type Terms struct {
	Read     civil.Days
	Feedback civil.Months
}

// Promise is the house's own: the terms that the Whistleblower Protection Act
// (Wbk) sets for reports of wrongdoing, here promised for every report. No law
// sets them, so they aren't rolled over either, and the second is counted by
// the earlier reading, from the day of the report.
func Promise() Terms { return Terms{Read: 7, Feedback: 3} }

// Wait is what the reporter waits for, by which rules, and until when.
type Wait struct {
	Regime Regime
	Step   Step
	Due    civil.Due
}

// Late counts the days that the desk is late on that day; negative are days
// left.
func (w Wait) Late(today civil.Date) civil.Days { return w.Due.Days(today) }

// Waits lists what the reporter of a case waits for, the earliest first. In one
// that is closed he waits only to hear whether actions helped, and in one that
// is withdrawn for nothing. What the act on whistleblowers asks comes in the
// place of the promise, which asks the same.
func (t Terms) Waits(h Head) []Wait {
	all := acted(h)
	if !h.ended() {
		all = append(all, t.running(h)...)
	}
	slices.SortStableFunc(all, func(a, b Wait) int { return a.Due.Date.Compare(b.Due.Date) })
	return all
}

// running lists the terms that run in a case.
func (t Terms) running(h Head) []Wait {
	var all []Wait
	regime := RegimeReport
	for _, track := range h.Tracks {
		switch {
		case !track.Runs():
		case track.Regime == RegimeComplaint:
			all = append(all, track.conclude())
		case track.Regime == RegimeWhistleblower:
			regime = RegimeWhistleblower
			all = append(all, track.wrongdoing(h)...)
		}
	}
	if regime == RegimeReport {
		all = append(all, t.promised(h)...)
	}
	return all
}

// Due gives the day by which the reporter has to have what he waits for first,
// and no day when he waits for nothing.
func (h Head) Due() civil.Date {
	all := Promise().Waits(h)
	if len(all) == 0 {
		return civil.Date{}
	}
	return all[0].Due.Date
}

// Late tells whether something was due before that day.
func (h Head) Late(today civil.Date) bool {
	due := h.Due()
	return !due.IsZero() && due.Before(today)
}

// lateOn keeps that a term ran out, before a change takes it away.
func (c *Case) lateOn(today civil.Date) {
	for _, w := range Promise().Waits(c.Head) {
		c.Missed = c.Missed || w.Step.term() && w.Late(today) > 0
	}
}

// promised is what the house promises every reporter.
func (t Terms) promised(h Head) []Wait {
	switch {
	case h.State == New:
		return []Wait{wait(RegimeReport, StepRead, civil.On(h.Submitted), t.Read, "promise", civil.Promise)}
	case !h.Awaits.IsZero():
		return []Wait{wait(RegimeReport, StepFeedback, civil.On(h.Awaits), t.Feedback, "promise", civil.Promise)}
	}
	return nil
}

// conclude is when a complaint has to be concluded: within six weeks of
// receipt, or ten when a committee advises (Awb 9:11 lid 1).
func (t Track) conclude() Wait {
	length := civil.Weeks(6)
	if t.Committee {
		length = 10
	}
	return wait(RegimeComplaint, StepConclude, t.Since, length, "Awb 9:11 lid 1", civil.Statute)
}

// wrongdoing is what the act on whistleblowers asks: to acknowledge a report
// within seven days, and to give feedback within three months of that. By a
// stricter reading these are counted from receipt, which the second warns of.
func (t Track) wrongdoing(h Head) []Wait {
	months := func(since civil.Date) Wait {
		return wait(RegimeWhistleblower, StepFeedback, since, civil.Months(3), "Wbk", civil.Statute)
	}
	switch {
	case h.Read.IsZero():
		return []Wait{wait(RegimeWhistleblower, StepRead, t.Since, civil.Days(7), "Wbk", civil.Statute)}
	case !h.Awaits.IsZero():
		w := months(civil.On(h.Read))
		w.Due = w.Due.Warn(months(t.Since).Due)
		return []Wait{w}
	}
	return nil
}

func wait(r Regime, s Step, since civil.Date, l civil.Length, article string, basis civil.Basis) Wait {
	term := civil.Term{Code: string(s), Length: l, Article: article, Basis: basis}
	return Wait{r, s, civil.NewCalendar().Due(since, term)}
}

// Overdue is all that the level above learns of a report that waits too long.
type Overdue struct {
	Org    org.ID
	Name   org.Name
	Regime Regime
	Days   civil.Days
}
