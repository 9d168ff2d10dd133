// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

// Direction says to which side a rate of the group lies of the reference's.
// It says nothing about chance.
type Direction string

// The directions.
const (
	Higher       Direction = "higher"
	Lower        Direction = "lower"
	Same         Direction = "same"           // equal for the exact counts
	Undetermined Direction = "undetermined"   // rounding leaves both sides possible
	Incomparable Direction = "not-comparable" // somebody's rate doesn't exist
)

// Direction gives the side for all true counts that rounding leaves possible.
func (p Pair) Direction() Direction {
	if p.table().empty() {
		return Incomparable
	}
	low, high := difference(p.low()), difference(p.high())
	switch {
	case low > 0:
		return Higher
	case high < 0:
		return Lower
	case low == 0 && high == 0:
		return Same
	}
	return Undetermined
}

// Reading says how a comparison of selections and a comparison of hits stand to
// each other. None of them is a verdict: none says that there is, or is not,
// discrimination.
type Reading string

// The readings.
const (
	// Opposed: the group is selected more often, and what is looked for is found
	// more often among its selected; or both less often. Being selected more
	// points to a stricter treatment, and being found more doesn't: together
	// they don't settle the question.
	Opposed Reading = "opposed"
	// Aligned: the group is selected more often and found less often, or the
	// reverse. Both point the same way; chance isn't ruled out by it.
	Aligned Reading = "aligned"
	// Open: one of the two has no direction.
	Open Reading = "open"
)

// Weigh sets selections (selected of all) beside hits (found of selected).
//
// Sources: the outcome test of G.S. Becker, The economics of discrimination
// (1957); that both must agree, and why neither settles it alone: J. Gaebler
// and S. Goel, arXiv:2407.06539.
func Weigh(selections, hits Pair) Reading {
	one, two := selections.Direction(), hits.Direction()
	for _, d := range []Direction{one, two} {
		if d != Higher && d != Lower {
			return Open
		}
	}
	if one == two {
		return Opposed
	}
	return Aligned
}
