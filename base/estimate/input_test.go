// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/estimate"
	"baken/base/fault"
)

// four is a sound sample of four, two in each stratum of five; a case makes one thing
// of it wrong.
func four() estimate.Design {
	return estimate.Design{Weights: []float64{2.5, 2.5, 2.5, 2.5}, Stages: []estimate.Stage{{
		Strata:     estimate.Factor{Name: "region", Codes: []int32{0, 0, 1, 1}, Levels: []string{"north", "south"}},
		Units:      []int64{1, 2, 3, 4},
		Population: []float64{5, 5, 5, 5},
	}}}
}

// refused holds an error against the fault with its arguments.
func refused(t *testing.T, name string, err, want error, args map[string]any) {
	t.Helper()
	var f *fault.Error
	if !errors.Is(err, want) || !errors.As(err, &f) {
		t.Errorf("%s: %v, want %v", name, err, want)
		return
	}
	if diff := cmp.Diff(args, f.Args()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// A design that can't be is refused, with what is wrong and where.
func TestDesignsRefuse(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	type args = map[string]any
	for _, tc := range []struct {
		name  string
		wrong func(*estimate.Design)
		want  error
		args  args
	}{
		{"nobody", func(d *estimate.Design) { d.Weights = nil }, estimate.ErrEmpty, nil},
		{"a weight of zero", func(d *estimate.Design) { d.Weights[1] = 0 }, estimate.ErrWeight, args{"row": 2, "rows": 1}},
		{"weights below zero", func(d *estimate.Design) { d.Weights[2], d.Weights[3] = -1, -2 }, estimate.ErrWeight, args{"row": 3, "rows": 2}},
		{"a weight that is none", func(d *estimate.Design) { d.Weights[0] = nan }, estimate.ErrWeight, args{"row": 1, "rows": 1}},
		{"an endless weight", func(d *estimate.Design) { d.Weights[3] = inf }, estimate.ErrWeight, args{"row": 4, "rows": 1}},
		{"no stages", func(d *estimate.Design) { d.Stages = nil }, estimate.ErrStage, args{"stage": 1}},
		{"a stage below respondents", func(d *estimate.Design) {
			d.Stages[0].Units = nil
			d.Stages = append(d.Stages, estimate.Stage{})
		}, estimate.ErrStage, args{"stage": 1}},
		{"a stratum that isn't there", func(d *estimate.Design) { d.Stages[0].Strata.Codes[2] = 2 }, estimate.ErrLevel, args{"column": "region", "row": 3, "rows": 1}},
		{"a stratum below the first", func(d *estimate.Design) { d.Stages[0].Strata.Codes[0] = -1 }, estimate.ErrLevel, args{"column": "region", "row": 1, "rows": 1}},
		{"strata of fewer rows", func(d *estimate.Design) { d.Stages[0].Strata.Codes = []int32{0, 0, 1} }, estimate.ErrLength, args{"column": "region", "length": 3, "want": 4}},
		{"units of more rows", func(d *estimate.Design) { d.Stages[0].Units = []int64{1, 2, 3, 4, 5} }, estimate.ErrLength, args{"column": "units of stage 1", "length": 5, "want": 4}},
		{"populations of fewer rows", func(d *estimate.Design) { d.Stages[0].Population = []float64{5} }, estimate.ErrLength, args{"column": "population of stage 1", "length": 1, "want": 4}},
		{"a population below its sample", func(d *estimate.Design) { d.Stages[0].Population = []float64{5, 5, 1, 1} }, estimate.ErrPopulation, args{"stage": 1, "stratum": "south", "sampled": 2, "population": 1.0}},
		{"a population that differs", func(d *estimate.Design) { d.Stages[0].Population[1] = 6 }, estimate.ErrPopulation, args{"stage": 1, "stratum": "north", "sampled": 2, "population": 6.0}},
		{"a unit in two strata", func(d *estimate.Design) { d.Stages[0].Units[2] = 1 }, estimate.ErrNested, args{"stage": 1, "unit": int64(1)}},
		{"a stratum of one unit", func(d *estimate.Design) { d.Stages[0].Units[3] = 3 }, estimate.ErrLonely, args{"stage": 1, "stratum": "south"}},
		{"a unit of one member", func(d *estimate.Design) { d.Stages = append(d.Stages, estimate.Stage{}) }, estimate.ErrLonely, args{"stage": 2, "stratum": ""}},
	} {
		d := four()
		tc.wrong(&d)
		_, err := d.Survey()
		refused(t, tc.name, err, tc.want, tc.args)
	}
	if _, err := four().Survey(); err != nil {
		t.Errorf("with nothing wrong: %v", err)
	}
}

// So is a column or a domain that doesn't fit the sample.
func TestFiguresRefuse(t *testing.T) {
	type args = map[string]any
	s := survey(t, four())
	y := func(values ...float64) estimate.Column { return estimate.Column{Name: "income", Values: values} }
	sound := y(1, 2, 3, 4)
	last := estimate.Domain{false, false, false, true}
	for _, tc := range []struct {
		name   string
		figure func() (estimate.Figure, error)
		want   error
		args   args
	}{
		{"no answer", func() (estimate.Figure, error) { return s.Mean(y(1, math.NaN(), 3, math.NaN()), nil) }, estimate.ErrNaN, args{"column": "income", "row": 2, "rows": 2}},
		{"no answer in the domain", func() (estimate.Figure, error) { return s.Total(y(1, math.NaN(), 3, math.NaN()), last) }, estimate.ErrNaN, args{"column": "income", "row": 4, "rows": 1}},
		{"an endless answer", func() (estimate.Figure, error) { return s.Total(y(1, 2, math.Inf(-1), 4), nil) }, estimate.ErrNaN, args{"column": "income", "row": 3, "rows": 1}},
		{"no answer below", func() (estimate.Figure, error) { return s.Ratio(sound, y(math.NaN(), 2, 3, 4), nil) }, estimate.ErrNaN, args{"column": "income", "row": 1, "rows": 1}},
		{"a column of fewer rows", func() (estimate.Figure, error) { return s.Mean(y(1, 2), nil) }, estimate.ErrLength, args{"column": "income", "length": 2, "want": 4}},
		{"a domain of fewer rows", func() (estimate.Figure, error) { return s.Mean(sound, estimate.Domain{true}) }, estimate.ErrLength, args{"column": "domain", "length": 1, "want": 4}},
		{"nobody in the domain", func() (estimate.Figure, error) { return s.Mean(sound, make(estimate.Domain, 4)) }, estimate.ErrEmpty, nil},
		{"a ratio to nothing", func() (estimate.Figure, error) { return s.Ratio(sound, y(1, -1, 1, -1), nil) }, estimate.ErrZero, nil},
		{"nothing to combine", func() (estimate.Figure, error) { return estimate.Combine(nil, nil) }, estimate.ErrEmpty, nil},
	} {
		_, err := tc.figure()
		refused(t, tc.name, err, tc.want, tc.args)
	}
	nobody, err := s.Total(sound, make(estimate.Domain, 4))
	if err != nil || nobody.Value != 0 || nobody.N != 0 {
		t.Errorf("the total of nobody is %v of %d: %v", nobody.Value, nobody.N, err)
	}
	one, err := s.Mean(sound, last)
	if err != nil {
		t.Fatal(err)
	}
	_, err = one.Interval(0.95)
	refused(t, "an interval without degrees of freedom", err, estimate.ErrEmpty, nil)
	all, err := s.Mean(sound, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, level := range []float64{0, 1, 95} {
		_, err = all.Interval(estimate.Confidence(level))
		refused(t, "an interval of no level", err, estimate.ErrConfidence, args{"level": level})
	}
	_, err = estimate.Combine([]float64{1}, []estimate.Figure{all, one})
	refused(t, "times for one of two", err, estimate.ErrLength, args{"column": "times", "length": 1, "want": 2})
	elsewhere, err := survey(t, four()).Mean(sound, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = estimate.Combine([]float64{1, 1}, []estimate.Figure{all, elsewhere})
	refused(t, "figures of two surveys", err, estimate.ErrApart, nil)
	_, err = estimate.Covariance(all, elsewhere)
	refused(t, "the covariance of two surveys", err, estimate.ErrApart, nil)
	_, err = s.Means(four().Stages[0].Strata, estimate.Item{Name: "q1", Values: []int8{1}})
	refused(t, "an item of fewer rows", err, estimate.ErrLength, args{"column": "q1", "length": 1, "want": 4})
}

// What a calibration refuses says which column and level it is; which error, says
// TestCalibrateRefuses.
func TestCalibrateSaysWhere(t *testing.T) {
	type args = map[string]any
	s := survey(t, four())
	sex := estimate.Factor{Name: "sex", Codes: []int32{0, 1, 0, 1}, Levels: []string{"f", "m"}}
	other := estimate.Factor{Name: "sex", Codes: []int32{0, 0, 0, 0}, Levels: []string{"f", "m"}}
	margin := func(f estimate.Factor, totals ...float64) []estimate.Margin {
		return []estimate.Margin{{Factor: f, Totals: totals}}
	}
	for _, tc := range []struct {
		name string
		c    estimate.Calibration
		want error
		args args
	}{
		{"a total that is none", estimate.Calibration{Margins: margin(sex, 5, math.NaN())}, estimate.ErrMargin, args{"column": "sex", "level": "m"}},
		{"an endless total", estimate.Calibration{Margins: margin(sex, math.Inf(1), 5)}, estimate.ErrMargin, args{"column": "sex", "level": "f"}},
		{"a total of nobody", estimate.Calibration{Margins: margin(other, 5, 5)}, estimate.ErrAbsent, args{"column": "sex", "level": "m"}},
		{"more totals than levels", estimate.Calibration{Margins: margin(sex, 5, 5, 5)}, estimate.ErrLength, args{"column": "sex", "length": 3, "want": 2}},
		{"two populations", estimate.Calibration{Margins: append(margin(sex, 5, 5), margin(four().Stages[0].Strata, 5, 6)...)}, estimate.ErrContradiction, args{"column": "sex", "other": "region", "total": 10.0, "others": 11.0}},
		{"an auxiliary without an answer", estimate.Calibration{Auxiliaries: []estimate.Auxiliary{{Column: estimate.Column{Name: "age", Values: []float64{1, 2, 3, math.NaN()}}, Total: 9}}}, estimate.ErrNaN, args{"column": "age", "row": 4, "rows": 1}},
		{"an auxiliary without a total", estimate.Calibration{Auxiliaries: []estimate.Auxiliary{{Column: estimate.Column{Name: "age", Values: []float64{1, 2, 3, 4}}, Total: math.NaN()}}}, estimate.ErrMargin, args{"column": "age", "level": ""}},
		{"bounds the wrong way round", estimate.Calibration{Margins: margin(sex, 5, 5), Bounds: estimate.Bounds{Low: 2, High: 0.5}}, estimate.ErrBounds, args{"low": 2.0, "high": 0.5}},
		{"a distance that nobody knows", estimate.Calibration{Margins: margin(sex, 5, 5), Distance: "far"}, estimate.ErrRule, args{"rule": "far"}},
	} {
		if tc.c.Distance == "" {
			tc.c.Distance = estimate.Linear
		}
		_, _, err := s.Calibrate(tc.c)
		refused(t, tc.name, err, tc.want, tc.args)
	}
}

// A policy that is misspelt isn't taken for one that counts nothing.
func TestLonelyRefusesWhatItDoesNotKnow(t *testing.T) {
	for name, change := range map[string]func(*estimate.Design){
		"adjsut": func(d *estimate.Design) { d.Lonely = "adjsut" },
		"all":    func(d *estimate.Design) { d.Domains = "all" },
	} {
		d := four()
		change(&d)
		_, err := d.Survey()
		refused(t, name, err, estimate.ErrRule, map[string]any{"rule": name})
	}
}
