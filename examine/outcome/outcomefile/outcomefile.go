// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package outcomefile counts the rows of one file: CSV, Parquet or a workbook. The counting
// is that of internal/table; what the file itself has wrong stays a fault of that package.
package outcomefile

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"baken/base/fault"
	"baken/examine/outcome"
	"baken/internal/table"
)

// Engine counts one file, which is opened for each question.
type Engine struct {
	Source   table.Source
	Settings table.Settings
}

// New makes the engine for the file at path, written as the plan's source says.
func New(path string, s outcome.Source, set table.Settings) Engine {
	src := table.Source{Path: path, Sheet: s.Sheet}
	if s.Encoding == "latin-1" {
		src.Encoding = table.Latin1
	}
	if s.Delimiter != "" {
		src.Delimiter = s.Delimiter[0]
	}
	return Engine{Source: src, Settings: set}
}

// Count answers a question.
func (e Engine) Count(ctx context.Context, q outcome.Question) (_ outcome.Answer, err error) {
	t, err := table.Open(ctx, e.Source, e.Settings)
	if err != nil {
		return outcome.Answer{}, named(err)
	}
	defer func() { err = errors.Join(err, t.Close()) }()
	name, err := t.Engine(ctx)
	if err != nil {
		return outcome.Answer{}, err
	}
	got, err := t.Group(ctx, table.Query{By: q.By, Sum: q.Sum})
	if err != nil {
		return outcome.Answer{}, named(err)
	}
	out := outcome.Answer{Engine: name, Rows: got.Rows, Groups: make([]outcome.Group, len(got.Cells))}
	for i, c := range got.Cells {
		values := make([]string, len(c.Values))
		for k, v := range c.Values {
			if values[k] = string(v); strings.IndexByte(values[k], 0) >= 0 { // Parquet can hold one
				return outcome.Answer{}, outcome.ErrLetters.With("column", q.By[k])
			}
		}
		out.Groups[i] = outcome.Group{Values: values, N: c.Count}
	}
	if q.Person != "" {
		r, err := t.Repeats(ctx, q.Person)
		if err != nil {
			return outcome.Answer{}, named(err)
		}
		out.Repeats = &outcome.Repeats{People: r.Values, Rows: r.Rows, Unknown: r.Missing}
	}
	return out, nil
}

// Place tells in which rows a value of a column stands: the first and the last one, counted
// from 1 without the row of names.
func (e Engine) Place(ctx context.Context, column, value string) (first, last int64, err error) {
	t, err := table.Open(ctx, e.Source, e.Settings)
	if err != nil {
		return 0, 0, named(err)
	}
	defer func() { err = errors.Join(err, t.Close()) }()
	first, last, err = t.Place(ctx, column, table.Value(value))
	return first, last, named(err)
}

// named gives a fault of the table, which says more, also the name that it has on every
// engine.
func named(err error) error {
	for _, same := range []struct{ here, everywhere *fault.Error }{
		{table.ErrColumn, outcome.ErrColumn},
		{table.ErrCells, outcome.ErrCells},
		{table.ErrNested, outcome.ErrKind},
		{table.ErrCountKind, outcome.ErrKind},
		{table.ErrCountMissing, outcome.ErrCount},
		{table.ErrCountText, outcome.ErrCount},
		{table.ErrCountNegative, outcome.ErrCount},
		{table.ErrCountFraction, outcome.ErrCount},
		{table.ErrCountLarge, outcome.ErrCount},
		{table.ErrCountTotal, outcome.ErrTotal},
		{table.ErrZeroByte, outcome.ErrLetters},
		{table.ErrEncoding, outcome.ErrLetters},
	} {
		if errors.Is(err, same.here) {
			return fmt.Errorf("%w (%w)", err, same.everywhere)
		}
	}
	return err
}
