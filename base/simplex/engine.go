// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package simplex

import "math"

const (
	feasible = 1e-9  // how far a value may lie outside its bounds, relative above 1
	rounding = 1e-14 // of a reduced cost, relative to the largest price of a row
	optimal  = 1e-10 // how much a unit of a variable may still gain
	shake    = 1e-6  // by how much bounds are widened so that no two steps are equally long
	restart  = 1e7   // reference weights above this say nothing any more
)

// place says where a variable is that isn't in the basis.
type place uint8

const (
	atLow place = iota
	atHigh
	atZero // a free variable
)

// engine solves minimise cost·x, A·x − r = 0, low ≤ (x, r) ≤ high. The variables are the
// columns of A and then r, one for each row, so that a basis always exists, whatever rows
// follow from others.
type engine struct {
	a         *matrix
	low, high []float64 // as they were asked
	cost      []float64

	least, most  []float64 // the bounds that are worked with: as asked, or widened
	under, over  []float64 // what is outside for sure
	exact        bool      // least and most are as asked
	x            []float64
	basic        []int32 // by place in the basis: the variable
	home         []int32 // by variable: its place in the basis, or -1
	at           []place
	factor       factor
	factored     bool
	fresh        bool   // nothing changed since values and reduced costs were computed
	repairing    bool   // phase 1: the costs are the slopes of the infeasibility
	moves        []bool // outside the basis, and with more than one value
	slope        []int8
	wrong        int // how many variables of the basis are outside
	reduced      []float64
	gain         float64 // what counts as a gain
	weight       []float64
	inviting     set
	alpha        []float64 // by place
	support      []int32
	column, unit sparse    // what the factor needs to replace a column
	rows, places []float64 // work space, always left empty
	across       []float64 // by variable, left empty
	touched      []int32
	rho          []float64
	breaks       []breakpoint
	passed       int       // in the dual method: how many of these turn to their other bounds
	heavy        []float64 // in the dual method: reference weights by place
	iterations   int
	loose        float64 // how many times the tolerance is taken
	stalled      int
	patience     int       // so many steps without gain, and Bland's rule takes over
	truth        []float64 // the values of the basis by the bounds as asked
}

func newEngine(a *matrix, low, high []float64) *engine {
	n, m := a.rows+a.columns, a.rows
	e := &engine{
		a: a, low: low, high: high, cost: make([]float64, n),
		least: make([]float64, n), most: make([]float64, n), under: make([]float64, n), over: make([]float64, n),
		x: make([]float64, n), basic: make([]int32, m), home: make([]int32, n), at: make([]place, n),
		slope: make([]int8, m), moves: make([]bool, n), reduced: make([]float64, n), weight: make([]float64, n),
		alpha: make([]float64, m), rows: make([]float64, m), places: make([]float64, m),
		across: make([]float64, n), rho: make([]float64, m), truth: make([]float64, n),
	}
	e.patience, e.loose = patience, 1
	e.inviting.reset(n)
	for j := range n {
		e.home[j] = -1
		e.weight[j] = 1
		e.at[j] = atZero
		e.settle(int32(j))
		e.limit(j)
	}
	for i := range m {
		e.basic[i], e.home[a.columns+i] = int32(a.columns+i), int32(i)
	}
	return e
}

// settle puts a variable at the bound it has, at the smaller one if it has both and was
// at neither.
func (e *engine) settle(j int32) {
	low, high := !math.IsInf(e.low[j], -1), !math.IsInf(e.high[j], 1)
	switch {
	case low && high && e.at[j] == atZero:
		e.at[j] = atLow
		if math.Abs(e.high[j]) < math.Abs(e.low[j]) {
			e.at[j] = atHigh
		}
	case low && high:
	case low:
		e.at[j] = atLow
	case high:
		e.at[j] = atHigh
	default:
		e.at[j] = atZero
	}
}

// bound changes the bounds of a variable.
func (e *engine) bound(j int32, low, high float64) {
	if e.low[j] == low && e.high[j] == high {
		return
	}
	e.low[j], e.high[j] = low, high
	e.settle(j)
	e.limit(int(j))
}

// widen sets the bounds that are worked with: as asked when exact, and otherwise wider by
// an amount that differs from variable to variable. That breaks the ties by which a
// degenerate basis can be left without a step (Charnes 1952; Maros 2003, section 9.4).
// Bounds are only ever widened, so that what has no solution now has none as asked.
// Variables with one value stay: none of them enters a basis, so each leaves it once.
func (e *engine) widen(exact bool) {
	e.exact = exact
	for j := range e.low {
		e.limit(j)
	}
}

// limit sets the bounds of a variable that are worked with.
func (e *engine) limit(j int) {
	low, high := e.low[j], e.high[j]
	if !e.exact && low < high {
		low -= float64(shake * (0.5 + noise(2*j)) * max(1, math.Abs(low)))
		high += float64(shake * (0.5 + noise(2*j+1)) * max(1, math.Abs(high)))
	}
	e.least[j], e.most[j] = low, high
	e.under[j], e.over[j] = low-float64(e.loose*slack(low)), high+float64(e.loose*slack(high))
}

// slack is how far a value may lie outside a bound. The conversion keeps machines that can
// from multiplying and adding in one step, here and wherever a product is added.
func slack(bound float64) float64 { return float64(feasible * max(1, math.Abs(bound))) }

// noise gives a number from 0 to 1 that looks like chance and is the same everywhere: the
// finaliser of SplitMix64 (Steele, Lea & Flood 2014).
func noise(of int) float64 {
	z := uint64(of+1) * 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return float64((z^z>>31)>>11) / (1 << 53)
}

// rest gives the value of a variable outside the basis.
func rest(at place, low, high float64) float64 {
	switch at {
	case atLow:
		return low
	case atHigh:
		return high
	default:
		return 0
	}
}

// refactor factors the basis. Where columns of it follow from others, the variables of
// rows take their places.
func (e *engine) refactor() {
	for {
		places, rows := e.factor.of(e.a, e.basic)
		if len(places) == 0 {
			break
		}
		for k, p := range places {
			if out := e.basic[p]; out >= 0 {
				e.home[out] = -1
			}
			in := int32(e.a.columns) + rows[k]
			e.basic[p], e.home[in] = in, p
		}
	}
	e.factored = true
}

// values gives all variables by the basis, with the others at the bounds given.
func (e *engine) values(low, high, x []float64) {
	for j := range x {
		if e.home[j] >= 0 {
			continue
		}
		x[j] = rest(e.at[j], low[j], high[j])
		if x[j] != 0 {
			e.subtract(e.rows, int32(j), x[j])
		}
	}
	e.factor.forward(e.rows, e.places, nil)
	for p, j := range e.basic {
		x[j] = e.places[p]
		e.places[p] = 0
	}
}

// subtract takes a multiple of a variable's column from b.
func (e *engine) subtract(b []float64, j int32, times float64) {
	if int(j) >= e.a.columns {
		b[int(j)-e.a.columns] += times
		return
	}
	rows, values := e.a.of(int(j))
	for c, i := range rows {
		b[i] -= float64(values[c] * times)
	}
}

// refresh computes from the basis what is otherwise kept up to date.
func (e *engine) refresh() {
	if !e.factored || e.factor.worn() {
		e.refactor()
	}
	e.values(e.least, e.most, e.x)
	for j, home := range e.home {
		e.moves[j] = home < 0 && e.least[j] < e.most[j]
	}
	e.wrong = 0
	for p := range e.basic {
		e.slope[p] = e.side(int32(p))
		if e.slope[p] != 0 {
			e.wrong++
		}
	}
	e.reprice()
	e.fresh = true
}

// side tells whether a variable of the basis is below its bounds (-1), above them (1) or
// between.
func (e *engine) side(p int32) int8 {
	j := e.basic[p]
	switch {
	case e.x[j] < e.under[j]:
		return -1
	case e.x[j] > e.over[j]:
		return 1
	default:
		return 0
	}
}

// reprice computes what a unit of each variable outside the basis costs.
func (e *engine) reprice() {
	e.repairing = e.wrong > 0
	some := false
	for p, j := range e.basic {
		e.places[p] = e.cost[j]
		if e.repairing {
			e.places[p] = float64(e.slope[p])
		}
		some = some || e.places[p] != 0
	}
	e.gain = optimal
	if e.repairing {
		clear(e.reduced)
	} else {
		copy(e.reduced, e.cost)
	}
	if some {
		e.factor.backward(e.places, e.rho, nil)
		e.gain = max(optimal, float64(rounding*largest(e.rho)))
		e.combine()
		for _, j := range e.touched {
			e.reduced[j] -= e.across[j]
			e.across[j] = 0
		}
	}
	e.inviting.empty()
	for j, moves := range e.moves {
		if moves && e.reduced[j] != 0 {
			e.invite(int32(j))
		}
	}
}

// combine adds up the rows of A − r by the multiples of rho, for variables that may enter
// the basis; across and touched hold the sum.
func (e *engine) combine() {
	e.touched = e.touched[:0]
	for i, y := range e.rho {
		if math.Abs(y) < tiny {
			continue
		}
		columns, values := e.a.across(i)
		for c, j := range columns {
			if !e.moves[j] {
				continue
			}
			if e.across[j] == 0 {
				e.touched = append(e.touched, j)
			}
			if e.across[j] += float64(values[c] * y); e.across[j] == 0 {
				e.across[j] = math.SmallestNonzeroFloat64 // it is in touched already
			}
		}
		if j := e.a.columns + i; e.moves[j] {
			e.touched = append(e.touched, int32(j))
			e.across[j] = -y
		}
	}
}

// invite keeps the set of the variables that are worth entering the basis.
func (e *engine) invite(j int32) {
	d := e.reduced[j]
	up, down := d < -e.gain && e.at[j] != atHigh, d > e.gain && e.at[j] != atLow
	if up || down {
		e.inviting.add(j)
		return
	}
	e.inviting.remove(j)
}

// set holds variables, in an order that follows from what was done alone.
type set struct{ items, at []int32 }

func (s *set) reset(n int) { s.items, s.at = s.items[:0], fill(s.at, n, -1) }

func (s *set) empty() {
	for _, j := range s.items {
		s.at[j] = -1
	}
	s.items = s.items[:0]
}

func (s *set) add(j int32) {
	if s.at[j] < 0 {
		s.at[j] = int32(len(s.items))
		s.items = append(s.items, j)
	}
}

func (s *set) remove(j int32) {
	k := s.at[j]
	if k < 0 {
		return
	}
	last := s.items[len(s.items)-1]
	s.items[k], s.at[last] = last, k
	s.items, s.at[j] = s.items[:len(s.items)-1], -1
}
