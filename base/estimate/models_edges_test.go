// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"errors"
	"math"
	"testing"

	"baken/base/estimate"
)

func factor(codes ...int32) estimate.Factor {
	return estimate.Factor{Name: "f", Codes: codes, Levels: []string{"a", "b", "c"}}
}

// negative is a sample of six of which a calibration made a weight negative.
func negative(t *testing.T) *estimate.Survey {
	t.Helper()
	s, _, err := weighing(t, 5, 1, 1, 1, 1, 1).Calibrate(estimate.Calibration{
		Distance: estimate.Linear, Auxiliaries: []estimate.Auxiliary{{Column: estimate.Column{Values: []float64{1, 2, 3, 4, 5, 6}}, Total: 80}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTableRefusals(t *testing.T) {
	s := weighing(t, same(6, 1)...)
	if _, err := s.Crosstab(factor(0, 1), factor(0, 1, 0, 1, 0, 1), nil); !errors.Is(err, estimate.ErrLength) {
		t.Errorf("another length: %v", err)
	}
	if _, err := s.Crosstab(factor(0, 1, 3, 0, 0, 0), factor(0, 1, 0, 1, 0, 1), nil); !errors.Is(err, estimate.ErrLevel) {
		t.Errorf("no such level: %v", err)
	}
	if _, err := s.Crosstab(factor(0, 1, 2, 0, 0, 0), factor(0, 1, 0, 1, 0, 1), make(estimate.Domain, 6)); !errors.Is(err, estimate.ErrEmpty) {
		t.Errorf("nobody: %v", err)
	}
	census := survey(t, estimate.Design{Weights: same(6, 1), Stages: []estimate.Stage{{Population: same(6, 6)}}})
	household := survey(t, estimate.Design{Weights: same(6, 1), Stages: []estimate.Stage{{Units: make([]int64, 6)}}, Lonely: estimate.Certainty})
	for name, tc := range map[string]struct {
		survey        *estimate.Survey
		rows, columns estimate.Factor
		correction    estimate.RaoScott
		want          error
	}{
		"one row":                {s, factor(1, 1, 1, 1, 1, 1), factor(0, 1, 0, 1, 0, 1), estimate.SecondOrder, estimate.ErrTable},
		"one column":             {s, factor(0, 1, 0, 1, 0, 1), factor(2, 2, 2, 2, 2, 2), estimate.FirstOrder, estimate.ErrTable},
		"only a diagonal":        {s, factor(0, 1, 2, 0, 1, 2), factor(0, 1, 2, 0, 1, 2), estimate.SecondOrder, estimate.ErrSparse},
		"no correction":          {s, factor(0, 1, 0, 1, 0, 1), factor(0, 0, 0, 1, 1, 1), "", estimate.ErrRule},
		"everybody asked":        {census, factor(0, 1, 0, 1, 0, 1), factor(0, 0, 0, 1, 1, 1), estimate.SecondOrder, estimate.ErrZero},
		"one household":          {household, factor(0, 1, 0, 1, 0, 1), factor(0, 0, 0, 1, 1, 1), estimate.SecondOrder, estimate.ErrEmpty},
		"a weight below nothing": {negative(t), factor(0, 1, 0, 1, 0, 1), factor(0, 0, 0, 1, 1, 1), estimate.SecondOrder, estimate.ErrWeight},
	} {
		table, err := tc.survey.Crosstab(tc.rows, tc.columns, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := table.Independence(tc.correction); !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", name, err, tc.want)
		}
	}
	alone, err := s.Crosstab(factor(0, 1, 0, 1, 0, 1), factor(0, 0, 0, 1, 1, 1), estimate.Domain{true, false, false, false, false, false})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := alone.Pearson(); !errors.Is(err, estimate.ErrTable) {
		t.Errorf("one respondent: %v", err)
	}
}

// A level that nobody has is no row, and an empty cell in full ones is no mistake.
func TestEmptyCells(t *testing.T) {
	s := weighing(t, same(6, 1)...)
	rows, columns := factor(0, 0, 1, 1, 1, 1), factor(0, 1, 1, 1, 1, 1)
	table, err := s.Crosstab(rows, columns, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := table.Cells[1][0]; got.Value != 0 || got.SE() != 0 {
		t.Errorf("the empty cell is %v ± %v", got.Value, got.SE())
	}
	test, err := table.Independence(estimate.SecondOrder)
	if err != nil {
		t.Fatal(err)
	}
	// R survey 4.1, svychisq(~a + b, svydesign(~1, data = data.frame(a = c(0,0,1,1,1,1),
	// b = c(0,1,1,1,1,1)), weights = ~rep(1, 6)), statistic = "F").
	near(t, "an empty cell", 1e-12, []float64{test.Statistic, test.Degrees, test.Within, test.P}, []float64{2.16, 1, 5, 0.20159435252601879})
}

func TestRegressionRefusals(t *testing.T) {
	s := weighing(t, same(6, 1)...)
	column := func(values ...float64) estimate.Column { return estimate.Column{Name: "c", Values: values} }
	y, x := column(0, 1, 0, 1, 1, 0), column(1, 2, 3, 4, 5, 7)
	few := estimate.Domain{true, true, false, false, false, false}
	for name, tc := range map[string]struct {
		y    estimate.Column
		x    []estimate.Column
		in   estimate.Domain
		line error
		odds error
	}{
		"a missing number":       {y, []estimate.Column{column(1, 2, math.NaN(), 4, 5, 6)}, nil, estimate.ErrNaN, estimate.ErrNaN},
		"another length":         {y, []estimate.Column{column(1)}, nil, estimate.ErrLength, estimate.ErrLength},
		"nobody":                 {y, []estimate.Column{x}, make(estimate.Domain, 6), estimate.ErrEmpty, estimate.ErrEmpty},
		"the same for everybody": {y, []estimate.Column{column(3, 3, 3, 3, 3, 3)}, nil, estimate.ErrCollinear, estimate.ErrCollinear},
		"nothing for everybody":  {y, []estimate.Column{column(0, 0, 0, 0, 0, 0)}, nil, estimate.ErrCollinear, estimate.ErrCollinear},
		"twice the other and 1":  {y, []estimate.Column{x, column(3, 5, 7, 9, 11, 15)}, nil, estimate.ErrCollinear, estimate.ErrCollinear},
		"more columns than rows": {y, []estimate.Column{x, y}, few, estimate.ErrCollinear, estimate.ErrCollinear},
		"answers above 1":        {x, []estimate.Column{y}, nil, nil, estimate.ErrBinary},
		"told by one column":     {column(0, 0, 0, 1, 1, 1), []estimate.Column{x}, nil, nil, estimate.ErrSeparated},
		"told in part":           {column(0, 0, 0, 1, 0, 1), []estimate.Column{column(0, 0, 1, 1, 0, 1)}, nil, nil, estimate.ErrSeparated},
		"told by two together":   {column(0, 0, 1, 1, 1, 1), []estimate.Column{x, column(1, 2, 4, 5, 6, 7)}, nil, nil, estimate.ErrSeparated},
		"the same answer":        {column(1, 1, 1, 1, 1, 1), []estimate.Column{x}, nil, nil, estimate.ErrSeparated},
		"nothing told":           {y, []estimate.Column{x}, nil, nil, nil},
	} {
		if _, err := s.Linear(tc.y, tc.x, tc.in); !errors.Is(err, tc.line) {
			t.Errorf("%s, linear: got %v, want %v", name, err, tc.line)
		}
		if _, err := s.Logistic(tc.y, tc.x, tc.in); !errors.Is(err, tc.odds) {
			t.Errorf("%s, logistic: got %v, want %v", name, err, tc.odds)
		}
	}
}

func TestNegativeWeights(t *testing.T) {
	y, x := estimate.Column{Values: []float64{0, 1, 0, 1, 1, 0}}, estimate.Column{Values: []float64{1, 2, 3, 4, 5, 7}}
	if _, err := negative(t).Linear(y, []estimate.Column{x}, nil); !errors.Is(err, estimate.ErrWeight) {
		t.Errorf("linear: %v", err)
	}
	if _, err := negative(t).Logistic(y, []estimate.Column{x}, nil); !errors.Is(err, estimate.ErrWeight) {
		t.Errorf("logistic: %v", err)
	}
}

// Years and rare answers are no reason to give up.
func TestFarColumns(t *testing.T) {
	n := 4000
	year, y := estimate.Column{Name: "year"}, estimate.Column{Name: "y"}
	for i := range n {
		year.Values = append(year.Values, 2015+float64(i%10))
		rare := 0.0
		if i%1000 < 2 {
			rare = 1
		}
		y.Values = append(y.Values, rare)
	}
	m, err := weighing(t, same(n, 1)...).Logistic(y, []estimate.Column{year}, nil)
	if err != nil {
		t.Fatal(err)
	}
	// R survey 4.1, svyglm(y ~ year, family = quasibinomial(), control = list(epsilon = 1e-15)).
	near(t, "years", 1e-8, []float64{m.Intercept.Value, m.Slopes[0].Value, m.Slopes[0].SE()}, []float64{2219.1075805300861, -1.1034305649759593, 0.23716091334871892})
}

func TestTrendRefusals(t *testing.T) {
	s := weighing(t, same(6, 1)...)
	mean := func(s *estimate.Survey, in ...bool) estimate.Figure {
		f, err := s.Mean(estimate.Column{Values: []float64{1, 4, 3, 7, 5, 2}}, in)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	a, b := mean(s, true, true, true, false, false, false), mean(s, false, false, false, true, true, true)
	one := mean(s, true, false, false, false, false, false)
	other := mean(weighing(t, same(6, 1)...))
	both, err := estimate.Combine([]float64{1, 1}, []estimate.Figure{a, b})
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		times   []float64
		figures []estimate.Figure
		want    error
	}{
		"one figure":              {[]float64{1}, []estimate.Figure{a}, estimate.ErrEmpty},
		"too many times":          {[]float64{1, 2, 3}, []estimate.Figure{a, b}, estimate.ErrLength},
		"a missing time":          {[]float64{1, math.NaN()}, []estimate.Figure{a, b}, estimate.ErrNaN},
		"the same time":           {[]float64{2020, 2020}, []estimate.Figure{a, b}, estimate.ErrCollinear},
		"another survey":          {[]float64{1, 2}, []estimate.Figure{a, other}, estimate.ErrApart},
		"the same figure twice":   {[]float64{1, 2}, []estimate.Figure{a, a}, estimate.ErrSingular},
		"one without an error":    {[]float64{1, 2}, []estimate.Figure{a, one}, estimate.ErrSingular},
		"one that is two of them": {[]float64{1, 2, 3}, []estimate.Figure{a, b, both}, estimate.ErrSingular},
		"two figures":             {[]float64{1, 2}, []estimate.Figure{a, b}, nil},
	} {
		if _, err := estimate.Trend(tc.times, tc.figures); !errors.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %v", name, err, tc.want)
		}
	}
	if _, err := estimate.DifferenceInDifferences(estimate.Change{Before: a, After: b}, estimate.Change{Before: a, After: other}); !errors.Is(err, estimate.ErrApart) {
		t.Errorf("another survey: %v", err)
	}
}

func TestTTestRefusals(t *testing.T) {
	s := weighing(t, same(6, 1)...)
	one, err := s.Mean(estimate.Column{Values: same(6, 2)}, estimate.Domain{true, false, false, false, false, false})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := one.TTest(0); !errors.Is(err, estimate.ErrEmpty) {
		t.Errorf("t of one respondent: %v", err)
	}
	flat, err := s.Mean(estimate.Column{Values: same(6, 2)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := flat.TTest(0); !errors.Is(err, estimate.ErrZero) {
		t.Errorf("t without an error: %v", err)
	}
}
