// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

// OddsRatio gives the common odds ratio of Mantel and Haenszel,
//
//	Σ aᵢdᵢ/nᵢ  /  Σ bᵢcᵢ/nᵢ
//
// (a, b: events and others of the group; c, d: of the reference), at least 0,
// with the variance of Robins, Breslow and Greenland on the logarithm, as R's
// mantelhaen.test. It assumes one odds ratio in all strata: BreslowDay tests
// that. With one stratum it is the odds ratio of that stratum.
//
// Strata with an empty group, without events or without others contribute
// nothing and are listed. When the divisor is 0 the estimate is Unbounded, or
// NoStratum when no stratum says anything; with no finite positive estimate
// there is no interval (ZeroCell).
//
// The ratio rises with every a and d and falls with every b and c, so its Range
// is found at two corners. Range and Envelope are Outer: all published numbers
// are taken to vary independently, although published totals would tie them,
// and in Envelope each term of the variance is bounded by itself.
//
// Sources: N. Mantel and W. Haenszel, JNCI 22 (1959) 719-748; J. Robins,
// N. Breslow and S. Greenland, Biometrics 42 (1986) 311-323.
func (s Strata) OddsRatio(level Confidence) Pooled {
	low, high := s.corners()
	return s.pooled(RobinsBreslow, level, oddsBounds(s.tables(), s.tables()), oddsBounds(low, high),
		s.uninformative(EmptyGroup, NoEvents, NoOthers))
}

// oddsBounds bounds numerator, denominator and variance between the tables at
// which the group does relatively least and most: the numerators R and P=(a+d)/n
// are largest at high, the denominators S and Q=(b+c)/n at low. For low equal
// to high they are the values themselves.
func oddsBounds(low, high []table) bounds {
	var b bounds
	var pr, ps, qr, qs float64
	for i := range low {
		l, h := oddsTerms(low[i]), oddsTerms(high[i])
		b.upLow, b.upHigh = b.upLow+l.r, b.upHigh+h.r
		b.downLow, b.downHigh = b.downLow+h.s, b.downHigh+l.s
		pr += h.p * h.r
		ps += h.p * l.s
		qr += l.q * h.r
		qs += l.q * l.s
	}
	b.variance = (pr/b.upLow/b.upLow + (ps+qr)/(b.upLow*b.downLow) + qs/b.downLow/b.downLow) / 2
	return b
}

type oddsTerm struct{ p, q, r, s float64 }

func oddsTerms(t table) oddsTerm {
	n := t.n()
	if n == 0 {
		return oddsTerm{}
	}
	g, ref := t.group, t.reference
	return oddsTerm{
		p: (g.a + ref.b) / n, q: (g.b + ref.a) / n,
		r: g.a * ref.b / n, s: g.b * ref.a / n,
	}
}

// RiskRatio gives the common risk ratio of Mantel and Haenszel,
//
//	Σ aᵢn₂ᵢ/nᵢ  /  Σ cᵢn₁ᵢ/nᵢ
//
// (n₁, n₂: totals of group and reference; n: of both), at least 0, with the
// variance of Greenland and Robins on the logarithm. Strata with an empty group
// or without events contribute nothing and are listed. Values without a number
// are as for OddsRatio. Range and Envelope are Outer: numerator and denominator
// are bounded separately.
//
// Source: S. Greenland and J.M. Robins, Estimation of a common effect parameter
// from sparse follow-up data, Biometrics 41 (1985) 55-68.
func (s Strata) RiskRatio(level Confidence) Pooled {
	published, possible := s.ranges()
	return s.pooled(GreenlandRobins, level, riskBounds(published), riskBounds(possible),
		s.uninformative(EmptyGroup, NoEvents))
}

func riskBounds(ranges []ranges) bounds {
	var b bounds
	var variance float64
	for _, r := range ranges {
		if r.n1.high == 0 || r.n2.high == 0 {
			continue
		}
		up, down := r.up(), r.down()
		b.upLow, b.upHigh = b.upLow+up.low, b.upHigh+up.high
		b.downLow, b.downHigh = b.downLow+down.low, b.downHigh+down.high
		n := r.n1.low + r.n2.low
		variance += (r.a.high*r.n1.high*r.d.high + r.c.high*r.n2.high*r.b.high) / (n * n)
	}
	b.variance = variance / (b.upLow * b.downLow)
	return b
}
