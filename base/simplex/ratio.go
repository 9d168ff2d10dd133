// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package simplex

import (
	"cmp"
	"math"
	"slices"
)

// breakpoint is where a variable of the basis comes to a bound as another one enters.
type breakpoint struct {
	length float64
	place  int32
	turns  float64 // in phase 1: by how much the slope of the infeasibility rises
}

const ignored = 1e-9 // a smaller entry of alpha moves nothing that counts

// ratio gives the place that leaves the basis in phase 2, and how far the entering
// variable goes; -1 when it comes to its own other bound first, or to none (+Inf). Harris
// (1973): of all that are met within half the tolerance the largest pivot is taken.
func (e *engine) ratio(way, own float64) (int32, float64) {
	reach := math.Inf(1)
	e.breaks = e.breaks[:0]
	for _, p := range e.support {
		if l, slack, ok := e.room(p, way); ok {
			reach = min(reach, l+slack)
			e.breaks = append(e.breaks, breakpoint{length: l, place: p})
		}
	}
	if own <= reach {
		return -1, own
	}
	bland := e.bland()
	leaves, length, most := int32(-1), math.Inf(1), 0.0
	for _, b := range e.breaks {
		p, l, a := b.place, b.length, math.Abs(e.alpha[b.place])
		switch {
		case l > reach:
		case bland && (l < length || l == length && e.basic[p] < e.basic[leaves]), !bland && (a > most || a == most && l < length):
			leaves, length, most = p, l, a
		}
	}
	return leaves, max(length, 0)
}

// room tells how far the entering variable can go until the variable at p is at its
// bound, and how much farther until it is outside by half the tolerance.
func (e *engine) room(p int32, way float64) (length, slack float64, ok bool) {
	a := way * e.alpha[p]
	j := e.basic[p]
	switch {
	case a > ignored && !math.IsInf(e.least[j], -1):
		return (e.x[j] - e.least[j]) / a, (e.least[j] - e.under[j]) / (2 * a), true
	case a < -ignored && !math.IsInf(e.most[j], 1):
		return (e.x[j] - e.most[j]) / a, (e.most[j] - e.over[j]) / (2 * a), true
	}
	return 0, 0, false
}

// ratioRepairing is ratio for phase 1: bounds are passed as long as the sum of
// infeasibilities goes on falling (Maros 2003, section 9.6).
func (e *engine) ratioRepairing(way, slope, own float64) (int32, float64) {
	e.breaks = e.breaks[:0]
	for _, p := range e.support {
		e.meet(p, way)
	}
	slices.SortFunc(e.breaks, func(a, b breakpoint) int {
		return cmp.Or(cmp.Compare(a.length, b.length), cmp.Compare(a.place, b.place))
	})
	end := -1
	for k, b := range e.breaks {
		if b.length > own {
			return -1, own
		}
		if slope -= b.turns; slope <= 0 {
			end = k
			break
		}
	}
	if end < 0 {
		return -1, own // +Inf: only rounding makes that
	}
	return e.steadiest(end)
}

// steadiest takes the largest pivot of the breakpoints that are as good as the last one,
// and an earlier one when all these are small.
func (e *engine) steadiest(end int) (int32, float64) {
	chosen := end
	for k := end; k >= 0; k-- {
		b := e.breaks[k]
		near := e.breaks[end].length-b.length <= feasible/2
		if !near && math.Abs(e.alpha[e.breaks[chosen].place]) >= 1e-5 {
			break
		}
		if math.Abs(e.alpha[b.place]) > math.Abs(e.alpha[e.breaks[chosen].place]) {
			chosen = k
		}
	}
	return e.breaks[chosen].place, max(e.breaks[chosen].length, 0)
}

// meet lists the bounds that the variable at p comes to.
func (e *engine) meet(p int32, way float64) {
	a := -way * e.alpha[p] // how fast it rises
	if math.Abs(a) < ignored {
		return
	}
	j := e.basic[p]
	x, turns := e.x[j], math.Abs(a)
	first, second := e.least[j], e.most[j]
	outside := e.slope[p] == -1
	if a < 0 {
		first, second = second, first
		outside = e.slope[p] == 1
	}
	inside := e.slope[p] == 0
	switch {
	case !outside && !inside: // it is outside and goes farther
		return
	case outside && first == second:
		e.breaks = append(e.breaks, breakpoint{(first - x) / a, p, 2 * turns})
		return
	case outside:
		e.breaks = append(e.breaks, breakpoint{(first - x) / a, p, turns})
	}
	if !math.IsInf(second, 0) {
		e.breaks = append(e.breaks, breakpoint{max((second-x)/a, 0), p, turns})
	}
}
