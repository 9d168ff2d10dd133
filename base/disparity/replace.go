// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"math"

	"gonum.org/v1/gonum/integrate/quad"
)

// mix says how much the other steps of a chain have of the group's rate, the
// rest being the reference's: share[k] from 0 to 1. The part of step i is
//
//	Σ weight · Π_{k≠i} ((1−share[k])·rₖ + share[k]·gₖ) · (gᵢ − rᵢ)
type mix struct {
	weight float64
	share  []float64
}

// inOrder has the group's rates before step i, and the reference's after it.
func inOrder(steps, i int) []mix {
	share := make([]float64, steps)
	for k := range i {
		share[k] = 1
	}
	return []mix{{1, share}}
}

// averaged goes along the diagonal from the reference's rates to the group's.
// Eight nodes integrate polynomials up to degree 15 exactly: MaxSteps − 1.
func averaged(steps int) []mix {
	const nodes = MaxSteps / 2
	at, weights := make([]float64, nodes), make([]float64, nodes)
	quad.Legendre{}.FixedLocations(at, weights, 0, 1)
	out := make([]mix, nodes)
	for q := range out {
		out[q] = mix{weights[q], make([]float64, steps)}
		for k := range steps {
			out[q].share[k] = at[q]
		}
	}
	return out
}

// chance is a rate and the variance of its estimate, each with the values that
// rounding leaves possible; the variance has its upper bound only.
type chance struct {
	rate     span
	variance float64
}

// publishedChance takes the count as published.
func publishedChance(c Count) chance {
	x := c.cell()
	p := risk(x)
	return chance{span{p, p}, p * (1 - p) / x.n()}
}

// possibleChance takes all values of the count that rounding leaves possible.
func possibleChance(c Count) chance {
	_, _, total := c.spans()
	rate := span{risk(c.lowest()), risk(c.highest())}
	widest := min(max(0.5, rate.low), rate.high) // p(1−p) is largest nearest to a half
	return chance{rate, widest * (1 - widest) / max(1, total.low)}
}

// steps holds the chances of both groups at every step.
type steps struct{ group, reference []chance }

func (c Chain) steps(take func(Count) chance) steps {
	var s steps
	for _, link := range c {
		s.group = append(s.group, take(link.Group))
		s.reference = append(s.reference, take(link.Reference))
	}
	return s
}

// others gives Σ weight · Π over the steps but i and j of their mixed rate, times
// the share of the group's (or the reference's) rate in step j. With j below 0
// only i is left out. Rates are taken at their low or high end.
func (s steps) others(mixes []mix, i, j int, end func(span) float64) (ofGroup, ofReference float64) {
	for _, m := range mixes {
		x := m.weight
		for k := range s.group {
			if k != i && k != j {
				x *= (1-m.share[k])*end(s.reference[k].rate) + m.share[k]*end(s.group[k].rate)
			}
		}
		if j < 0 {
			ofGroup += x
			continue
		}
		ofGroup += x * m.share[j]
		ofReference += x * (1 - m.share[j])
	}
	return ofGroup, ofReference
}

// part bounds the part of step i and gives the largest variance by the delta
// method. For counts that aren't rounded both ends are the part itself.
func (s steps) part(mixes []mix, i int) (part span, variance float64) {
	lowEnd, highEnd := func(x span) float64 { return x.low }, func(x span) float64 { return x.high }
	own := span{s.group[i].rate.low - s.reference[i].rate.high, s.group[i].rate.high - s.reference[i].rate.low}
	least, _ := s.others(mixes, i, -1, lowEnd)
	most, _ := s.others(mixes, i, -1, highEnd)
	far := max(math.Abs(own.low), math.Abs(own.high))
	variance = most * most * (s.group[i].variance + s.reference[i].variance)
	for j := range s.group {
		if j == i {
			continue
		}
		g, r := s.others(mixes, i, j, highEnd)
		variance += far * far * (g*g*s.group[j].variance + r*r*s.reference[j].variance)
	}
	return own.times(span{least, most}), variance
}

func (c Chain) part(level Confidence, i int, mixes []mix) Statistic {
	return c.delta(level, func(s steps) (span, float64) { return s.part(mixes, i) })
}

// whole is the difference of the two products.
func (c Chain) whole(level Confidence) Statistic {
	return c.delta(level, func(s steps) (span, float64) {
		group, v := through(s.group)
		reference, w := through(s.reference)
		return span{group.low - reference.high, group.high - reference.low}, v + w
	})
}

// through bounds the product of the rates of one group, and its variance.
func through(steps []chance) (rate span, variance float64) {
	rate = span{1, 1}
	for i, x := range steps {
		rate = rate.times(x.rate)
		others := 1.0
		for k, y := range steps {
			if k != i {
				others *= y.rate.high
			}
		}
		variance += others * others * x.variance
	}
	return rate, variance
}

// delta makes a statistic of what a formula gives for the counts as published and
// over all possible ones.
func (c Chain) delta(level Confidence, formula func(steps) (span, float64)) Statistic {
	s := Statistic{
		Method: Delta, Estimate: missing(EmptyGroup), Interval: gapInterval(EmptyGroup, level),
		Range: gapRange(EmptyGroup), Envelope: gapRange(EmptyGroup),
	}
	exact := true
	for _, link := range c {
		if link.table().empty() {
			return s
		}
		exact = exact && link.Exact()
	}
	at := func() (span, float64) { return formula(c.steps(publishedChance)) }
	over := func() (span, float64) { return formula(c.steps(possibleChance)) }
	if exact {
		over = nil
	}
	return deltaStatistic(level, at, over)
}
