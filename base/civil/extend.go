// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package civil

import "slices"

// ExtensionRule is from which day an extension counts when the term was rolled
// over to a later day. The law doesn't say; an organisation chooses.
type ExtensionRule uint8

// The rules.
const (
	// FromCounted counts from the last day before the roll-over, which is the
	// stricter reading for who must be on time: the roll-over serves the end of
	// a term, and with an extension the end lies elsewhere.
	FromCounted ExtensionRule = iota
	// FromRolled counts from the day to which the term was rolled over.
	FromRolled
)

// Extend gives the last day after an extension (Awb 9:11 lid 2: at most four
// weeks; lid 3: further with the complainant's consent). The new last day is
// rolled over once, the reasoning goes on where that of the term ended, and
// the new day is never before the old one. Whether the extension is too long
// for the Atw is judged by its own length: ten weeks and four are two terms
// that it knows, not one of fourteen. A warning is left behind, since it was
// for the term before. Extend panics on a term that is counted back, which
// can't be extended.
func (c Calendar) Extend(due Due, by Term, rule ExtensionRule) Due {
	must(due.Start, by)
	if due.Term.Direction == Back || by.Direction == Back {
		panic("civil: extend " + due.Term.Code + " by " + by.Code + ": a term that is counted back")
	}
	out := due
	out.Steps, out.Warning = slices.Clone(due.Steps), nil
	if rule == FromCounted {
		out = c.move(out, due.Counted, StepUnrolled, by.Article)
	}
	out = out.count(Step{Code: StepExtended, To: out.Date.Add(by.Length), Article: by.Article, Length: by.Length})
	out = c.settle(out, by)
	if out.Date.Before(due.Date) {
		out = c.move(out, due.Date, StepKept, by.Article)
	}
	return out
}
