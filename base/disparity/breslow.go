// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// BreslowDay tests that the odds ratio is the same in all strata, with Tarone's
// correction:
//
//	Σ (aᵢ−Eᵢ)²/Vᵢ − (Σ aᵢ−Eᵢ)²/Σ Vᵢ
//
// where Eᵢ are the events that the group would have in the stratum, with its
// margins, at the common odds ratio, and 1/Vᵢ is the sum of 1/cell at that
// point. One degree of freedom less than there are informative strata.
// NoStratum when there are fewer than two, or when the common odds ratio is 0
// or Unbounded.
//
// Sources: N.E. Breslow and N.E. Day, Statistical methods in cancer research I
// (1980) 142-143; R.E. Tarone, On heterogeneity tests based on efficient
// scores, Biometrika 72 (1985) 91-95.
func (s Strata) BreslowDay() ChiSquare {
	left := s.uninformative(EmptyGroup, NoEvents, NoOthers)
	tables := s.informative(left)
	common := oddsBounds(tables, tables)
	psi := common.upLow / common.downLow
	if len(tables) < 2 || math.IsInf(psi, 1) || !(psi > 0) {
		return s.chiSquare(math.NaN(), max(0, len(tables)-1), left)
	}
	var score, sum, variance float64
	for _, t := range tables {
		gap, v := fromOdds(t, psi)
		score += gap * gap / v
		sum += gap
		variance += v
	}
	return s.chiSquare(max(0, score-sum*sum/variance), len(tables)-1, left)
}

// fromOdds gives how many events the group has above the number that it would
// have with these margins and odds ratio psi, and the variance at that point.
// All four cells are off by as much: the smallest one tells it with most digits.
func fromOdds(t table, psi float64) (gap, variance float64) {
	f := fitted(t, psi)
	g, r := f.group, f.reference
	switch min(g.a, g.b, r.a, r.b) {
	case g.a:
		gap = t.group.a - g.a
	case g.b:
		gap = g.b - t.group.b
	case r.a:
		gap = r.a - t.reference.a
	default:
		gap = t.reference.b - r.b
	}
	return gap, 1 / (1/g.a + 1/g.b + 1/r.a + 1/r.b)
}

// fitted gives the table with these margins and odds ratio psi. The group's
// events x are the root within the margins of
//
//	(1−ψ)x² + (n₂−m+ψ(n₁+m))x − ψn₁m = 0,
//
// which keeps its digits for ψ ≤ 1: above that the groups change places. So
// does the opposite cell; of the other two, the smaller follows from the odds
// ratio, since as a difference it could lose its digits.
func fitted(t table, psi float64) table {
	if psi > 1 {
		return fitted(t.swap(), 1/psi).swap()
	}
	x := eventsAtOdds(t, psi)
	opposite := eventsAtOdds(table{t.reference.swap(), t.group.swap()}, psi)
	others, events := t.group.n()-x, t.group.a+t.reference.a-x
	if others < events {
		others = x * opposite / (psi * events)
	} else {
		events = x * opposite / (psi * others)
	}
	return table{cell{x, others}, cell{events, opposite}}
}

func eventsAtOdds(t table, psi float64) float64 {
	n1, n2, m := t.group.n(), t.reference.n(), t.group.a+t.reference.a
	a, b, c := 1-psi, n2-m+psi*(n1+m), psi*n1*m
	root := math.Sqrt(b*b + 4*a*c)
	if b < 0 {
		return (root - b) / (2 * a)
	}
	return 2 * c / (b + root)
}
