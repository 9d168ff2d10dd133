// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package chart

import (
	"math"

	"baken/internal/text"
)

// bounds gives the least and the greatest number that the rows draw; what is
// missing or without bound doesn't count.
func bounds(rows []Row) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	take := func(x float64) {
		if !math.IsNaN(x) && !math.IsInf(x, 0) {
			low, high = min(low, x), max(high, x)
		}
	}
	for _, r := range rows {
		if r.Missing != nil {
			continue
		}
		if r.Band != nil {
			take(r.Band.Low)
			take(r.Band.High)
			continue
		}
		take(r.Value)
		if r.Interval != nil {
			take(r.Interval.Low)
			take(r.Interval.High)
		}
	}
	if low > high {
		return 0, 1
	}
	return low, high
}

// linear is a scale with even steps of 1, 2 or 5 times a power of ten.
func linear(low, high, zero float64, unit Unit) scale {
	if high <= low {
		high = low + 1
	}
	step := stepOf((high - low) / 4)
	first, last := math.Floor(low/step+1e-9), math.Ceil(high/step-1e-9)
	var ticks []float64
	for k := first; k <= last; k++ {
		ticks = append(ticks, k*step)
	}
	from, to := first*step, last*step
	return scale{
		ticks: ticks,
		zero:  zero,
		place: func(x float64) float64 { return within((x - from) / (to - from) * 100) },
		tick: func(x float64) text.Text {
			if unit == Share {
				return text.Percent(x, decimals(step*100))
			}
			return text.Decimal(x, decimals(step))
		},
	}
}

// stepOf rounds a step up to 1, 2 or 5 times a power of ten.
func stepOf(x float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(x)))
	for _, m := range []float64{1, 2, 5} {
		if x <= m*power*(1+1e-9) {
			return m * power
		}
	}
	return 10 * power
}

// decimals gives how many decimals tell steps of that size apart.
func decimals(step float64) int {
	return max(0, int(math.Ceil(-math.Log10(step)-1e-9)))
}

// logarithmic is a scale of ratios whose ticks are powers of two, or of ten
// where the ratios lie far apart. One is always on it.
func logarithmic(low, high float64) scale {
	if low <= 0 {
		low = math.Min(0.125, high/2)
	}
	base := 2.0
	if math.Log2(max(high, 1))-math.Log2(min(low, 1)) > 6 {
		base = 10
	}
	logOf := func(x float64) float64 { return math.Log(x) / math.Log(base) }
	first := math.Floor(logOf(min(low, 1)) + 1e-9)
	last := math.Ceil(logOf(max(high, 1)) - 1e-9)
	if last == first {
		first, last = first-1, last+1
	}
	var ticks []float64
	for k := first; k <= last; k++ {
		ticks = append(ticks, math.Pow(base, k))
	}
	return scale{
		ticks: ticks,
		zero:  1,
		place: func(x float64) float64 {
			if x <= 0 {
				return 0
			}
			return within((logOf(x) - first) / (last - first) * 100)
		},
		tick: func(x float64) text.Text { return text.Decimal(x, -1) },
	}
}

// within keeps a position on the chart.
func within(x float64) float64 { return min(max(x, 0), 100) }
