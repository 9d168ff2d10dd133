// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// factor is a rate that a product multiplies by (power 1) or divides by
// (power −1).
type factor struct {
	count Count
	power float64
}

// compound is a product and quotient of independent rates.
type compound []factor

// over divides one product by another.
func (p compound) over(q compound) compound {
	out := append(compound{}, p...)
	for _, f := range q {
		out = append(out, factor{f.count, -f.power})
	}
	return out
}

// statistic gives the product with an interval from the Wilson limits of its
// factors, recovered on the log scale: with rates rᵢ and limits lᵢ to uᵢ,
//
//	exp(Σ ±log rᵢ ± √Σ (log rᵢ − log limitᵢ)²),
//
// each limit being the one on the side at which the product is smaller (larger).
// A rate of 0 has no logarithm, so that there is no interval then (ZeroCell).
// The product rises with the events of a factor and falls with its others, or
// the reverse, so that Range is found at two corners; in Envelope the rate of
// each factor and its distance to the limit are bounded by themselves.
//
// Source: G.Y. Zou and A. Donner, Construction of confidence limits about effect
// measures: a general approach, Statistics in Medicine 27 (2008) 1693-1702.
func (p compound) statistic(level Confidence) Statistic {
	outer := !p.exact()
	return Statistic{
		Method:   MoverWilson,
		Estimate: p.at(0),
		Interval: interval(p.limit(level, -1, asPublished), p.limit(level, 1, asPublished), level),
		Range:    Range{Low: p.at(-1), High: p.at(1), Outer: outer},
		Envelope: Range{
			Low:   p.limit(level, -1, Count.corners),
			High:  p.limit(level, 1, Count.corners),
			Outer: outer,
		},
	}
}

// at gives the product at the counts as published (side 0), or its smallest (−1)
// or largest (1) value over the possible counts.
func (p compound) at(side float64) Value {
	up, down := 1.0, 1.0
	for _, f := range p {
		x := f.count.cell()
		switch toward := side * f.power; {
		case toward < 0:
			x = f.count.lowest()
		case toward > 0:
			x = f.count.highest()
		}
		switch {
		case x.n() == 0:
			return missing(EmptyGroup)
		case f.power > 0:
			up *= risk(x)
		default:
			down *= risk(x)
		}
	}
	return value(up/down, NoEvents)
}

// limit gives the limit on one side, at the furthest over the cells of each
// factor.
func (p compound) limit(level Confidence, side float64, cells func(Count) []cell) Value {
	var sum, squares float64
	for _, f := range p {
		if f.count.Total() == 0 {
			return missing(EmptyGroup)
		}
		far, distance := math.Inf(int(-side)), 0.0
		for _, x := range cells(f.count) {
			low, high := wilson(x, level.z())
			end := low
			if side*f.power > 0 {
				end = high
			}
			log := f.power * math.Log(risk(x))
			far = side * max(side*far, side*log)
			distance = max(distance, math.Abs(math.Log(end)-math.Log(risk(x))))
		}
		sum += far
		squares += distance * distance
	}
	x := math.Exp(sum + side*math.Sqrt(squares))
	if math.IsInf(sum, 0) || math.IsNaN(sum) || math.IsNaN(x) {
		return missing(ZeroCell)
	}
	return value(x, ZeroCell)
}

func asPublished(c Count) []cell { return []cell{c.cell()} }

func (p compound) exact() bool {
	for _, f := range p {
		if !f.count.Exact() {
			return false
		}
	}
	return true
}
