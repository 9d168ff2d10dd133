// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package civil

// Term is a rule of how long something may take.
type Term struct {
	Code      string // what the term is for, in the words of who sets it
	Length    Length
	Article   string // where it stands: "Awb 9:11 lid 1"; a term that stands nowhere isn't counted
	Basis     Basis
	Direction Direction
}

// Basis is what sets a term, which decides whether the Atw has a say in it.
type Basis uint8

// What sets a term.
const (
	Statute       Basis = iota // an act of parliament (Atw 1) or an order in council (Atw 5)
	Promise                    // a contract, a policy, a ministerial regulation: counted as it says, and never rolled
	PromiseRolled              // the same, where it says that the Atw is followed
)

// Direction is which way a term is counted.
type Direction uint8

// The directions.
const (
	Onward Direction = iota // from an event onward
	Back                    // back from a moment: at the latest a week before the hearing
)

// longest is far beyond any term, and keeps days within the calendar.
const longest = 100

// Validate reports whether the term can be counted. Terms that come from a
// configuration are checked where they are read.
func (t Term) Validate() error {
	if t.Length == nil || t.Article == "" || t.Basis > PromiseRolled || t.Direction > Back {
		return ErrTerm.With("code", t.Code)
	}
	months, days := t.Length.span()
	if months < 0 || days < 0 || months+days == 0 || months > 12*longest || days > 365*longest {
		return ErrTerm.With("code", t.Code)
	}
	return nil
}

// long reports whether a term is too long for the Atw: set in more than 90
// days, twelve weeks or three months, or in years (Atw 4 onder a). Twelve
// weeks are 84 days and thirteen are 91, a year is twelve months, so that two
// bounds say all four.
func (t Term) long() bool {
	months, days := t.Length.span()
	return months > 3 || days > 90
}

// must guards against a programmer's mistake: a term that nobody validated,
// or an event on no day.
func must(start Date, t Term) {
	if start.IsZero() {
		panic("civil: the term " + t.Code + " begins on no day")
	}
	if err := t.Validate(); err != nil {
		panic("civil: the term " + t.Code + " can't be counted: it was never validated")
	}
}
