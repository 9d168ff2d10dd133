// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// OddsRatio gives the odds of the event in the group divided by those in the
// reference, ad/bc, at least 0, with Woolf's interval on the logarithm:
// ratio·exp(±z·SE) where SE² = 1/a + 1/b + 1/c + 1/d.
//
// At zero cells nothing is added: the estimate is 0, Unbounded, NoEvents or
// NoOthers as the counts say, and there is no interval (ZeroCell). Range and
// Envelope are exact when the four published numbers vary independently.
//
// Source: B. Woolf, On estimating the relation between blood group and
// disease, Annals of Human Genetics 19 (1955) 251-253.
func (p Pair) OddsRatio(level Confidence) Statistic {
	s := Statistic{
		Method:   Woolf,
		Estimate: odds(p.table()),
		Interval: woolfInterval(p.table(), level),
		Range:    p.oddsRange(),
		Envelope: gapRange(ZeroCell),
	}
	switch {
	case p.Exact():
		s.Envelope = Range{Low: s.Interval.Low, High: s.Interval.High}
	case !p.anyZero():
		s.Envelope = p.woolfEnvelope(level.z(), 0)
	}
	return s
}

// HaldaneAnscombe gives the odds ratio and Woolf's interval after one half was
// added to each of the four cells. It exists for zero cells, and is labelled
// by its own method: it is another estimate than OddsRatio, less biased and
// always finite. An empty group gives EmptyGroup.
//
// Sources: J.B.S. Haldane, Annals of Human Genetics 20 (1956) 309-311;
// F.J. Anscombe, On estimating binomial response relations, Biometrika 43
// (1956) 461-464.
func (p Pair) HaldaneAnscombe(level Confidence) Statistic {
	const half = 0.5
	s := Statistic{
		Method:   HaldaneAnscombe,
		Estimate: missing(EmptyGroup),
		Interval: gapInterval(EmptyGroup, level),
		Range:    gapRange(EmptyGroup),
		Envelope: gapRange(EmptyGroup),
	}
	if t := p.table(); !t.empty() {
		t = t.add(half)
		s.Estimate, s.Interval = odds(t), woolfInterval(t, level)
	}
	if low, high := p.low(), p.high(); !low.empty() {
		s.Range = Range{Low: odds(low.add(half)), High: odds(high.add(half))}
		s.Envelope = p.woolfEnvelope(level.z(), half)
	}
	return s
}

func (t table) add(x float64) table {
	return table{cell{t.group.a + x, t.group.b + x}, cell{t.reference.a + x, t.reference.b + x}}
}

// odds gives the odds ratio of one table, or why it has none.
func odds(t table) Value {
	switch {
	case t.empty():
		return missing(EmptyGroup)
	case t.group.a == 0 && t.reference.a == 0:
		return missing(NoEvents)
	case t.group.b == 0 && t.reference.b == 0:
		return missing(NoOthers)
	}
	return value((t.group.a/t.group.b)/(t.reference.a/t.reference.b), NoEvents)
}

func (p Pair) oddsRange() Range {
	low, high := p.low(), p.high()
	if low.empty() {
		return gapRange(EmptyGroup)
	}
	if low.reference.a == 0 && high.group.a == 0 {
		return gapRange(NoEvents)
	}
	if low.group.b == 0 && high.reference.b == 0 {
		return gapRange(NoOthers)
	}
	return Range{Low: lowEnd(odds(low), odds(high)), High: highEnd(odds(high))}
}

func woolfInterval(t table, level Confidence) Interval {
	switch {
	case t.empty():
		return gapInterval(EmptyGroup, level)
	case t.zeroCell():
		return gapInterval(ZeroCell, level)
	}
	low, high := -woolf(t.swap(), level.z()), woolf(t, level.z())
	return interval(value(math.Exp(low), ZeroCell), value(math.Exp(high), ZeroCell), level)
}

// woolf is the logarithm of the upper limit.
func woolf(t table, z float64) float64 {
	g, r := t.group, t.reference
	return math.Log((g.a/g.b)/(r.a/r.b)) + z*math.Sqrt(1/g.a+1/g.b+1/r.a+1/r.b)
}

// woolfEnvelope looks at the corners alone: along each published number the
// upper limit first falls and then rises (the slope changes sign at most once,
// from below), so its largest value is at a corner.
func (p Pair) woolfEnvelope(z, add float64) Range {
	low, high := math.Inf(1), math.Inf(-1)
	for _, g := range p.Group.corners() {
		for _, r := range p.Reference.corners() {
			t := table{g, r}
			if t.empty() {
				continue
			}
			t = t.add(add)
			low, high = min(low, -woolf(t.swap(), z)), max(high, woolf(t, z))
		}
	}
	return Range{Low: value(math.Exp(low), ZeroCell), High: value(math.Exp(high), ZeroCell)}
}
