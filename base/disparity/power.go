// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// Variance is what the test of a difference of two rates takes for its variance
// where they are equal.
type Variance string

// The variances.
const (
	PooledVariance   Variance = "pooled" // of one rate for both; also the zero value
	UnpooledVariance Variance = "unpooled"
)

// Design is a comparison of two rates by its sizes: what it could find, whatever
// it found.
type Design struct {
	Group, Reference int64      // people in each
	Rate             float64    // of the reference, 0 to 1
	Level            Confidence // the test is two-sided at 1 less this
	Variance         Variance
}

// Detectable is the smallest differences above and below 0 that a design finds
// with a power. On the scale of a ratio it is the nearest ratios above and below
// 1.
type Detectable struct{ Up, Down Value }

// Design gives the design of a comparison: its published sizes and the
// reference's published rate.
func (p Pair) Design(level Confidence, v Variance) Design {
	d := Design{Group: p.Group.Total(), Reference: p.Reference.Total(), Level: level, Variance: v}
	if d.Reference > 0 {
		d.Rate = risk(p.Reference.cell())
	}
	return d
}

// Power gives the chance, 0 to 1, that a difference of rates is found on the side
// where it is:
//
//	Φ((|δ| − z·s₀)/s₁),  s₁² = p₁(1−p₁)/n₁ + p₂(1−p₂)/n₂
//
// with p₂ the reference's rate, p₁ = p₂+δ, and s₀ = s₁ or, pooled, by the rate p̄
// of both together: s₀² = p̄(1−p̄)(1/n₁+1/n₂). For equal sizes the pooled form is
// that of R's power.prop.test. It is an approximation by the normal: off by
// hundredths where a group has fewer than some five events or others. EmptyGroup
// without people; OutOfRange where a rate would lie outside 0 to 1; NoVariation
// for rates of 0 and 0, or of 1 and 1.
//
// Source: J.L. Fleiss, B. Levin and M.C. Paik, Statistical methods for rates and
// proportions, 3rd ed. (2003) chapter 4.
func (d Design) Power(difference float64) Value {
	if d.Group < 1 || d.Reference < 1 {
		return missing(EmptyGroup)
	}
	p, n1, n2 := d.Rate+difference, float64(d.Group), float64(d.Reference)
	if !(d.Rate >= 0 && d.Rate <= 1 && p >= 0 && p <= 1) {
		return missing(OutOfRange)
	}
	s1 := math.Sqrt(p*(1-p)/n1 + d.Rate*(1-d.Rate)/n2)
	s0 := s1
	if d.Variance != UnpooledVariance {
		both := (n1*p + n2*d.Rate) / (n1 + n2)
		s0 = math.Sqrt(both * (1 - both) * (1/n1 + 1/n2))
	}
	return value(chanceBelow((math.Abs(difference)-d.Level.z()*s0)/s1), NoVariation)
}

// chanceBelow is the chance that a standard normal number is less than x.
func chanceBelow(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }

const leastPower = 0.5

// Detectable gives the minimum detectable differences, for a power from one half
// to below 1 (OutOfRange for another: under one half the formula doesn't rise
// throughout next to a rate of 0 or 1). OutOfReach where not even
// a rate of 0 or 1 would be found so often.
func (d Design) Detectable(power float64) Detectable {
	switch {
	case d.Group < 1 || d.Reference < 1:
		return Detectable{missing(EmptyGroup), missing(EmptyGroup)}
	case !(power >= leastPower && power < 1 && d.Rate >= 0 && d.Rate <= 1):
		return Detectable{missing(OutOfRange), missing(OutOfRange)}
	}
	return Detectable{Up: d.detectable(power, 1-d.Rate), Down: d.detectable(power, -d.Rate)}
}

// detectable halves the way from no difference to the farthest one, along which
// power rises.
func (d Design) detectable(power, farthest float64) Value {
	reaches := func(difference float64) bool {
		x, ok := d.Power(difference).Number()
		return ok && x >= power
	}
	// 1−rate added to the rate can come out above 1.
	for d.Rate+farthest > 1 {
		farthest = math.Nextafter(farthest, 0)
	}
	if !reaches(farthest) {
		return missing(OutOfReach)
	}
	short, far := 0.0, farthest
	for {
		middle := short + (far-short)/2
		if middle == short || middle == far {
			return Value{number: far}
		}
		if reaches(middle) {
			far = middle
		} else {
			short = middle
		}
	}
}
