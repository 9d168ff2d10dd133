// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// RiskDifference gives the common risk difference of Mantel and Haenszel,
//
//	Σ (aᵢn₂ᵢ − cᵢn₁ᵢ)/nᵢ  /  Σ n₁ᵢn₂ᵢ/nᵢ
//
// between −1 and 1, with a normal interval from Sato's variance; its limits
// can pass −1 and 1. Strata with an empty group contribute nothing and are
// listed; a stratum without events has a difference of 0 and counts. With no
// stratum left the values are NoStratum; with a variance of 0 there is no
// interval (NoVariation). Range and Envelope are Outer: numerator, denominator
// and the terms of the variance are bounded separately.
//
// Source: T. Sato, On the variance estimator for the Mantel-Haenszel risk
// difference, Biometrics 45 (1989) 1323-1324.
func (s Strata) RiskDifference(level Confidence) Pooled {
	published, possible := s.ranges()
	at, over := satoBounds(published), satoBounds(possible)
	estimate := value(at.up.low/at.weight.low, NoStratum)
	out := Pooled{
		Statistic:     Statistic{Method: Sato, Estimate: estimate},
		Strata:        len(s),
		Uninformative: s.uninformative(EmptyGroup),
	}
	low, high := at.limits(level)
	out.Interval = interval(low, high, level)
	out.Range, out.Envelope = Range{Low: estimate, High: estimate}, Range{Low: low, High: high}
	if s.Exact() {
		return out
	}
	difference := over.difference()
	out.Range = Range{
		Low:   value(max(-1, difference.low), NoStratum),
		High:  value(min(1, difference.high), NoStratum),
		Outer: true,
	}
	low, high = over.limits(level)
	out.Envelope = Range{Low: low, High: high, Outer: true}
	return out
}

// satoSums bounds the sums that difference and variance are made of.
type satoSums struct{ up, weight, p, q span }

func satoBounds(all []ranges) satoSums {
	var out satoSums
	for _, r := range all {
		if r.n1.high == 0 || r.n2.high == 0 {
			continue
		}
		up, down := r.up(), r.down()
		out.up = out.up.plus(span{up.low - down.high, up.high - down.low})
		out.weight = out.weight.plus(span{
			r.n1.low * share(r.n2.low, r.n1.low),
			r.n1.high * share(r.n2.high, r.n1.high),
		})
		out.p = out.p.plus(r.satoP())
		out.q = out.q.plus(span{
			(r.a.low*r.d.low + r.c.low*r.b.low) / (2 * (r.n1.high + r.n2.high)),
			(r.a.high*r.d.high + r.c.high*r.b.high) / (2 * (r.n1.low + r.n2.low)),
		})
	}
	return out
}

// satoP bounds [n₁²c − n₂²a + n₁n₂(n₂−n₁)/2] / n².
func (r ranges) satoP() span {
	own := span{share(r.n1.low, r.n2.high), share(r.n1.high, r.n2.low)} // n₁/n
	ref := span{share(r.n2.low, r.n1.high), share(r.n2.high, r.n1.low)} // n₂/n
	first := span{own.low * own.low * r.c.low, own.high * own.high * r.c.high}
	second := span{ref.low * ref.low * r.a.low, ref.high * ref.high * r.a.high}
	third := span{own.low * ref.low / 2, own.high * ref.high / 2}.
		times(span{r.n2.low - r.n1.high, r.n2.high - r.n1.low})
	return first.plus(span{-second.high, -second.low}).plus(third)
}

// difference bounds up/weight. A stratum may be left out by rounding alone:
// a weight that may be 0 leaves the difference unbounded on that side.
func (s satoSums) difference() span {
	w := s.weight
	d := span{s.up.low / w.high, s.up.high / w.low}
	if s.up.low < 0 {
		d.low = s.up.low / w.low
	}
	if s.up.high <= 0 {
		d.high = s.up.high / w.high
	}
	return d
}

func (s satoSums) limits(level Confidence) (low, high Value) {
	if s.weight.high == 0 {
		return missing(NoStratum), missing(NoStratum)
	}
	d := s.difference()
	d = span{max(-1, d.low), min(1, d.high)}
	variance := d.times(s.p).high + s.q.high
	if s.weight.low == 0 {
		return missing(EmptyGroup), missing(EmptyGroup)
	}
	variance /= s.weight.low * s.weight.low
	if variance <= 0 {
		return missing(NoVariation), missing(NoVariation)
	}
	half := level.z() * math.Sqrt(variance)
	return value(d.low-half, NoStratum), value(d.high+half, NoStratum)
}

func (s span) plus(t span) span { return span{s.low + t.low, s.high + t.high} }

// times bounds the product of two numbers.
func (s span) times(t span) span {
	w, x, y, z := s.low*t.low, s.low*t.high, s.high*t.low, s.high*t.high
	return span{min(w, x, y, z), max(w, x, y, z)}
}
