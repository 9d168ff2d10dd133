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

func margin(c int, sizes []int) bool {
	for _, n := range sizes {
		if c%(n+1) == n {
			return true
		}
		c /= n + 1
	}
	return false
}
