// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"baken/base/estimate"
)

// agreed is how near R's numbers are, as a share of them.
const agreed = 1e-8

// sampled is a design of the api data with its data.
type sampled struct {
	*estimate.Survey
	data api
}

// designs are the designs of models.R.
func designs(t *testing.T) map[string]sampled {
	t.Helper()
	all := schools(t)
	srs, strat, clus1, clus2 := all["apisrs"], all["apistrat"], all["apiclus1"], all["apiclus2"]
	of := func(a api, stages ...estimate.Stage) sampled {
		t.Helper()
		return sampled{survey(t, estimate.Design{Weights: a.columns["pw"], Stages: stages, Lonely: estimate.Certainty}), a}
	}
	out := map[string]sampled{
		"srs":   of(srs, estimate.Stage{Population: srs.columns["fpc"]}),
		"strat": of(strat, estimate.Stage{Strata: strat.factors["stype"], Population: strat.columns["fpc"]}),
		"clus1": of(clus1, estimate.Stage{Units: clus1.units("dnum"), Population: clus1.columns["fpc"]}),
		"clus2": of(clus2, estimate.Stage{Units: clus2.units("dnum"), Population: clus2.columns["fpc1"]},
			estimate.Stage{Units: clus2.units("snum"), Population: clus2.columns["fpc2"]}),
	}
	margin := func(name string, people map[string]float64) estimate.Margin {
		m := estimate.Margin{Factor: clus1.factors[name]}
		for _, level := range m.Levels {
			m.Totals = append(m.Totals, people[level])
		}
		return m
	}
	raked, _, err := out["clus1"].Rake(
		margin("stype", map[string]float64{"E": 4421, "H": 755, "M": 1018}), margin("sch.wide", map[string]float64{"No": 1072, "Yes": 5122}))
	if err != nil {
		t.Fatal(err)
	}
	out["calibrated"] = sampled{raked, clus1}
	return out
}

// parts are everybody, and the domain of models.R.
func (s sampled) parts(name string) map[string]estimate.Domain {
	in := slices.Clone(s.data.domain("stype", "M"))
	for i := range in {
		in[i] = !in[i]
	}
	return map[string]estimate.Domain{name: nil, name + " domain": in}
}

// sorted gives a factor with its levels in R's order.
func (a api) sorted(name string) estimate.Factor {
	f := a.factors[name]
	levels := slices.Sorted(slices.Values(f.Levels))
	out := estimate.Factor{Name: name, Levels: levels}
	for _, c := range f.Codes {
		out.Codes = append(out.Codes, int32(slices.Index(levels, f.Levels[c])))
	}
	return out
}

// is gives who has a level, as a column.
func (a api) is(name, level string) estimate.Column {
	out := estimate.Column{Name: name + ":" + level}
	for _, in := range a.domain(name, level) {
		x := 0.0
		if in {
			x = 1
		}
		out.Values = append(out.Values, x)
	}
	return out
}

func TestModels(t *testing.T) {
	want, all := r(t, "models.R"), designs(t)
	t.Run("quantiles", func(t *testing.T) { quantiles(t, all, want) })
	t.Run("tables", func(t *testing.T) { tables(t, all, want) })
	t.Run("regressions", func(t *testing.T) { regressions(t, all, want) })
}

func quantiles(t *testing.T, all map[string]sampled, want map[string][]float64) {
	for design, s := range all {
		for name, in := range s.parts(design) {
			for said, rule := range map[string]estimate.QuantileRule{
				"hf1": estimate.HF1, "hf2": estimate.HF2, "hf4": estimate.HF4, "hf5": estimate.HF5, "hf6": estimate.HF6, "hf7": estimate.HF7,
				"hf8": estimate.HF8, "hf9": estimate.HF9, "shahvaish": estimate.ShahVaish, "math": estimate.HF1, "school": estimate.HF2,
			} {
				orders, level := []estimate.Order{0.1, 0.25, 0.5, 0.75, 0.9}, estimate.Confidence(0.95)
				if said == "math" || said == "school" { // R's own, without the repairs of models.R
					orders = []estimate.Order{0.1 + 0.00123, 0.3 + 0.00123, 0.5 + 0.00123, 0.7 + 0.00123, 0.9 + 0.00123}
				}
				if said == "school" {
					level = 0.9
				}
				var got []float64
				for _, p := range orders {
					q, err := s.Quantile(s.data.column("api00"), in, p, rule, level)
					if err != nil {
						t.Fatal(err)
					}
					got = append(got, q.Figure.Value, q.Limits.Low, q.Limits.High, q.Figure.SE())
				}
				near(t, name+" "+said, agreed, got, want[name+" "+said])
			}
		}
	}
}

func tables(t *testing.T, all map[string]sampled, want map[string][]float64) {
	for design, s := range all {
		for name, in := range s.parts(design) {
			for _, f := range [][2]string{{"sch.wide", "awards"}, {"stype", "awards"}, {"stype", "sch.wide"}} {
				rows, columns := s.data.sorted(f[0]), s.data.sorted(f[1])
				table, err := s.Crosstab(rows, columns, in)
				if err != nil {
					t.Fatal(err)
				}
				full := rows.Levels
				if in != nil && f[0] == "stype" {
					full = []string{"E", "H"} // a level that nobody has is none in R
				}
				of := name + " " + f[0] + " " + f[1]
				cells(t, of+" cells", table, full, want[of+" cells"])
				second, err := table.Independence(estimate.SecondOrder)
				if err != nil {
					t.Fatal(err)
				}
				near(t, of+" second", agreed, []float64{second.Statistic, second.Degrees, second.Within, second.P}, want[of+" second"])
				x2, err := table.Pearson()
				if err != nil {
					t.Fatal(err)
				}
				if name == "calibrated domain" { // of as many respondents as R counts
					x2 *= float64(s.Len()) / float64(table.Cells[0][0].N)
				}
				first, err := table.Independence(estimate.FirstOrder)
				if err != nil {
					t.Fatal(err)
				}
				near(t, of+" first", agreed, []float64{x2, first.Degrees, first.P}, want[of+" first"])
				if name == "calibrated domain" {
					break // R keeps the levels that nobody in the domain has
				}
			}
		}
	}
}

// cells holds the shares of some rows and their covariance against R's, which has rows
// first. A covariance of 0 is rounded there.
func cells(t *testing.T, name string, table estimate.Crosstab, full []string, want []float64) {
	t.Helper()
	var all []estimate.Figure
	for j := range table.Columns {
		for i := range table.Rows {
			if slices.Contains(full, table.Rows[i]) {
				all = append(all, table.Cells[i][j])
			}
		}
	}
	var got []float64
	for _, f := range all {
		got = append(got, f.Value)
	}
	for _, f := range all {
		for _, g := range all {
			c, err := estimate.Covariance(f, g)
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, c)
		}
	}
	if len(got) == len(want) {
		for k := range got {
			if math.Abs(got[k]) < 1e-17 && math.Abs(want[k]) < 1e-17 {
				got[k], want[k] = 0, 0
			}
		}
	}
	near(t, name, agreed, got, want)
}

func regressions(t *testing.T, all map[string]sampled, want map[string][]float64) {
	for design, s := range all {
		api00, ell, meals, mobility := s.data.column("api00"), s.data.column("ell"), s.data.column("meals"), s.data.column("mobility")
		share := estimate.Column{Name: "meals"}
		for _, x := range meals.Values {
			share.Values = append(share.Values, x/100)
		}
		numbers, schools := []estimate.Column{ell, meals, mobility}, []estimate.Column{ell, s.data.is("stype", "H")}
		for name, in := range s.parts(design) {
			check := func(what string, m estimate.Model, err error) {
				t.Helper()
				if err != nil {
					t.Fatalf("%s %s: %v", name, what, err)
				}
				near(t, name+" "+what, agreed, coefficients(t, m), want[name+" "+what])
			}
			m, err := s.Linear(api00, numbers, in)
			check("linear", m, err)
			m, err = s.Linear(api00, schools, in)
			check("factor", m, err)
			m, err = s.Logistic(s.data.is("sch.wide", "Yes"), numbers, in)
			check("logistic", m, err)
			m, err = s.Logistic(share, schools, in)
			check("shares", m, err)
		}
	}
}

// coefficients gives a model as models.R prints one: coefficients, covariances,
// degrees of freedom, t and p.
func coefficients(t *testing.T, m estimate.Model) (out []float64) {
	t.Helper()
	all := []estimate.Figure{m.Intercept}
	for _, c := range m.Slopes {
		all = append(all, c.Figure)
	}
	for _, f := range all {
		out = append(out, f.Value)
	}
	for _, f := range all {
		for _, g := range all {
			c, err := estimate.Covariance(f, g)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, c)
		}
	}
	out = append(out, float64(m.Intercept.Degrees))
	var chances []float64
	for _, f := range all {
		test, err := f.TTest(0)
		if err != nil {
			t.Fatal(err)
		}
		out, chances = append(out, test.Statistic), append(chances, test.P)
	}
	return append(out, chances...)
}

func TestWaves(t *testing.T) {
	dir := t.TempDir()
	want := r(t, "waves.R", dir)
	raw, err := os.ReadFile(filepath.Join(dir, "waves.csv"))
	if err != nil {
		t.Fatal(err)
	}
	panel := parse(t, raw)
	for name, strata := range map[string]estimate.Factor{"persons": {}, "strata": panel.factors["stratum"]} {
		s := survey(t, estimate.Design{Weights: panel.columns["pw"], Stages: []estimate.Stage{{Strata: strata, Units: panel.units("person")}}})
		mean := func(in estimate.Domain) estimate.Figure {
			t.Helper()
			f, err := s.Mean(panel.column("y"), in)
			if err != nil {
				t.Fatal(err)
			}
			return f
		}
		var times []float64
		var figures []estimate.Figure
		for _, year := range []string{"2019", "2020", "2021", "2023", "2024"} {
			in := panel.domain("year", year)
			times, figures = append(times, panel.columns["year"][slices.Index(in, true)]-2019), append(figures, mean(in))
		}
		line, err := estimate.Trend(times, figures)
		if err != nil {
			t.Fatal(err)
		}
		near(t, name+" trend", agreed, []float64{
			line.Level.Value, line.Slope.Value, line.Level.SE(), line.Slope.SE(), line.Fit.Statistic, line.Fit.P, float64(line.Slope.Degrees),
		}, want[name+" trend"])
		change := func(group string) estimate.Change {
			in := panel.domain("group", group)
			return estimate.Change{Before: mean(in.And(panel.domain("year", "2020"))), After: mean(in.And(panel.domain("year", "2024")))}
		}
		f, err := estimate.DifferenceInDifferences(change("a"), change("b"))
		if err != nil {
			t.Fatal(err)
		}
		near(t, name+" difference", agreed, []float64{f.Value, f.SE()}, want[name+" difference"])
	}
}
