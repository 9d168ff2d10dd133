// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// fisherAbove is the one-sided P of Fisher's exact test: the probability, given
// the margins, of as many or more events in the group. It falls with the group's
// events and the reference's others, and rises with the other two. An empty
// group gives 1; a P under 1e-290 comes out as 0.
//
// Source: as for Pair.Fisher.
func fisherAbove(t table) float64 {
	const last = 1e-307
	events, first, second := t.group.a+t.reference.a, t.group.n(), t.reference.n()
	low, high := max(0, events-second), min(events, first)
	mode := min(max(math.Floor((events+1)*(first+1)/(t.n()+2)), low), high)
	// up is the weight of x+1 events in the group over that of x.
	up := func(x float64) float64 {
		return (first - x) * (events - x) / ((x + 1) * (second - events + x + 1))
	}
	var total, above float64
	count := func(x, w float64) {
		total += w
		if x >= t.group.a {
			above += w
		}
	}
	count(mode, 1)
	for x, w := mode, 1.0; x < high && w > last; x++ {
		w *= up(x)
		count(x+1, w)
	}
	for x, w := mode, 1.0; x > low && w > last; x-- {
		w /= up(x - 1)
		count(x-1, w)
	}
	return above / total
}
