// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// Sequence gives the rate, between 0 and 1, with a confidence sequence: intervals
// that hold the true rate at all looks at once with the level, however often and
// whenever is looked, also when looking stops because of what was seen. With x
// events of n it holds the rates p for which
//
//	1 / ((n+1) · C(n,x) pˣ(1−p)ⁿ⁻ˣ)  <  1/(1−level),
//
// the left side being the likelihood averaged evenly over all rates, divided by
// that of p. At the true rate this ratio is a martingale with mean 1, so that it
// ever reaches 1/(1−level) with a chance of at most 1−level. That holds as long as
// people have the event independently and with the same rate, at each look all
// those before are still counted, and the whole sequence of looks is of one group.
//
// It is wider than Wilson's interval for one look, about as if z were
// √(2·log(1/(1−level)) + log(n/(2πp(1−p)))). An empty group is EmptyGroup. Estimate and limits rise with the events and fall with the
// others, so Range and Envelope are exact.
//
// Sources: H. Robbins, Statistical methods related to the law of the iterated
// logarithm, Annals of Mathematical Statistics 41 (1970) 1397-1409; S.R. Howard,
// A. Ramdas, J. McAuliffe and J. Sekhon, Time-uniform, nonparametric,
// nonasymptotic confidence sequences, Annals of Statistics 49 (2021) 1055-1080.
func (c Count) Sequence(level Confidence) Statistic {
	return c.rate(RobbinsBeta, level, func(x cell) (low, high float64) { return sequence(x, level) })
}

// SequenceDifference gives the rate of the group less that of the reference,
// between −1 and 1, with a confidence sequence: both groups can be looked at
// whenever, and grow at any pace. It holds the differences of all pairs of rates
// for which the product of the two ratios of Count.Sequence is below 1/(1−level):
// that product is a martingale with mean 1 too when the groups are independent. An
// empty group is EmptyGroup.
//
// Range is exact, as for RiskDifference. Envelope takes for each end the furthest
// of the corners; that no true counts inside go further is tried by a test, not
// proved, and it is labelled Outer.
//
// Sources: as for Count.Sequence; the product: J. Turner and P. Grünwald, Exact
// anytime-valid confidence intervals for contingency tables and beyond, Statistics
// and Probability Letters 198 (2023) 109835.
func (p Pair) SequenceDifference(level Confidence) Statistic {
	s := p.RiskDifference(level)
	s.Method, s.Interval, s.Envelope = BetaProduct, gapInterval(EmptyGroup, level), gapRange(EmptyGroup)
	if t := p.table(); !t.empty() {
		low, high := sequenceDifference(t, level)
		s.Interval = interval(value(low, EmptyGroup), value(high, EmptyGroup), level)
	}
	if p.low().empty() {
		return s
	}
	from, to := math.Inf(1), math.Inf(-1)
	for _, g := range p.Group.corners() {
		for _, r := range p.Reference.corners() {
			low, high := sequenceDifference(table{g, r}, level)
			from, to = min(from, low), max(to, high)
		}
	}
	s.Envelope = Range{Low: value(from, EmptyGroup), High: value(to, EmptyGroup), Outer: !p.Exact()}
	return s
}

// sequence solves for both limits.
func sequence(x cell, level Confidence) (low, high float64) {
	bar := -math.Log(1 - level.Level())
	low, high = 0, 1
	if x.a > 0 {
		low = sequenceLow(x, bar)
	}
	if x.b > 0 {
		high = 1 - sequenceLow(x.swap(), bar)
	}
	return low, high
}

// sequenceLow finds by halving the rate below the estimate at which the logarithm
// of the ratio is the bar. It falls up to the estimate, where it is below 0.
func sequenceLow(x cell, bar float64) float64 {
	far, near := 0.0, risk(x)
	for near-far > 1e-13*near {
		p := (far + near) / 2
		if p == far || p == near {
			break
		}
		if logMixture(x, p) > bar {
			far = p
			continue
		}
		near = p
	}
	return near
}

// logMixture is the logarithm of the averaged likelihood over that of p.
func logMixture(x cell, p float64) float64 {
	n := x.n()
	switch {
	case x.a == 0:
		return -math.Log(n+1) - n*math.Log1p(-p)
	case x.b == 0:
		return -math.Log(n+1) - n*math.Log(p)
	}
	return -math.Log(n+1) - logBinomial(x, p, 1-p)
}
