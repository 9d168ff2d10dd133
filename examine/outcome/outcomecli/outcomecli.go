// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package outcomecli runs a plan where the data is: it counts, compares and
// prints, and writes files that hold disclosed tables only. The counts
// themselves are printed on the screen of whoever runs it, and nowhere else.
package outcomecli

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"baken/base/disclose"
	"baken/base/disparity"
	"baken/base/fault"
	"baken/examine/outcome"
	"baken/internal/table"
	"baken/internal/text"
)

// Text holds the messages of the outcome room.
//
//go:embed text
var Text embed.FS

// ErrFile says that a file can't be opened, read or written.
var ErrFile = fault.New(fault.Invalid, "outcome.file") // args file, problem

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
	Files  []string // paths that were written
}

// Run counts and compares; it writes nothing.
func (j Job) Run(ctx context.Context) (Outcome, error) {
	raw, err := os.ReadFile(j.Plan)
	if err != nil {
		return Outcome{}, fileFault(err)
	}
	plan, err := outcome.ParsePlan(raw)
	if err != nil {
		return Outcome{}, err
	}
	path := plan.Source.File
	if !filepath.IsAbs(path) {
		path = filepath.Join(filepath.Dir(j.Plan), path)
	}
	counts, err := j.count(ctx, plan, path)
	if err != nil {
		return Outcome{}, err
	}
	level, err := disparity.At(0.95)
	if err != nil {
		return Outcome{}, err
	}
	result, err := plan.Examine(counts, level)
	if err != nil {
		return Outcome{}, err
	}
	snapshot, err := fingerprint(path)
	if err != nil {
		return Outcome{}, fileFault(err)
	}
	return Outcome{Plan: plan, Counts: counts, Result: result, Header: header(plan, snapshot, j.Now)}, nil
}

func (j Job) count(ctx context.Context, plan outcome.Plan, path string) (c outcome.Counts, err error) {
	src := table.Source{Path: path}
	if plan.Source.Encoding == "latin-1" {
		src.Encoding = table.Latin1
	}
	if plan.Source.Delimiter != "" {
		src.Delimiter = plan.Source.Delimiter[0]
	}
	t, err := table.Open(ctx, src, j.Settings)
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, t.Close()) }()
	got, err := t.Group(ctx, table.Query{By: plan.Columns(), Sum: plan.Source.Count})
	if err != nil {
		return c, err
	}
	cells := make([]outcome.Cell, len(got.Cells))
	for i, cell := range got.Cells {
		values := make([]string, len(cell.Values))
		for k, v := range cell.Values {
			values[k] = string(v)
		}
		cells[i] = plan.Cell(values, cell.Count)
	}
	return plan.Tally(cells, got.Rows)
}

func header(p outcome.Plan, snapshot string, now time.Time) disclose.Header {
	return disclose.Header{
		Organisation: p.Organisation, Title: p.Title, Population: p.Population,
		Shows: p.Shows, ShowsNot: p.ShowsNot,
		Plan: p.Hash(), Snapshot: snapshot, Engine: engine(), Made: now.UTC().Truncate(time.Second),
	}
}

func fingerprint(path string) (_ string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// fileFault keeps the name of the file and why it can't be used.
func fileFault(err error) error {
	var at *os.PathError
	if errors.As(err, &at) {
		return fmt.Errorf("%w: %v", ErrFile.With("file", at.Path, "problem", problem(at.Err)), err)
	}
	return err
}

func problem(err error) text.Text {
	switch {
	case errors.Is(err, os.ErrNotExist):
		return text.Key("outcome.file.absent")
	case errors.Is(err, os.ErrPermission):
		return text.Key("outcome.file.closed")
	default:
		return text.Key("outcome.file.broken")
	}
}

// engine names what counted, with its version as it was built in.
func engine() string {
	const module = "github.com/duckdb/duckdb-go/v2"
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, d := range info.Deps {
			if d.Path == module {
				return module + "@" + d.Version
			}
		}
	}
	return module
}
