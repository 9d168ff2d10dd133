// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build cgo && !noduckdb

package estimatecli

import (
	"encoding/csv"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"baken/base/estimate"
	"baken/base/fault"
	"baken/internal/table"
	"baken/internal/text"
)

// folder holds a plan and the answers.
func folder(t *testing.T, plan, answers string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range map[string]string{"plan.yaml": plan, "d.csv": answers} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "plan.yaml")
}

func run(t *testing.T, plan string) *Result {
	t.Helper()
	r, err := Job{Plan: plan}.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// answers is the example read by another reader than ours.
type answers struct {
	names []string
	rows  [][]string
}

func (a answers) words(name string) (out []string) {
	at := slices.Index(a.names, name)
	for _, r := range a.rows {
		out = append(out, r[at])
	}
	return out
}

func (a answers) numbers(t *testing.T, name string) estimate.Column {
	t.Helper()
	c := estimate.Column{Name: name}
	for _, w := range a.words(name) {
		x, err := strconv.ParseFloat(w, 64)
		switch {
		case w == "":
			x = math.NaN()
		case err != nil:
			t.Fatal(err)
		}
		c.Values = append(c.Values, x)
	}
	return c
}

func (a answers) factor(name string, levels ...string) estimate.Factor {
	f := estimate.Factor{Name: name, Levels: levels}
	for _, w := range a.words(name) {
		f.Codes = append(f.Codes, int32(slices.Index(levels, w)))
	}
	return f
}

// The figures of the example are those of package estimate, called directly.
func TestFiguresAreThoseOfTheLibrary(t *testing.T) {
	f, err := os.Open(exampleData)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	a := answers{all[0], all[1:]}
	staff := a.numbers(t, "staff").Values
	scale := a.factor("scale", "1-7", "8-11", "12+")
	weights := make([]float64, len(a.rows))
	for i := range weights {
		weights[i] = staff[i] / []float64{110, 80, 50}[scale.Codes[i]]
	}
	s, err := estimate.Design{Weights: weights, Stages: []estimate.Stage{{Strata: scale, Population: staff}}}.Survey()
	if err != nil {
		t.Fatal(err)
	}
	agency := a.factor("agency", "north", "south", "harbour")
	s, _, err = s.Rake(
		estimate.Margin{Factor: a.factor("sex", "f", "m"), Totals: []float64{1000, 900}},
		estimate.Margin{Factor: agency, Totals: []float64{880, 640, 380}},
	)
	if err != nil {
		t.Fatal(err)
	}
	one := func(column string, values ...string) estimate.Column {
		c := estimate.Column{Name: column}
		for _, w := range a.words(column) {
			x := 0.0
			switch {
			case w == "":
				x = math.NaN()
			case slices.Contains(values, w):
				x = 1
			}
			c.Values = append(c.Values, x)
		}
		return c
	}
	safe, absent, hours := a.numbers(t, "safe"), a.numbers(t, "absent"), a.numbers(t, "hours")
	unsafe, reported := one("safe", "1", "2"), one("reported", "yes")
	makers := map[string]func(in estimate.Domain) (estimate.Figure, error){
		"safe":   func(in estimate.Domain) (estimate.Figure, error) { return s.Mean(safe, in.And(safe.Answered())) },
		"unsafe": func(in estimate.Domain) (estimate.Figure, error) { return s.Mean(unsafe, in.And(unsafe.Answered())) },
		"reported": func(in estimate.Domain) (estimate.Figure, error) {
			return s.Mean(reported, in.And(reported.Answered()))
		},
		"absence":      func(in estimate.Domain) (estimate.Figure, error) { return s.Total(absent, in) },
		"absence-rate": func(in estimate.Domain) (estimate.Figure, error) { return s.Ratio(absent, hours, in) },
	}
	r := run(t, examplePlan)
	if len(r.Figures) != 5*(1+3+2) {
		t.Fatalf("%d figures", len(r.Figures))
	}
	for _, got := range r.Figures {
		var in estimate.Domain
		switch got.Domain {
		case "agency":
			in = agency.In(int32(slices.Index(agency.Levels, got.Level.Value)))
		case "scale":
			in = scale.In(int32(slices.Index(scale.Levels, got.Level.Value)))
		}
		want, err := makers[got.Item.Name](in)
		if err != nil {
			t.Fatal(err)
		}
		interval, err := want.Interval(0.95)
		if got.Item.Kind == Share {
			interval, err = estimate.Share{Figure: want}.IntervalBy(estimate.KornGraubard, 0.95)
		}
		if err != nil {
			t.Fatal(err)
		}
		near := func(x, y float64) bool { return math.Abs(x-y) <= 1e-12*max(1, math.Abs(y)) }
		if !near(got.Value, want.Value) || !near(got.SE, want.SE()) || got.N != want.N || got.Degrees != want.Degrees ||
			math.Abs(got.Low-interval.Low) > 1e-9*math.Abs(interval.Low) || math.Abs(got.High-interval.High) > 1e-9*math.Abs(interval.High) {
			t.Errorf("%s/%s: %+v, want %g ± %g %v of %d", got.Item.Name, got.Level.Value, got, want.Value, want.SE(), interval, want.N)
		}
	}
}

// Weights that aren't given follow from the drawing, over all stages.
func TestWeightsOfStages(t *testing.T) {
	plan := `format: baken-estimate/1
title: t
source: {file: d.csv}
design:
  stages:
    - {units: school, population: schools}
    - {population: pupils}
items: [{name: i, column: i, kind: total}]
`
	// Two of ten schools; of school a two of six pupils, of school b one of three.
	r := run(t, folder(t, strings.Replace(plan, "stages:", "lonely: certainty\n  stages:", 1), "school,schools,pupils,i\na,10,6,1\nb,10,3,1\na,10,6,1\n"))
	if got, want := r.survey.Weights(), []float64{15, 15, 15}; !slices.Equal(got, want) {
		t.Errorf("weights %v, want %v", got, want)
	}
	if r.Figures[0].Value != 45 || r.Figures[0].N != 3 {
		t.Errorf("%+v", r.Figures[0])
	}
	// Classes that are numbered within their school: two of four in a, one of three in b.
	plan = strings.Replace(plan, "{population: pupils}", "{units: class, population: classes}", 1)
	r = run(t, folder(t, strings.Replace(plan, "stages:", "lonely: certainty\n  stages:", 1),
		"school,schools,class,classes,i\na,10,1,4,1\na,10,2,4,1\na,10,2,4,1\nb,10,1,3,1\n"))
	if got, want := r.survey.Weights(), []float64{10, 10, 10, 15}; !slices.Equal(got, want) {
		t.Errorf("weights %v, want %v", got, want)
	}
}

// Small whole numbers and others, and who didn't answer.
func TestNumbersStaySmallWhereTheyAre(t *testing.T) {
	for _, tc := range []struct {
		cells string
		small bool
		want  float64
	}{{"1 -127 127 ", true, 1.0 / 3}, {"1 -128 128 ", false, 1.0 / 3}, {"1.5 1.5 3", false, 2}} {
		var n numbers
		for cell := range strings.SplitSeq(tc.cells, " ") {
			x, err := strconv.ParseFloat(cell, 64)
			if err != nil {
				x = math.NaN()
			}
			n.take(0, table.Datum{Number: x})
		}
		sum, count := 0.0, 0
		for _, x := range n.column().Values {
			if !math.IsNaN(x) {
				sum += x
				count++
			}
		}
		if (n.wide == nil) != tc.small || count != 3 || sum/3 != tc.want {
			t.Errorf("%q: %+v", tc.cells, n)
		}
	}
}

// What has no value says why, in every file.
func TestNoFigureSaysWhy(t *testing.T) {
	plan := strings.Replace(small, "id: id\n", "", 1)
	plan = plan[:strings.Index(plan, "calibrate:")] + plan[strings.Index(plan, "domains:"):]
	plan = strings.Replace(plan, "kind: mean}", "kind: mean}, {name: r, column: i, kind: ratio, to: o}, {name: t, column: i, kind: total}", 1)
	r := run(t, folder(t, plan, "h,g,i,o\na,x,1,0\na,x,2,0\nb,y,,1\nb,y,,1\nb,,3,1\n"))
	var got strings.Builder
	for _, f := range r.Figures {
		fmt.Fprintf(&got, "%s/%s %s;", f.Item.Name, f.Level.Value, f.Reason)
	}
	want := "i/ ;i/x ;i/y nobody;r/ ;r/x zero;r/y nobody;t/ ;t/x ;t/y nobody;"
	if got.String() != want {
		t.Errorf("got %s, want %s", got.String(), want)
	}
	if _, err := r.Explain("r/x"); !errors.Is(err, ErrNothing) {
		t.Errorf("explained nothing: %v", err)
	}
	if lines := strings.Split(string(r.csv()), "\n"); lines[3] != "unchecked,i,mean,g,y,,,,,0.95,0,2,0,nobody" {
		t.Errorf("got %s", lines[3])
	}
	if _, err := r.json(); err != nil {
		t.Error(err)
	}
}

// An explanation is of the figure, and its parts make it up.
func TestExplain(t *testing.T) {
	r := run(t, examplePlan)
	for _, f := range r.Figures {
		name := f.Item.Name + "/" + Everybody
		if f.Domain != "" {
			name = f.Item.Name + "/" + f.Domain + "=" + f.Level.Value
		}
		e, err := r.Explain(name)
		if err != nil {
			t.Fatal(err)
		}
		value, adds := e.up/e.down, 0.0
		for _, p := range e.parts.Stages[0] {
			adds += p.Adds
		}
		if f.Item.Kind == Total {
			value = e.up
		}
		if math.Abs(value-f.Value) > 1e-12*math.Abs(f.Value) || len(e.parts.Stages) != 1 || math.Abs(math.Sqrt(adds)-f.SE) > 1e-9*f.SE || e.parts.Variance != e.exact.linear.Variance() || e.figure.Missing != f.Missing {
			t.Errorf("%s: %g ± %g, want %g ± %g", name, value, math.Sqrt(e.parts.Variance), f.Value, f.SE)
		}
		if e.unfitted.Value != e.exact.linear.Value || e.unfitted.Variance() == e.parts.Variance {
			t.Errorf("%s: fitting the weights changed nothing: %g", name, e.parts.Variance)
		}
		for _, p := range printers(t) {
			var b strings.Builder
			if err := e.Print(&b, p.Printer); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(b.String(), "[") {
				t.Errorf("%s: a message is missing: %s", name, b.String())
			}
		}
	}
	for _, name := range []string{"", "safe", "safe/", "safe/nowhere", "unknown/all", "safe/agency"} {
		if _, err := r.Explain(name); !errors.Is(err, ErrExplain) {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// A population of nothing, of which weights would follow, is a wrong population and not
// a wrong weight of a column that isn't there.
func TestPopulationOfNothing(t *testing.T) {
	plan := "format: baken-estimate/1\ntitle: t\nsource: {file: d.csv}\ndesign: {stages: [{population: n}]}\nitems: [{name: i, column: i, kind: mean}]\n"
	for _, size := range []string{"0", "-3"} {
		_, err := Job{Plan: folder(t, plan, "n,i\n"+size+",1\n"+size+",2\n")}.Run(t.Context())
		if !errors.Is(err, estimate.ErrPopulation) {
			t.Errorf("%s: got %v", size, err)
		}
	}
}

// A share that weights below zero make less than nothing has no interval, and says why.
func TestNoIntervalSaysWhy(t *testing.T) {
	plan := `format: baken-estimate/1
title: t
source: {file: d.csv}
design:
  weights: w
  stages: [{}]
calibrate:
  distance: linear
  margins:
    - {column: a, totals: [{value: x, total: 59}, {value: y, total: 1}]}
    - {column: b, totals: [{value: x, total: 59}, {value: y, total: 1}]}
domains: [{column: a, levels: [{value: x}, {value: y}]}]
items: [{name: both, column: b, kind: share, values: ["y"]}]
`
	data := "w,a,b\n" + strings.Repeat("1,x,x\n1,x,y\n1,y,x\n1,y,y\n", 15)
	r := run(t, folder(t, plan, data))
	f := r.Figures[2]
	if !(f.Value < 0) || !(f.SE > 0) || !math.IsNaN(f.Low) || f.Reason != "interval" {
		t.Errorf("%+v", f)
	}
	for _, p := range printers(t) {
		if !p.has("estimate.reason." + f.Reason) {
			t.Errorf("no message for %s", f.Reason)
		}
	}
}

// How far weights are off is said in three digits.
func TestHowFarWeightsAreOff(t *testing.T) {
	plan := strings.Replace(strings.Replace(small, "distance: raking", "distance: linear\n  bounds: [0.9, 1.1]", 1), "{value: f, total: 15}, {value: m, total: 15}", "{value: f, total: 7}, {value: m, total: 23}", 1)
	_, err := Job{Plan: folder(t, plan, "id,h,sex,g,i\n1,a,f,x,1\n2,a,m,y,2\n3,b,f,x,3\n4,b,m,y,4\n")}.Run(t.Context())
	f, ok := errors.AsType[*fault.Error](err)
	if !ok || !errors.Is(err, estimate.ErrDiverged) {
		t.Fatal(err)
	}
	if got, want := text.Fault(f).In(printers(t)[0].Printer), "is het grootste verschil 0,929)"; !strings.Contains(got, want) {
		t.Errorf("%q isn't in %s", want, got)
	}
}
