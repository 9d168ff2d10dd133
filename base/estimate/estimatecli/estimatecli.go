// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package estimatecli makes figures of a sample where the sample is: it reads a plan
// and the answers, weighs, estimates, and writes a table. It takes any figure apart
// for who asks how it came about.
//
// It promises that nothing is left out in silence: a value that the plan doesn't
// know, a row that stands there twice or a stratum that can't be right stops the run
// and is named. It refuses to make what may be published: every file that it writes
// says of itself that disclosure wasn't looked at, and no room takes it.
package estimatecli

import (
	"context"
	"embed"
	"errors"
	"path/filepath"

	"baken/base/estimate"
	"baken/internal/table"
)

// Text holds the messages of estimates.
//
//go:embed text
var Text embed.FS

// Job is one run of a plan.
type Job struct {
	Plan     string // path of the plan
	Out      string // folder for the results; made when it isn't there
	Settings table.Settings
	Progress func(done, total int64) // told how many figures are made; may be nil
}

// Result is what a run gave.
type Result struct {
	Plan     Plan
	Figures  []Figure
	Rows     int           // of the sample
	People   float64       // that its weights add up to
	Fit      *estimate.Fit // nil where nothing was fitted
	Engine   string
	Snapshot string // SHA-256 of the data
	Files    []string

	survey *estimate.Survey
	data   *data
	groups []group
}

// Run reads and estimates; it writes nothing.
func (j Job) Run(ctx context.Context) (*Result, error) {
	r, err := j.Survey(ctx)
	if err != nil {
		return nil, err
	}
	if err := r.estimate(ctx, j.Progress); err != nil {
		return nil, explain(r.Plan.Source.File, err)
	}
	return r, nil
}

// Survey reads and weighs, and makes no figures yet.
func (j Job) Survey(ctx context.Context) (*Result, error) {
	plan, path, err := j.plan()
	if err != nil {
		return nil, err
	}
	if err := j.checkOut(path); err != nil {
		return nil, err
	}
	r := &Result{Plan: plan}
	if err := r.read(ctx, path, j.Settings); err != nil {
		return nil, explain(plan.Source.File, err)
	}
	for _, step := range []func() error{r.weigh, r.calibrate, r.divide} {
		if err := step(); err != nil {
			return nil, explain(plan.Source.File, err)
		}
	}
	for _, w := range r.survey.Weights() {
		r.People += w
	}
	return r, nil
}

// plan reads the plan and finds its data.
func (j Job) plan() (Plan, string, error) {
	raw, err := table.ReadAtMost(j.Plan, MostPlanBytes+1)
	if err != nil {
		return Plan{}, "", fileFault(err)
	}
	plan, err := ParsePlan(raw)
	if err != nil {
		return Plan{}, "", err
	}
	path := plan.Source.File
	if !filepath.IsAbs(path) {
		path = filepath.Join(filepath.Dir(j.Plan), path)
	}
	return plan, path, nil
}

// read takes the columns that the plan needs from the file.
func (r *Result) read(ctx context.Context, path string, set table.Settings) (err error) {
	src := table.Source{Path: path, DecimalComma: r.Plan.Source.DecimalComma, Missing: r.Plan.Source.Missing}
	if r.Plan.Source.Encoding == "latin-1" {
		src.Encoding = table.Latin1
	}
	if r.Plan.Source.Delimiter != "" {
		src.Delimiter = r.Plan.Source.Delimiter[0]
	}
	t, err := table.Open(ctx, src, set)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, t.Close()) }()
	if r.Engine, err = t.Engine(ctx); err != nil {
		return err
	}
	r.data = newData(r.Plan)
	if err := t.Scan(ctx, r.data.fields, r.data.take); err != nil {
		return err
	}
	r.Rows = int(t.Rows())
	if err := r.data.once(r.Plan.ID); err != nil {
		return err
	}
	r.Snapshot, err = t.Fingerprint(ctx)
	return err
}
