// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"baken/base/estimate"
)

// everyTenth is who responded, as testdata/nonresponse.R has it.
func everyTenth(n int) estimate.Domain {
	in := make(estimate.Domain, n)
	for i := range in {
		in[i] = (i+1)*7%10 < 6
	}
	return in
}

// Weighting classes have the errors of the smooth function of totals that they are, and
// those that a jackknife gives which makes the classes anew in each replicate; also after
// post-stratification. Who didn't respond needn't have an answer.
func TestWeightingClasses(t *testing.T) {
	want := r(t, "nonresponse.R")
	all := schools(t)
	for design, stages := range oneStage() {
		a := all["api"+design]
		s := survey(t, estimate.Design{Weights: a.columns["pw"], Stages: []estimate.Stage{stages(a)}})
		who := everyTenth(s.Len())
		y := a.column("api00")
		for i, in := range who {
			if !in {
				y.Values[i] = math.NaN()
			}
		}
		classes, fit, err := s.WeightingClasses(a.factors["sch.wide"], who)
		if err != nil {
			t.Fatal(err)
		}
		if fit.Off > 1e-12 {
			t.Errorf("%s: off by %g", design, fit.Off)
		}
		types := estimate.Calibration{Distance: estimate.Linear, Margins: []estimate.Margin{a.margin("stype", []string{"E", "H", "M"}, want["stype"])}}
		post, _, err := classes.Calibrate(types)
		if err != nil {
			t.Fatal(err)
		}
		jackknife, err := s.Jackknife()
		if err != nil {
			t.Fatal(err)
		}
		again, _, err := jackknife.Calibrate(estimate.Calibration{Distance: estimate.Linear, Margins: []estimate.Margin{{Factor: a.factors["sch.wide"]}}, Respondents: who})
		if err != nil {
			t.Fatal(err)
		}
		postAgain, _, err := again.Calibrate(types)
		if err != nil {
			t.Fatal(err)
		}
		in := a.domain("stype", "E")
		for name, of := range map[string]struct {
			linear    func() (estimate.Figure, error)
			replicate func() (estimate.ReplicateFigure, error)
		}{
			"total": {
				func() (estimate.Figure, error) { return classes.Total(y, nil) },
				func() (estimate.ReplicateFigure, error) { return again.Total(y, nil) },
			},
			"mean": {
				func() (estimate.Figure, error) { return classes.Mean(y, nil) },
				func() (estimate.ReplicateFigure, error) { return again.Mean(y, nil) },
			},
			"domain": {
				func() (estimate.Figure, error) { return classes.Mean(y, in) },
				func() (estimate.ReplicateFigure, error) { return again.Mean(y, in) },
			},
			"post": {
				func() (estimate.Figure, error) { return post.Total(y, nil) },
				func() (estimate.ReplicateFigure, error) { return postAgain.Total(y, nil) },
			},
		} {
			f, err := of.linear()
			near(t, design+" "+name, 1e-9, said(t, f, err)[:2], want[design+" "+name])
			g, err := of.replicate()
			if err != nil {
				t.Fatal(err)
			}
			near(t, design+" "+name+" jackknife", 1e-9, []float64{g.Value, g.SE()}, want[design+" "+name+" jackknife"])
			asked := who
			if name == "domain" {
				asked = who.And(in)
			}
			if n := count(asked); f.N != n || g.N != n || f.Degrees != g.Degrees {
				t.Errorf("%s %s: of %d and %d with %d and %d degrees, want %d", design, name, f.N, g.N, f.Degrees, g.Degrees, n)
			}
		}
	}
}

func count(in estimate.Domain) (n int) {
	for _, some := range in {
		if some {
			n++
		}
	}
	return n
}

// When all responded nothing changes but how the weights came about.
func TestWeightingClassesOfAll(t *testing.T) {
	d := draw(rand.New(rand.NewPCG(6, 7)), 90, 3, 1)
	s := survey(t, d.design)
	all := slices.Repeat(estimate.Domain{true}, 90)
	same, _, err := s.WeightingClasses(d.by, all)
	if err != nil {
		t.Fatal(err)
	}
	y, answered := d.items[0].Column(), d.items[0].Column().Answered()
	a, err := s.Mean(y, answered)
	b, err2 := same.Mean(y, answered)
	if err := errors.Join(err, err2); err != nil {
		t.Fatal(err)
	}
	near(t, "the mean of all", 1e-12, []float64{b.Value, b.SE()}, []float64{a.Value, a.SE()})
}

// What is counted by cell is what Survey.Mean gives, with classes and a calibration after.
func TestMeansOfRespondents(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 8))
	for round := range 20 {
		n := 120 + random.IntN(200)
		d := draw(random, n, 2+random.IntN(4), 4)
		who := make(estimate.Domain, n)
		for i := range who {
			who[i] = random.IntN(5) > 0
		}
		s, _, err := survey(t, d.design).WeightingClasses(d.margins[1].Factor, who)
		if err != nil {
			t.Fatal(err)
		}
		raked, _, err := s.Rake(d.margins...)
		if err != nil {
			t.Fatal(err)
		}
		for name, s := range map[string]*estimate.Survey{"classes": s, "raked": raked} {
			table, err := s.Means(d.by, d.items...)
			if err != nil {
				t.Fatal(err)
			}
			d.holds(t, fmt.Sprintf("round %d, %s", round, name), table, func(y estimate.Column, in estimate.Domain) (estimate.Entry, error) {
				f, err := s.Mean(y, in)
				return estimate.Entry{Value: f.Value, SE: f.SE(), N: f.N, Degrees: f.Degrees}, err
			})
		}
	}
}

// What can't be is an error, or a warning.
func TestRespondentsRefused(t *testing.T) {
	two := func(codes ...int32) estimate.Factor {
		return estimate.Factor{Name: "class", Levels: []string{"a", "b"}, Codes: codes}
	}
	s := survey(t, estimate.Design{Weights: []float64{1, 2, 3, 4}, Stages: []estimate.Stage{{}}})
	by := two(0, 0, 1, 1)
	for name, tc := range map[string]struct {
		c    estimate.Calibration
		want error
	}{
		"nobody":            {estimate.Calibration{Margins: []estimate.Margin{{Factor: by}}, Respondents: make(estimate.Domain, 4)}, estimate.ErrEmpty},
		"nobody of a class": {estimate.Calibration{Margins: []estimate.Margin{{Factor: by}}, Respondents: estimate.Domain{true, true, false, false}}, estimate.ErrAbsent},
		"too few":           {estimate.Calibration{Margins: []estimate.Margin{{Factor: by}}, Respondents: estimate.Domain{true}}, estimate.ErrLength},
		"totals as well":    {estimate.Calibration{Margins: []estimate.Margin{{Factor: by, Totals: []float64{4, 6}}}, Respondents: estimate.Domain{true, true, true, false}}, estimate.ErrMargin},
		"no classes":        {estimate.Calibration{Respondents: estimate.Domain{true, true, true, false}}, estimate.ErrMargin},
		"a level unknown":   {estimate.Calibration{Margins: []estimate.Margin{{Factor: two(0, 0, 1, 2)}}, Respondents: estimate.Domain{true, true, true, false}}, estimate.ErrLevel},
		"a number missing": {estimate.Calibration{
			Auxiliaries: []estimate.Auxiliary{{Column: estimate.Column{Name: "x", Values: []float64{1, 2, 3, math.NaN()}}}},
			Respondents: estimate.Domain{true, true, true, false},
		}, estimate.ErrNaN},
	} {
		tc.c.Distance = estimate.Linear
		if _, _, err := s.Calibrate(tc.c); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", name, err, tc.want)
		}
	}
	_, fit, err := s.WeightingClasses(by, estimate.Domain{true, true, true, false})
	if err != nil || !slices.ContainsFunc(fit.Warnings, func(w estimate.Warning) bool { return w.Code == "small" && w.Level == "b" && w.N == 1 }) {
		t.Errorf("%v %+v", err, fit)
	}
}
