// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package simplex

import (
	"context"
	"math"
	"slices"
)

// bias is how much is added to costs so that no two prices are equally good.
const bias = 1e-6

// dual goes by the dual simplex method (Lemke 1954; with bounds, Koberstein 2005) from a
// basis under whose prices no variable gains, to one that also lies within the bounds as
// asked. That is where new bounds leave the basis that was best, and where costs of zero or
// more leave that of the rows. What costs were added on the way are gone at the end, so that
// some steps of the primal method may follow. False says that it wasn't of use: there was
// nothing to do, the prices aren't so, or it came to no end.
func (e *engine) dual(ctx context.Context) (bool, error) {
	e.loose = 1
	e.widen(true)
	if !e.priced() || !e.amiss() {
		return false, nil
	}
	asked := slices.Clone(e.cost)
	defer func() { e.cost = asked }()
	e.favour()
	e.heavy, e.weight = fill(e.heavy, len(e.basic), 1), fill(e.weight, len(e.weight), 1)
	for round := range 200 + 2*len(e.basic) {
		if round%64 == 0 && ctx.Err() != nil {
			return false, ctx.Err()
		}
		if e.factor.worn() {
			e.renew()
		}
		at := e.worst()
		if at < 0 {
			return true, nil
		}
		if !e.expel(at) {
			return false, nil
		}
	}
	return false, nil
}

// priced computes the reduced costs, and puts each variable at the bound that its own asks
// for. False says that it has no such bound.
func (e *engine) priced() bool {
	if !e.factored || e.factor.worn() {
		e.refactor()
	}
	for j, home := range e.home {
		e.moves[j] = home < 0 && e.least[j] < e.most[j]
	}
	e.wrong = 0
	e.reprice()
	for j, moves := range e.moves {
		switch d := e.reduced[j]; {
		case !moves:
		case d > e.gain:
			if math.IsInf(e.low[j], -1) {
				return false
			}
			e.at[j] = atLow
		case d < -e.gain:
			if math.IsInf(e.high[j], 1) {
				return false
			}
			e.at[j] = atHigh
		}
	}
	return true
}

// amiss computes the values, and tells whether some lie outside their bounds.
func (e *engine) amiss() bool {
	e.values(e.least, e.most, e.x)
	e.fresh = true
	for p := range e.basic {
		if e.side(int32(p)) != 0 {
			return true
		}
	}
	return false
}

// favour adds to the costs of variables outside the basis, each by another amount, in the
// way that they don't gain by: ties between prices would make for steps that lead nowhere.
func (e *engine) favour() {
	for j, moves := range e.moves {
		if moves {
			e.settlePrice(int32(j), float64(bias*(0.5+noise(j))))
		}
	}
}

// settlePrice changes the cost of a variable so that its reduced cost is at least so much
// to the good, if it was less.
func (e *engine) settlePrice(j int32, least float64) {
	by := 0.0
	switch d := e.reduced[j]; e.at[j] {
	case atLow:
		by = max(0, least-d)
	case atHigh:
		by = min(0, -least-d)
	default:
		by = -d
	}
	e.cost[j] += by
	e.reduced[j] += by
}

// renew computes all from the basis, and changes costs where rounding made a variable gain.
func (e *engine) renew() {
	e.refactor()
	e.wrong = 0
	e.reprice()
	for j, moves := range e.moves {
		if moves {
			e.settlePrice(int32(j), 0)
		}
	}
	e.values(e.least, e.most, e.x)
	e.fresh = true
}

// worst gives the place of the variable that is farthest outside, by the reference weights
// of the dual Devex (Koberstein 2005, section 3.3), or -1.
func (e *engine) worst() int32 {
	at, most := int32(-1), 0.0
	for p, j := range e.basic {
		off := 0.0
		switch x := e.x[j]; {
		case x < e.under[j]:
			off = e.least[j] - x
		case x > e.over[j]:
			off = x - e.most[j]
		default:
			continue
		}
		if gain := off * off / e.heavy[p]; gain > most {
			at, most = int32(p), gain
		}
	}
	return at
}

// expel lets the variable at a place leave for the bound that it is outside of. False says
// that the numbers don't allow it, or that nothing does.
func (e *engine) expel(at int32) bool {
	out := e.basic[at]
	to, way := e.least[out], 1.0
	if e.x[out] > e.over[out] {
		to, way = e.most[out], -1
	}
	e.places[at] = 1
	e.factor.backward(e.places, e.rho, &e.unit)
	e.combine()
	q := e.ratioDual(way, math.Abs(e.x[out]-to))
	if q < 0 {
		return e.unsure()
	}
	e.solve(q)
	pivot := e.alpha[at]
	if e.small(math.Abs(pivot)) || e.doubtful(q, pivot) {
		return e.unsure()
	}
	e.turnOver()
	e.move(q, (e.x[out]-to)/pivot)
	e.at[out], e.x[out] = atLow, to
	if way < 0 {
		e.at[out] = atHigh
	}
	e.reweigh(at, pivot)
	e.charge(q, out, pivot)
	e.swap(q, at, pivot)
	return true
}

// unsure factors the basis anew. False says that this was just done.
func (e *engine) unsure() bool {
	for _, j := range e.touched {
		e.across[j] = 0
	}
	if e.fresh && len(e.factor.terms) == 0 {
		return false
	}
	e.renew()
	return true
}

// ratioDual gives the variable to enter: the one whose price comes to nothing first as a
// variable leaves that is off by so much. Variables with two bounds go from one to the other
// on the way, as long as that doesn't make up for all that is off (bound flipping: Maros
// 2003, "A generalized dual phase-2 simplex algorithm"); breaks up to e.passed hold these.
// Of those that come last about equally, the one with the largest pivot is taken.
func (e *engine) ratioDual(way, off float64) int32 {
	e.breaks, e.passed = e.breaks[:0], 0
	for _, j := range e.touched {
		a := way * e.across[j]
		if a < -ignored && e.at[j] != atHigh || a > ignored && e.at[j] != atLow {
			e.breaks = append(e.breaks, breakpoint{length: math.Abs(e.reduced[j] / a), place: j})
		}
	}
	for e.passed < len(e.breaks) {
		e.first(e.passed)
		b := e.breaks[e.passed]
		if off -= (e.most[b.place] - e.least[b.place]) * math.Abs(e.across[b.place]); off <= 0 {
			break
		}
		e.passed++
	}
	if e.passed == len(e.breaks) {
		return -1
	}
	q, most := int32(-1), 0.0
	for _, b := range e.breaks[e.passed:] {
		a := math.Abs(e.across[b.place])
		if b.length <= e.breaks[e.passed].length+optimal && (a > most || a == most && b.place < q) {
			q, most = b.place, a
		}
	}
	return q
}

// first puts the breakpoint that comes first at the beginning of those from k on.
func (e *engine) first(k int) {
	least := k
	for c := k + 1; c < len(e.breaks); c++ {
		a, b := e.breaks[c], e.breaks[least]
		if a.length < b.length || a.length == b.length && a.place < b.place {
			least = c
		}
	}
	e.breaks[k], e.breaks[least] = e.breaks[least], e.breaks[k]
}

// turnOver puts the variables that were passed at their other bounds, and moves the basis
// with them.
func (e *engine) turnOver() {
	for _, b := range e.breaks[:e.passed] {
		j := b.place
		e.at[j] = atLow + atHigh - e.at[j]
		to := rest(e.at[j], e.least[j], e.most[j])
		e.subtract(e.rows, j, to-e.x[j])
		e.x[j] = to
	}
	if e.passed == 0 {
		return
	}
	e.factor.forward(e.rows, e.places, nil)
	for p, by := range e.places {
		if by != 0 {
			e.x[e.basic[p]] += by
			e.places[p] = 0
		}
	}
}

// reweigh brings the weights of the places up to date.
func (e *engine) reweigh(at int32, pivot float64) {
	weight := e.heavy[at]
	most := 0.0
	for _, p := range e.support {
		ratio := e.alpha[p] / pivot
		e.heavy[p] = max(e.heavy[p], ratio*ratio*weight)
		most = max(most, e.heavy[p])
	}
	e.heavy[at] = max(weight/(pivot*pivot), 1)
	if most > restart {
		e.heavy = fill(e.heavy, len(e.heavy), 1)
	}
}

// charge brings the reduced costs up to date, and leaves across empty. Where one gains by
// rounding, or because a larger pivot was taken, its cost is changed.
func (e *engine) charge(q, out int32, pivot float64) {
	step := e.reduced[q] / pivot
	for _, j := range e.touched {
		a := e.across[j]
		e.across[j] = 0
		if j != q {
			e.reduced[j] -= float64(step * a)
			e.settlePrice(j, 0)
		}
	}
	e.reduced[out], e.reduced[q] = -step, 0
}

// swap lets q into the basis at a place.
func (e *engine) swap(q, at int32, pivot float64) {
	out := e.basic[at]
	e.factor.replace(at, &e.column, &e.unit, pivot)
	e.basic[at], e.home[q] = q, at
	e.home[out] = -1
	e.iterations++
	e.moves[q], e.moves[out] = false, e.least[out] < e.most[out]
	e.fresh = false
}
