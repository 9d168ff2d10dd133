// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"baken/base/estimate"
)

// drawn gives a sample drawn at random with these weights.
func weighing(t *testing.T, weights ...float64) *estimate.Survey {
	t.Helper()
	return survey(t, estimate.Design{Weights: weights, Stages: []estimate.Stage{{}}})
}

func same(n int, x float64) []float64 { return slices.Repeat([]float64{x}, n) }

// With the same weight for everybody the definitions are those of Hyndman and Fan.
func TestQuantileRules(t *testing.T) {
	x := estimate.Column{Name: "x", Values: []float64{20, 1, 3, 9, 4, 10, 12, 7, 15, 18}}
	rules := []estimate.QuantileRule{
		estimate.HF1, estimate.HF2, estimate.HF4, estimate.HF5, estimate.HF6, estimate.HF7, estimate.HF8, estimate.HF9,
	}
	for p, want := range map[estimate.Order][]float64{
		// R 4.2, quantile(c(1,3,4,7,9,10,12,15,18,20), p, type = k), k = 1, 2, 4, …, 9.
		0.05: {1, 1, 1, 1, 1, 1.9, 1, 1}, // less than the first answer's share
		0.25: {4, 4, 3.5, 4, 3.75, 4.75, 3.916666666666667, 3.9375},
		0.3:  {4, 5.5, 4, 5.5, 4.9, 6.1, 5.3, 5.35}, // exactly the third answer's share
		0.42: {9, 9, 7.4, 8.4, 8.24, 8.56, 8.346666666666667, 8.36},
		0.5:  {9, 9.5, 9, 9.5, 9.5, 9.5, 9.5, 9.5},
		0.57: {10, 10, 9.7, 10.4, 10.54, 10.26, 10.446666666666667, 10.435},
		0.97: {20, 20, 19.4, 20, 20, 19.46, 20, 20}, // more than the last but one's
	} {
		for _, weight := range []float64{1, 0.1, 30.97} { // which don't add up to whole numbers
			s := weighing(t, same(10, weight)...)
			var got []float64
			for _, rule := range rules {
				q, err := s.Quantile(x, nil, p, rule, 0.95)
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, q.Figure.Value)
			}
			near(t, "quantiles", 1e-12, got, want)
		}
	}
}

func TestQuantileTraps(t *testing.T) {
	hundred := make([]float64, 100)
	for i := range hundred {
		hundred[i] = float64(i + 1)
	}
	for name, tc := range map[string]struct {
		values, weights []float64
		p               estimate.Order
		rule            estimate.QuantileRule
		want            float64
	}{
		"0.57 of 100 is exactly 57, though not in binary": {hundred, same(100, 1), 0.57, estimate.HF1, 57},
		"and so lies halfway":                             {hundred, same(100, 1), 0.57, estimate.HF2, 57.5},
		"a person of weight 3 is three persons":           {[]float64{1, 2, 3}, []float64{1, 1, 3}, 0.4, estimate.HF2, 2.5},
		"ties: halfway between equal answers":             {[]float64{1, 2, 2, 5}, same(4, 1), 0.5, estimate.HF2, 2},
		"ties: the step is after all of them":             {[]float64{1, 2, 2, 5}, same(4, 1), 0.75, estimate.HF2, 3.5},
		"ties: the first that reaches the order":          {[]float64{1, 2, 2, 5}, same(4, 1), 0.75, estimate.HF1, 2},
		"ties of other weights, in one order of rows":     {[]float64{1, 2, 2, 5}, []float64{1, 1, 2, 1}, 0.75, estimate.HF5, 3.5},
		"ties of other weights, in another":               {[]float64{1, 2, 2, 5}, []float64{1, 2, 1, 1}, 0.75, estimate.HF5, 3.5},
		"equal answers with lines":                        {[]float64{4, 4}, same(2, 1), 0.5, estimate.HF7, 4},
		// S₃ = 3, so p₃ = (3+½−½)/4 = 0.75 by Shah and Vaish, whatever the unit of weights.
		"shahvaish at its step":    {[]float64{1, 2, 3}, same(3, 40), 0.75, estimate.ShahVaish, 3},
		"shahvaish before it":      {[]float64{1, 2, 3}, same(3, 40), 0.74, estimate.ShahVaish, 2},
		"shahvaish before a first": {[]float64{1, 2, 3}, same(3, 40), 0.01, estimate.ShahVaish, 1},
	} {
		q, err := weighing(t, tc.weights...).Quantile(estimate.Column{Values: tc.values}, nil, tc.p, tc.rule, 0.95)
		if err != nil || math.Abs(q.Figure.Value-tc.want) > 1e-12 {
			t.Errorf("%s: got %v, %v, want %v", name, q.Figure.Value, err, tc.want)
		}
	}
}

// Woodruff's interval ends where the sample does.
func TestQuantileLimits(t *testing.T) {
	x := estimate.Column{Values: []float64{1, 2, 3, 4, 5, 6}}
	q, err := weighing(t, same(6, 1)...).Quantile(x, nil, 0.9, estimate.HF1, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if q.Limits.Low != 6 || q.Limits.High != 6 || q.Figure.SE() != 0 { // the share up to 6 is 1, without an error
		t.Errorf("of order 0.9: %v, SE %v", q.Limits, q.Figure.SE())
	}
	if q, err = weighing(t, same(6, 1)...).Quantile(x, nil, 0.8, estimate.HF1, 0.95); err != nil {
		t.Fatal(err)
	}
	if math.IsNaN(q.Limits.Low) || !math.IsNaN(q.Limits.High) || !math.IsNaN(q.Figure.SE()) {
		t.Errorf("of order 0.8: %v, SE %v, want no upper limit", q.Limits, q.Figure.SE())
	}
}

func TestQuantileRefusals(t *testing.T) {
	s := weighing(t, same(4, 1)...)
	x := estimate.Column{Name: "x", Values: []float64{1, 2, 3, 4}}
	negative, _, err := weighing(t, 5, 1, 1, 1).Calibrate(estimate.Calibration{
		Distance: estimate.Linear, Auxiliaries: []estimate.Auxiliary{{Column: x, Total: 40}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		survey *estimate.Survey
		in     estimate.Domain
		y      estimate.Column
		p      estimate.Order
		rule   estimate.QuantileRule
		level  estimate.Confidence
		want   error
	}{
		"order 0":                {s, nil, x, 0, estimate.HF1, 0.95, estimate.ErrOrder},
		"order 1":                {s, nil, x, 1, estimate.HF1, 0.95, estimate.ErrOrder},
		"order NaN":              {s, nil, x, estimate.Order(math.NaN()), estimate.HF1, 0.95, estimate.ErrOrder},
		"no rule":                {s, nil, x, 0.5, "", 0.95, estimate.ErrRule},
		"R's hf3":                {s, nil, x, 0.5, "hf3", 0.95, estimate.ErrRule},
		"level in percent":       {s, nil, x, 0.5, estimate.HF1, 95, estimate.ErrConfidence},
		"a missing answer":       {s, nil, estimate.Column{Values: []float64{1, math.NaN(), 2, 3}}, 0.5, estimate.HF1, 0.95, estimate.ErrNaN},
		"another length":         {s, nil, estimate.Column{Values: []float64{1}}, 0.5, estimate.HF1, 0.95, estimate.ErrLength},
		"nobody":                 {s, make(estimate.Domain, 4), x, 0.5, estimate.HF1, 0.95, estimate.ErrEmpty},
		"one respondent":         {s, estimate.Domain{true, false, false, false}, x, 0.5, estimate.HF7, 0.95, estimate.ErrEmpty},
		"a weight below nothing": {negative, nil, x, 0.5, estimate.HF1, 0.95, estimate.ErrWeight},
	} {
		if _, err := tc.survey.Quantile(tc.y, tc.in, tc.p, tc.rule, tc.level); !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", name, err, tc.want)
		}
	}
}
