// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"testing"

	"pgregory.net/rapid"
)

// The worst case for the level is a selection that differs for certain and hit
// rates that are equal: then the outcome test errs alone. Its chance is added up
// over all tables, for all rates on a grid, of which the test would be possible.
// Newcombe's interval by itself errs on one side in up to 9% at these sizes.
func TestOutcomeTestKeepsItsLevel(t *testing.T) {
	worst, wide := 0.0, 0.0
	for _, n := range [][2]int64{{10, 10}, {10, 40}, {25, 60}, {60, 60}, {10, 400}, {400, 10}} {
		var wrong, byInterval [][2]int64
		for x := range n[0] + 1 {
			for y := range n[1] + 1 {
				hits := Pair{of(t, x, n[0]), of(t, y, n[1])}
				if (Decided{hits, hits}).obstacle() != "" {
					continue
				}
				s, side := hits.tested(usual)
				if side == Higher {
					wrong = append(wrong, [2]int64{x, y})
				}
				if beyond(s) == Higher {
					byInterval = append(byInterval, [2]int64{x, y})
				}
			}
		}
		for p := 0.01; p < 0.995; p += 0.02 {
			worst = max(worst, chanceOf(wrong, n, p))
			wide = max(wide, chanceOf(byInterval, n, p))
		}
	}
	t.Logf("largest chance of a wrong side: %.4f, by the interval alone %.4f", worst, wide)
	if worst > 0.025 || wide < 0.05 {
		t.Errorf("a wrong side is given with a chance of %.4f (want at most 0.025), by the interval alone %.4f", worst, wide)
	}
}

func chanceOf(tables [][2]int64, n [2]int64, p float64) float64 {
	var sum float64
	for _, k := range tables {
		sum += binomialChance(k[0], n[0], p) * binomialChance(k[1], n[1], p)
	}
	return sum
}

func TestFisherAbove(t *testing.T) {
	// R 4.2, fisher.test(matrix(c(a, b, c, d), 2, byrow = TRUE), alternative = "greater")$p.value
	for _, x := range []struct{ a, b, c, d, want float64 }{
		{3, 1, 1, 3, 0.2428571429},
		{12, 5, 6, 15, 0.01156919757},
		{0, 9, 4, 3, 1},
		{1060, 630, 130, 860, 1.553606036e-149},
	} {
		got := fisherAbove(table{cell{x.a, x.b}, cell{x.c, x.d}})
		near(t, "Fisher, one-sided", Value{number: got}, x.want, 1e-6)
	}
}

// The corner of the box has the largest P over all true counts.
func TestFisherAboveIsLargestAtTheCorner(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		p := Pair{published(12, 3).Draw(r, "group"), published(12, 3).Draw(r, "reference")}
		most := fisherAbove(p.low())
		for _, g := range truths(p.Group) {
			for _, ref := range truths(p.Reference) {
				if got := fisherAbove(table{g.cell(), ref.cell()}); g.Total() > 0 && ref.Total() > 0 && got > most*(1+1e-12) {
					r.Fatalf("%v against %v: P %g, over %g at the corner", g, ref, got, most)
				}
			}
		}
	})
}
