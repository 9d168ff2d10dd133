// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// bounds holds numerator and denominator of a pooled ratio, and the largest
// variance of its logarithm, over the possible true counts.
type bounds struct {
	upLow, upHigh     float64
	downLow, downHigh float64
	variance          float64
}

// span is the smallest and the largest value of a number.
type span struct{ low, high float64 }

// ranges holds the four cells of a stratum and the totals of group and
// reference, each with the values that rounding leaves possible.
type ranges struct{ a, b, c, d, n1, n2 span }

// ranges gives them for every stratum: as points for the published counts, and
// for all possible ones.
func (s Strata) ranges() (published, possible []ranges) {
	for _, stratum := range s {
		g, r := stratum.Group, stratum.Reference
		var now, all ranges
		now.a, now.b, now.n1 = g.exactly().spans()
		now.c, now.d, now.n2 = r.exactly().spans()
		all.a, all.b, all.n1 = g.spans()
		all.c, all.d, all.n2 = r.spans()
		published, possible = append(published, now), append(possible, all)
	}
	return published, possible
}

// exactly is the count as if it weren't rounded.
func (c Count) exactly() Count {
	c.eventsMargin, c.restMargin = 0, 0
	return c
}

// spans gives the possible events, others and totals, each by itself.
func (c Count) spans() (events, others, total span) {
	least, most := c.fewest(), c.most()
	events, others = span{least.a, most.a}, span{most.b, least.b}
	total = span{events.low + others.low, events.high + others.high}
	if c.byTotal {
		total.low = max(0, float64(c.Total()-c.restMargin))
		total.high = float64(c.Total() + c.restMargin)
	}
	return events, others, total
}

// up bounds a·n₂/(n₁+n₂), which rises with a and n₂ and falls with n₁; down
// bounds c·n₁/(n₁+n₂).
func (r ranges) up() span {
	return span{
		r.a.low * share(r.n2.low, r.n1.high),
		r.a.high * share(r.n2.high, r.n1.low),
	}
}

func (r ranges) down() span {
	return span{
		r.c.low * share(r.n1.low, r.n2.high),
		r.c.high * share(r.n1.high, r.n2.low),
	}
}

// share is x of x+y, 0 for nobody.
func share(x, y float64) float64 {
	if x == 0 {
		return 0
	}
	return x / (x + y)
}

// pooled makes the statistic of a ratio whose logarithm has the interval.
func (s Strata) pooled(m Method, level Confidence, at, over bounds, left []Uninformative) Pooled {
	estimate := value(at.upLow/at.downLow, NoStratum)
	out := Pooled{
		Statistic:     Statistic{Method: m, Estimate: estimate},
		Strata:        len(s),
		Uninformative: left,
	}
	low, high := at.limits(level)
	out.Interval = interval(low, high, level)
	out.Range, out.Envelope = Range{Low: estimate, High: estimate}, Range{Low: low, High: high}
	if s.Exact() {
		return out
	}
	out.Range = over.rangeOf()
	low, high = over.limits(level)
	out.Envelope = Range{Low: low, High: high, Outer: true}
	return out
}

// rangeOf gives the smallest and the largest ratio. Where an end is 0 divided
// by 0, one of the two is 0 for all counts, and the other end holds for all.
func (b bounds) rangeOf() Range {
	r := Range{
		Low:   value(b.upLow/b.downHigh, NoStratum),
		High:  value(b.upHigh/b.downLow, NoStratum),
		Outer: true,
	}
	switch {
	case r.Low.gap == NoStratum:
		r.Low = r.High
	case r.High.gap == NoStratum:
		r.High = r.Low
	}
	return r
}

// limits gives the lowest lower and the highest upper limit.
func (b bounds) limits(level Confidence) (low, high Value) {
	switch {
	case b.upHigh == 0 && b.downHigh == 0:
		return missing(NoStratum), missing(NoStratum)
	case b.upLow == 0 || b.downLow == 0:
		return missing(ZeroCell), missing(ZeroCell)
	case b.variance == 0:
		return missing(NoVariation), missing(NoVariation)
	}
	far := math.Exp(level.z() * math.Sqrt(b.variance))
	return value(b.upLow/b.downHigh/far, ZeroCell), value(b.upHigh/b.downLow*far, ZeroCell)
}
