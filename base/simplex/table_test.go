// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package simplex_test

import (
	"math/rand/v2"

	"baken/base/simplex"
)

// holes makes a table with all its margins, of which some cells are left out: a variable
// for each of those, and an equation for each line of each dimension.
func holes(rng *rand.Rand, sizes []int, out int, zeros float64) (p simplex.Problem, truth []float64) {
	all := []int{1}
	for _, n := range sizes {
		all = append(all, all[len(all)-1]*(n+1))
	}
	cells := all[len(all)-1]
	value := make([]float64, cells)
	for c := range value {
		if !margin(c, sizes) && rng.Float64() >= zeros {
			value[c] = float64(rng.IntN(30))
		}
	}
	for d, n := range sizes { // the last of each line is the sum of the others
		for c := range value {
			if c/all[d]%(n+1) == n {
				value[c] = 0
				for k := range n {
					value[c] += value[c-(n-k)*all[d]]
				}
			}
		}
	}
	hidden := make([]bool, cells)
	for _, c := range rng.Perm(cells)[:out] {
		hidden[c] = true
	}
	columns := make([]simplex.Column, cells)
	for d, n := range sizes {
		for c := range value {
			if c/all[d]%(n+1) != n {
				continue
			}
			known := 0.0
			for k := range n + 1 {
				at := c - (n-k)*all[d]
				sign := 1.0
				if k == n {
					sign = -1
				}
				if hidden[at] {
					columns[at].Entries = append(columns[at].Entries, simplex.Entry{Row: len(p.Rows), Value: sign})
				} else {
					known += sign * value[at]
				}
			}
			p.Rows = append(p.Rows, simplex.Bounds{Low: -known, High: -known})
		}
	}
	for c, h := range hidden {
		if h {
			columns[c].Bounds = simplex.Bounds{Low: 0, High: inf}
			p.Columns = append(p.Columns, columns[c])
			truth = append(truth, value[c])
		}
	}
	return p, truth
}

// moves asks for the cheapest way to have more in one cell of a table of three dimensions,
// by moves of others up and down that leave all margins as they are: all are at zero but
// one, many moves cost nothing, and many cells can't go down.
func moves(rng *rand.Rand, sizes []int) (p simplex.Problem) {
	table, _ := holes(rng, sizes, (sizes[0]+1)*(sizes[1]+1)*(sizes[2]+1), 0.3)
	p.Rows = make([]simplex.Bounds, len(table.Rows))
	for _, c := range table.Columns {
		cost := float64(rng.IntN(4) * rng.IntN(5))
		p.Columns = append(p.Columns,
			simplex.Column{Bounds: simplex.Bounds{High: inf}, Cost: cost},
			simplex.Column{Bounds: simplex.Bounds{High: float64(rng.IntN(3) * rng.IntN(9))}, Cost: cost})
		up, down := &p.Columns[len(p.Columns)-2], &p.Columns[len(p.Columns)-1]
		for _, e := range c.Entries {
			up.Entries = append(up.Entries, e)
			down.Entries = append(down.Entries, simplex.Entry{Row: e.Row, Value: -e.Value})
		}
	}
	more := &p.Columns[2*rng.IntN(len(table.Columns))]
	more.Low = float64(1 + rng.IntN(10))
	more.High = more.Low
	return p
}

func margin(c int, sizes []int) bool {
	for _, n := range sizes {
		if c%(n+1) == n {
			return true
		}
		c /= n + 1
	}
	return false
}
