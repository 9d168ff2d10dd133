// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"testing"

	"baken/base/estimate"
)

// drawn is R survey's api designs, by the names that the scripts give them.
func drawnDesigns(t *testing.T) (map[string]api, map[string]*estimate.Survey) {
	t.Helper()
	all := schools(t)
	srs, strat, clus1, clus2 := all["apisrs"], all["apistrat"], all["apiclus1"], all["apiclus2"]
	data := map[string]api{"srs": srs, "strat": strat, "clus1": clus1, "clus2": clus2}
	designs := map[string]*estimate.Survey{}
	for name, stages := range map[string][]estimate.Stage{
		"srs":   {{Population: srs.columns["fpc"]}},
		"strat": {{Strata: strat.factors["stype"], Population: strat.columns["fpc"]}},
		"clus1": {{Units: clus1.units("dnum"), Population: clus1.columns["fpc"]}},
		"clus2": {
			{Units: clus2.units("dnum"), Population: clus2.columns["fpc1"]}, {Units: clus2.units("snum"), Population: clus2.columns["fpc2"]},
		},
	} {
		designs[name] = survey(t, estimate.Design{Weights: data[name].columns["pw"], Stages: stages, Lonely: estimate.Certainty})
	}
	return data, designs
}

// zeroOne gives a column of ones where something is so.
func zeroOne(name string, n int, so func(int) bool) estimate.Column {
	c := estimate.Column{Name: name, Values: make([]float64, n)}
	for i := range n {
		if so(i) {
			c.Values[i] = 1
		}
	}
	return c
}

func (a api) yes(name string) estimate.Column {
	in := a.domain(name, "Yes")
	return zeroOne(name, len(in), func(i int) bool { return in[i] })
}

func (a api) below(name string, limit float64) estimate.Column {
	return zeroOne(name, len(a.columns[name]), func(i int) bool { return a.columns[name][i] < limit })
}

func share(t *testing.T, s *estimate.Survey, y estimate.Column, in estimate.Domain) estimate.Share {
	t.Helper()
	p, err := s.Share(y, in)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func limits(t *testing.T, p estimate.Share, m estimate.ShareMethod, level estimate.Confidence) []float64 {
	t.Helper()
	i, err := p.IntervalBy(m, level)
	if err != nil {
		t.Fatalf("%s of %v: %v", m, p.Value, err)
	}
	return []float64{i.Low, i.High}
}

// What is inferred of figures over R survey's api designs, which are read once.
func TestInference(t *testing.T) {
	data, designs := drawnDesigns(t)
	t.Run("shares", func(t *testing.T) { inferShares(t, data, designs) })
	t.Run("tests", func(t *testing.T) { inferTests(t, data, designs) })
	t.Run("representativity", func(t *testing.T) { inferRepresentativity(t, data, designs) })
}

// inferShares compares intervals of usual and rare shares, and of one in a domain.
// Wilson's are prop.test's on the effective size.
func inferShares(t *testing.T, data map[string]api, designs map[string]*estimate.Survey) {
	want := r(t, "shares.R")
	check := func(name string, p estimate.Share, model bool) {
		t.Helper()
		for _, level := range []float64{0.95, 0.8} {
			at := fmt.Sprintf("%s %v ", name, level)
			near(t, at+"share", 1e-8, []float64{p.Value, p.SE(), float64(p.Degrees), float64(p.N)}, want[at+"share"])
			for _, m := range []estimate.ShareMethod{estimate.KornGraubard, estimate.Plain, estimate.LogOdds, estimate.Wilson} {
				near(t, at+string(m), 1e-8, limits(t, p, m, estimate.Confidence(level)), want[at+string(m)])
			}
			if !model || level != 0.95 {
				continue
			}
			likelihood, logit := limits(t, p, estimate.Likelihood, 0.95), limits(t, p, estimate.LogOdds, 0.95)
			near(t, at+"likelihood", 1e-6, likelihood, want[at+"likelihood"])
			near(t, at+"fitted logit", 1e-8, logit, want[at+"fitted logit"])
			near(t, at+"survey logit", 1e-6, logit, want[at+"survey logit"])
			near(t, at+"survey likelihood", 2e-3, likelihood, want[at+"survey likelihood"])
		}
	}
	for name, s := range designs {
		d := data[name]
		check(name+" usual", share(t, s, d.yes("sch.wide"), nil), true)
		check(name+" rare", share(t, s, d.below("api00", 460), nil), true)
		check(name+" domain", share(t, s, d.yes("awards"), d.domain("stype", "E")), true)
	}
	clus1 := data["clus1"]
	calibrated, _, err := designs["clus1"].PostStratify(types(clus1))
	if err != nil {
		t.Fatal(err)
	}
	check("calibrated", share(t, calibrated, clus1.yes("sch.wide"), nil), false)
	known(t, calibrated, clus1)
	for _, n := range []int{3, 5, 30, 1000} {
		for _, k := range []int{0, 1, n / 2, n} {
			p := plain(t, n, k)
			for _, m := range []estimate.ShareMethod{estimate.KornGraubard, estimate.Wilson} {
				at := fmt.Sprintf("plain %d %d %s", n, k, m)
				near(t, at, 1e-8, limits(t, p, m, 0.95), want[at])
			}
		}
	}
}

// types is how many schools of each type California has, as R survey's examples say.
func types(a api) estimate.Margin {
	known := map[string]float64{"E": 4421, "H": 755, "M": 1018}
	m := estimate.Margin{Factor: a.factors["stype"]}
	for _, level := range m.Levels {
		m.Totals = append(m.Totals, known[level])
	}
	return m
}

// known holds that a share that is known by calibration has no width, by any method.
func known(t *testing.T, s *estimate.Survey, a api) {
	t.Helper()
	in := a.domain("stype", "H")
	p := share(t, s, zeroOne("high school", len(in), func(i int) bool { return in[i] }), nil)
	want := 755.0 / (4421 + 755 + 1018)
	for _, m := range methods {
		near(t, string(m), 1e-12, limits(t, p, m, 0.95), []float64{want, want})
	}
	if _, err := p.TTest(0.12); !errors.Is(err, estimate.ErrZero) {
		t.Errorf("a test of what is known: got %v, want %v", err, estimate.ErrZero)
	}
}

// plain is a share of k in n drawn at random with replacement.
func plain(t *testing.T, n, k int) estimate.Share {
	t.Helper()
	s := survey(t, estimate.Design{Weights: repeat(1, n), Stages: []estimate.Stage{{}}, Lonely: estimate.Certainty})
	return share(t, s, zeroOne("y", n, func(i int) bool { return i < k }), nil)
}

// At 0 the effective size is the sample's: Korn and Graubard's limit is Clopper and
// Pearson's 1 − (α/2)^(1/n), and the likelihood's is where 2(n−1) log(1/(1−π)) is t².
func TestShareOfNobody(t *testing.T) {
	p := plain(t, 30, 0)
	near(t, "beta", 1e-12, limits(t, p, estimate.KornGraubard, 0.95), []float64{0, 1 - math.Pow(0.025, 1.0/30)})
	square := 2.0452296421327034 * 2.0452296421327034 // R: qt(0.975, 29)
	near(t, "likelihood", 1e-9, limits(t, p, estimate.Likelihood, 0.95), []float64{0, 1 - math.Exp(-square/58)})
	near(t, "wilson", 1e-9, limits(t, p, estimate.Wilson, 0.95), []float64{0, square / (30 + square)})
	all := plain(t, 30, 30)
	for _, m := range []estimate.ShareMethod{estimate.KornGraubard, estimate.Likelihood, estimate.Wilson} {
		none, every := limits(t, p, m, 0.95), limits(t, all, m, 0.95)
		near(t, string(m)+" of all", 1e-9, []float64{every[0], every[1]}, []float64{1 - none[1], 1 - none[0]})
	}
	// In five clusters of six there are four degrees of freedom, which widens.
	s := survey(t, estimate.Design{Weights: repeat(1, 30), Stages: []estimate.Stage{{Units: blocks(5, 6)}}})
	clustered := share(t, s, zeroOne("y", 30, func(int) bool { return false }), nil)
	ratio := 2.0452296421327034 / 2.7764451051977987 // R: qt(0.975, 29)/qt(0.975, 4)
	near(t, "clusters", 1e-9, limits(t, clustered, estimate.KornGraubard, 0.95), []float64{0, 1 - math.Pow(0.025, 1/(30*ratio*ratio))})
}

func repeat(x float64, n int) []float64 {
	all := make([]float64, n)
	for i := range all {
		all[i] = x
	}
	return all
}

// blocks numbers clusters of one size.
func blocks(clusters, size int) (all []int64) {
	for k := range clusters {
		for range size {
			all = append(all, int64(k))
		}
	}
	return all
}

var methods = []estimate.ShareMethod{estimate.KornGraubard, estimate.Wilson, estimate.Likelihood, estimate.LogOdds, estimate.Plain}

func TestSharesRefuse(t *testing.T) {
	s := survey(t, estimate.Design{Weights: repeat(1, 3), Stages: []estimate.Stage{{}}})
	_, notZeroOne := s.Share(estimate.Column{Name: "y", Values: []float64{0, 1, 0.5}}, nil)
	_, outside := s.Share(estimate.Column{Name: "y", Values: []float64{0, 1, 7}}, estimate.Domain{true, true, false})
	_, nobody := s.Share(estimate.Column{Name: "y", Values: []float64{0, 1, 1}}, estimate.Domain{false, false, false})
	by := func(p estimate.Share, m estimate.ShareMethod, level estimate.Confidence) error {
		_, err := p.IntervalBy(m, level)
		return err
	}
	alone := share(t, s, estimate.Column{Name: "y", Values: []float64{0, 1, 1}}, estimate.Domain{true, false, false})
	half := plain(t, 4, 2)
	for rule, tc := range map[string]struct{ got, want error }{
		"a half is no share":     {notZeroOne, estimate.ErrShare},
		"outside the domain":     {outside, nil},
		"nobody":                 {nobody, estimate.ErrEmpty},
		"one respondent":         {by(alone, estimate.KornGraubard, 0.95), estimate.ErrEmpty},
		"level 95":               {by(half, estimate.KornGraubard, 95), estimate.ErrConfidence},
		"no method":              {by(half, "", 0.95), estimate.ErrMethod},
		"log odds of nobody":     {by(plain(t, 4, 0), estimate.LogOdds, 0.95), estimate.ErrExtreme},
		"plain of everybody":     {by(plain(t, 4, 4), estimate.Plain, 0.95), estimate.ErrExtreme},
		"smallest that has some": {by(plain(t, 2, 1), estimate.KornGraubard, 0.95), nil},
	} {
		if !errors.Is(tc.got, tc.want) {
			t.Errorf("%s: got %v, want %v", rule, tc.got, tc.want)
		}
	}
}

// Plain is what every figure has.
func TestPlainIsTheInterval(t *testing.T) {
	p := plain(t, 50, 20)
	want, err := p.Interval(0.9)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "mean "+strconv.Itoa(p.N), 1e-12, limits(t, p, estimate.Plain, 0.9), []float64{want.Low, want.High})
}

// Replicates with degrees of their own may give a share of one respondent, of which no
// effective size can be made.
func TestShareIntervalOfOneRespondent(t *testing.T) {
	for _, e := range []estimate.Entry{{Value: 1, N: 1, Degrees: 5}, {Value: 0.4, SE: 0.1, N: 1, Degrees: 5}} {
		if _, err := e.ShareInterval(estimate.KornGraubard, 0.95); !errors.Is(err, estimate.ErrEmpty) {
			t.Errorf("%+v: got %v", e, err)
		}
		if i, err := e.ShareInterval(estimate.Wilson, 0.95); err != nil || !(i.Low < e.Value && i.High >= e.Value) {
			t.Errorf("%+v by Wilson: %v, %v", e, i, err)
		}
	}
}

// An error that is large beside a tiny share leaves all of 0 to 1, and no NaN.
func TestLogOddsOfNextToNothing(t *testing.T) {
	i, err := estimate.Entry{Value: 1e-9, SE: 1e-3, N: 300, Degrees: 10}.ShareInterval(estimate.LogOdds, 0.95)
	if want := (estimate.Interval{Low: 0, High: 1}); err != nil || i != want {
		t.Errorf("got %v, %v, want %v", i, err, want)
	}
}
