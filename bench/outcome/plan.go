// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build cgo && !noduckdb

package main

import (
	"context"
	"fmt"

	"baken/base/disparity"
	"baken/examine/outcome"
	"baken/examine/outcome/outcomefile"
	"baken/internal/table"
)

// planText compares the origins, within sex and age.
const planText = `format: baken-plan/1
organisation: "00000001003214345000"
title: {nl: proef, en: trial}
population: {nl: proef, en: trial}
shows: {nl: proef, en: trial}
shows-not: {nl: proef, en: trial}
source: {file: decisions, kind: records}
group:
  column: origin
  label: {nl: herkomst, en: origin}
  reference: origin 1
  values: [{code: origin 1, label: {nl: "1", en: "1"}}, {code: origin 2, label: {nl: "2", en: "2"}}, {code: origin 3, label: {nl: "3", en: "3"}}, {code: origin 4, label: {nl: "4", en: "4"}}, {code: origin 5, label: {nl: "5", en: "5"}}]
test: {matters: 1}
selection: {kind: burden, column: selected, label: {nl: gekozen, en: selected}, yes: ["yes"], no: ["no"]}
finding: {column: found, label: {nl: gevonden, en: found}, yes: ["yes"], no: ["no"], neither: [""]}
strata:
  - column: sex
    label: {nl: geslacht, en: sex}
    reason: {nl: proef, en: trial}
    values: [{code: woman, label: {nl: vrouw, en: woman}}, {code: man, label: {nl: man, en: man}}]
  - column: age
    label: {nl: leeftijd, en: age}
    reason: {nl: proef, en: trial}
    values: [{code: age 1, label: {nl: "1", en: "1"}}, {code: age 2, label: {nl: "2", en: "2"}}, {code: age 3, label: {nl: "3", en: "3"}}, {code: age 4, label: {nl: "4", en: "4"}}]
`

// baken is the whole road from a file to the figures that may leave.
func baken(ctx context.Context, path string) error {
	_, err := examine(ctx, path)
	return err
}

// examine works out all figures and gives the counts that they are of.
func examine(ctx context.Context, path string) (outcome.Counts, error) {
	plan, err := outcome.ParsePlan([]byte(planText))
	if err != nil {
		return outcome.Counts{}, err
	}
	level, err := disparity.At(0.95)
	if err != nil {
		return outcome.Counts{}, err
	}
	answer, err := outcomefile.New(path, plan.Source, table.Settings{}).Count(ctx, plan.Question())
	if err != nil {
		return outcome.Counts{}, err
	}
	counts, err := plan.Counts(answer)
	if err != nil {
		return outcome.Counts{}, err
	}
	_, err = plan.Examine(ctx, counts, level)
	return counts, err
}

// persons looks for people who have more than one row. It holds every person beside all
// others, which no other figure needs, so that its time stands apart.
func persons(ctx context.Context, path string) (err error) {
	tab, err := table.Open(ctx, table.Source{Path: path}, table.Settings{})
	if err != nil {
		return err
	}
	defer tab.Close()
	r, err := tab.Repeats(ctx, "person")
	if err == nil && r.Values*2 != r.Rows {
		err = fmt.Errorf("%d people with %d rows", r.Values, r.Rows)
	}
	return err
}

// bootstrap times a thousand replicates, in milliseconds: all figures of the 40 cells that
// the plan compares and of what was found in each group, with percentile intervals. They
// are made of the cells and not of the rows.
func bootstrap(ctx context.Context, path string) (milliseconds float64, err error) {
	counts, err := examine(ctx, path)
	if err != nil {
		return 0, err
	}
	level, err := disparity.At(0.95)
	if err != nil {
		return 0, err
	}
	var all []disparity.Count
	cells := 0
	for _, c := range counts.Selection {
		if c.Stratum == "" {
			continue // the sum of cells that are in it already
		}
		one, err := disparity.Split(c.Yes, c.No)
		if err != nil {
			return 0, err
		}
		all = append(all, one)
		cells++
	}
	for _, c := range counts.Finding {
		one, err := disparity.Split(c.Yes, c.No)
		if err != nil {
			return 0, err
		}
		all = append(all, one)
	}
	selected, found := disparity.AgainstOne(0), disparity.AgainstOne(0)
	took, err := timed(func() error {
		r, err := disparity.Bootstrap(1, 1000, all, func(c []disparity.Count, out []disparity.Value) []disparity.Value {
			return found(c[cells:], selected(c[:cells], out))
		})
		for i := range r.Estimates {
			r.Percentile(i, level)
		}
		return err
	})
	return ms(took), err
}
