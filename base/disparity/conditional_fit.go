// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// oddsFit is a fit to tables that say something, before it is put beside the
// strata that it came from.
type oddsFit struct {
	Conditional
	ratio     float64 // likelihood ratio of an odds ratio of 1
	beta, top float64 // where the likelihood is largest, and how large
	edge      float64 // −1 or 1: the odds ratio does best at 0 or without bound
}

// fitConditional fits within the limits of work.
func fitConditional(tables []table, level Confidence, most Work) oddsFit {
	fit := noFit(level)
	if len(tables) == 0 {
		return fit
	}
	c, start := conditionalOf(tables), oddsStart(tables)
	terms, within := c.terms(start, most.Terms)
	if fit.Terms = terms; !within {
		fit.climb(unconditional(tables), tables, level)
		fit.Method = UnconditionalLikelihood
		fit.Exact = ExactTest{P: missing(WorkLimit), MidP: missing(WorkLimit)}
		return fit
	}
	fit.climb(c, tables, level)
	fit.exact(c, level, most.Products)
	return fit
}

// noFit is what is said where no stratum says anything.
func noFit(level Confidence) oddsFit {
	var fit oddsFit
	none := missing(NoStratum)
	fit.Method, fit.ratio = ConditionalExact, math.NaN()
	fit.Exact = ExactTest{P: none, MidP: none}
	fit.Estimate, fit.LogOdds, fit.SE = none, none, none
	fit.Wald, fit.Likelihood = gapInterval(NoStratum, level), gapInterval(NoStratum, level)
	fit.Interval = fit.Wald
	return fit
}

// climb fits a likelihood, with Wald's interval and that of the likelihood.
func (fit *oddsFit) climb(l likelihood, tables []table, level Confidence) {
	start, z := oddsStart(tables), level.z()
	fit.beta, fit.edge = start, edge(tables)
	fit.Wald = gapInterval(ZeroCell, level)
	fit.SE = missing(ZeroCell)
	spread := 1.0
	switch fit.edge {
	case 0:
		fit.beta = best(l, start)
		at := l.at(fit.beta)
		fit.top = at.log
		spread = 1 / math.Sqrt(at.information)
		fit.LogOdds, fit.Estimate = Value{number: fit.beta}, value(math.Exp(fit.beta), NoStratum)
		fit.SE = value(spread, ZeroCell)
		fit.Wald = wald(fit.beta, spread, level)
	case 1:
		fit.LogOdds, fit.Estimate = missing(Unbounded), missing(Unbounded)
	default:
		fit.LogOdds, fit.Estimate = missing(ZeroCell), Value{}
	}
	low, high := Value{}, missing(Unbounded)
	if fit.edge >= 0 {
		low = value(math.Exp(drop(l, fit.top, z, fit.beta-z*spread, -1)), ZeroCell)
	}
	if fit.edge <= 0 {
		high = value(math.Exp(drop(l, fit.top, z, fit.beta+z*spread, 1)), ZeroCell)
	}
	fit.Likelihood = interval(low, high, level)
	fit.Interval = fit.Likelihood
	fit.ratio = max(0, 2*(fit.top-l.at(0).log))
}

// edge says whether every stratum has as few events of the group as its margins
// allow (−1), or as many (1).
func edge(tables []table) float64 {
	least, most := true, true
	for _, t := range tables {
		least = least && (t.group.a == 0 || t.reference.b == 0)
		most = most && (t.group.b == 0 || t.reference.a == 0)
	}
	switch {
	case least:
		return -1
	case most:
		return 1
	}
	return 0
}

// exact adds the exact interval and test, or says that they take too much work.
func (fit *oddsFit) exact(c conditional, level Confidence, most int64) {
	// Few terms are all kept. Of many, those under the trim are some 16 standard
	// deviations away, farther than any limit of a Confidence reaches.
	trim, few := 1e-290, int64(2000)
	if fit.Terms > few {
		trim = 1e-60
	}
	p, work, within := c.product(fit.beta, trim, most)
	fit.Products = work
	if within {
		fit.Exact, within = fit.test(c, p, most)
	}
	if !within {
		fit.Method = ConditionalLikelihood
		fit.Exact = ExactTest{P: missing(WorkLimit), MidP: missing(WorkLimit)}
		return
	}
	goal, t := math.Log(level.tail()), c.observed
	low, high := Value{}, missing(Unbounded)
	if fit.edge >= 0 {
		low = value(math.Exp(root(fit.beta, func(beta float64) (float64, float64) {
			more, _ := p.tails(beta, t)
			return goal - more.log, -more.slope
		})), ZeroCell)
	}
	if fit.edge <= 0 {
		high = value(math.Exp(root(fit.beta, func(beta float64) (float64, float64) {
			_, fewer := p.tails(beta, t)
			return fewer.log - goal, fewer.slope
		})), ZeroCell)
	}
	fit.Interval = interval(low, high, level)
}

// test multiplies out at an odds ratio of 1, with only the terms that can be
// seen beside the observed one; how likely that is follows from the product at
// the estimate.
func (fit *oddsFit) test(c conditional, p product, most int64) (ExactTest, bool) {
	const least, floor = 1e-20, 1e-300
	logs, start := 0.0, 0.0
	for _, m := range c.margins {
		here, there := m.moments(p.beta), m.moments(0)
		logs += m.times * (here.log - there.log)
		start += m.times * here.start
	}
	observed := p.logs[int(c.observed-p.from)] + logs - p.beta*(c.observed-start)
	trim := max(floor, least*math.Exp(observed))
	null, work, within := c.product(0, trim, most)
	fit.Products += work
	if !within {
		return ExactTest{}, false
	}
	less, same := null.test(c.observed)
	return ExactTest{
		P:    value(min(1, less+same), NoStratum),
		MidP: value(min(1, less+same/2), NoStratum),
	}, true
}
