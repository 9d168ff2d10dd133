// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// separated reports whether a step that isn't getting shorter can be taken again
// and again: it moves rows with only events up, rows with none down, and the
// others not.
func (m *irls) separated(far []float64) bool {
	const still, least = 1e-3, 0.1
	longest := largest(far)
	if !(longest >= least) {
		return false
	}
	for i, row := range m.rows {
		c, way := row.Count.cell(), far[i]/longest
		if c.b > 0 && way > still || c.a > 0 && way < -still {
			return false
		}
	}
	return true
}

// mover names the column that moves the log odds of some row most; the intercept
// only where no column does.
func (m *irls) mover(names []string, move []float64) string {
	out, most := Intercept, 0.1
	for k, j := range m.kept {
		if j == 0 {
			continue
		}
		far := math.Abs(move[k]) * largest(mat.Col(nil, k, m.x))
		if far > most {
			out, most = names[j], far
		}
	}
	return out
}

func largest(x []float64) (out float64) {
	for _, v := range x {
		out = max(out, math.Abs(v))
	}
	return out
}
