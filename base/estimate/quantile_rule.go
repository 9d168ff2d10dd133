// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import (
	"cmp"
	"math"
	"slices"
	"sort"
)

// QuantileRule is which definition of a quantile is taken. They differ where the
// share of the people up to one answer is the order itself, and in whether a quantile
// may lie between two answers.
//
// Source: R.J. Hyndman and Y. Fan, Sample quantiles in statistical packages, American
// Statistician 50 (1996) 361-365, by the number of their definition, with weights as
// R survey has them; B.V. Shah and A.K. Vaish, Confidence intervals for quantile
// estimation from complex survey data, Proc. ASA Survey Research Methods (2006).
type QuantileRule string

// The definitions. With x₁ ≤ … ≤ xₙ, the weights wₖ, Wₖ = w₁+…+wₖ and W = Wₙ, those
// from HF4 on draw straight lines through the points (pₖ, xₖ).
//
// Definition 3 of Hyndman and Fan isn't here: what R survey calls so is another one
// also when all weights are the same, and official statistics don't use it.
const (
	HF1       QuantileRule = "hf1"       // the first answer that the order or more is at or below; R's "math"
	HF2       QuantileRule = "hf2"       // HF1, and halfway to the next answer where exactly the order is; R's "school"
	HF4       QuantileRule = "hf4"       // pₖ = Wₖ/W
	HF5       QuantileRule = "hf5"       // pₖ = (Wₖ−wₖ/2)/W
	HF6       QuantileRule = "hf6"       // pₖ = Wₖ/(W+wₙ)
	HF7       QuantileRule = "hf7"       // pₖ = Wₖ₋₁/Wₙ₋₁
	HF8       QuantileRule = "hf8"       // pₖ = (Wₖ−wₖ/3)/(W+wₙ/3)
	HF9       QuantileRule = "hf9"       // pₖ = (Wₖ−3wₖ/8)/(W+wₙ/4)
	ShahVaish QuantileRule = "shahvaish" // the last xₖ with (Wₖ/w̄ + ½ − wₖ/2w̄)/(n+1) at most the order
)

// plotting gives how a definition with straight lines places its points:
// pₖ = (Wₖ − (1−own)wₖ) / (W + last·wₙ).
func (r QuantileRule) plotting() (own, last float64, lines bool) {
	switch r {
	case HF4:
		return 1, 0, true
	case HF5:
		return 0.5, 0, true
	case HF6:
		return 1, 1, true
	case HF7:
		return 0, -1, true
	case HF8:
		return 2. / 3, 1. / 3, true
	case HF9:
		return 5. / 8, 1. / 4, true
	case HF1, HF2, ShahVaish:
	}
	return 0, 0, false
}

func (r QuantileRule) check() error {
	if _, _, lines := r.plotting(); lines || r == HF1 || r == HF2 || r == ShahVaish {
		return nil
	}
	return ErrRule.With("rule", string(r))
}

// exact is how near a share of the people is to an order that it is taken for: sums
// of weights are rounded, and 0.57 of a hundred people isn't 57 to the last digit.
const exact = 1e-12

// steps are answers in order, with the weights up to each.
type steps struct{ x, w, upTo []float64 }

// steps puts answers in order. Equal answers stand by their weights, so that the
// order of rows doesn't count; a weight of 0 isn't there. Errors: ErrEmpty, and
// ErrWeight for one below zero, as a calibration may leave.
func (s *Survey) steps(y Column, in Domain) (steps, error) {
	if err := s.noneBelow(in); err != nil {
		return steps{}, err
	}
	var rows []int
	for i, w := range s.weights {
		if in.has(i) && w > 0 {
			rows = append(rows, i)
		}
	}
	if len(rows) == 0 {
		return steps{}, ErrEmpty
	}
	slices.SortStableFunc(rows, func(a, b int) int {
		return cmp.Or(cmp.Compare(y.Values[a], y.Values[b]), cmp.Compare(s.weights[a], s.weights[b]))
	})
	var out steps
	sum, lost := 0.0, 0.0 // A. Neumaier, ZAMM 54 (1974): what rounding loses is kept
	for _, i := range rows {
		w := s.weights[i]
		next := sum + w
		if sum >= w {
			lost += (sum - next) + w
		} else {
			lost += (w - next) + sum
		}
		sum = next
		out.x, out.w, out.upTo = append(out.x, y.Values[i]), append(out.w, w), append(out.upTo, sum+lost)
	}
	return out, nil
}

// noneBelow refuses weights below zero in a domain.
func (s *Survey) noneBelow(in Domain) error {
	return first(s.n, func(i int) bool { return in.has(i) && s.weights[i] < 0 }, func(row, rows int) error {
		return ErrWeight.With("row", row, "rows", rows)
	})
}

// quantile gives the quantile by a definition that is known.
func (st steps) quantile(rule QuantileRule, p float64) float64 {
	if own, last, lines := rule.plotting(); lines {
		return st.between(own, last, p)
	}
	n := len(st.x)
	all := st.upTo[n-1]
	if rule == ShahVaish {
		mean := all / float64(n)
		k := st.last(p, func(k int) float64 { return (st.upTo[k]/mean + 0.5 - st.w[k]/mean/2) / float64(n+1) })
		return st.x[max(k, 0)]
	}
	k := st.last(p, func(k int) float64 { return st.upTo[k] / all })
	next := min(k+1, n-1)
	switch {
	case k < 0 || math.Abs(st.upTo[k]/all-p) > exact:
		return st.x[next]
	case rule == HF2:
		return (st.x[k] + st.x[next]) / 2
	}
	return st.x[k]
}

// last gives the last answer of which the share is at most p; −1 for none.
func (st steps) last(p float64, share func(int) float64) int {
	return sort.Search(len(st.x), func(k int) bool { return share(k) > p+exact }) - 1
}

// between gives the quantile on straight lines, level before the first point and
// after the last.
func (st steps) between(own, last, p float64) float64 {
	n := len(st.x)
	if n == 1 {
		return st.x[0]
	}
	all := st.upTo[n-1] + last*st.w[n-1]
	share := func(k int) float64 { return (st.upTo[k] - (1-own)*st.w[k]) / all }
	k := st.last(p, share)
	switch {
	case k < 0:
		return st.x[0]
	case k == n-1:
		return st.x[n-1]
	}
	part := max((p-share(k))/(share(k+1)-share(k)), 0)
	return st.x[k] + part*(st.x[k+1]-st.x[k])
}
