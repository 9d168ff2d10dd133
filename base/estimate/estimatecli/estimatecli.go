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
	"strings"

	"baken/base/estimate"
	"baken/internal/db"
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
	Plan      Plan
	Figures   []Figure
	Rows      int           // of the sample
	Responded int           // of these
	People    float64       // that its weights add up to
	Response  *estimate.Fit // nil where all responded
	Fit       *estimate.Fit // nil where nothing was fitted
	Engine    string
	Snapshot  string // SHA-256 of the data
	Files     []string

	survey     *estimate.Survey
	replicates *estimate.Replicates // nil where errors are linearised
	who        estimate.Domain      // responded; nil for all
	data       *data
	groups     []group
}

// Run reads and estimates; it writes nothing.
func (j Job) Run(ctx context.Context) (*Result, error) {
	r, err := j.Survey(ctx)
	if err != nil {
		return nil, err
	}
	if err := r.estimate(ctx, j.Progress); err != nil {
		return nil, explain(r.Plan.Source, err)
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
		return nil, explain(plan.Source, err)
	}
	for _, step := range []func() error{r.weigh, r.respond, r.calibrate, r.divide} {
		if err := step(); err != nil {
			return nil, explain(plan.Source, err)
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
	return plan, plan.Source.path(filepath.Dir(j.Plan)), nil
}

// path gives the file with the answers, which lies beside the plan; none on a server.
func (s Source) path(dir string) string {
	path := s.File
	if s.Database != "" {
		path, _ = strings.CutPrefix(s.Database, sqlite)
		if path == s.Database {
			return ""
		}
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(dir, path)
	}
	return path
}

const sqlite = "sqlite:"

// read takes the columns that the plan needs.
func (r *Result) read(ctx context.Context, path string, set table.Settings) (err error) {
	r.data = newData(r.Plan)
	if err := r.open(ctx, path, set); err != nil {
		return err
	}
	return r.data.once(r.Plan.ID)
}

// open goes through the file, or through what the database answers.
func (r *Result) open(ctx context.Context, path string, set table.Settings) (err error) {
	src := table.Source{Path: path, DecimalComma: r.Plan.Source.DecimalComma, Missing: r.Plan.Source.Missing}
	if r.Plan.Source.Encoding == "latin-1" {
		src.Encoding = table.Latin1
	}
	if r.Plan.Source.Delimiter != "" {
		src.Delimiter = r.Plan.Source.Delimiter[0]
	}
	if address := r.Plan.Source.Database; address != "" {
		if path != "" {
			address = sqlite + path
		}
		return db.Query(ctx, address, r.Plan.Source.Query, func(engine string, rows *db.Rows) error {
			all, err := table.ScanRows(ctx, rows, src, set, r.data.fields, r.data.take)
			r.Rows, r.Engine, r.Snapshot = int(all.Rows), engine, all.Fingerprint
			return err
		})
	}
	t, err := table.Open(ctx, src, set)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, t.Close()) }()
	if r.Engine, err = t.Engine(ctx); err != nil {
		return err
	}
	if err := t.Scan(ctx, r.data.fields, r.data.take); err != nil {
		return err
	}
	r.Rows = int(t.Rows())
	r.Snapshot, err = t.Fingerprint(ctx)
	return err
}
