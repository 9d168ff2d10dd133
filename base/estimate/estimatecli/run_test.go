// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build cgo && !noduckdb

package estimatecli

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"baken/base/disclose"
	"baken/internal/table"
)

// What is written is what was estimated, in every form, and says first that nobody
// checked it; what publishes opens none of it.
func TestWritten(t *testing.T) {
	job := Job{Plan: examplePlan, Out: filepath.Join(t.TempDir(), "out")}
	r, err := job.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := job.Write(t.Context(), r, printers(t)[0].Printer); err != nil {
		t.Fatal(err)
	}
	if len(r.Files) != 4 {
		t.Errorf("wrote %v", r.Files)
	}
	for _, f := range r.Files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := disclose.Open(raw, ""); err == nil {
			t.Errorf("%s opens as a bundle", f)
		}
	}
	for _, name := range []string{CSVFile, ParquetFile} {
		tab, err := table.Open(t.Context(), table.Source{Path: filepath.Join(job.Out, name)}, table.Settings{})
		if err != nil {
			t.Fatal(err)
		}
		if first := tab.Columns()[0].Name; first != "disclosure" || tab.Rows() != int64(len(r.Figures)) {
			t.Errorf("%s: begins with %s, has %d rows", name, first, tab.Rows())
		}
		err = tab.Scan(t.Context(), []table.Field{{Column: "disclosure"}, {Column: "estimate", As: table.Numbers}, {Column: "se", As: table.Numbers}},
			func(field int, row int64, d table.Datum) error {
				f := r.Figures[row]
				if field == 0 && d.Words != Unchecked || field > 0 && d.Number != []float64{0, f.Value, f.SE}[field] {
					t.Errorf("%s, row %d, field %d: %+v", name, row, field, d)
				}
				return nil
			})
		if err := errors.Join(err, tab.Close()); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := job.Run(t.Context()); err != nil {
		t.Errorf("over an earlier result: %v", err)
	}
}

// Progress goes forward to its end, and the work stops when it is told to.
func TestProgressAndStop(t *testing.T) {
	var last, total int64
	stopped := errors.New("stopped")
	ctx, cancel := context.WithCancelCause(t.Context())
	_, err := Job{Plan: examplePlan, Progress: func(done, all int64) {
		if done <= last {
			t.Errorf("%d after %d", done, last)
		}
		last, total = done, all
	}}.Run(ctx)
	if err != nil || last != total || total != 30 {
		t.Errorf("ended at %d of %d: %v", last, total, err)
	}
	_, err = Job{Plan: examplePlan, Progress: func(int64, int64) { cancel(stopped) }}.Run(ctx)
	if !errors.Is(err, stopped) {
		t.Errorf("while estimating: %v", err)
	}
	_, err = Job{Plan: examplePlan}.Run(ctx)
	if !errors.Is(err, stopped) {
		t.Errorf("before: %v", err)
	}
}

// Two stages, with a stratum of one unit that counts the average of the others.
func TestExplainStages(t *testing.T) {
	plan := `format: baken-estimate/1
title: t
source: {file: d.csv}
design:
  weights: w
  lonely: average
  stages:
    - {strata: h, units: school, population: schools}
    - {population: pupils}
items: [{name: i, column: i, kind: mean}]
`
	data := "h,school,schools,pupils,w,i\nn,a,10,6,2,1\nn,a,10,6,2,3\nn,b,10,4,3,2\nn,b,10,4,3,5\ns,c,5,4,2,1\ns,c,5,4,2,2\n"
	r := run(t, folder(t, plan, data))
	e, err := r.Explain("i/all")
	if err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for _, parts := range e.parts.Stages {
		for _, p := range parts {
			sum += p.Adds
		}
	}
	if math.Abs(sum-e.exact.linear.Variance()) > 1e-12*sum || len(e.parts.Stages) != 2 {
		t.Errorf("parts add up to %g, want %g", sum, e.exact.linear.Variance())
	}
	var b strings.Builder
	for _, p := range printers(t) {
		if err := e.Print(&b, p.Printer); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []string{"(average of the others)", "(gemiddelde van de andere)", "Stage 2: 3 strata", "Trap 2: 3 strata", " 10 ", " 0.2000 "} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q isn't in\n%s", want, b.String())
		}
	}
}

// A stratum that counts its distance from the mean of all strata says so: the formula
// above the table isn't that of it.
func TestExplainAdjusted(t *testing.T) {
	plan := `format: baken-estimate/1
title: t
source: {file: d.csv}
design:
  weights: w
  lonely: adjust
  stages: [{strata: h}]
items: [{name: i, column: i, kind: mean}]
`
	r := run(t, folder(t, plan, "h,w,i\nn,2,1\nn,2,3\ns,2,5\n"))
	e, err := r.Explain("i/all")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, p := range printers(t) {
		if err := e.Print(&b, p.Printer); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []string{"(without − S²/n: from the mean of all strata)", "(zonder − S²/n: vanaf het gemiddelde van alle strata)"} {
		if strings.Count(b.String(), want) != 1 {
			t.Errorf("%q isn't once in\n%s", want, b.String())
		}
	}
}

// Totals and ratios stop early too.
func TestOthersStop(t *testing.T) {
	r, err := Job{Plan: examplePlan}.Survey(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	stopped := errors.New("stopped")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(stopped)
	if _, err := r.some(ctx, r.groups[1], r.Plan.Items); !errors.Is(err, stopped) {
		t.Errorf("got %v", err)
	}
}
