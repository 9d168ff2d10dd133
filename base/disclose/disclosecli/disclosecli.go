// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package disclosecli protects tables of people where these people's data are: it counts
// them by a plan, protects all tables together and with what was released before, and
// writes what may be published.
//
// It promises that nobody is left out in silence: a value that no category has stops the
// run. Nothing counts as released until it is told so; then the file with what was released
// is there as before, or with this release, and never half.
package disclosecli

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"io/fs"
	"path/filepath"
	"time"

	"baken/base/disclose"
	"baken/internal/table"
	"baken/internal/text"
)

// Text holds the messages of disclosure control.
//
//go:embed text
var Text embed.FS

// Job is one run of a plan.
type Job struct {
	Plan     string // path of the plan
	Out      string // folder for the results; made when it isn't there
	Key      string // path of a secret signing key; empty makes no bundle
	Now      time.Time
	Settings table.Settings
}

// Result is what a run gave.
type Result struct {
	Plan     Plan
	Release  disclose.Release
	People   int64
	Snapshot string // SHA-256 of the data
	Files    []string

	engine  string // that counted
	secret  string // signs the bundle
	history string // its path
	before  []byte // what stood in it
}

// Run counts and protects; it writes nothing.
func (j Job) Run(ctx context.Context) (*Result, error) {
	raw, err := table.ReadAtMost(j.Plan, MostPlanBytes+1)
	if err != nil {
		return nil, fileFault(err)
	}
	r := &Result{}
	if r.Plan, err = ParsePlan(raw); err != nil {
		return nil, err
	}
	if j.Key != "" {
		if r.Plan.Bundle == nil {
			return nil, broken("bundle", "bundle", "")
		}
		key, err := table.ReadAtMost(j.Key, 4096)
		if err != nil {
			return nil, fileFault(err)
		}
		if r.secret, err = disclose.CheckSecret(key); err != nil {
			return nil, err
		}
	}
	r.history = beside(j.Plan, r.Plan.History)
	history, err := r.read()
	if err != nil {
		return nil, err
	}
	counts, err := r.count(ctx, beside(j.Plan, r.Plan.Source.File), j.Settings)
	if err != nil {
		return nil, err
	}
	var within []disclose.Within
	for _, w := range r.Plan.Within {
		within = append(within, disclose.Within(w))
	}
	r.Release, err = history.Protect(ctx, r.Plan.rules(), counts, within...)
	return r, err
}

func beside(plan, name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(filepath.Dir(plan), name)
}

// read reads what was released before; a file that isn't there yet is nothing.
func (r *Result) read() (h disclose.History, err error) {
	r.before, err = table.ReadAtMost(r.history, disclose.MostHistory)
	if errors.Is(err, fs.ErrNotExist) {
		r.before = nil
		return h, nil
	}
	if err != nil {
		return h, fileFault(err)
	}
	return disclose.ReadHistory(r.before)
}

// count counts the people of each table.
func (r *Result) count(ctx context.Context, path string, set table.Settings) (out []disclose.Crosstable, err error) {
	src := table.Source{Path: path, Missing: r.Plan.Source.Missing}
	if r.Plan.Source.Encoding == "latin-1" {
		src.Encoding = table.Latin1
	}
	if r.Plan.Source.Delimiter != "" {
		src.Delimiter = r.Plan.Source.Delimiter[0]
	}
	t, err := table.Open(ctx, src, set)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, t.Close()) }()
	for _, one := range r.Plan.Tables {
		c, err := r.table(ctx, t, one)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	if r.engine, err = t.Engine(ctx); err != nil {
		return nil, err
	}
	r.Snapshot, err = t.Fingerprint(ctx)
	return out, err
}

func (r *Result) table(ctx context.Context, t *table.Table, one Table) (disclose.Crosstable, error) {
	out := disclose.Crosstable{
		Population: r.Plan.Population, Method: one.Method,
		Spec: disclose.Spec{ID: one.ID, Title: "disclose.table", Method: one.said(), Subject: one.Title},
	}
	c := counter{sums: map[string]int{}}
	for _, name := range one.By {
		h, by := hierarchyOf(r.Plan.Hierarchies, name)
		out.By, c.columns = append(out.By, by), append(c.columns, h.Column)
		of := map[table.Value]string{}
		for _, category := range h.Categories {
			for _, v := range h.values(category) {
				of[table.Value(v)] = category.Code
			}
		}
		c.codes = append(c.codes, of)
	}
	found, err := t.Group(ctx, table.Query{By: c.columns, Sum: r.Plan.Source.Count})
	if err != nil {
		return out, err
	}
	for _, cell := range found.Cells {
		i, err := c.place(cell.Values, cell.Count)
		if err != nil {
			return out, err
		}
		c.counts[i].N += cell.Count
	}
	if one.Amount != nil {
		out.Amount = &disclose.Amount{Name: one.Amount.Name, Label: one.Amount.Label, Unit: one.Amount.Unit, RoundTo: one.Amount.Round}
		if err := c.amounts(ctx, t, one.Amount.Column); err != nil {
			return out, err
		}
	}
	out.Counts = c.counts
	r.People = found.Total
	return out, nil
}

// said is the message that tells how a table is protected.
func (t Table) said() string {
	switch {
	case t.Amount != nil:
		return "disclose.method.amount"
	case t.Method == disclose.Round:
		return "disclose.method.round"
	case t.Method == disclose.Bands:
		return "disclose.method.bands"
	}
	return "disclose.method"
}

func valueText(v string) text.Text {
	if v == "" {
		return text.Key("disclose.missing")
	}
	return text.Data(v)
}

func mustJSON(v any) []byte {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err) // made of strings
	}
	return raw
}
