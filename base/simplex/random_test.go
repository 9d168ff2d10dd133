// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package simplex_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"baken/base/simplex"
)

// kinds make small problems, each of its own sort.
var kinds = []struct {
	name string
	make func(*rand.Rand) simplex.Problem
}{
	{"mixed", mixed},
	{"percentages", percentages},
	{"repeated rows", repeated},
	{"transport", transport},
	{"table", func(rng *rand.Rand) simplex.Problem {
		sizes := []int{2 + rng.IntN(3), 2 + rng.IntN(3), 2 + rng.IntN(2)}
		cells := (sizes[0] + 1) * (sizes[1] + 1) * (sizes[2] + 1)
		p, _ := holes(rng, sizes, cells/2+rng.IntN(cells/2), rng.Float64())
		costs(rng, p)
		return p
	}},
	{"assignment", assignment},
	{"moves", func(rng *rand.Rand) simplex.Problem {
		return moves(rng, []int{2 + rng.IntN(3), 2 + rng.IntN(2), 2})
	}},
}

func costs(rng *rand.Rand, p simplex.Problem) {
	if rng.IntN(2) == 0 {
		p.Columns[rng.IntN(len(p.Columns))].Cost = float64(1 - 2*rng.IntN(2))
		return
	}
	for j := range p.Columns {
		p.Columns[j].Cost = float64(rng.IntN(11) - 3)
	}
}

// mixed has bounds of all sorts, on rows and on columns; often with a point that meets
// them, and often with none.
func mixed(rng *rand.Rand) simplex.Problem {
	return around(rng, 1+rng.IntN(8), 1+rng.IntN(10), func() float64 {
		return []float64{1, -1, 1, -1, 2, 3, -4}[rng.IntN(7)]
	})
}

// percentages has coefficients from a thousandth to ten thousand.
func percentages(rng *rand.Rand) simplex.Problem {
	return around(rng, 1+rng.IntN(6), 1+rng.IntN(8), func() float64 {
		return []float64{1, -1, 1e-3, 0.025, -0.4, 100, 1e4}[rng.IntN(7)]
	})
}

func around(rng *rand.Rand, rows, columns int, value func() float64) (p simplex.Problem) {
	sum := make([]float64, rows)
	bounded := rng.IntN(3) > 0
	for range columns {
		x := float64(rng.IntN(9) - 2)
		c := simplex.Column{Bounds: interval(rng, x, bounded), Cost: float64(rng.IntN(9) - 4)}
		for i := range rows {
			if rng.IntN(3) == 0 {
				v := value()
				c.Entries = append(c.Entries, simplex.Entry{Row: i, Value: v})
				sum[i] += v * x
			}
		}
		p.Columns = append(p.Columns, c)
	}
	for _, x := range sum {
		if rng.IntN(12) == 0 {
			x += float64(rng.IntN(7) - 3)
		}
		p.Rows = append(p.Rows, interval(rng, x, false))
	}
	return p
}

// interval gives bounds about x, which lies at one of them more often than not.
func interval(rng *rand.Rand, x float64, bounded bool) simplex.Bounds {
	low, high := x-float64(rng.IntN(3)), x+float64(rng.IntN(3))
	if bounded {
		return simplex.Bounds{Low: low, High: high}
	}
	return []simplex.Bounds{{Low: low, High: inf}, {Low: -inf, High: high}, {Low: x, High: x}, {Low: low, High: high}, {Low: -inf, High: inf}, {Low: low, High: inf}}[rng.IntN(6)]
}

// repeated has rows that follow from others.
func repeated(rng *rand.Rand) simplex.Problem {
	p := mixed(rng)
	for i := range p.Rows {
		switch rng.IntN(3) {
		case 0: // the same twice
			p = with(p, p.Rows[i], map[int]float64{i: 1})
		case 1: // the sum of this one and the first
			b, other := p.Rows[i], p.Rows[0]
			if i > 0 {
				p = with(p, simplex.Bounds{Low: b.Low + other.Low, High: b.High + other.High}, map[int]float64{i: 1, 0: 1})
			}
		}
	}
	return p
}

// with adds a row that is a combination of others.
func with(p simplex.Problem, b simplex.Bounds, times map[int]float64) simplex.Problem {
	for j := range p.Columns {
		sum := 0.0
		for _, e := range p.Columns[j].Entries {
			sum += times[e.Row] * e.Value
		}
		if sum != 0 {
			p.Columns[j].Entries = append(p.Columns[j].Entries, simplex.Entry{Row: len(p.Rows), Value: sum})
		}
	}
	p.Rows = append(p.Rows, b)
	return p
}

// transport ships what is there to where it is asked for: one equation follows from the
// others.
func transport(rng *rand.Rand) (p simplex.Problem) {
	from, to := 2+rng.IntN(5), 2+rng.IntN(5)
	p.Rows = make([]simplex.Bounds, from+to)
	for i := range from {
		for k := range to {
			x := float64(rng.IntN(4) * rng.IntN(2))
			p.Rows[i].Low += x
			p.Rows[from+k].Low += x
			p.Columns = append(p.Columns, simplex.Column{
				Bounds: simplex.Bounds{High: inf}, Cost: float64(rng.IntN(10)),
				Entries: []simplex.Entry{{Row: i, Value: 1}, {Row: from + k, Value: 1}},
			})
		}
	}
	for i := range p.Rows {
		p.Rows[i].High = p.Rows[i].Low
	}
	return p
}

// assignment is as degenerate as can be: each basis has about half its variables at 0.
func assignment(rng *rand.Rand) (p simplex.Problem) {
	n := 2 + rng.IntN(6)
	for range 2 * n {
		p.Rows = append(p.Rows, simplex.Bounds{Low: 1, High: 1})
	}
	for i := range n {
		for k := range n {
			p.Columns = append(p.Columns, simplex.Column{
				Bounds: simplex.Bounds{High: inf}, Cost: float64(rng.IntN(5)),
				Entries: []simplex.Entry{{Row: i, Value: 1}, {Row: n + k, Value: 1}},
			})
		}
	}
	return p
}

// some gives so many problems of all kinds.
func some(each int) (all []simplex.Problem) {
	rng := rand.New(rand.NewPCG(7, 11))
	for range each {
		for _, kind := range kinds {
			all = append(all, kind.make(rng))
		}
	}
	return all
}

func solver(t *testing.T, p simplex.Problem) *simplex.Solver {
	t.Helper()
	s, err := simplex.New(p)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// meets says by how much a point is outside of what a problem asks, relative to the
// numbers in it.
func meets(p simplex.Problem, x []float64) (off float64) {
	sum, size := make([]float64, len(p.Rows)), make([]float64, len(p.Rows))
	for j, c := range p.Columns {
		off = max(off, outside(c.Bounds, x[j], 1))
		for _, e := range c.Entries {
			sum[e.Row] += e.Value * x[j]
			size[e.Row] += math.Abs(e.Value * x[j])
		}
	}
	for i, b := range p.Rows {
		off = max(off, outside(b, sum[i], size[i]))
	}
	return off
}

func outside(b simplex.Bounds, x, size float64) float64 {
	if math.IsNaN(x) {
		return inf
	}
	return max(b.Low-x, x-b.High) / max(1, size)
}

// near says whether two numbers are the same but for rounding.
func near(a, b float64) bool {
	return a == b || math.Abs(a-b) <= 1e-7*max(1, math.Abs(a), math.Abs(b))
}
