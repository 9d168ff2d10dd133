// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package simplex

import (
	"math"
	"math/rand/v2"
	"testing"
)

// sparseProblem has entries of ±1, about three in each column, about a point that
// meets all.
func sparseProblem(rng *rand.Rand, rows, columns int) Problem {
	p := Problem{Rows: make([]Bounds, rows)}
	for range columns {
		x := float64(rng.IntN(5) * rng.IntN(2))
		c := Column{Bounds: Bounds{0, float64(5 + rng.IntN(20))}, Cost: float64(rng.IntN(21) - 10)}
		for _, i := range rng.Perm(rows)[:min(rows, 1+rng.IntN(4))] {
			v := float64(1 - 2*rng.IntN(2))
			c.Entries = append(c.Entries, Entry{i, v})
			p.Rows[i].Low += v * x
		}
		p.Columns = append(p.Columns, c)
	}
	for i := range p.Rows {
		p.Rows[i].High = p.Rows[i].Low + float64(rng.IntN(3)/2*rng.IntN(4))
	}
	return p
}

// What is called best is proved to be: by prices of the rows, worked out anew from the
// basis, under which no variable that is at a bound would gain by leaving it, and the
// costs are what the bounds cost by those prices (strong duality).
func TestBestIsProved(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 3))
	for k := range 150 {
		s, err := New(sparseProblem(rng, 5+rng.IntN(60), 10+rng.IntN(120)))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Solve(t.Context()); err != nil {
			t.Fatalf("problem %d: %v", k, err)
		}
		prove(t, k, s.now.engine)
	}
}

func prove(t *testing.T, k int, e *engine) {
	t.Helper()
	var f factor
	if places, _ := f.of(e.a, e.basic); places != nil {
		t.Fatalf("problem %d: the basis is singular", k)
	}
	prices := make([]float64, e.a.rows)
	of := make([]float64, e.a.rows)
	for p, j := range e.basic {
		of[p] = e.cost[j]
	}
	f.backward(of, prices, nil)
	primal, dual := 0.0, 0.0
	for j, x := range e.truth {
		d := e.cost[j]
		if j < e.a.columns {
			rows, values := e.a.of(j)
			for c, i := range rows {
				d -= values[c] * prices[i]
			}
		} else {
			d += prices[j-e.a.columns]
		}
		primal += e.cost[j] * x
		switch {
		case d > 1e-7:
			dual += d * e.low[j]
		case d < -1e-7:
			dual += d * e.high[j]
		}
		if d > 1e-7 && x > e.low[j]+1e-7 || d < -1e-7 && x < e.high[j]-1e-7 {
			t.Errorf("problem %d: variable %d is %g, not at the bound of %g to %g that its price %g asks", k, j, x, e.low[j], e.high[j], d)
		}
	}
	if math.Abs(primal-dual) > 1e-7*max(1, math.Abs(primal)) {
		t.Errorf("problem %d: costs %g, the bounds cost %g", k, primal, dual)
	}
}

// Where a bound is drawn in past a solution, the dual method comes to one within it, which
// is proved to be the best as well.
func TestDualIsProved(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 3))
	tried, found := 0, 0
	for k := range 300 {
		s, err := New(sparseProblem(rng, 5+rng.IntN(60), 10+rng.IntN(120)))
		if err != nil {
			t.Fatal(err)
		}
		first, err := s.Solve(t.Context())
		if err != nil {
			t.Fatalf("problem %d: %v", k, err)
		}
		for j, x := range first.X {
			if rng.IntN(10) == 0 && x > 1 {
				if err := s.Bound(j, Bounds{s.bounds[j].Low, x - 1}); err != nil {
					t.Fatal(err)
				}
			}
		}
		if len(s.unmet) > 0 {
			continue
		}
		again := s.Clone()
		if _, err := again.Solve(t.Context()); err != nil {
			continue
		}
		prove(t, k, again.now.engine)
		s.now.price(s.cost)
		e := s.now.engine
		e.widen(true)
		if !e.priced() || !e.amiss() {
			continue
		}
		tried++
		used, err := e.dual(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if !used {
			continue
		}
		found++
		if e.amiss() {
			t.Errorf("problem %d: the dual method ended outside the bounds", k)
		}
	}
	if tried < 80 || found < tried {
		t.Errorf("the dual method found %d of %d", found, tried)
	}
}

// A basis is solved both ways as the matrix says, after columns were replaced too.
func TestFactorSolves(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 3))
	for range 50 {
		s, err := New(sparseProblem(rng, 40, 90))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Solve(t.Context()); err != nil {
			t.Fatal(err)
		}
		e := s.now.engine
		m := e.a.rows
		want, b, got := make([]float64, m), make([]float64, m), make([]float64, m)
		for p, j := range e.basic {
			want[p] = float64(rng.IntN(9) - 4)
			e.subtract(b, j, -want[p])
		}
		e.factor.forward(b, got, nil)
		off := 0.0
		for p := range want {
			off = max(off, math.Abs(got[p]-want[p]), math.Abs(b[p]))
		}
		for i := range want {
			want[i] = float64(rng.IntN(9) - 4)
		}
		for p, j := range e.basic {
			one := make([]float64, m)
			e.subtract(one, j, -1)
			for i, v := range one {
				b[p] += v * want[i]
			}
		}
		e.factor.backward(b, got, nil)
		for p := range want {
			off = max(off, math.Abs(got[p]-want[p]), math.Abs(b[p]))
		}
		if off > 1e-9 {
			t.Errorf("off by %g after %d replacements", off, len(e.factor.terms))
		}
	}
}

// Bland's rule alone, without widened bounds, comes to an end on Beale's problem (1955),
// on which the largest gain goes round for ever.
func TestBealeEnds(t *testing.T) {
	entry := func(a, b, c float64) []Entry { return []Entry{{0, a}, {1, b}, {2, c}} }
	some, inf := Bounds{0, math.Inf(1)}, math.Inf(1)
	s, err := New(Problem{
		Rows: []Bounds{{-inf, 0}, {-inf, 0}, {-inf, 1}},
		Columns: []Column{
			{some, -0.75, entry(0.25, 0.5, 0)},
			{some, 150, entry(-60, -90, 0)},
			{some, -0.02, entry(-0.04, -0.02, 1)},
			{some, 6, entry(9, 3, 0)},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.prepare(); err != nil {
		t.Fatal(err)
	}
	e := s.now.engine
	s.now.price(s.cost)
	e.widen(true)
	e.patience = 0
	end, err := e.run(t.Context())
	if err != nil || end != best || !e.holds(1) {
		t.Fatalf("%v %v", end, err)
	}
	x := s.now.point()
	if value := -0.75*x[0] + 150*x[1] - 0.02*x[2] + 6*x[3]; math.Abs(value+0.05) > 1e-9 {
		t.Errorf("costs %g, the least is -1/20", value)
	}
}
