// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package simplex

import "math"

// passes is how often rows and columns are brought to a middle of 1 in turn.
const passes = 4

// balance multiplies rows and columns so that the entries of each have the geometric
// middle of the smallest and the largest near 1 (Tomlin 1975). It takes powers of two
// alone, so that nothing is rounded, and leaves ±1 as they are. It gives how much a unit
// of each column, and then of each row, has become.
func (a *matrix) balance() []float64 {
	column, row := make([]int, a.columns), make([]int, a.rows) // exponents
	for range passes {
		for i := range row {
			columns, values := a.across(i)
			row[i] = -middle(values, columns, column)
		}
		for j := range column {
			rows, values := a.of(j)
			column[j] = -middle(values, rows, row)
		}
	}
	for j := range column {
		rows, values := a.of(j)
		for c, i := range rows {
			values[c] = math.Ldexp(values[c], row[i]+column[j])
		}
	}
	for i := range row {
		columns, values := a.across(i)
		for c, j := range columns {
			values[c] = math.Ldexp(values[c], row[i]+column[j])
		}
	}
	scale := make([]float64, 0, a.columns+a.rows)
	for _, power := range column {
		scale = append(scale, math.Ldexp(1, power))
	}
	for _, power := range row {
		scale = append(scale, math.Ldexp(1, -power))
	}
	return scale
}

// middle gives the exponent between those of the smallest and the largest entry.
func middle(values []float64, index []int32, other []int) int {
	least, most := math.MaxInt, math.MinInt
	for c, x := range values {
		_, power := math.Frexp(x)
		power += other[index[c]] - 1
		least, most = min(least, power), max(most, power)
	}
	if least > most {
		return 0
	}
	return (least + most) / 2
}

// usual gives a power of two near the geometric mean of the bounds that aren't zero.
func usual(bounds []Bounds, scale []float64) float64 {
	sum, n := 0, 0
	for j, b := range bounds {
		for _, x := range []float64{b.Low, b.High} {
			if x == 0 || math.IsInf(x, 0) {
				continue
			}
			_, power := math.Frexp(x / scale[j])
			sum += power - 1
			n++
		}
	}
	if n == 0 {
		return 1
	}
	return math.Ldexp(1, sum/n)
}
