// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// Wilson gives the rate (events by total, between 0 and 1) with the score
// interval without continuity correction:
//
//	(p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)
//
// It lies within 0 and 1 and is defined for every group with somebody in it;
// otherwise the value is EmptyGroup. Estimate and limits rise with the events
// and fall with the others, so Range and Envelope are exact.
//
// Source: E.B. Wilson, Probable inference, the law of succession, and
// statistical inference, JASA 22 (1927) 209-212.
func (c Count) Wilson(level Confidence) Statistic {
	return c.rate(Wilson, level, func(x cell) (low, high float64) { return wilson(x, level.z()) })
}

// ClopperPearson gives the rate with the exact interval: the rates at which as
// many or more, and as many or fewer events have probability (1−level)/2 each.
// It lies within 0 and 1; an empty group gives EmptyGroup. Estimate and limits
// rise with the events and fall with the others, so Range and Envelope are
// exact.
//
// Source: C.J. Clopper and E.S. Pearson, The use of confidence or fiducial
// limits illustrated in the case of the binomial, Biometrika 26 (1934) 404-413.
func (c Count) ClopperPearson(level Confidence) Statistic {
	return c.rate(ClopperPearson, level, func(x cell) (low, high float64) {
		return clopperPearson(x, level)
	})
}

func (c Count) rate(m Method, level Confidence, limits func(cell) (low, high float64)) Statistic {
	low, high := c.lowest(), c.highest()
	s := Statistic{
		Method:   m,
		Estimate: missing(EmptyGroup),
		Interval: gapInterval(EmptyGroup, level),
		Range:    Range{Low: value(risk(low), EmptyGroup), High: value(risk(high), EmptyGroup)},
		Envelope: gapRange(EmptyGroup),
	}
	if x := c.cell(); x.n() > 0 {
		from, to := limits(x)
		s.Estimate = value(risk(x), EmptyGroup)
		s.Interval = interval(value(from, EmptyGroup), value(to, EmptyGroup), level)
	}
	if low.n() > 0 {
		from, _ := limits(low)
		_, to := limits(high)
		s.Envelope = Range{Low: value(from, EmptyGroup), High: value(to, EmptyGroup)}
	}
	return s
}

// risk is events by total; NaN for nobody.
func risk(x cell) float64 { return x.a / x.n() }

// wilson gives the two limits. The lower one is the product of the roots,
// p²/(1+z²/n), divided by the upper one: no digits are lost for rare events.
func wilson(x cell, z float64) (low, high float64) {
	n, p, q := x.n(), risk(x), x.b/x.n()
	h := z * z / n
	high = min(1, (p+h/2+z*math.Sqrt(p*q/n+h/(4*n)))/(1+h))
	if x.b == 0 {
		high = 1
	}
	return min(p, p*p/((1+h)*high)), max(p, high)
}
