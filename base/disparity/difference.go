// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// RiskDifference gives the rate of the group less the rate of the reference,
// between −1 and 1, with Newcombe's hybrid score interval without continuity
// correction (his method 10): with Wilson limits l and u of each rate,
//
//	d − √((p₁−l₁)² + (u₂−p₂)²)  to  d + √((u₁−p₁)² + (p₂−l₂)²)
//
// Defined, also at zero cells, unless a group is empty (EmptyGroup). Estimate
// and limits rise with the group's events and the reference's others and fall
// with the other two, so Range and Envelope are exact when the four published
// numbers vary independently.
//
// Source: R.G. Newcombe, Interval estimation for the difference between
// independent proportions, Statistics in Medicine 17 (1998) 873-890.
func (p Pair) RiskDifference(level Confidence) Statistic {
	s := Statistic{
		Method:   Newcombe,
		Estimate: value(difference(p.table()), EmptyGroup),
		Interval: gapInterval(EmptyGroup, level),
		Range:    gapRange(EmptyGroup),
		Envelope: gapRange(EmptyGroup),
	}
	if t := p.table(); !t.empty() {
		low, high := newcombe(t, level.z())
		s.Interval = interval(value(low, EmptyGroup), value(high, EmptyGroup), level)
	}
	if low, high := p.low(), p.high(); !low.empty() {
		s.Range = Range{
			Low:  value(difference(low), EmptyGroup),
			High: value(difference(high), EmptyGroup),
		}
		from, _ := newcombe(low, level.z())
		_, to := newcombe(high, level.z())
		s.Envelope = Range{Low: value(from, EmptyGroup), High: value(to, EmptyGroup)}
	}
	return s
}

func difference(t table) float64 { return risk(t.group) - risk(t.reference) }

func newcombe(t table, z float64) (low, high float64) {
	p1, p2 := risk(t.group), risk(t.reference)
	l1, u1 := wilson(t.group, z)
	l2, u2 := wilson(t.reference, z)
	return p1 - p2 - math.Hypot(p1-l1, u2-p2), p1 - p2 + math.Hypot(u1-p1, p2-l2)
}
