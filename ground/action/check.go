// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package action

import (
	"slices"

	"baken/base/civil"
)

// Ahead is how long before its day a check can be made, so that who is away on
// the day itself isn't late for it.
const Ahead = civil.Days(14)

// Intervals are how long after an action was done it is looked whether it
// helped.
func Intervals() []civil.Months { return []civil.Months{3, 6, 12} }

// Check is a look at whether an action helped.
type Check struct {
	After civil.Months
	Due   civil.Due
	Made  civil.Date // zero: not yet
}

// Opens gives the first day on which it can be made.
func (c Check) Opens() civil.Date { return c.Due.Date.Subtract(Ahead) }

// Checks lists the checks of an action that was done, in order; none of one
// that wasn't. No law sets their days: they are a promise, and not rolled over.
func (a Action) Checks() []Check {
	if a.Done.IsZero() {
		return nil
	}
	var all []Check
	for i, after := range Intervals() {
		term := civil.Term{Code: "effect", Length: after, Article: "promise", Basis: civil.Promise}
		c := Check{After: after, Due: civil.NewCalendar().Due(a.Done, term)}
		if i < len(a.Checked) {
			c.Made = a.Checked[i]
		}
		all = append(all, c)
	}
	return all
}

// Coming gives the check that comes next; false when there is none.
func (a Action) Coming() (Check, bool) {
	all := a.Checks()
	if len(a.Checked) >= len(all) {
		return Check{}, false
	}
	return all[len(a.Checked)], true
}

// Check says that the next check of an action was made. Errors: ErrNone, ErrOver
// when none is left or the action wasn't done, ErrEarly.
func (l List) Check(n Number, today civil.Date) (List, error) {
	return l.change(n, func(a *Action) error {
		next, ok := a.Coming()
		if !ok {
			return ErrOver
		}
		if today.Before(next.Opens()) {
			return ErrEarly.With("from", next.Opens())
		}
		a.Checked = append(slices.Clone(a.Checked), today)
		return nil
	})
}

// LastCheck gives the last day that is waited for a check, or on which one was
// made; no day without any.
func (l List) LastCheck() civil.Date {
	var last civil.Date
	for _, a := range l {
		for _, c := range a.Checks() {
			on := c.Made
			if on.IsZero() {
				on = c.Due.Date
			}
			if on.After(last) {
				last = on
			}
		}
	}
	return last
}

// Duty is what has to be done about an action, and by when.
type Duty struct {
	Action Number
	Owner  Owner
	Check  civil.Months // after how long it is looked whether it helped; zero: the action is to be done
	Due    civil.Due
}

// Duties lists what has to be done about these, the earliest first: each open
// action, and the next check of each that was done.
func (l List) Duties() []Duty {
	var all []Duty
	for _, a := range l {
		if a.Open() {
			all = append(all, Duty{Action: a.Number, Owner: a.Owner, Due: civil.Due{Date: a.Due, Start: a.Due, Counted: a.Due}})
		}
		if c, ok := a.Coming(); ok {
			all = append(all, Duty{Action: a.Number, Owner: a.Owner, Check: c.After, Due: c.Due})
		}
	}
	slices.SortStableFunc(all, func(a, b Duty) int { return a.Due.Date.Compare(b.Due.Date) })
	return all
}

// Next gives what has to be done first; false when nothing has.
func (l List) Next() (Duty, bool) {
	all := l.Duties()
	if len(all) == 0 {
		return Duty{}, false
	}
	return all[0], true
}
