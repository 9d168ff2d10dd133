// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package simplex

import (
	"context"
	"math"
	"slices"
)

// reduced is a problem without the rows and columns that say nothing more, and with
// coefficients near 1.
type reduced struct {
	engine  *engine
	column  []int32   // by column of the engine: which it is
	at      []int32   // by column: where the engine has it, or -1
	value   []float64 // by column that the engine doesn't have
	assumed []Bounds  // by column: the bounds under which the rest says nothing more
	implied []Bounds  // by column: what rows with nothing else in them say
	scale   []float64 // by variable of the engine: how much its unit is
	seen    []Bounds  // by column of the engine, in its units: points that were found
}

// bound passes other bounds on. False says that what was left out may count again.
func (r *reduced) bound(column int, b Bounds) bool {
	if b.Low < r.assumed[column].Low || b.High > r.assumed[column].High {
		return false
	}
	b = b.and(r.implied[column])
	at := r.at[column]
	if at < 0 {
		return b.Low <= r.value[column] && r.value[column] <= b.High
	}
	if b.Low > b.High {
		return false
	}
	for k := range r.seen {
		r.seen[k] = unseen
	}
	r.engine.bound(at, b.Low/r.scale[at], b.High/r.scale[at])
	return true
}

var unseen = Bounds{math.Inf(1), math.Inf(-1)}

// and gives what lies within both.
func (b Bounds) and(c Bounds) Bounds { return Bounds{max(b.Low, c.Low), min(b.High, c.High)} }

// price sets the costs, those that aren't zero around 1: by their geometric mean, as the
// largest may stand for a column that can hardly move.
func (r *reduced) price(cost []float64) {
	sum, n := 0, 0
	for k, j := range r.column {
		r.engine.cost[k] = cost[j] * r.scale[k]
		if r.engine.cost[k] != 0 {
			_, power := math.Frexp(r.engine.cost[k])
			sum += power - 1
			n++
		}
	}
	for k := range r.column {
		r.engine.cost[k] = math.Ldexp(r.engine.cost[k], -sum/max(n, 1))
	}
}

// point gives all columns as they are in the point that the engine found.
func (r *reduced) point() []float64 {
	x := slices.Clone(r.value)
	for k, j := range r.column {
		x[j] = r.engine.truth[k] * r.scale[k]
	}
	return x
}

// see keeps how far the columns were in a point that meets all bounds.
func (r *reduced) see() {
	for k := range r.seen {
		x := r.engine.truth[k]
		r.seen[k] = Bounds{min(r.seen[k].Low, x), max(r.seen[k].High, x)}
	}
}

// extreme gives the least of a column of the engine (sign 1) or the most (sign -1). Points
// that were found before may have it already.
func (r *reduced) extreme(ctx context.Context, at int32, sign float64) (float64, error) {
	if x, ok := r.known(at, sign); ok {
		return x * r.scale[at], nil
	}
	e := r.engine
	clear(e.cost)
	e.cost[at] = sign
	end, err := e.optimise(ctx)
	switch {
	case err != nil:
		return 0, err
	case end == endless:
		return math.Inf(int(-sign)), nil
	case end == none:
		return 0, ErrInfeasible
	}
	r.see()
	return e.truth[at] * r.scale[at], nil
}

// known tells whether a point was found in which a column is at its bound, or at what the
// rows allow it.
func (r *reduced) known(at int32, sign float64) (float64, bool) {
	low, high := r.engine.allowed(at)
	seen := r.seen[at]
	if sign > 0 {
		return seen.Low, seen.Low <= low+slack(low)
	}
	return seen.High, seen.High >= high-slack(high)
}

// allowed gives the bounds of a column, or narrower ones that follow from one row.
func (e *engine) allowed(at int32) (low, high float64) {
	low, high = e.low[at], e.high[at]
	rows, values := e.a.of(int(at))
	for c, i := range rows {
		least, most := e.others(int(i), at)
		from, to := (e.low[e.a.columns+int(i)]-most)/values[c], (e.high[e.a.columns+int(i)]-least)/values[c]
		if values[c] < 0 {
			from, to = to, from
		}
		low, high = max(low, from), min(high, to)
	}
	return low, high
}

// others gives the least and the most of a row without one column.
func (e *engine) others(row int, without int32) (least, most float64) {
	columns, values := e.a.across(row)
	for c, j := range columns {
		if j == without {
			continue
		}
		from, to := float64(values[c]*e.low[j]), float64(values[c]*e.high[j])
		if values[c] < 0 {
			from, to = to, from
		}
		least, most = least+from, most+to
	}
	return least, most
}

// start takes over what is in the basis, and where the others are.
func (r *reduced) start(from *reduced) {
	e, old := r.engine, from.engine
	places := 0
	for k, j := range r.column {
		was := from.at[j]
		if was < 0 {
			continue
		}
		e.at[k] = old.at[was]
		e.settle(int32(k))
		if old.home[was] >= 0 && places < len(e.basic) {
			e.home[e.basic[places]] = -1
			e.basic[places], e.home[k] = int32(k), int32(places)
			places++
		}
	}
	for p := places; p < len(e.basic); p++ { // whatever rows are left for these
		e.home[e.basic[p]] = -1
		e.basic[p] = -1
	}
}

func (r *reduced) clone() *reduced {
	out := *r
	e := r.engine
	out.engine = newEngine(e.a, slices.Clone(e.low), slices.Clone(e.high))
	copy(out.engine.basic, e.basic)
	copy(out.engine.home, e.home)
	copy(out.engine.at, e.at)
	copy(out.engine.weight, e.weight)
	out.seen = slices.Clone(r.seen)
	return &out
}
