// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package outcomecli runs a plan where the data is: it counts, compares and
// prints, and writes files that hold disclosed tables only. The counts
// themselves are printed on the screen of whoever runs it, and nowhere else.
package outcomecli

import (
	"context"
	"embed"
	"path/filepath"
	"sync"
	"time"

	"baken/base/disclose"
	"baken/base/disparity"
	"baken/examine/outcome"
	"baken/internal/table"
)

// Text holds the messages of the outcome room.
//
//go:embed text
var Text embed.FS

// Job is one run of a plan.
type Job struct {
	Plan     string // path of the plan
	Out      string // folder for the results; made when it isn't there
	Key      string // path of a secret signing key; empty makes no bundle
	Settings table.Settings
	Now      time.Time
}

// Outcome is what a run gave.
type Outcome struct {
	Plan   outcome.Plan
	Counts outcome.Counts
	Result outcome.Result
	Header disclose.Header
	Salt   string   // of the snapshot of a table in a database: it stays where the data is
	Files  []string // paths that were written

	secret string // signs the bundle
}

// Run counts and compares; it writes nothing. What stands in the way of
// writing is found before the counting, which may take long.
func (j Job) Run(ctx context.Context) (Outcome, error) {
	plan, path, err := j.plan()
	if err != nil {
		return Outcome{}, err
	}
	secret, err := j.secret()
	if err != nil {
		return Outcome{}, err
	}
	if err := j.checkOut(path); err != nil {
		return Outcome{}, err
	}
	level, err := disparity.At(0.95)
	if err != nil {
		return Outcome{}, err
	}
	earlier, err := j.earlier(plan)
	if err != nil {
		return Outcome{}, err
	}
	replaced, err := j.replaced(plan)
	if err != nil {
		return Outcome{}, err
	}
	seen, err := j.look(ctx, plan, path)
	if err != nil {
		return Outcome{}, explain(plan.Source.Name(), err)
	}
	result, err := plan.Examine(ctx, seen.counts, level, earlier...)
	if err != nil {
		return Outcome{}, explain(plan.Source.Name(), err)
	}
	account, err := plan.Account(seen.counts.Account)
	if err != nil {
		return Outcome{}, err
	}
	result.Tables = append(result.Tables, account...)
	head := header(plan, seen, j.Now)
	if head.Deviations, err = plan.Deviations(replaced, seen.counts.Account); err != nil {
		return Outcome{}, err
	}
	return Outcome{
		Plan: plan, Counts: seen.counts, Result: result, Header: head, Salt: seen.salt, secret: secret,
	}, nil
}

// Check holds the plan against the data and compares nothing: the Outcome has counts and
// no result, so that the plan can be mended before anybody has seen a difference.
func (j Job) Check(ctx context.Context) (Outcome, error) {
	plan, path, err := j.plan()
	if err != nil {
		return Outcome{}, err
	}
	if _, err := j.replaced(plan); err != nil {
		return Outcome{}, err
	}
	seen, err := j.look(ctx, plan, path)
	if err != nil {
		return Outcome{}, explain(plan.Source.Name(), err)
	}
	return Outcome{Plan: plan, Counts: seen.counts}, nil
}

// plan reads the plan and finds its file, if the data is in one.
func (j Job) plan() (outcome.Plan, string, error) {
	raw, err := table.ReadAtMost(j.Plan, outcome.MostPlanBytes+1)
	if err != nil {
		return outcome.Plan{}, "", fileFault(err)
	}
	plan, err := outcome.ParsePlan(raw)
	if err != nil {
		return outcome.Plan{}, "", err
	}
	if plan.Source.File == "" {
		return plan, "", nil
	}
	return plan, j.beside(plan.Source.File), nil
}

// earlier reads what was published before of the same people.
func (j Job) earlier(plan outcome.Plan) (all []disclose.PublicTable, err error) {
	for _, name := range plan.Earlier {
		raw, err := table.ReadAtMost(j.beside(name), disclose.MostBytes+1)
		if err != nil {
			return nil, fileFault(err)
		}
		some, err := disclose.ReadRates(raw)
		if err != nil {
			return nil, explain(name, err)
		}
		all = append(all, some...)
	}
	return all, nil
}

// replaced reads the plan that this one takes the place of, if any, and tries it.
func (j Job) replaced(plan outcome.Plan) (raw []byte, err error) {
	if plan.Replaces == nil {
		return nil, nil
	}
	if raw, err = table.ReadAtMost(j.beside(plan.Replaces.File), outcome.MostPlanBytes+1); err != nil {
		return nil, fileFault(err)
	}
	_, err = plan.Deviations(raw, outcome.Account{})
	return raw, err
}

// beside gives the path of a file that the plan names.
func (j Job) beside(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(filepath.Dir(j.Plan), name)
}

// sight is what was seen of the data.
type sight struct {
	counts   outcome.Counts
	engine   string
	snapshot string
	salt     string // that the snapshot was made with; empty where it is of a file
}

// look counts the data and takes the fingerprint of its file at the same time.
func (j Job) look(ctx context.Context, plan outcome.Plan, path string) (sight, error) {
	if path == "" {
		return j.count(ctx, plan, path)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var print string
	var printErr error
	var hashing sync.WaitGroup
	hashing.Go(func() { print, printErr = fingerprint(ctx, path) })
	s, err := j.count(ctx, plan, path)
	if err != nil {
		cancel()
	}
	hashing.Wait()
	if err == nil {
		err = printErr
	}
	s.snapshot = print
	return s, err
}

// resultFormat is the version of the form of result.json; a bundle has its
// own.
const resultFormat = "baken-result/1"

func header(p outcome.Plan, s sight, now time.Time) disclose.Header {
	return disclose.Header{
		Format: resultFormat, Organisation: p.Organisation, Title: p.Title, Population: p.Population,
		Shows: p.Shows, ShowsNot: p.ShowsNot,
		Plan: p.Hash(), Snapshot: s.snapshot, Engine: s.engine, Made: now.UTC().Truncate(time.Second),
	}
}
