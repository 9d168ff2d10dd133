// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package civil

// Due is the last day of a term, and why it is that day.
type Due struct {
	Date    Date
	Start   Date // the day of the event, which doesn't count itself
	Counted Date // the last day as it was counted, before articles 1 and 2
	Term    Term
	Steps   []Step // from Start to Date; each begins where the one before ended
	Warning *Due   // an earlier day by a stricter reading, or nil; see Warn
}

// Step is one step of the reasoning. Its code is the key of a sentence, into
// which the rest goes.
type Step struct {
	Code    string
	From    Date
	To      Date
	Article string
	Length  Length   // what was counted, where something was; else nil
	Passed  []DayOff // the days off on the way from From, or From itself when the step stays there
}

// The codes of steps.
const (
	StepCounted          = "counted"            // the length, from the day after the event
	StepCountedBack      = "counted-back"       // the length, back from the moment
	StepRolled           = "rolled"             // to the next working day
	StepTwoWorkingDays   = "two-working-days"   // until the term holds two working days
	StepNotRolledLong    = "not-rolled-long"    // ends on a day off and stays there: the term is too long for the Atw
	StepNotRolledBack    = "not-rolled-back"    // the same: it is counted back
	StepNotRolledPromise = "not-rolled-promise" // the same: no law sets it
	StepUnrolled         = "unrolled"           // back to the day as counted, since an extension counts from there
	StepExtended         = "extended"           // by the length of the extension
	StepKept             = "kept"               // forward to the day that was promised before the extension
)

// StepCodes lists the codes that a Step can have.
func StepCodes() []string {
	return []string{
		StepCounted, StepCountedBack, StepRolled, StepTwoWorkingDays, StepNotRolledLong,
		StepNotRolledBack, StepNotRolledPromise, StepUnrolled, StepExtended, StepKept,
	}
}

const (
	backwards = "Atw 1 lid 2"
	twoDays   = "Atw 2"
	tooLong   = "Atw 4 onder a"
)

// Due gives the last day of a term that an event on start sets going; of a
// term that is counted back it gives the day that lies so long before start.
// Awb 9:11 lid 1 has six weeks after receipt: received on Thursday, the last
// day is the sixth Thursday after, or the first working day that follows. It
// panics on a term that isn't valid.
func (c Calendar) Due(start Date, t Term) Due {
	must(start, t)
	due := Due{Date: start, Start: start, Term: t}
	if t.Direction == Back {
		due = due.count(Step{Code: StepCountedBack, To: start.Subtract(t.Length), Article: t.Article, Length: t.Length})
		return c.settleBack(due)
	}
	due = due.count(Step{Code: StepCounted, To: start.Add(t.Length), Article: t.Article, Length: t.Length})
	return c.settle(due, t)
}

// Days counts the days that the term is overdue on that day; they are negative
// while days are left, and zero on the last day.
func (d Due) Days(today Date) Days { return d.Date.Until(today) }

// Warn adds the outcome of a stricter reading of the law, so that it can be
// pointed out before its day passes. A reading that is no stricter is left
// out: there is nothing to be warned of.
func (d Due) Warn(stricter Due) Due {
	if stricter.Date.Before(d.Date) {
		d.Warning = &stricter
	}
	return d
}

// settle does what the Atw does to a day that was counted onward, by a term or
// by an extension of it.
func (c Calendar) settle(due Due, by Term) Due {
	switch {
	case by.Basis == Promise:
		return c.stay(due, StepNotRolledPromise, by.Article)
	case by.long():
		return c.stay(due, StepNotRolledLong, tooLong)
	}
	due = c.move(due, c.roll(due.Date), StepRolled, rolls)
	if due.Start.Until(due.Counted) < 3 {
		return due
	}
	if second := c.second(due.Start, 1); second.After(due.Date) {
		due = c.move(due, second, StepTwoWorkingDays, twoDays)
	}
	return due
}

// settleBack does the same for a day that was counted back: article 1 is not
// for it (Atw 1 lid 2). Article 2 makes no such exception, so that it lies
// earlier where that is needed for two working days.
func (c Calendar) settleBack(due Due) Due {
	switch {
	case due.Term.Basis == Promise:
		return c.stay(due, StepNotRolledPromise, due.Term.Article)
	case due.Term.long():
		return c.stay(due, StepNotRolledLong, tooLong)
	}
	if due.Counted.Until(due.Start) >= 3 {
		if second := c.second(due.Start, -1); second.Before(due.Date) {
			return c.move(due, second, StepTwoWorkingDays, twoDays)
		}
	}
	return c.stay(due, StepNotRolledBack, backwards)
}

// count adds a step that counts a length.
func (d Due) count(s Step) Due {
	s.From = d.Date
	d.Date, d.Counted = s.To, s.To
	d.Steps = append(d.Steps, s)
	return d
}

// move adds a step to another day, if it is another.
func (c Calendar) move(d Due, to Date, code, article string) Due {
	if to == d.Date {
		return d
	}
	d.Steps = append(d.Steps, Step{Code: code, From: d.Date, To: to, Article: article, Passed: c.off(d.Date, to)})
	d.Date = to
	return d
}

// stay adds a step that goes nowhere, where somebody may wonder why: on a day
// off.
func (c Calendar) stay(d Due, code, article string) Due {
	if why, off := c.Why(d.Date); off {
		d.Steps = append(d.Steps, Step{Code: code, From: d.Date, To: d.Date, Article: article, Passed: []DayOff{why}})
	}
	return d
}
