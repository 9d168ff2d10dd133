// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// Work is what a conditional fit may do at most. Above Terms the fit is the
// unconditional one; above Products the interval is that of the likelihood,
// and there is no exact test. Both are labelled so.
type Work struct {
	Terms    int64 // terms of the strata's polynomials together
	Products int64 // products of two terms in multiplying them out, for the interval and again for the test
}

// What Conditional does at most.
const (
	MaxTerms    = 4_000_000
	MaxProducts = 100_000_000
)

// Conditional is a common odds ratio by likelihood. The interval of Statistic
// is the exact one if Method is ConditionalExact, and otherwise that of the
// likelihood.
type Conditional struct {
	Pooled
	LogOdds    Value // logarithm of the estimate
	SE         Value // its standard error, from the information
	Wald       Interval
	Likelihood Interval
	// LikelihoodRatio tests an odds ratio of 1, one degree of freedom.
	LikelihoodRatio ChiSquare
	Exact           ExactTest // of an odds ratio of 1; WorkLimit above Work.Products
	// Terms and Products are the work done, up to where a limit was passed.
	Terms, Products int64
}

// Conditional gives the common odds ratio that makes the observed tables most
// likely given the margins of every stratum. Each stratum then says
//
//	C(n₁,a) C(n₂,m−a) ψᵃ  /  Σ C(n₁,x) C(n₂,m−x) ψˣ
//
// for a of n₁ in the group and m events among n₁+n₂: what conditional logistic
// regression with one exposure maximises, with ties exact. It stays right where
// many strata are small, which an intercept per stratum does not.
//
// The exact interval holds the odds ratios at which as many or more, and as many
// or fewer events of the group have a chance over (1−level)/2; the exact test
// sums as Fisher does. With a stratum's least or most possible events throughout
// the estimate is 0 or Unbounded, without Wald interval (ZeroCell); the other
// intervals then have one end. Strata that say nothing are listed; NoStratum if
// none is left.
//
// Adding a person moves a−E(a) of his stratum one way at every odds ratio, so
// Range, and Envelope of an exact interval, are found at two corners; they are
// Outer since published totals might tie the counts. Beside rounded counts the
// interval of the likelihood has no Envelope (WorkLimit).
//
// Sources: D.R. Cox, The regression analysis of binary sequences, JRSS B 20
// (1958) 215-242; J.J. Gart, Point and interval estimation of the common odds
// ratio in the combination of 2×2 tables with fixed marginals, Biometrika 57
// (1970) 471-475; C.R. Mehta, N.R. Patel and R. Gray, Computing an exact
// confidence interval for the common odds ratio in several 2×2 contingency
// tables, JASA 80 (1985) 969-973.
func (s Strata) Conditional(level Confidence) Conditional {
	return s.ConditionalAt(level, Work{Terms: MaxTerms, Products: MaxProducts})
}

// ConditionalAt is Conditional with less work, or more.
func (s Strata) ConditionalAt(level Confidence, most Work) Conditional {
	left := s.uninformative(EmptyGroup, NoEvents, NoOthers)
	fit := fitConditional(s.informative(left), level, most)
	out := fit.Conditional
	out.Strata, out.Uninformative = len(s), left
	out.LikelihoodRatio = s.chiSquare(fit.ratio, 1, left)
	out.Exact.Rounded = !s.Exact()
	out.Range = Range{Low: out.Estimate, High: out.Estimate}
	out.Envelope = Range{Low: out.Interval.Low, High: out.Interval.High}
	if s.Exact() {
		return out
	}
	lowest, highest := s.corners()
	low, high := fitConditional(telling(lowest), level, most), fitConditional(telling(highest), level, most)
	out.Range = conditionalRange(low.Estimate, high.Estimate)
	out.Envelope = conditionalEnvelope(low.Conditional, high.Conditional)
	return out
}

// conditionalRange: where one corner says nothing, all tables that say something
// are at the end that the other corner is at.
func conditionalRange(low, high Value) Range {
	if low.gap == NoStratum {
		low = high
	}
	if high.gap == NoStratum {
		high = low
	}
	return Range{Low: low, High: high, Outer: true}
}

func conditionalEnvelope(low, high Conditional) Range {
	silent := low.Estimate.gap == NoStratum && high.Estimate.gap == NoStratum
	switch {
	case silent:
		return gapRange(NoStratum)
	case low.Estimate.gap != NoStratum && low.Method != ConditionalExact,
		high.Estimate.gap != NoStratum && high.Method != ConditionalExact:
		return gapRange(WorkLimit)
	}
	out := Range{Low: low.Interval.Low, High: high.Interval.High, Outer: true}
	if low.Estimate.gap == NoStratum {
		out.Low = Value{}
	}
	if high.Estimate.gap == NoStratum {
		out.High = missing(Unbounded)
	}
	return out
}

// telling gives the tables that say something about an odds ratio.
func telling(tables []table) []table {
	var out []table
	for _, t := range tables {
		if !t.empty() && t.group.a+t.reference.a > 0 && t.group.b+t.reference.b > 0 {
			out = append(out, t)
		}
	}
	return out
}

// oddsStart is a log odds ratio to begin from: that of Mantel and Haenszel,
// moved a little where it has none.
func oddsStart(tables []table) float64 {
	b := oddsBounds(tables, tables)
	if b.upLow == 0 || b.downLow == 0 {
		b.upLow, b.downLow = b.upLow+0.5, b.downLow+0.5
	}
	return math.Log(b.upLow / b.downLow)
}
