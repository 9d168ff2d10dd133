// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"cmp"
	"math"
	"slices"
)

// margins are the totals of a stratum that a conditional analysis holds fixed:
// of the group, of the reference, and the events of both. Strata with the same
// margins share one polynomial
//
//	Σ C(first, x) C(second, events−x) ψˣ,
//
// the product of two binomial polynomials, so that they are kept once, with how
// many there are.
type margins struct {
	first, second, events float64
	times                 float64
}

// marginsOf gives the different margins in a fixed order.
func marginsOf(tables []table) []margins {
	many := make(map[margins]float64, len(tables))
	for _, t := range tables {
		many[margins{first: t.group.n(), second: t.reference.n(), events: t.group.a + t.reference.a}]++
	}
	out := make([]margins, 0, len(many))
	for m, times := range many {
		m.times = times
		out = append(out, m)
	}
	slices.SortFunc(out, func(m, n margins) int {
		return cmp.Or(cmp.Compare(m.first, n.first), cmp.Compare(m.second, n.second), cmp.Compare(m.events, n.events))
	})
	return out
}

func (m margins) low() float64  { return max(0, m.events-m.second) }
func (m margins) high() float64 { return min(m.first, m.events) }

// near is a whole number of events beside the most likely one at log odds ratio
// beta: the one that an unconditional fit expects.
func (m margins) near(beta float64) float64 {
	x := m.high()
	t := table{cell{x, m.first - x}, cell{m.events - x, m.second - m.events + x}}
	gap, _ := fromOdds(t, math.Exp(beta))
	return min(max(math.Round(x-gap), m.low()), m.high())
}

// up is the term of x+1 over that of x.
func (m margins) up(x, psi float64) float64 {
	return psi * (m.first - x) / (x + 1) * ((m.events - x) / (m.second - m.events + x + 1))
}

// logTerm is the logarithm of the term of x without its power of ψ, up to a
// constant of the margins. As two binomial chances it keeps its digits, where a
// logarithm of factorials would lose them to millions of people.
func (m margins) logTerm(x float64) float64 {
	n := m.first + m.second
	p, q := m.events/n, (n-m.events)/n
	return logChance(cell{x, m.first - x}, p, q) + logChance(cell{m.events - x, m.second - m.events + x}, p, q)
}

func logChance(x cell, p, q float64) float64 {
	if x.a == 0 {
		x, p, q = x.swap(), q, p
	}
	return logBinomial(x, p, q)
}

// terms walks from start to both sides and gives every term as a share of that
// of start, until one is less than trim times the largest. The terms rise to
// the most likely and fall from there, so none of weight is passed over.
func (m margins) terms(start, beta, trim float64, each func(x, w float64)) {
	psi := math.Exp(beta)
	each(start, 1)
	largest := 1.0
	for x, w := start, 1.0; x < m.high(); x++ {
		w *= m.up(x, psi)
		largest = max(largest, w)
		if w < trim*largest {
			break
		}
		each(x+1, w)
	}
	for x, w := start, 1.0; x > m.low(); x-- {
		w /= m.up(x-1, psi)
		largest = max(largest, w)
		if w < trim*largest {
			break
		}
		each(x-1, w)
	}
}

// moments are what a polynomial says at one odds ratio: the logarithm of its
// sum, and mean and variance of the group's events less start.
type moments struct{ start, log, mean, variance float64 }

// light is the weight of a term that can't be seen in a sum.
const light = 1e-24

func (m margins) moments(beta float64) moments {
	start := m.near(beta)
	var sum, first, second float64
	m.terms(start, beta, light, func(x, w float64) {
		d := x - start
		sum += w
		first += w * d
		second += w * d * d
	})
	mean := first / sum
	return moments{
		start: start, log: m.logTerm(start) + math.Log(sum),
		mean: mean, variance: max(0, second/sum-mean*mean),
	}
}
