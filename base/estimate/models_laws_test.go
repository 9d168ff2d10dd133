// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"baken/base/estimate"
)

// population is a population in two strata of clusters, of which the rows can be put in
// another order and the weights in another unit.
type population struct {
	weights, y, x []float64
	stratum       []int32
	unit          []int64
	a, b          []int32
}

func populations() *rapid.Generator[population] {
	return rapid.Custom(func(t *rapid.T) population {
		n := rapid.IntRange(16, 40).Draw(t, "respondents")
		var s population
		for i := range n {
			unit := i % 8 // every unit has somebody
			s.unit, s.stratum = append(s.unit, int64(unit)), append(s.stratum, int32(unit%2))
			s.weights = append(s.weights, float64(rapid.IntRange(1, 20).Draw(t, "weight"))/4)
			s.y = append(s.y, float64(rapid.IntRange(0, 6).Draw(t, "y")))
			s.x = append(s.x, float64(rapid.IntRange(-5, 5).Draw(t, "x")))
			s.a, s.b = append(s.a, rapid.Int32Range(0, 2).Draw(t, "a")), append(s.b, rapid.Int32Range(0, 1).Draw(t, "b"))
		}
		return s
	})
}

// other gives the population with its rows in another order and its weights times a number.
func (s population) other(order []int, times float64) (out population) {
	for _, i := range order {
		out.weights, out.y, out.x = append(out.weights, times*s.weights[i]), append(out.y, s.y[i]), append(out.x, s.x[i])
		out.stratum, out.unit = append(out.stratum, s.stratum[i]), append(out.unit, s.unit[i])
		out.a, out.b = append(out.a, s.a[i]), append(out.b, s.b[i])
	}
	return out
}

func (s population) survey(t *rapid.T) *estimate.Survey {
	drawn, err := estimate.Design{Weights: s.weights, Stages: []estimate.Stage{{
		Strata: estimate.Factor{Codes: s.stratum, Levels: []string{"1", "2"}}, Units: s.unit,
	}}}.Survey()
	if err != nil {
		t.Fatal(err)
	}
	return drawn
}

func (s population) rows() estimate.Factor {
	return estimate.Factor{Name: "a", Codes: s.a, Levels: []string{"a0", "a1", "a2"}}
}

func (s population) columns() estimate.Factor {
	return estimate.Factor{Name: "b", Codes: s.b, Levels: []string{"b0", "b1"}}
}

// second gives who is in the second level.
func second(codes []int32) estimate.Column {
	out := estimate.Column{Values: make([]float64, len(codes))}
	for i, c := range codes {
		if c == 1 {
			out.Values[i] = 1
		}
	}
	return out
}

// all gives every figure of a population; none where it can't be made, which is then so
// for the other population too.
func (s population) all(t *rapid.T) (out []float64) {
	d := s.survey(t)
	y, x := estimate.Column{Values: s.y}, estimate.Column{Name: "x", Values: s.x}
	for _, rule := range []estimate.QuantileRule{
		estimate.HF1, estimate.HF2, estimate.HF4, estimate.HF5, estimate.HF6, estimate.HF7, estimate.HF8, estimate.HF9, estimate.ShahVaish,
	} {
		q, err := d.Quantile(y, nil, 0.437, rule, 0.9)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, q.Figure.Value, q.Limits.Low, q.Limits.High, q.Figure.SE())
	}
	table, err := d.Crosstab(s.rows(), s.columns(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, correction := range []estimate.RaoScott{estimate.FirstOrder, estimate.SecondOrder} {
		test, err := table.Independence(correction)
		out = append(out, failed(t, err, estimate.ErrTable, estimate.ErrSparse), test.Statistic, test.Degrees, test.Within, test.P)
	}
	m, err := d.Linear(y, []estimate.Column{x}, nil)
	out = append(out, failed(t, err, estimate.ErrCollinear))
	if err == nil {
		out = append(out, m.Intercept.Value, m.Intercept.SE(), m.Slopes[0].Value, m.Slopes[0].SE())
	}
	m, err = d.Logistic(second(s.b), []estimate.Column{x}, nil)
	out = append(out, failed(t, err, estimate.ErrCollinear, estimate.ErrSeparated))
	if err == nil {
		out = append(out, m.Intercept.Value, m.Intercept.SE(), m.Slopes[0].Value, m.Slopes[0].SE())
	}
	return out
}

// failed gives 1 for one of some errors, 0 for none, and stops at any other.
func failed(t *rapid.T, err error, may ...error) float64 {
	if err == nil {
		return 0
	}
	for _, e := range may {
		if errors.Is(err, e) {
			return 1
		}
	}
	t.Fatal(err)
	return 0
}

func agree(t *rapid.T, what string, got, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d numbers, want %d", what, len(got), len(want))
	}
	for i := range got {
		if math.IsNaN(got[i]) && math.IsNaN(want[i]) {
			continue
		}
		if !(math.Abs(got[i]-want[i]) <= 1e-7*(1+math.Abs(want[i]))) {
			t.Fatalf("%s, number %d: got %v, want %v", what, i+1, got[i], want[i])
		}
	}
}

// Neither the order of rows nor the unit of weights changes a figure.
func TestOrderAndUnit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := populations().Draw(t, "population")
		order := make([]int, len(s.y))
		for i := range order {
			order[i] = i
		}
		order = rapid.Permutation(order).Draw(t, "order")
		times := rapid.SampledFrom([]float64{1, 0.25, 8, 1024}).Draw(t, "times") // exact in binary
		agree(t, "another order and unit", s.other(order, times).all(t), s.all(t))
	})
}

func TestLawsOfQuantiles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := populations().Draw(t, "population")
		d := s.survey(t)
		y := estimate.Column{Values: s.y}
		rule := rapid.SampledFrom([]estimate.QuantileRule{
			estimate.HF1, estimate.HF2, estimate.HF4, estimate.HF5, estimate.HF6, estimate.HF7, estimate.HF8, estimate.HF9, estimate.ShahVaish,
		}).Draw(t, "rule")
		last := math.Inf(-1)
		for p := estimate.Order(0.01); p < 1; p += 0.07 {
			q, err := d.Quantile(y, nil, p, rule, 0.95)
			if err != nil {
				t.Fatal(err)
			}
			if q.Figure.Value < last-1e-12 || q.Figure.Value < 0 || q.Figure.Value > 6 {
				t.Fatalf("%s of order %v is %v after %v", rule, p, q.Figure.Value, last)
			}
			last = q.Figure.Value
			if rule == estimate.HF1 && (q.Limits.Low > last || q.Limits.High < last) {
				t.Fatalf("%v isn't in %v", last, q.Limits)
			}
		}
	})
}

// A table is the same from its side.
func TestTransposedTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := populations().Draw(t, "population")
		d := s.survey(t)
		test := func(rows, columns estimate.Factor) []float64 {
			table, err := d.Crosstab(rows, columns, nil)
			if err != nil {
				t.Fatal(err)
			}
			got, err := table.Independence(estimate.SecondOrder)
			return []float64{failed(t, err, estimate.ErrTable, estimate.ErrSparse), got.Statistic, got.Degrees, got.P}
		}
		agree(t, "rows as columns", test(s.columns(), s.rows()), test(s.rows(), s.columns()))
	})
}

// mean gives a mean of a survey in which somebody is in the domain.
func meanOf(t *rapid.T, d *estimate.Survey, of estimate.Column, in estimate.Domain) estimate.Figure {
	f, err := d.Mean(of, in)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// grouped gives a population in which each of the four groups of a and b has somebody with
// x of 0 and of 1.
func grouped(t *rapid.T) population {
	s := populations().Draw(t, "population")
	for i := range s.a {
		s.a[i] %= 2
		s.x[i] = math.Mod(math.Abs(s.x[i]), 2)
		if i < 8 {
			s.a[i], s.b[i], s.x[i] = int32(i%2), int32(i/2%2), float64(i/4)
		}
	}
	return s
}

// A regression on two groups and on who is in both has the difference in differences.
func TestRegressionOnGroups(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := grouped(t)
		d := s.survey(t)
		y, a, b := estimate.Column{Values: s.y}, second(s.a), second(s.b)
		both := estimate.Column{Values: make([]float64, len(s.y))}
		for i := range both.Values {
			both.Values[i] = a.Values[i] * b.Values[i]
		}
		m, err := d.Linear(y, []estimate.Column{a, b, both}, nil)
		if err != nil {
			t.Fatal(err)
		}
		change := func(group int32) estimate.Change {
			in := s.rows().In(group)
			return estimate.Change{Before: meanOf(t, d, y, in.And(s.columns().In(0))), After: meanOf(t, d, y, in.And(s.columns().In(1)))}
		}
		f, err := estimate.DifferenceInDifferences(change(1), change(0))
		if err != nil {
			t.Fatal(err)
		}
		agree(t, "difference in differences", []float64{m.Slopes[2].Value, m.Slopes[2].SE()}, []float64{f.Value, f.SE()})
	})
}

// A logistic regression on one group has the logarithm of the ratio of odds, with the
// error of shares p by 1/p(1−p).
func TestLogisticOnAGroup(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := grouped(t)
		d := s.survey(t)
		yes := estimate.Column{Values: s.x}
		m, err := d.Logistic(yes, []estimate.Column{second(s.a)}, nil)
		if err != nil {
			t.Fatal(err)
		}
		in, out := meanOf(t, d, yes, s.rows().In(1)), meanOf(t, d, yes, s.rows().In(0))
		odds := func(p float64) float64 { return math.Log(p / (1 - p)) }
		per := func(p float64) float64 { return 1 / (p * (1 - p)) }
		delta, err := estimate.Combine([]float64{per(in.Value), -per(out.Value)}, []estimate.Figure{in, out})
		if err != nil {
			t.Fatal(err)
		}
		agree(t, "ratio of odds", []float64{m.Slopes[0].Value, m.Slopes[0].SE()}, []float64{odds(in.Value) - odds(out.Value), delta.SE()})
	})
}

// A trend through two figures is their difference over the time between, and the
// beginning of time changes no slope.
func TestLawsOfTrends(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := populations().Draw(t, "population")
		for i := range 16 { // each wave has two clusters with other answers
			s.a[i], s.y[i] = int32(i/2%3), float64(i/8*3)+float64(i%2)
		}
		d := s.survey(t)
		var figures []estimate.Figure
		for wave := range int32(3) {
			f, err := d.Mean(estimate.Column{Values: s.y}, s.rows().In(wave))
			if err != nil {
				t.Fatal(err)
			}
			figures = append(figures, f)
		}
		from := rapid.Float64Range(-3000, 3000).Draw(t, "beginning")
		two, err := estimate.Trend([]float64{from, from + 4}, figures[:2])
		if failed(t, err, estimate.ErrSingular) == 1 {
			return
		}
		f, err := estimate.Combine([]float64{-0.25, 0.25}, figures[:2])
		if err != nil {
			t.Fatal(err)
		}
		agree(t, "two figures", []float64{two.Slope.Value, two.Slope.SE(), two.Fit.P}, []float64{f.Value, f.SE(), 0})
		now, err := estimate.Trend([]float64{0, 1, 3}, figures)
		if failed(t, err, estimate.ErrSingular) == 1 {
			return
		}
		then, err := estimate.Trend([]float64{from, from + 1, from + 3}, figures)
		if err != nil {
			t.Fatal(err)
		}
		agree(t, "another beginning", []float64{then.Slope.Value, then.Slope.SE(), then.Level.Value + from*then.Slope.Value, then.Fit.P},
			[]float64{now.Slope.Value, now.Slope.SE(), now.Level.Value, now.Fit.P})
	})
}
