// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build cgo && !noduckdb

package estimatecli

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"baken/base/estimate"
	"baken/base/fault"
	"baken/internal/text"
)

// drawn is a sample of 240 in two strata, of whom some didn't respond: of these only the
// stratum and the sex are known.
type drawn struct {
	csv                    string
	weights, staff, age    []float64
	stratum, cell, sex, by estimate.Factor
	who                    estimate.Domain
	item                   estimate.Column
}

func sample() drawn {
	random := rand.New(rand.NewPCG(6, 9)) //nolint:gosec // a simulation
	d := drawn{
		stratum: estimate.Factor{Levels: []string{"a", "b"}},
		cell:    estimate.Factor{Levels: []string{"a, f", "a, m", "b, f", "b, m"}},
		sex:     estimate.Factor{Levels: []string{"f", "m"}},
		by:      estimate.Factor{Levels: []string{"x", "y"}},
	}
	var b strings.Builder
	b.WriteString("h,staff,sex,age,r,g,i\n")
	for k := range 240 {
		h, sex, g := int32(k%2), int32(random.IntN(2)), int32(random.IntN(2))
		staff, age := []float64{600, 900}[h], float64(20+random.IntN(40))
		d.stratum.Codes, d.sex.Codes, d.by.Codes, d.cell.Codes = append(d.stratum.Codes, h), append(d.sex.Codes, sex), append(d.by.Codes, g), append(d.cell.Codes, 2*h+sex)
		d.staff, d.age, d.weights = append(d.staff, staff), append(d.age, age), append(d.weights, staff/120)
		responds, answer := random.IntN(10) < 6+int(sex), float64(1+random.IntN(5))
		fmt.Fprintf(&b, "%s,%g,%s,", d.stratum.Levels[h], staff, d.sex.Levels[sex])
		switch {
		case !responds:
			answer = math.NaN()
			b.WriteString(",,,\n")
		case random.IntN(12) == 0:
			answer = math.NaN()
			fmt.Fprintf(&b, "%g,yes,%s,\n", age, d.by.Levels[g])
		default:
			fmt.Fprintf(&b, "%g,yes,%s,%g\n", age, d.by.Levels[g], answer)
		}
		d.who, d.item.Values = append(d.who, responds), append(d.item.Values, answer)
	}
	d.csv = b.String()
	return d
}

const drawnPlan = `format: baken-estimate/1
title: t
source: {file: d.csv}
design:
  stages: [{strata: h, population: staff}]
response: {column: r, values: ["yes"], outside: [""], cells: [h, sex]}
calibrate:
  distance: linear
  margins: [{column: sex, totals: [{value: f, total: 760}, {value: m, total: 740}]}]
  auxiliaries: [{column: age, total: 60000}]
domains: [{column: g, levels: [{value: x}, {value: y}]}]
items:
  - {name: mean, column: i, kind: mean}
  - {name: total, column: i, kind: total}
  - {name: share, column: i, kind: share, values: ["1", "2"]}
  - {name: ratio, column: i, kind: ratio, to: age}
`

func (d drawn) survey(t *testing.T) *estimate.Survey {
	t.Helper()
	s, err := estimate.Design{Weights: d.weights, Stages: []estimate.Stage{{Strata: d.stratum, Population: d.staff}}}.Survey()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (d drawn) calibrations() []estimate.Calibration {
	return []estimate.Calibration{
		{Distance: estimate.Linear, Margins: []estimate.Margin{{Factor: d.cell}}, Respondents: d.who},
		{
			Distance: estimate.Linear, Margins: []estimate.Margin{{Factor: d.sex, Totals: []float64{760, 740}}},
			Auxiliaries: []estimate.Auxiliary{{Column: estimate.Column{Name: "age", Values: d.age}, Total: 60000}},
		},
	}
}

// in gives who is in the domain of a figure and answered.
func (d drawn) in(f Figure) estimate.Domain {
	in := d.item.Answered().And(d.who)
	if f.Domain == "" {
		return in
	}
	return in.And(d.by.In(map[string]int32{"x": 0, "y": 1}[f.Level.Value]))
}

func (d drawn) low() estimate.Column {
	out := estimate.Column{Name: "low", Values: make([]float64, len(d.who))}
	for i, x := range d.item.Values {
		if x <= 2 {
			out.Values[i] = 1
		}
	}
	return out
}

// Who didn't respond counts as package estimate counts him, called directly; the interval
// of shares is the one that was asked for, and quantiles have that of Woodruff.
func TestResponse(t *testing.T) {
	d := sample()
	s := d.survey(t)
	for _, c := range d.calibrations() {
		next, _, err := s.Calibrate(c)
		if err != nil {
			t.Fatal(err)
		}
		s = next
	}
	plan := strings.Replace(drawnPlan, "title: t", "title: t\ninterval: wilson", 1) + "  - {name: median, column: i, kind: quantile, order: 0.5, rule: hf7}\n"
	r := run(t, folder(t, plan, d.csv))
	if n := count(d.who); r.Responded != n || r.Rows != 240 || math.Abs(r.People-1500) > 1e-6 {
		t.Errorf("%d of %d responded, and stand for %g, want %d", r.Responded, r.Rows, r.People, n)
	}
	age := estimate.Column{Name: "age", Values: d.age}
	for _, got := range r.Figures {
		in := d.in(got)
		f, limits, err := estimate.Figure{}, estimate.Interval{}, error(nil)
		switch got.Item.Name {
		case "mean":
			f, err = s.Mean(d.item, in)
		case "total":
			f, err = s.Total(d.item, in)
		case "ratio":
			f, err = s.Ratio(d.item, age, in)
		case "share":
			share, err1 := s.Share(d.low(), in)
			within, err2 := share.IntervalBy(estimate.Wilson, 0.95)
			f, limits, err = share.Figure, within, errors.Join(err1, err2)
		case "median":
			q, err1 := s.Quantile(d.item, in, 0.5, estimate.HF7, 0.95)
			f, limits, err = q.Figure, q.Limits, err1
		}
		if err == nil && limits == (estimate.Interval{}) {
			limits, err = f.Interval(0.95)
		}
		if err != nil {
			t.Fatal(err)
		}
		near := func(x, y float64) bool { return math.Abs(x-y) <= 1e-9*max(1, math.Abs(y)) }
		if !near(got.Value, f.Value) || !near(got.SE, f.SE()) || !near(got.Low, limits.Low) || !near(got.High, limits.High) || got.N != f.N || got.Degrees != f.Degrees {
			t.Errorf("%s/%s: %+v, want %g ± %g, %v, of %d", got.Item.Name, got.Level.Value, got, f.Value, f.SE(), limits, f.N)
		}
		domain := d.who
		if got.Domain != "" {
			domain = d.who.And(d.by.In(map[string]int32{"x": 0, "y": 1}[got.Level.Value]))
		}
		if want := count(domain) - f.N; got.Missing != want {
			t.Errorf("%s/%s: %d didn't answer, want %d", got.Item.Name, got.Level.Value, got.Missing, want)
		}
	}
	explained(t, r, "responded (67.5%)")
}

// A quantile that the sample doesn't reach has a value and no error, and says so alone.
func TestExplainBeyond(t *testing.T) {
	plan := "format: baken-estimate/1\ntitle: t\nsource: {file: d.csv}\ndesign: {weights: w, stages: [{}]}\nitems: [{name: q, column: i, kind: quantile, order: 0.5}]\n"
	r := run(t, folder(t, plan, "w,i\n1,1\n1,2\n1,3\n"))
	if f := r.Figures[0]; f.Value != 2 || f.Reason != "beyond" {
		t.Fatalf("%+v", f)
	}
	e, err := r.Explain("q/all")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range printers(t) {
		var b strings.Builder
		if err := e.Print(&b, p.Printer); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(b.String(), "–") || strings.Contains(b.String(), "stratum") || !strings.Contains(b.String(), text.Key("estimate.reason.beyond").In(p.Printer)) {
			t.Error(b.String())
		}
	}
}

// explained says that each figure's explanation makes it up and has all its messages.
func explained(t *testing.T, r *Result, want string) {
	t.Helper()
	for _, f := range r.Figures {
		name := f.Item.Name + "/" + Everybody
		if f.Domain != "" {
			name = f.Item.Name + "/" + f.Level.Value
		}
		e, err := r.Explain(name)
		if err != nil {
			t.Fatal(err)
		}
		if e.figure.SE != f.SE && math.Abs(e.figure.SE-f.SE) > 1e-9*f.SE || e.figure.Low != f.Low && math.Abs(e.figure.Low-f.Low) > 1e-9*math.Abs(f.Low) {
			t.Errorf("%s: explained as %+v, is %+v", name, e.figure, f)
		}
		if sum := e.parts.Responding; f.Reason == "" && r.replicates == nil {
			for _, p := range e.parts.Stages[0] {
				sum += p.Adds
			}
			if math.Abs(math.Sqrt(sum)-f.SE) > 1e-9*f.SE || e.parts.Responding <= 0 {
				t.Errorf("%s: the parts make a standard error of %g, want %g", name, math.Sqrt(sum), f.SE)
			}
		}
		for k, p := range printers(t) {
			var b strings.Builder
			if err := errors.Join(e.Print(&b, p.Printer), r.Print(&b, p.Printer)); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(b.String(), "[") || k == 1 && !strings.Contains(b.String(), want) {
				t.Errorf("%s: %s", name, b.String())
			}
			if _, err := report(r, p.Printer); err != nil {
				t.Error(err)
			}
		}
	}
}

// Replicates are those of the package, each with its response and its totals.
func TestReplicates(t *testing.T) {
	d := sample()
	for kind, how := range map[string]string{"kind: jackknife": "by the jackknife", "kind: bootstrap, repeats: 60, seed: 7": "(seed 7)"} {
		var by *estimate.Replicates
		var err error
		if s := d.survey(t); kind == "kind: jackknife" {
			by, err = s.Jackknife()
		} else {
			by, err = s.Bootstrap(60, rand.New(rand.NewPCG(7, 0)))
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range d.calibrations() {
			if by, _, err = by.Calibrate(c); err != nil {
				t.Fatal(err)
			}
		}
		r := run(t, folder(t, strings.Replace(drawnPlan, "calibrate:", "replicates: {"+kind+"}\ncalibrate:", 1), d.csv))
		for _, got := range r.Figures {
			in := d.in(got)
			f, err := by.Mean(d.item, in)
			switch got.Item.Name {
			case "total":
				f, err = by.Total(d.item, in)
			case "ratio":
				f, err = by.Ratio(d.item, estimate.Column{Name: "age", Values: d.age}, in)
			case "share":
				f, err = by.Mean(d.low(), in)
			}
			if err != nil {
				t.Fatal(err)
			}
			if math.Abs(got.Value-f.Value) > 1e-9*math.Abs(f.Value) || math.Abs(got.SE-f.SE()) > 1e-9*f.SE() || got.N != f.N || got.Degrees != f.Degrees {
				t.Errorf("%s, %s/%s: %+v, want %g ± %g of %d", kind, got.Item.Name, got.Level.Value, got, f.Value, f.SE(), f.N)
			}
		}
		explained(t, r, how)
	}
}

// Where some replicates have nobody, there is a value and no error, and it says why.
func TestReplicatesOfNobody(t *testing.T) {
	plan := `format: baken-estimate/1
title: t
source: {file: d.csv}
design: {weights: w, stages: [{strata: h}]}
replicates: {kind: bootstrap, repeats: 60}
domains: [{column: g, levels: [{value: x}, {value: y}]}]
items: [{name: small, column: i, kind: mean}, {name: wide, column: j, kind: mean}, {name: ratio, column: i, kind: ratio, to: j}]
`
	r := run(t, folder(t, plan, "h,w,g,i,j\na,1,x,1,1.5\na,1,x,2,2.5\na,1,y,2,2.5\nb,1,y,3,3.5\nb,1,y,4,4.5\n"))
	for k, f := range r.Figures {
		if lone := k%3 == 1; lone != (f.Reason == "replicates") || math.IsNaN(f.Value) || lone != math.IsNaN(f.SE) || f.N == 0 {
			t.Errorf("%+v", f)
		}
	}
}

// Who is drawn in a cell in which nobody responded has nobody to stand for him.
func TestNobodyRespondedInACell(t *testing.T) {
	data := "h,staff,sex,age,r,g,i\na,9,f,,,,\na,9,m,30,yes,x,1\na,9,m,31,yes,y,2\nb,9,f,40,yes,x,3\nb,9,f,41,yes,y,2\nb,9,m,41,yes,y,2\n"
	_, err := Job{Plan: folder(t, drawnPlan, data)}.Run(t.Context())
	var in *fault.Error
	if !errors.Is(err, ErrCell) || !errors.As(err, &in) || !strings.Contains(text.Fault(in).In(printers(t)[1].Printer), "Cell a, f (of h × sex)") {
		t.Error(err)
	}
	data = strings.Replace(data, "a,9,f,,,,", "a,9,f,,maybe,,", 1)
	if _, err := (Job{Plan: folder(t, drawnPlan, data)}).Run(t.Context()); !errors.Is(err, ErrUnknown) {
		t.Error(err)
	}
}
