// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import (
	"math"

	"baken/base/disclose"
	"baken/base/disparity"
)

// Reading is what a figure of an organisation says beside that of all together.
type Reading string

// The readings. Chance alone brings 1 in 20 organisations that do as all others
// do beyond the inner limits, and 1 in 500 beyond the outer ones.
const (
	Expected Reading = "expected"
	Look     Reading = "look"    // beyond the inner limits
	Differs  Reading = "differs" // beyond the outer limits: it executes differently
)

// Key gives the message key of the reading.
func (r Reading) Key() string { return "complaint.figures.reading." + string(r) }

// Limits are between what a figure of n complaints lies by chance.
type Limits struct {
	N                   int64
	Low, High           float64 // 95 in 100 times
	LowOuter, HighOuter float64 // 998 in 1,000 times
}

// Chances below the lower limits.
const (
	tailInner = 0.025
	tailOuter = 0.001
)

// target is what the figures of organisations are held against: what is printed
// of all of them together, in parts of one or in days, from the least to the
// most that rounding leaves open.
type target struct {
	low, high float64
	variation float64 // of a mean; 0: of a share
}

// at gives the limits of a figure of n complaints. Both ends of the target
// speak for the organisation: the limits are the widest of what is printed.
func (t target) at(n int64) Limits {
	limit := func(x, tail float64) float64 { return disparity.FunnelLimit(x, n, tail) }
	if t.variation > 0 {
		limit = func(x, tail float64) float64 { return disparity.FunnelLimitOfMean(x, t.variation, n, tail) }
	}
	return Limits{
		N: n, Low: limit(t.low, tailInner), High: limit(t.high, 1-tailInner),
		LowOuter: limit(t.low, tailOuter), HighOuter: limit(t.high, 1-tailOuter),
	}
}

// read says what a figure that lies from low to high says. What rounding leaves
// open speaks for the organisation: only when all of it lies beyond a limit does
// the figure.
func (l Limits) read(low, high float64) Reading {
	switch {
	case high < l.LowOuter || low > l.HighOuter:
		return Differs
	case high < l.Low || low > l.High:
		return Look
	}
	return Expected
}

// Point is an organisation in a funnel plot: its number in the table, and what is
// printed of it.
type Point struct {
	Number    int
	N         int64
	Low, High float64 // what is printed leaves open
	Reading   Reading
}

// Funnel is a measure of all organisations: its table, and the same figures for
// a plot. Shares are parts of one; durations are in days.
type Funnel struct {
	Measure   Measure
	Table     disclose.Table
	Low, High float64 // of all together
	Points    []Point
	Curve     []Limits // over the numbers of complaints there are
}

// curve gives the limits over the numbers of complaints of the points.
func (f *Funnel) curve(t target) {
	const steps = 40
	most := int64(0)
	for _, p := range f.Points {
		most = max(most, p.N)
	}
	least := disclose.ForEveryone().Intersection
	last := int64(0)
	for i := range steps + 1 {
		// Even steps on the square root, as the width of the funnel has.
		root := math.Sqrt(float64(least)) + (math.Sqrt(float64(most+least/2))-math.Sqrt(float64(least)))*float64(i)/steps
		if n := int64(math.Round(root * root)); n > last {
			f.Curve, last = append(f.Curve, t.at(n)), n
		}
	}
}

// ends gives the least and the most that a printed figure leaves open, by so
// many to a unit.
func ends(f disclose.Figure, by float64) (low, high float64) {
	low, high = f.Value, f.Value
	if r := f.Range; r != nil && r.Low != nil && r.High != nil {
		low, high = *r.Low, *r.High
	}
	return low / by, high / by
}
