// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/floats"
)

// follows is which share of a column is left by the columns before it, at most, for it to
// follow from them.
const follows = 1e-10

// independent takes columns out that follow from those before them, as the levels of a
// margin do from a finer one. Errors: ErrFollows where the totals don't.
func (t *terms) independent(c Calibration) error {
	square := t.square(t.mass(t.before), func(int) float64 { return 1 })
	var kept []int
	var root [][]float64 // of the square over the columns that are kept: its lower triangle, row by row
	dropped := map[int]bool{}
	for k := range t.size {
		row, left := make([]float64, len(kept)), square.At(k, k)
		for a, j := range kept {
			row[a] = (square.At(k, j) - floats.Dot(row[:a], root[a][:a])) / root[a][a]
			left -= row[a] * row[a]
		}
		if k > 0 && left <= follows*square.At(k, k) {
			if err := t.goesWith(c, k, kept, root, row); err != nil {
				return err
			}
			dropped[k] = true
			continue
		}
		kept, root = append(kept, k), append(root, append(row, math.Sqrt(max(left, 0))))
	}
	if len(dropped) > 0 {
		t.without(kept, dropped)
	}
	return nil
}

// goesWith holds the total of a column that follows from others against theirs. What the
// sample itself has, goes with it.
func (t *terms) goesWith(c Calibration, k int, kept []int, root [][]float64, row []float64) error {
	if c.Respondents != nil {
		return nil
	}
	times := slices.Clone(row) // of the columns that are kept, by back substitution
	implied := 0.0
	for a := len(kept) - 1; a >= 0; a-- {
		for b := a + 1; b < len(kept); b++ {
			times[a] -= root[b][a] * times[b]
		}
		times[a] /= root[a][a]
		implied += times[a] * t.totals[kept[a]]
	}
	if scale := max(math.Abs(t.totals[k]), 1e-9*math.Abs(t.totals[0])); math.Abs(implied-t.totals[k]) > 1e-8*scale {
		column, level := t.named(c, k)
		return ErrFollows.With("column", column, "level", level, "total", t.totals[k], "implied", implied)
	}
	return nil
}

// named gives what a column is of.
func (t *terms) named(c Calibration, k int) (column, level string) {
	for m, codes := range t.margins {
		for i, at := range codes {
			if int(at) == k {
				return c.Margins[m].Name, c.Margins[m].Levels[c.Margins[m].Codes[i]]
			}
		}
	}
	if at := k - (t.size - len(t.numbers)); at >= 0 {
		return c.Auxiliaries[at].Name, ""
	}
	return "", ""
}

// without takes columns out. A level without a column is then as the first of its margin:
// the two have the total of both.
func (t *terms) without(kept []int, dropped map[int]bool) {
	place := make([]int32, t.size)
	for at, k := range kept {
		place[k] = int32(at) //nolint:gosec // as many as levels
	}
	numbers := t.size - len(t.numbers)
	for i, l := range t.firsts {
		from := slices.IndexFunc(kept, func(k int) bool { return k >= l.from })
		to := slices.IndexFunc(kept, func(k int) bool { return k >= l.to })
		for k := l.from; k < l.to; k++ {
			if dropped[k] {
				l.total += t.totals[k]
			}
		}
		if from < 0 {
			from = len(kept)
		}
		if to < 0 {
			to = len(kept)
		}
		t.firsts[i] = level{l.total, from, to}
	}
	for _, codes := range t.margins {
		for i, k := range codes {
			codes[i] = place[k]
		}
	}
	var some [][]float64
	var totals []float64
	for _, k := range kept {
		if totals = append(totals, t.totals[k]); k >= numbers {
			some = append(some, t.numbers[k-numbers])
		}
	}
	t.size, t.numbers, t.totals = len(kept), some, totals
}
