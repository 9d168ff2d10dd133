// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"baken/base/estimate"
)

// replicated takes the replicates of a design that can't be refused here.
func replicated(t *testing.T) func(*estimate.Replicates, error) *estimate.Replicates {
	return func(r *estimate.Replicates, err error) *estimate.Replicates {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
}

// figures gives what replicates.R gives, under the same names.
func figures(t *testing.T, r *estimate.Replicates, data api) map[string][]float64 {
	t.Helper()
	out := map[string][]float64{}
	add := func(name string, f estimate.ReplicateFigure, err error) estimate.ReplicateFigure {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		out[name] = []float64{f.Value, f.SE(), float64(f.Degrees)}
		return f
	}
	answered := data.column("enroll").Answered()
	f, err := r.Mean(data.column("api00"), nil)
	add("mean", f, err)
	f, err = r.Total(data.column("enroll"), answered)
	add("total", f, err)
	f, err = r.Mean(data.column("api00"), data.domain("stype", "E"))
	e := add("domain", f, err)
	f, err = r.Total(data.column("api00"), data.domain("stype", "E"))
	add("domain total", f, err)
	f, err = r.Ratio(data.column("api.stu"), data.column("enroll"), answered)
	add("ratio", f, err)
	f, err = r.Mean(data.column("api00"), data.domain("stype", "H"))
	h := add("high", f, err)
	both, err := e.Covariance(h)
	if err != nil {
		t.Fatal(err)
	}
	out["correlation"] = []float64{both / (e.SE() * h.SE())}
	f, err = r.Combine([]float64{1, -1}, []estimate.ReplicateFigure{e, h})
	add("contrast", f, err)
	out["contrast"] = out["contrast"][:2]
	delete(out, "high")
	return out
}

// made writes a table of figures as R reads it, and reads it as R does.
func made(t *testing.T, dir, name, table string) api {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(table), 0o600); err != nil {
		t.Fatal(err)
	}
	return parse(t, []byte(table))
}

// rows makes respondents in units of strata, with some of each type of school.
func rows(random *rand.Rand, table *strings.Builder, h string, unit, n, size int) {
	for k := range n {
		people := 100 + random.ExpFloat64()*900
		fmt.Fprintf(table, "%s,%d,%d,%.17g,%.17g,%.17g,%.17g,%s\n", h, unit, size, 1+9*random.Float64(),
			500+100*random.NormFloat64(), people, people*random.Float64(), []string{"E", "H", "M"}[(unit+k)%3])
	}
}

const header = "h,unit,size,w,api00,enroll,api.stu,stype\n"

// pairs has as many strata as make its Hadamard matrix whole, so that R takes it.
func pairs(t *testing.T, dir string) api {
	var table strings.Builder
	table.WriteString(header)
	random := rand.New(rand.NewPCG(1, 2))
	for h := range 19 {
		for u := range 2 {
			rows(random, &table, fmt.Sprintf("h%02d", h), 2*h+u, 2+random.IntN(4), 100)
		}
	}
	return made(t, dir, "pairs.csv", table.String())
}

// alone has a stratum with one unit, and one that was drawn whole.
func alone(t *testing.T, dir string) api {
	var table strings.Builder
	table.WriteString(header)
	random := rand.New(rand.NewPCG(3, 4))
	unit := 0
	for _, h := range []struct {
		name        string
		units, size int
	}{{"a", 4, 10}, {"b", 1, 10}, {"c", 3, 3}, {"d", 5, 50}} {
		for range h.units {
			rows(random, &table, h.name, unit, 4, h.size)
			unit++
		}
	}
	return made(t, dir, "lonely.csv", table.String())
}

// table writes numbers by row.
func table(t *testing.T, dir, name string, numbers [][]float64) {
	t.Helper()
	var out strings.Builder
	for _, row := range numbers {
		out.WriteString(strings.Join(strings.Fields(strings.Trim(fmt.Sprintf("%.17g", row), "[]")), ",") + "\n")
	}
	if err := os.WriteFile(filepath.Join(dir, name), []byte(out.String()), 0o600); err != nil {
		t.Fatal(err)
	}
}

func transposed(columns [][]float64) [][]float64 {
	out := make([][]float64, len(columns[0]))
	for i := range out {
		for _, c := range columns {
			out[i] = append(out[i], c[i])
		}
	}
	return out
}

// witness holds figures against R's, and says how far they were apart at most.
type witness struct {
	*testing.T
	want map[string][]float64
	far  map[string]float64
}

// holds compares all figures of replicates: values and errors, and the degrees of
// freedom of the whole sample where they are said to be R's.
func (w witness) holds(name string, tolerance float64, degrees degrees, r *estimate.Replicates, data api) {
	w.Helper()
	for figure, got := range figures(w.T, r, data) {
		full := name + " " + figure
		want := w.want[full]
		n := len(got)
		if n == 3 && degrees != "R's" && (degrees != "R's for all" || figure != "mean") {
			n = 2
		}
		if len(want) < n {
			w.Errorf("R gives no %s", full)
			continue
		}
		if figure == "correlation" { // by its absolute difference: it may be none
			got[0], want = got[0]+2, []float64{want[0] + 2}
		}
		near(w.T, full, tolerance, got[:n], want[:n])
		for i := range n {
			w.far[name] = max(w.far[name], math.Abs(got[i]/want[i]-1))
		}
	}
}

// degrees is which degrees of freedom are R's.
type degrees string

func (w witness) both(name string, d degrees, r *estimate.Replicates, data api) {
	w.Helper()
	w.holds(name, 1e-8, d, r, data)
	w.holds(name+" mse", 1e-8, d, r.AboutEstimate(), data)
}

// Figures over replicates as R survey 4.1 has them, the same replicates given to both.
func TestReplicatesByR(t *testing.T) {
	dir, all, take := t.TempDir(), schools(t), replicated(t)
	strat := all["apistrat"]
	stratified := survey(t, estimate.Design{Weights: strat.columns["pw"], Stages: []estimate.Stage{{Strata: strat.factors["stype"]}}})
	boot := take(stratified.Bootstrap(80, rand.New(rand.NewPCG(5, 6))))
	var drawn [][]float64
	scales := make([]float64, boot.Len())
	for k := range boot.Len() {
		drawn = append(drawn, boot.Weights(k))
		scales[k] = float64(k) / 50
	}
	table(t, dir, "bootstrap.csv", transposed(drawn))
	two := pairs(t, dir)
	paired := survey(t, estimate.Design{Weights: two.columns["w"], Stages: []estimate.Stage{{Strata: two.factors["h"], Units: two.units("unit")}}})
	brr := take(paired.Balanced(0))
	table(t, dir, "hadamard.csv", matrix(brr, two))
	lonely := alone(t, dir)

	w := witness{t, r(t, "replicates.R", dir), map[string]float64{}}
	w.jackknife(all)
	w.lonely(lonely)
	w.both("brr", "R's for all", brr, two)
	w.both("fay", "R's for all", take(paired.Balanced(0.3)), two)
	w.both("bootstrap", "R's for all", boot, strat)
	w.both("outside", "R's", take(stratified.Outside(estimate.Outside{Weights: drawn, Scale: 0.01, Scales: scales})), strat)
	w.calibrated(all, boot)
	for name, far := range w.far {
		t.Logf("%s: largest relative difference %.1e", name, far)
	}
}

func (w witness) jackknife(all map[string]api) {
	srs, strat, clus1, clus2 := all["apisrs"], all["apistrat"], all["apiclus1"], all["apiclus2"]
	for name, tc := range map[string]struct {
		data   api
		stages []estimate.Stage
	}{
		"srs":        {srs, []estimate.Stage{{Population: srs.columns["fpc"]}}},
		"strat":      {strat, []estimate.Stage{{Strata: strat.factors["stype"], Population: strat.columns["fpc"]}}},
		"stratnofpc": {strat, []estimate.Stage{{Strata: strat.factors["stype"]}}},
		"clus1":      {clus1, []estimate.Stage{{Units: clus1.units("dnum"), Population: clus1.columns["fpc"]}}},
		"clus1nofpc": {clus1, []estimate.Stage{{Units: clus1.units("dnum")}}},
		"clus2": {clus2, []estimate.Stage{
			{Units: clus2.units("dnum"), Population: clus2.columns["fpc1"]}, {Units: clus2.units("snum"), Population: clus2.columns["fpc2"]},
		}},
	} {
		s := survey(w.T, estimate.Design{Weights: tc.data.columns["pw"], Stages: tc.stages, Lonely: estimate.Certainty})
		w.both(name, "R's for all", replicated(w.T)(s.Jackknife()), tc.data)
	}
}

func (w witness) lonely(data api) {
	for name, tc := range map[string]struct {
		lonely  estimate.Lonely
		degrees degrees
	}{
		"certainty": {estimate.Certainty, "R's for all"},
		"remove":    {estimate.Remove, "R's for all"},
		"adjust":    {estimate.Adjust, ""},
	} {
		s := survey(w.T, estimate.Design{Weights: data.columns["w"], Lonely: tc.lonely, Stages: []estimate.Stage{
			{Strata: data.factors["h"], Units: data.units("unit"), Population: data.columns["size"]},
		}})
		w.holds(name, 1e-8, tc.degrees, replicated(w.T)(s.Jackknife()), data)
	}
}

func (w witness) calibrated(all map[string]api, boot *estimate.Replicates) {
	take, clus1, strat := replicated(w.T), all["apiclus1"], all["apistrat"]
	one := survey(w.T, estimate.Design{Weights: clus1.columns["pw"], Stages: []estimate.Stage{{Units: clus1.units("dnum"), Population: clus1.columns["fpc"]}}})
	jk1, jkn := take(one.Jackknife()), take(boot.Survey().Jackknife())
	bounds := estimate.Bounds{Low: 0.3, High: 3}
	for name, tc := range map[string]struct {
		replicates *estimate.Replicates
		data       api
		by         estimate.Calibration
	}{
		"clus1 linear":     {jk1, clus1, estimate.Calibration{Distance: estimate.Linear}},
		"clus1 raking":     {jk1, clus1, estimate.Calibration{Distance: estimate.Raking}},
		"strat linear":     {jkn, strat, estimate.Calibration{Distance: estimate.Linear}},
		"strat bounded":    {jkn, strat, estimate.Calibration{Distance: estimate.Linear, Bounds: estimate.Bounds{Low: 0.93, High: 1.07}}},
		"strat raking":     {jkn, strat, estimate.Calibration{Distance: estimate.Raking}},
		"strat logit":      {jkn, strat, estimate.Calibration{Distance: estimate.Logit, Bounds: bounds}},
		"bootstrap linear": {boot, strat, estimate.Calibration{Distance: estimate.Linear}},
		"bootstrap raking": {boot, strat, estimate.Calibration{Distance: estimate.Raking}},
		"bootstrap logit":  {boot.AboutEstimate(), strat, estimate.Calibration{Distance: estimate.Logit, Bounds: bounds}},
	} {
		tc.by.Margins, tc.by.Auxiliaries = totals(tc.data)
		next, _, err := tc.replicates.Calibrate(tc.by)
		if err != nil {
			w.Errorf("%s: %v", name, err)
			continue
		}
		w.holds(name, 1e-6, "", next, tc.data)
	}
	types, _ := totals(strat)
	wide := margin(strat, "sch.wide", map[string]float64{"No": 1072, "Yes": 5122})
	next, fit, err := boot.Calibrate(estimate.Calibration{Distance: estimate.Raking, Margins: append(types, wide)})
	if err != nil {
		w.Fatal(err)
	}
	if fit.Iterations < 1 || fit.Off > 1e-10 || fit.Low > fit.Whole.Low || fit.High < fit.Whole.High {
		w.Errorf("bootstrap margins: %+v", fit)
	}
	w.holds("bootstrap margins", 1e-6, "", next, strat)
}

// totals are those of all schools of the api data.
func totals(data api) ([]estimate.Margin, []estimate.Auxiliary) {
	return []estimate.Margin{margin(data, "stype", map[string]float64{"E": 4421, "H": 755, "M": 1018})},
		[]estimate.Auxiliary{{Column: data.column("api99"), Total: 3914069}}
}

func margin(data api, name string, totals map[string]float64) estimate.Margin {
	m := estimate.Margin{Factor: data.factors[name]}
	for _, level := range m.Levels {
		m.Totals = append(m.Totals, totals[level])
	}
	return m
}

// matrix reads the Hadamard matrix off half samples: 1 where the second unit of a
// stratum counts.
func matrix(r *estimate.Replicates, data api) [][]float64 {
	h := make([][]float64, r.Len())
	for row := range h {
		h[row] = make([]float64, r.Len())
		for k := range h[row] {
			h[row][k] = 1
		}
	}
	for k := range h {
		w := r.Weights(k)
		for i, unit := range data.units("unit") {
			if unit%2 == 1 && w[i] == 0 {
				h[1+unit/2][k] = -1
			}
		}
	}
	return h
}
