// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"time"

	"baken/base/civil"
	"baken/ground/org"
)

// Regime is the set of rules under which a report is handled.
type Regime string

// RegimeReport is a report that no statute sets terms for: the house's own
// promise holds.
const RegimeReport Regime = "report"

// Step is what a desk has to do by a certain day.
type Step string

// The steps.
const (
	StepRead     Step = "read"     // say that the report was read
	StepFeedback Step = "feedback" // say what was done with it
)

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

// Wait is what the reporter waits for, and until when.
type Wait struct {
	Step Step
	Due  civil.Due
}

// Late counts the days that the desk is late on that day; negative are days
// left.
func (w Wait) Late(today civil.Date) civil.Days { return w.Due.Days(today) }

// Waits tells what the reporter of a case waits for. Nobody waits in one that
// is closed or withdrawn, or in which he has feedback.
func (t Terms) Waits(h Head) (Wait, bool) {
	switch {
	case h.State == Closed || h.State == Withdrawn:
		return Wait{}, false
	case h.State == New:
		return promised(StepRead, t.Read, h.Submitted), true
	case !h.Awaits.IsZero():
		return promised(StepFeedback, t.Feedback, h.Awaits), true
	}
	return Wait{}, false
}

func promised(s Step, l civil.Length, since time.Time) Wait {
	term := civil.Term{Code: string(s), Length: l, Article: "promise", Basis: civil.Promise}
	return Wait{s, civil.NewCalendar().Due(civil.On(since), term)}
}

// Overdue is all that the level above learns of a report that waits too long.
type Overdue struct {
	Org    org.ID
	Name   org.Name
	Regime Regime
	Days   civil.Days
}
