// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"errors"
	"slices"
	"testing"

	"baken/base/estimate"
)

// margin gives what the population has of a factor, whose levels R lists in order.
func (a api) margin(name string, levels []string, totals []float64) estimate.Margin {
	m := estimate.Margin{Factor: a.factors[name], Totals: make([]float64, len(a.factors[name].Levels))}
	for k, l := range m.Levels {
		m.Totals[k] = totals[slices.Index(levels, l)]
	}
	return m
}

// oneStage gives two designs of the api data: people in strata, and clusters.
func oneStage() map[string]func(api) estimate.Stage {
	return map[string]func(api) estimate.Stage{
		"strat": func(a api) estimate.Stage {
			return estimate.Stage{Strata: a.factors["stype"], Population: a.columns["fpc"]}
		},
		"clus1": func(a api) estimate.Stage {
			return estimate.Stage{Units: a.units("dnum"), Population: a.columns["fpc"]}
		},
	}
}

// Calibrated weights and figures of R survey's api data.
func TestCalibrate(t *testing.T) {
	want := r(t, "calibrate.R")
	all := schools(t)
	for design, stages := range oneStage() {
		a := all["api"+design]
		s := survey(t, estimate.Design{Weights: a.columns["pw"], Stages: []estimate.Stage{stages(a)}})
		types := a.margin("stype", []string{"E", "H", "M"}, want["stype"])
		wide := a.margin("sch.wide", []string{"No", "Yes"}, want["sch.wide"])
		both := []estimate.Margin{types, wide}
		known := []estimate.Auxiliary{{Column: a.column("api99"), Total: want["api99"][0]}}
		for name, c := range map[string]estimate.Calibration{
			"post":    {Distance: estimate.Linear, Margins: both[:1]},
			"linear":  {Distance: estimate.Linear, Margins: both[:1], Auxiliaries: known},
			"raking":  {Distance: estimate.Raking, Margins: both},
			"logit":   {Distance: estimate.Logit, Margins: both, Bounds: estimate.Bounds{Low: 0.4, High: 2.5}},
			"bounded": {Distance: estimate.Linear, Margins: both, Bounds: estimate.Bounds{Low: 0.5, High: 2.1}},
		} {
			tolerance := 1e-6
			if name == "post" || name == "linear" {
				tolerance = 1e-8
			}
			name = design + " " + name
			fitted, fit, err := s.Calibrate(c)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if fit.Off > 1e-8 {
				t.Errorf("%s: off by %g", name, fit.Off)
			}
			near(t, name+" weights", tolerance, fitted.Weights(), want[name+" weights"])
			f, err := fitted.Mean(a.column("api00"), nil)
			near(t, name+" mean", tolerance, said(t, f, err)[:3], want[name+" mean"])
			f, err = fitted.Total(a.column("enroll"), a.column("enroll").Answered())
			near(t, name+" total", tolerance, said(t, f, err)[:2], want[name+" total"])
			f, err = fitted.Mean(a.column("api00"), a.domain("stype", "E").And(a.domain("sch.wide", "Yes")))
			near(t, name+" domain", tolerance, said(t, f, err)[:3], want[name+" domain"])
			elementary := estimate.Column{Name: "E", Values: make([]float64, s.Len())}
			for i, in := range a.domain("stype", "E") {
				if in {
					elementary.Values[i] = 1
				}
			}
			f, err = fitted.Mean(elementary, nil)
			near(t, name+" margin", tolerance, said(t, f, err)[:1], want[name+" margin"][:1])
			if f.SE() > 1e-9 { // it is known: R gives 1e-18 or so
				t.Errorf("%s: a known share has the error %g", name, f.SE())
			}
		}
		raked, _, err := s.Rake(both...)
		if err != nil {
			t.Fatal(err)
		}
		near(t, design+" rake", 1e-6, raked.Weights(), want[design+" rake weights"])
	}
}

// What can't be fitted says why.
func TestCalibrateRefuses(t *testing.T) {
	f := estimate.Factor{Name: "sex", Codes: []int32{0, 0, 1, 1}, Levels: []string{"f", "m"}}
	g := estimate.Factor{Name: "age", Codes: []int32{0, 0, 1, 1}, Levels: []string{"young", "old"}}
	s := survey(t, estimate.Design{Weights: []float64{1, 1, 1, 1}, Stages: []estimate.Stage{{}}})
	margin := func(f estimate.Factor, totals ...float64) estimate.Margin {
		return estimate.Margin{Factor: f, Totals: totals}
	}
	three := f
	three.Levels = []string{"f", "m", "x"}
	wrong := f
	wrong.Codes = []int32{0, 0, 1, 2}
	for name, tc := range map[string]struct {
		c    estimate.Calibration
		want error
	}{
		"no totals":               {estimate.Calibration{Distance: estimate.Raking}, estimate.ErrMargin},
		"too few totals":          {estimate.Calibration{Distance: estimate.Raking, Margins: []estimate.Margin{margin(f, 10)}}, estimate.ErrLength},
		"a total of zero":         {estimate.Calibration{Distance: estimate.Raking, Margins: []estimate.Margin{margin(f, 10, 0)}}, estimate.ErrMargin},
		"a negative total":        {estimate.Calibration{Distance: estimate.Raking, Margins: []estimate.Margin{margin(f, 10, -1)}}, estimate.ErrMargin},
		"nobody of a level":       {estimate.Calibration{Distance: estimate.Raking, Margins: []estimate.Margin{margin(three, 10, 10, 5)}}, estimate.ErrAbsent},
		"a code without a level":  {estimate.Calibration{Distance: estimate.Raking, Margins: []estimate.Margin{margin(wrong, 10, 10)}}, estimate.ErrLevel},
		"two populations":         {estimate.Calibration{Distance: estimate.Raking, Margins: []estimate.Margin{margin(f, 10, 10), margin(g, 10, 11)}}, estimate.ErrContradiction},
		"margins that can't both": {estimate.Calibration{Distance: estimate.Raking, Margins: []estimate.Margin{margin(f, 10, 10), margin(g, 9, 11)}}, estimate.ErrFollows},
		"bounds above one":        {estimate.Calibration{Distance: estimate.Logit, Bounds: estimate.Bounds{Low: 1.1, High: 2}, Margins: []estimate.Margin{margin(f, 10, 10)}}, estimate.ErrBounds},
		"logit without bounds":    {estimate.Calibration{Distance: estimate.Logit, Margins: []estimate.Margin{margin(f, 10, 10)}}, estimate.ErrBounds},
		"bounds too near":         {estimate.Calibration{Distance: estimate.Logit, Bounds: estimate.Bounds{Low: 0.9, High: 1.1}, Margins: []estimate.Margin{margin(f, 10, 10)}}, estimate.ErrDiverged},
		"no distance":             {estimate.Calibration{Margins: []estimate.Margin{margin(f, 10, 10)}}, estimate.ErrRule},
	} {
		if _, _, err := s.Calibrate(tc.c); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", name, err, tc.want)
		}
	}
}
