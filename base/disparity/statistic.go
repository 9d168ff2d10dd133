// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

// Method is the published method by which an estimate and its interval were
// made.
type Method string

// The methods; the functions that use them name the papers.
const (
	Wilson          Method = "wilson"
	ClopperPearson  Method = "clopper-pearson"
	Newcombe        Method = "newcombe"
	Katz            Method = "katz"
	Woolf           Method = "woolf"
	HaldaneAnscombe Method = "haldane-anscombe"
	RobinsBreslow   Method = "robins-breslow-greenland"
	GreenlandRobins Method = "greenland-robins"
	Sato            Method = "sato"

	ConditionalExact        Method = "conditional-exact"
	ConditionalLikelihood   Method = "conditional-likelihood"
	UnconditionalLikelihood Method = "unconditional-likelihood"
	RandomEffects           Method = "random-effects"
)

// Interval is a confidence interval. Either end may have no number.
type Interval struct {
	Low, High  Value
	Confidence float64 // the level, for instance 0.95
}

// Range holds the smallest and the largest value over all true counts that
// rounding leaves possible. It says nothing about chance: that is Interval.
// Counts at which the statistic is undefined are left out.
type Range struct {
	Low, High Value
	// Outer says that the range may be wider than can occur: cells were let go
	// separately although published totals tie them, or a term was bounded by
	// itself. Otherwise both ends are reached.
	Outer bool
}

// Statistic is an estimate with its interval, and what rounding does to both.
type Statistic struct {
	Method   Method
	Estimate Value    // at the counts as published
	Interval Interval // at the counts as published
	Range    Range    // of the estimate over the possible true counts
	// Envelope goes from the lowest lower limit to the highest upper limit over
	// the possible true counts. For counts that aren't rounded it equals
	// Interval. Where the interval divides by a cell that may be 0, it has none.
	Envelope Range
}

func interval(low, high Value, c Confidence) Interval {
	return Interval{Low: low, High: high, Confidence: c.Level()}
}

func gapInterval(why Gap, c Confidence) Interval {
	return interval(missing(why), missing(why), c)
}

func gapRange(why Gap) Range { return Range{Low: missing(why), High: missing(why)} }
