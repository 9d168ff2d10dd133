// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// likelihood is a log likelihood of one log odds ratio: concave, and at most 0,
// which it nears only where the odds ratio does best at 0 or without bound.
type likelihood interface {
	at(beta float64) curve
}

// curve is a log likelihood, its slope and how fast that falls.
type curve struct{ log, score, information float64 }

// conditional is the likelihood of tables given their margins.
type conditional struct {
	margins  []margins
	observed float64 // events of the group, all strata together
	logTerms float64 // Σ logTerm of the observed tables
}

func conditionalOf(tables []table) conditional {
	c := conditional{margins: marginsOf(tables)}
	for _, t := range tables {
		m := margins{first: t.group.n(), second: t.reference.n(), events: t.group.a + t.reference.a}
		c.observed += t.group.a
		c.logTerms += m.logTerm(t.group.a)
	}
	return c
}

func (c conditional) at(beta float64) curve {
	// Events are counted from the start of every walk: whole numbers cancel
	// without loss.
	left, logs, mean := c.observed, 0.0, 0.0
	var out curve
	for _, m := range c.margins {
		s := m.moments(beta)
		left -= m.times * s.start
		logs += m.times * s.log
		mean += m.times * s.mean
		out.information += m.times * s.variance
	}
	out.score = left - mean
	out.log = min(0, c.logTerms-logs+beta*left)
	return out
}

// terms counts the terms of all polynomials at a log odds ratio, up to a limit.
func (c conditional) terms(beta float64, limit int64) (many int64, within bool) {
	for _, m := range c.margins {
		m.terms(m.near(beta), beta, light, func(_, _ float64) { many++ })
		if many > limit {
			return many, false
		}
	}
	return many, true
}

// unconditional is the likelihood of a logistic regression with an intercept
// for each stratum, at their best values. The fitted table of a stratum has its
// margins and the odds ratio, so no intercept need be found.
type unconditional []table

func (u unconditional) at(beta float64) curve {
	var out curve
	psi := math.Exp(beta)
	for _, t := range u {
		gap, variance := fromOdds(t, psi)
		out.score += gap
		out.information += variance
		g, r := t.group, t.reference
		out.log -= excess(g.a, g.a-gap) + excess(g.b, g.b+gap) + excess(r.a, r.a+gap) + excess(r.b, r.b-gap)
	}
	return out
}

// excess is deviance, also for nobody.
func excess(x, m float64) float64 {
	if x == 0 {
		return m
	}
	return deviance(x, m)
}

// root finds where a falling function is 0, by Newton's steps within what is
// known to enclose the root.
func root(start float64, f func(x float64) (y, slope float64)) float64 {
	const patience, longest = 200, 2
	low, high, x := math.Inf(-1), math.Inf(1), start
	for range patience {
		y, slope := f(x)
		switch {
		case y > 0:
			low = x
		case y < 0:
			high = x
		default:
			return x
		}
		step := math.Copysign(longest, y)
		if newton := -y / slope; slope < 0 && math.Abs(newton) < longest {
			step = newton
		}
		if math.Abs(step) <= 1e-10*max(1, math.Abs(x)) {
			return x + step // the step that follows would be its square
		}
		if x += step; x <= low || x >= high {
			x = low + (high-low)/2
		}
	}
	return x
}

// best finds the log odds ratio at which a likelihood is largest.
func best(l likelihood, start float64) float64 {
	return root(start, func(beta float64) (float64, float64) {
		c := l.at(beta)
		return c.score, -c.information
	})
}

// drop finds the log odds ratio, on the side (−1 or 1) of the best, at which the
// log likelihood is z²/2 under its top.
func drop(l likelihood, top, z, start, side float64) float64 {
	return root(start, func(beta float64) (float64, float64) {
		c := l.at(beta)
		return side * (c.log - top + z*z/2), side * c.score
	})
}
