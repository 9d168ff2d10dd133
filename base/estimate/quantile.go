// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import "math"

// Order is which share of the people a quantile has at or below it, between 0 and 1:
// 0.5 for the median.
type Order float64

// Quantile is a quantile with its interval, in the unit of the answers.
type Quantile struct {
	Figure Figure   // with the standard error of the interval
	Limits Interval // NaN to a side where the sample doesn't reach so far
}

// Quantile gives the answer that a share of the people in a domain is at or below,
// with the interval of Woodruff: where the share at or below the quantile has an
// interval from a to b, the quantile has one from the quantile of order a to that of
// order b, by the same definition. The standard error is the width of the interval
// divided by 2t, and the scores are those of the share times −width/(2t·SE of the
// share), so that quantiles of one survey have a covariance. Where a or b isn't from
// 0 to 1 that limit is NaN, and so is the standard error.
//
// R survey's svyquantile(interval.type="mean") does the same. In version 4.1 it
// differs here: below the first answer's share its math and school give the second
// answer and its hf4 a number below the smallest; its shahvaish depends on the unit
// of the weights; equal answers count by the order of rows from hf4 on; and rounded
// sums of weights decide whether a share is exactly the order.
//
// Errors: ErrLength, ErrNaN, ErrEmpty (also without degrees of freedom), ErrOrder,
// ErrRule, ErrConfidence, and ErrWeight for a weight below zero.
//
// Source: R.S. Woodruff, Confidence intervals for medians and other position measures,
// JASA 47 (1952) 635-646; C.A. Francisco and W.A. Fuller, Quantile estimation with a
// complex survey design, Annals of Statistics 19 (1991) 454-469, on the standard error.
func (s *Survey) Quantile(y Column, in Domain, p Order, rule QuantileRule, level Confidence) (Quantile, error) {
	if !(p > 0 && p < 1) {
		return Quantile{}, ErrOrder.With("order", float64(p))
	}
	if err := rule.check(); err != nil {
		return Quantile{}, err
	}
	if err := level.check(); err != nil {
		return Quantile{}, err
	}
	in, err := s.fit(in, y)
	if err != nil {
		return Quantile{}, err
	}
	st, err := s.steps(y, in)
	if err != nil {
		return Quantile{}, err
	}
	q := st.quantile(rule, float64(p))
	f, err := s.Mean(y.upTo(q), in)
	if err != nil {
		return Quantile{}, err
	}
	if f.Degrees < 1 {
		return Quantile{}, ErrEmpty
	}
	t, se := student(level, f.Degrees), f.SE()
	limits := Interval{st.limit(rule, f.Value-t*se), st.limit(rule, f.Value+t*se)}
	slope := 0.0
	if se > 0 {
		slope = (limits.High - limits.Low) / (2 * t * se)
	}
	for i := range f.scores {
		f.scores[i] *= -slope
	}
	f.Value, f.simple.spread = q, math.NaN()
	return Quantile{f, limits}, nil
}

// limit gives the quantile of an order that may lie beyond 0 or 1.
func (st steps) limit(rule QuantileRule, p float64) float64 {
	if !(p >= -exact && p <= 1+exact) {
		return math.NaN()
	}
	return st.quantile(rule, p)
}

// upTo gives who answered at most something.
func (c Column) upTo(most float64) Column {
	out := Column{Name: c.Name, Values: make([]float64, len(c.Values))}
	for i, x := range c.Values {
		if x <= most {
			out.Values[i] = 1
		}
	}
	return out
}
