// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// RiskRatio gives the rate of the group divided by the rate of the reference,
// at least 0, with Katz's interval on the logarithm: ratio·exp(±z·SE) where
//
//	SE² = 1/a − 1/n₁ + 1/c − 1/n₂
//
// for a events of n₁ in the group and c of n₂ in the reference. Without events
// in the reference the estimate is Unbounded, without events at all NoEvents;
// without events in the group it is 0. In these cases there is no interval
// (ZeroCell), nor when everyone in both groups has the event (NoVariation).
// Range and Envelope are exact when the four published numbers vary
// independently; a possible count with NoVariation takes part in Envelope with
// its estimate, 1.
//
// Source: D. Katz and others, Obtaining confidence intervals for the risk ratio
// in cohort studies, Biometrics 34 (1978) 469-474.
func (p Pair) RiskRatio(level Confidence) Statistic {
	s := Statistic{
		Method:   Katz,
		Estimate: ratio(p.table()),
		Interval: katzInterval(p.table(), level),
		Range:    p.ratioRange(),
	}
	s.Envelope = p.katzEnvelope(s.Interval, level.z())
	return s
}

// ratio gives the risk ratio of one table, or why it has none.
func ratio(t table) Value {
	switch {
	case t.empty():
		return missing(EmptyGroup)
	case t.group.a == 0 && t.reference.a == 0:
		return missing(NoEvents)
	}
	return value(risk(t.group)/risk(t.reference), NoEvents)
}

func (p Pair) ratioRange() Range {
	low, high := p.low(), p.high()
	if low.empty() {
		return gapRange(EmptyGroup)
	}
	if low.reference.a == 0 && high.group.a == 0 {
		return gapRange(NoEvents) // neither group can have an event
	}
	return Range{Low: lowEnd(ratio(low), ratio(high)), High: highEnd(ratio(high))}
}

// lowEnd and highEnd give the ends of a ratio's range when the table at that
// end is 0 divided by 0. Such a table at the low end has a neighbour with the
// ratio 0, unless the reference can't be otherwise and the ratio is unbounded
// throughout; at the high end all other tables have the ratio 0.
func lowEnd(low, high Value) Value {
	if low.gap == NoEvents || low.gap == NoOthers {
		if high.gap == Unbounded {
			return high
		}
		return Value{}
	}
	return low
}

func highEnd(high Value) Value {
	if high.gap == NoEvents || high.gap == NoOthers {
		return Value{}
	}
	return high
}

func katzInterval(t table, level Confidence) Interval {
	switch {
	case t.empty():
		return gapInterval(EmptyGroup, level)
	case t.group.a == 0 || t.reference.a == 0:
		return gapInterval(ZeroCell, level)
	case t.group.b == 0 && t.reference.b == 0:
		return gapInterval(NoVariation, level)
	}
	low, high := -katz(t.swap(), level.z()), katz(t, level.z())
	return interval(value(math.Exp(low), ZeroCell), value(math.Exp(high), ZeroCell), level)
}

// katz is the logarithm of the upper limit.
func katz(t table, z float64) float64 {
	return math.Log(risk(t.group)/risk(t.reference)) +
		z*math.Sqrt(riskVariance(t.group)+riskVariance(t.reference))
}

// riskVariance is the variance of the logarithm of a rate: 1/a − 1/n, written
// so that no digits are lost.
func riskVariance(x cell) float64 { return x.b / (x.a * x.n()) }

func (p Pair) katzEnvelope(at Interval, z float64) Range {
	g, r := p.Group, p.Reference
	switch {
	case p.Exact():
		return Range{Low: at.Low, High: at.High}
	case g.fewest().a == 0 || r.fewest().a == 0:
		return gapRange(ZeroCell)
	case g.fewest().b == 0 && r.fewest().b == 0:
		return gapRange(NoVariation)
	}
	return Range{
		Low:  value(math.Exp(-katzLargest(r, g, z)), ZeroCell),
		High: value(math.Exp(katzLargest(g, r, z)), ZeroCell),
	}
}

// katzLargest is the largest logarithm of the upper limit over all true counts.
// That limit falls with the reference's events and rises with its others. For
// given events of the group it rises and then falls with the group's others:
// its top is where z·y = 2·SE, with y = 1/n₁ and SE² = 1/a − y + R.
func katzLargest(group, reference Count, z float64) float64 {
	r := reference.fewest()
	rest := riskVariance(r)
	largest := math.Inf(-1)
	from, to := group.eventRange()
	for events := from; events <= to; events++ {
		few, many := group.otherRange(events)
		a := float64(events)
		y := 2 * (math.Sqrt(1+z*z*(1/a+rest)) - 1) / (z * z)
		top := 1/y - a
		for _, b := range []float64{math.Floor(top), math.Ceil(top)} {
			b = min(max(b, float64(few)), float64(many))
			largest = max(largest, katz(table{cell{a, b}, r}, z))
		}
	}
	return largest
}
