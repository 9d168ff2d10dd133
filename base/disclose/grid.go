// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose

import "math"

// grid sorts percentages into classes of equal width, in hundredths of a
// point. Up to one point wide, a class is what rounds to the same percentage;
// wider ones are bands that begin at a multiple of their width.
type grid int64

// The grids, finest first: up to 1 point, then bands.
func grids() []grid { return []grid{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 2500, 5000} }

// finest gives the finest grid in which every whole class holds enough
// numerators, for each base that prints as base.
func finest(rules Rules, base int64) (grid, bool) {
	least := base - rules.RoundBaseTo/2
	for _, g := range grids() {
		if int64(g)*least/10_000 >= rules.Possibilities {
			return g, true
		}
	}
	return 5000, false
}

func (g grid) banded() bool  { return g > 100 }
func (g grid) step() float64 { return float64(g) / 100 }

func (g grid) digits() int {
	switch {
	case g < 10:
		return 2
	case g < 100:
		return 1
	default:
		return 0
	}
}

// bandDigits gives one decimal more where classes begin halfway a step.
func (g grid) bandDigits() int {
	if g.banded() {
		return 0
	}
	return g.digits() + 1
}

// class gives the class of events out of base, in whole numbers so that every
// machine agrees. A share of exactly 100 belongs to the last class.
func (g grid) class(events, base int64) int64 {
	if base == 0 {
		return 0
	}
	if g.banded() {
		return min(events*10_000/(base*int64(g)), 10_000/int64(g)-1)
	}
	return (2*events*10_000 + base*int64(g)) / (2 * base * int64(g))
}

// limits gives the lowest and highest percentage of a class.
func (g grid) limits(class int64) (low, high float64) {
	at := float64(class) * g.step()
	if g.banded() {
		return at, at + g.step()
	}
	digits := g.digits() + 1
	return math.Max(roundTo(at-g.step()/2, digits), 0), math.Min(roundTo(at+g.step()/2, digits), 100)
}
