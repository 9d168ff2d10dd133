// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import (
	"slices"

	"baken/base/civil"
)

// Terms are how long the procedure may take, with what the law leaves open: that
// is for whoever runs Baken to choose, and has a note of why it is as it is
// unless it is chosen.
type Terms struct {
	Alone     civil.Weeks // to conclude without a committee (Awb 9:11 lid 1)
	Advised   civil.Weeks // to conclude when one advises (the same)
	Adjourn   civil.Weeks // at most, once (Awb 9:11 lid 2)
	Decline   civil.Weeks // to tell that it isn't taken up (Awb 9:8 lid 3)
	Ombudsman civil.Years // to turn to the ombudsman (Awb 9:24)

	// Acknowledge is a promise of the house: the law says that receipt is
	// acknowledged in writing, and not by when.
	Acknowledge civil.Days
	// Complete is how long a complainant has to complete a complaint; it is a rule
	// of the house too. The term to conclude runs on from receipt.
	Complete civil.Weeks
	// Extension is from which day an adjournment counts. The law doesn't say; the
	// stricter reading holds unless it is chosen otherwise.
	Extension civil.ExtensionRule
}

// DefaultTerms is the law, with the stricter reading of what it leaves open.
func DefaultTerms() Terms {
	return Terms{
		Alone: 6, Advised: 10, Adjourn: 4, Decline: 4, Ombudsman: 1,
		Acknowledge: 7, Complete: 2, Extension: civil.FromCounted,
	}
}

// Extension is more time to conclude.
type Extension struct {
	Weeks   civil.Weeks
	Consent bool       // of the complainant, in writing (Awb 9:11 lid 3)
	On      civil.Date // when both were told
}

func (x Extension) term() civil.Term {
	if x.Consent {
		return civil.Term{Code: "adjourn-further", Length: x.Weeks, Article: "Awb 9:11 lid 3"}
	}
	return civil.Term{Code: "adjourn", Length: x.Weeks, Article: "Awb 9:11 lid 2"}
}

// Conclude gives the day by which a complaint has to be concluded, with why.
func (t Terms) Conclude(c civil.Calendar, received civil.Date, advice Advice, adjourned ...Extension) civil.Due {
	length := t.Alone
	if advice == With {
		length = t.Advised
	}
	due := c.Due(received, civil.Term{Code: "conclude", Length: length, Article: "Awb 9:11 lid 1"})
	for _, x := range adjourned {
		due = c.Extend(due, x.term(), t.Extension)
	}
	return due
}

// DeclineBy gives the day by which the complainant has to be told that his
// complaint isn't taken up.
func (t Terms) DeclineBy(c civil.Calendar, received civil.Date) civil.Due {
	return c.Due(received, civil.Term{Code: "decline", Length: t.Decline, Article: "Awb 9:8 lid 3"})
}

// AcknowledgeBy gives the day by which the house promises to acknowledge.
func (t Terms) AcknowledgeBy(c civil.Calendar, received civil.Date) civil.Due {
	return c.Due(received, civil.Term{Code: "acknowledge", Length: t.Acknowledge, Article: "promise", Basis: civil.Promise})
}

// CompleteBy gives the day by which the complainant is asked to complete it.
func (t Terms) CompleteBy(c civil.Calendar, asked civil.Date) civil.Due {
	return c.Due(asked, civil.Term{Code: "complete", Length: t.Complete, Article: "promise", Basis: civil.PromiseRolled})
}

// OmbudsmanBy gives the last day on which the complainant can turn to the
// ombudsman, counted from the day on which he was told how it ended. From which
// day it counts when nobody told him in time isn't worked out here.
func (t Terms) OmbudsmanBy(c civil.Calendar, told civil.Date) civil.Due {
	return c.Due(told, civil.Term{Code: "ombudsman", Length: t.Ombudsman, Article: "Awb 9:24"})
}

// Clock is a day by which a case needs something of somebody.
type Clock struct {
	Step StepName
	By   Party
	Due  civil.Due
}

// Clocks lists what a case waits for, the earliest last day first.
func (p Procedure) Clocks(cal civil.Calendar, c Case) (all []Clock) {
	if c.State.Ended() {
		return nil
	}
	if !c.Is(Acknowledged) {
		all = append(all, Clock{Acknowledge, Secretary, p.Terms.AcknowledgeBy(cal, c.Received)})
	}
	if c.State == Incomplete {
		all = append(all, Clock{MakeComplete, Complainant, p.Terms.CompleteBy(cal, c.when(AskCompletion))})
	}
	if c.State == Received || c.State == Incomplete {
		all = append(all, Clock{Decline, Authority, p.Terms.DeclineBy(cal, c.Received)})
	}
	all = append(all, Clock{Conclude, Authority, p.Terms.Conclude(cal, c.Received, c.Advice, c.Adjourned...)})
	slices.SortStableFunc(all, func(a, b Clock) int { return a.Due.Date.Compare(b.Due.Date) })
	return all
}

// IfAdjourned gives the day by which a case would have to be concluded if it
// were adjourned on a day by so many weeks, or says why it can't be.
func (p Procedure) IfAdjourned(cal civil.Calendar, c Case, on civil.Date, weeks civil.Weeks) (civil.Due, error) {
	next, err := p.Take(cal, c, Move{Step: Adjourn, By: Authority, On: on, Weeks: weeks})
	if err != nil {
		return civil.Due{}, err
	}
	return p.Terms.Conclude(cal, next.Received, next.Advice, next.Adjourned...), nil
}

// mostFurther bounds what is asked for with consent, which the law doesn't: more
// is a slip of the hand, and a term of a century can't be counted.
const mostFurther civil.Weeks = 52

// check tells whether more time can be given. Without consent it is at most
// four weeks, once, and before the term has run out.
func (t Terms) check(cal civil.Calendar, c Case, x Extension) error {
	most := t.Adjourn
	if x.Consent {
		most = mostFurther
	}
	switch {
	case x.Weeks < 1 || x.Weeks > most:
		return ErrWeeks.With("most", int(most))
	case x.Consent:
		return nil
	}
	if due := t.Conclude(cal, c.Received, c.Advice, c.Adjourned...); x.On.After(due.Date) {
		return ErrPast.With("due", due.Date)
	}
	return nil
}
