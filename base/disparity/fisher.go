// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// ExactTest is the outcome of a test that counts tables.
type ExactTest struct {
	P    Value // two-sided
	MidP Value // two-sided, with half the weight for tables as likely as the observed one
	// Rounded says that the counts were rounded: both are those of the counts
	// as published, and no range is given for them.
	Rounded bool
}

// Fisher tests whether the event is as frequent in both groups, given the
// margins of the table. P sums the probabilities of all tables that are at most
// as likely as the observed one, with R's tolerance: up to 1+1e-7 times. MidP
// counts the tables as likely as the observed one for half. Both lie between 0
// and 1; a P under 1e-290 comes out as 0. An empty group gives EmptyGroup;
// no event, or nothing but events, gives 1.
//
// A large P is no evidence that the group is treated alike.
//
// Sources: R.A. Fisher, Statistical methods for research workers, 5th ed.
// (1934) §21.02; R 4.2, fisher.test; H.O. Lancaster, Significance tests in
// discrete distributions, JASA 56 (1961) 223-234.
func (p Pair) Fisher() ExactTest {
	t := p.table()
	if t.empty() {
		return ExactTest{P: missing(EmptyGroup), MidP: missing(EmptyGroup), Rounded: !p.Exact()}
	}
	less, same := hypergeometric(t)
	return ExactTest{
		P:       value(min(1, less+same), EmptyGroup),
		MidP:    value(min(1, less+same/2), EmptyGroup),
		Rounded: !p.Exact(),
	}
}

// hypergeometric gives the probability of all tables with the same margins that
// are less likely than t, and of those as likely. It starts at the most likely
// table and walks to both sides by the ratio of neighbours, so that nothing
// cancels, until a weight is too small to matter.
func hypergeometric(t table) (less, same float64) {
	const (
		tolerance = 1e-7
		// Below the floor an observed table has probability 0. Walking goes on
		// to where float64 keeps full precision: below that, a weight times a
		// ratio near 1 would never get smaller.
		floor, last = 1e-290, 1e-307
	)
	events, first, second := t.group.a+t.reference.a, t.group.n(), t.reference.n()
	low, high := max(0, events-second), min(events, first)
	mode := min(max(math.Floor((events+1)*(first+1)/(t.n()+2)), low), high)
	// up is the weight of x+1 events in the group over that of x.
	up := func(x float64) float64 {
		return (first - x) * (events - x) / ((x + 1) * (second - events + x + 1))
	}
	observed := 1.0
	for x := mode; x < t.group.a && observed > floor; x++ {
		observed *= up(x)
	}
	for x := mode; x > t.group.a && observed > floor; x-- {
		observed /= up(x - 1)
	}
	if observed <= floor {
		return 0, 0
	}
	var total float64
	count := func(w float64) {
		total += w
		switch {
		case w > observed*(1+tolerance):
		case w < observed*(1-tolerance):
			less += w
		default:
			same += w
		}
	}
	count(1)
	for x, w := mode, 1.0; x < high && w > last; x++ {
		w *= up(x)
		count(w)
	}
	for x, w := mode, 1.0; x > low && w > last; x-- {
		w /= up(x - 1)
		count(w)
	}
	return less / total, same / total
}
