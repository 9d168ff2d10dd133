// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// bounded gives a value, or its bounds, and its largest variance.
type bounded func() (at span, variance float64)

// deltaStatistic makes a statistic of the value and variance at the published
// counts, and of their bounds over all possible ones; none for counts that aren't
// rounded.
func deltaStatistic(level Confidence, at, over bounded) Statistic {
	published, variance := at()
	s := Statistic{Method: Delta, Estimate: value(published.low, EmptyGroup), Interval: normal(published, variance, level)}
	s.Range = Range{Low: s.Estimate, High: s.Estimate}
	s.Envelope = Range{Low: s.Interval.Low, High: s.Interval.High}
	if over == nil {
		return s
	}
	bound, variance := over()
	wide := normal(bound, variance, level)
	s.Range = Range{Low: value(bound.low, EmptyGroup), High: value(bound.high, EmptyGroup), Outer: true}
	s.Envelope = Range{Low: wide.Low, High: wide.High, Outer: true}
	return s
}

func normal(at span, variance float64, level Confidence) Interval {
	if variance == 0 {
		return gapInterval(NoVariation, level)
	}
	half := level.z() * math.Sqrt(variance)
	return interval(value(at.low-half, EmptyGroup), value(at.high+half, EmptyGroup), level)
}
