// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package simplex

import (
	"context"
	"errors"
	"math"
)

// outcome is what a run ends with.
type outcome uint8

const (
	best outcome = iota
	none
	endless
)

const (
	pivotLeast = 1e-7 // a smaller pivot isn't trusted before the basis is factored anew
	pivotWary  = 1e-5
	patience   = 300
)

// resolve is optimise, by way of the dual method where the basis that is there allows it.
func (e *engine) resolve(ctx context.Context) (outcome, error) {
	used, err := e.dual(ctx)
	if err != nil {
		return best, err
	}
	if used {
		end, err := e.run(ctx)
		if err == nil && end == best && !e.blurred() && e.holds(1) {
			return best, nil
		}
	}
	return e.optimise(ctx)
}

// optimise goes from the basis that is there to the best one. It works with widened
// bounds first, and with those asked where the basis that it finds doesn't hold for them.
// truth has the values.
func (e *engine) optimise(ctx context.Context) (outcome, error) {
	if e.exact || e.loose > 1 {
		e.loose = 1
		e.widen(false)
	}
	end, err := e.run(ctx)
	if errors.Is(err, ErrLimit) {
		e.begin()
		end, err = e.run(ctx)
	}
	if err == nil && len(e.factor.terms) > 0 && e.blurred() {
		e.factored = false
		end, err = e.run(ctx)
	}
	if err != nil || end == none || e.holds(1) {
		return end, err
	}
	e.loose = 1
	e.widen(true)
	end, err = e.run(ctx)
	if err == nil && end != none && !e.holds(1000) {
		return end, ErrLimit.With("iterations", e.iterations)
	}
	return end, err
}

// begin forgets the basis: that of the rows takes its place, with the pivots and the
// tolerance of values that went out of hand.
func (e *engine) begin() {
	e.forget()
	e.loose = 10
	e.widen(false)
}

// forget puts the basis of the rows in the place of the one that is there.
func (e *engine) forget() {
	for j := range e.home {
		e.home[j], e.weight[j], e.at[j] = int32(max(j-e.a.columns, -1)), 1, atZero
		e.settle(int32(j))
	}
	for i := range e.basic {
		e.basic[i] = int32(e.a.columns + i)
	}
	e.factored = false
}

// holds computes the values of the basis by the bounds as asked, and tells whether they
// lie within these, by so many times the tolerance.
func (e *engine) holds(times float64) bool {
	e.values(e.low, e.high, e.truth)
	e.refine()
	for _, j := range e.basic {
		x, low, high := e.truth[j], e.low[j], e.high[j]
		if x < low-float64(times*slack(low)) || x > high+float64(times*slack(high)) {
			return false
		}
		if near := min(max(x, low), high); math.Abs(near-x) <= slack(near)/1000 {
			e.truth[j] = near // rounding; what is more stays, as a row may depend on it
		}
	}
	return true
}

// refine takes from truth what is left over in the rows (Wilkinson 1963). That is so little
// that it would count as nothing, and is made larger meanwhile. It gives the largest change,
// relative to numbers above 1.
func (e *engine) refine() (most float64) {
	for j, x := range e.truth {
		if x != 0 {
			e.subtract(e.rows, int32(j), x)
		}
	}
	const lens = 1 << 40
	for i := range e.rows {
		e.rows[i] *= lens
	}
	e.factor.forward(e.rows, e.places, nil)
	for p, j := range e.basic {
		by := e.places[p] / lens
		most = max(most, math.Abs(by)/max(1, math.Abs(e.truth[j])))
		e.truth[j] += by
		e.places[p] = 0
	}
	return most
}

// blurred says that so much was left over in the rows that the factors aren't good enough.
func (e *engine) blurred() bool {
	e.values(e.low, e.high, e.truth)
	return e.refine() > feasible/10
}

// run is the primal simplex method with bounds on all variables (Dantzig 1955), in the
// revised form: phase 1 lessens the sum of infeasibilities from any basis, phase 2 the
// costs.
func (e *engine) run(ctx context.Context) (outcome, error) {
	e.refresh()
	e.stalled = 0
	limit := 20000 + 50*len(e.x)
	for round := range limit {
		if round%64 == 0 && ctx.Err() != nil {
			return best, ctx.Err()
		}
		if e.factor.worn() || e.repairing != (e.wrong > 0) {
			e.again()
		}
		q := e.price()
		if q < 0 {
			if !e.fresh {
				e.again()
				continue
			}
			if e.repairing {
				return none, nil
			}
			return best, nil
		}
		if e.enter(q) {
			return endless, nil
		}
	}
	return best, ErrLimit.With("iterations", limit)
}

// again computes all from the basis. Where that throws phase 2 back into phase 1, values
// are so large that their rounding is more than the tolerance, which is made ten times what
// it was: up to a thousand times, or the two phases might go round for ever.
func (e *engine) again() {
	was := e.repairing
	e.refresh()
	if !was && e.repairing && e.loose < 1000 {
		e.loose *= 10
		e.widen(e.exact)
		e.refresh()
	}
}

// price chooses the variable to enter: the one with the steepest descent by the reference
// weights of Forrest & Goldfarb's Devex (Harris 1973), or the first one (Bland 1977) when
// nothing was gained for long.
func (e *engine) price() int32 {
	q, most := int32(-1), 0.0
	bland := e.bland()
	for _, j := range e.inviting.items {
		if bland {
			if q < 0 || j < q {
				q = j
			}
			continue
		}
		d := e.reduced[j]
		gain := d * d / e.weight[j]
		if gain > most || gain == most && j < q {
			q, most = j, gain
		}
	}
	return q
}

func (e *engine) bland() bool { return e.exact && e.stalled >= e.patience }

// enter moves a variable until another one, or itself, comes to a bound. True says that
// nothing ever does.
func (e *engine) enter(q int32) (endless bool) {
	e.solve(q)
	way := 1.0
	if e.reduced[q] > 0 {
		way = -1
	}
	own := e.most[q] - e.least[q] // +Inf for one without both bounds
	var leaves int32
	var length float64
	if e.repairing {
		leaves, length = e.ratioRepairing(way, math.Abs(e.reduced[q]), own)
	} else {
		leaves, length = e.ratio(way, own)
	}
	if leaves < 0 && math.IsInf(length, 1) {
		if e.fresh && !e.repairing && len(e.factor.terms) == 0 {
			return true
		}
		e.distrust(q)
		return false
	}
	if leaves >= 0 && e.small(math.Abs(e.alpha[leaves])) {
		e.distrust(q)
		return false
	}
	if length*math.Abs(e.reduced[q]) > 1e-12 {
		e.stalled = 0
	} else {
		e.stalled++
	}
	if leaves < 0 {
		e.flip(q, way, length)
		return false
	}
	e.exchange(q, leaves, way, length)
	return false
}

// small says that a pivot isn't to be trusted, at least before the basis is factored anew.
// Once values went out of hand, pivots have to be larger.
func (e *engine) small(pivot float64) bool {
	return pivot < singular || pivot < pivotLeast && len(e.factor.terms) > 0 || pivot < pivotWary && e.loose > 1
}

// distrust factors the basis anew, or passes a variable over when that was just done.
func (e *engine) distrust(q int32) {
	if e.fresh && len(e.factor.terms) == 0 {
		e.inviting.remove(q)
		return
	}
	e.factored = false
	e.refresh()
}

// solve gives in alpha how the variables of the basis fall when q rises.
func (e *engine) solve(q int32) {
	e.subtract(e.rows, q, -1)
	e.factor.forward(e.rows, e.alpha, &e.column)
	e.support = e.support[:0]
	for p, v := range e.alpha {
		if v == 0 {
			continue
		}
		if math.Abs(v) < tiny {
			e.alpha[p] = 0
			continue
		}
		e.support = append(e.support, int32(p))
	}
}

// flip moves a variable from one bound to the other; the basis stays.
func (e *engine) flip(q int32, way, length float64) {
	e.move(q, way*length)
	if e.at[q] = atLow; way > 0 {
		e.at[q] = atHigh
	}
	e.x[q] = rest(e.at[q], e.least[q], e.most[q])
	e.invite(q)
	e.iterations++
	e.fresh = false
	if e.repairing {
		e.reslope()
	}
}

// move changes q by an amount, and the basis with it.
func (e *engine) move(q int32, by float64) {
	if by == 0 {
		return
	}
	e.x[q] += by
	for _, p := range e.support {
		e.x[e.basic[p]] -= float64(by * e.alpha[p])
	}
}

// exchange lets q into the basis at a place, whose variable leaves to a bound.
func (e *engine) exchange(q, at int32, way, length float64) {
	out := e.basic[at]
	pivot := e.alpha[at]
	e.places[at] = 1
	e.factor.backward(e.places, e.rho, &e.unit)
	e.combine()
	if e.doubtful(q, pivot) {
		for _, j := range e.touched {
			e.across[j] = 0
		}
		e.distrust(q)
		return
	}
	e.move(q, way*length)
	e.leave(out)
	e.update(q, out, pivot)
	e.swap(q, at, pivot)
	if e.repairing {
		e.reduced[out] -= float64(e.slope[at])
		if e.slope[at] != 0 {
			e.wrong--
		}
		e.slope[at] = 0
		e.reslope()
	}
	if e.moves[out] {
		e.invite(out)
	}
}

// doubtful says that the pivot by its column and by its row differ too much.
func (e *engine) doubtful(q int32, pivot float64) bool {
	return math.Abs(e.across[q]-pivot) > 1e-7*(1+math.Abs(pivot)) && len(e.factor.terms) > 0
}

// leave puts a variable at the bound that it came to, which is the nearest.
func (e *engine) leave(out int32) {
	x, low, high := e.x[out], e.least[out], e.most[out]
	switch {
	case math.IsInf(low, -1):
		e.at[out] = atHigh
	case math.IsInf(high, 1):
		e.at[out] = atLow
	case math.Abs(x-low) < math.Abs(x-high):
		e.at[out] = atLow
	default:
		e.at[out] = atHigh
	}
	e.x[out] = rest(e.at[out], low, high)
}

// update brings reduced costs and reference weights up to date for an exchange, and
// leaves across empty.
func (e *engine) update(q, out int32, pivot float64) {
	step := e.reduced[q] / pivot
	weight := e.weight[q]
	for _, j := range e.touched {
		a := e.across[j]
		e.across[j] = 0
		if j == q || math.Abs(a) < tiny {
			continue
		}
		ratio := a / pivot
		e.weight[j] = max(e.weight[j], ratio*ratio*weight)
		if step != 0 {
			e.reduced[j] -= float64(step * a)
			e.invite(j)
		}
	}
	e.weight[out] = max(weight/(pivot*pivot), 1)
	if e.weight[out] > restart {
		e.weight = fill(e.weight, len(e.weight), 1)
	}
	e.reduced[out], e.reduced[q] = -step, 0
	e.inviting.remove(q)
}

// reslope looks which variables of the basis came within their bounds or fell outside,
// and changes the reduced costs accordingly.
func (e *engine) reslope() {
	some := false
	for _, p := range e.support {
		now := e.side(p)
		if now == e.slope[p] {
			continue
		}
		if now == 0 {
			e.wrong--
		} else if e.slope[p] == 0 {
			e.wrong++
		}
		e.places[p] = float64(now - e.slope[p])
		e.slope[p] = now
		some = true
	}
	if !some {
		return
	}
	e.factor.backward(e.places, e.rho, nil)
	e.combine()
	for _, j := range e.touched {
		e.reduced[j] -= e.across[j]
		e.across[j] = 0
		e.invite(j)
	}
}
