// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"math"
	"testing"

	"baken/base/estimate"
)

// What a variance is made of adds up to it, by strata, in stages and after
// calibration.
func TestDerivationAddsUp(t *testing.T) {
	all := schools(t)
	strat, clus2 := all["apistrat"], all["apiclus2"]
	one := survey(t, estimate.Design{
		Weights: strat.columns["pw"], Stages: []estimate.Stage{{Strata: strat.factors["stype"], Population: strat.columns["fpc"]}},
	})
	wide := strat.margin("sch.wide", []string{"No", "Yes"}, []float64{1072, 5122}) // as R survey's apipop has them
	fitted, _, err := one.Rake(wide)
	if err != nil {
		t.Fatal(err)
	}
	two := survey(t, estimate.Design{Weights: clus2.columns["pw"], Lonely: estimate.Certainty, Stages: []estimate.Stage{
		{Units: clus2.units("dnum"), Population: clus2.columns["fpc1"]}, {Units: clus2.units("snum"), Population: clus2.columns["fpc2"]},
	}})
	var rows []int // twenty of E, one of M
	left := map[string]int{"E": 20, "M": 1}
	for level := range left {
		for i, in := range strat.domain("stype", level) {
			if in && left[level] > 0 {
				rows = append(rows, i)
				left[level]--
			}
		}
	}
	few := strat.some(rows)
	alone := survey(t, estimate.Design{Weights: few.columns["pw"], Stages: []estimate.Stage{{Strata: few.factors["stype"]}}, Lonely: estimate.Average})
	apart := survey(t, estimate.Design{Weights: few.columns["pw"], Stages: []estimate.Stage{{Strata: few.factors["stype"]}}, Lonely: estimate.Adjust, Domains: estimate.AlsoDomains})
	wider, _, err := fitted.PostStratify(strat.margin("stype", []string{"E", "H", "M"}, []float64{4421, 755, 1018}))
	if err != nil {
		t.Fatal(err)
	}
	responding, _, err := two.WeightingClasses(clus2.factors["sch.wide"], everyTenth(two.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		s *estimate.Survey
		a api
	}{"responding": {responding, clus2}, "averaged": {alone, few}, "adjusted": {apart, few}, "fitted twice": {wider, strat}, "strata": {one, strat}, "fitted": {fitted, strat}, "unfitted": {fitted.Unfitted(), strat}, "stages": {two, clus2}} {
		for _, in := range []estimate.Domain{nil, tc.a.domain("stype", "E")} {
			f, err := tc.s.Mean(tc.a.column("api00"), in)
			if err != nil {
				t.Fatal(err)
			}
			d := f.Derive()
			sum, written, averaged, adjusted := 0.0, 0.0, 0, 0
			for _, parts := range d.Stages {
				for _, p := range parts {
					sum += p.Adds
					if p.Averaged {
						averaged++
						written += p.Adds
					}
					n := float64(p.Units)
					switch {
					case p.Adjusted:
						adjusted++
						written += p.Times * (1 - p.Fraction) * n / max(n-1, 1) * p.Squares
					case p.Units > 1:
						written += p.Times * (1 - p.Fraction) * n / (n - 1) * (p.Squares - p.Sum*p.Sum/n)
					}
				}
			}
			if want := map[string]int{"adjusted": 1}[name]; in == nil && adjusted != want {
				t.Errorf("%s: %d strata adjusted, want %d", name, adjusted, want)
			}
			if want := map[string]int{"averaged": 1}[name]; in == nil && averaged != want {
				t.Errorf("%s: %d strata averaged, want %d", name, averaged, want)
			}
			if (d.Responding > 0) != (name == "responding") {
				t.Errorf("%s: responding adds %g", name, d.Responding)
			}
			if math.Abs(sum+d.Responding-f.Variance()) > 1e-12*f.Variance() || math.Abs(written-sum) > 1e-9*sum || d.Variance != f.Variance() || d.Respondents != f.N {
				t.Errorf("%s: %+v: %g and %g, want %g", name, d, sum, written, f.Variance())
			}
		}
	}
	// sch.wide explains something of api00: the fit takes part of the variance away.
	a, err := fitted.Mean(strat.column("api00"), nil)
	if err != nil {
		t.Fatal(err)
	}
	b, err := fitted.Unfitted().Mean(strat.column("api00"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if a.Value != b.Value || !(a.Variance() < b.Variance()) {
		t.Errorf("fitted %g ± %g, unfitted %g ± %g", a.Value, a.SE(), b.Value, b.SE())
	}
}
