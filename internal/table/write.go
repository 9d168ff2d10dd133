// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package table

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// Output is a table to be written.
type Output struct {
	Columns []Column          // of KindText, KindInteger and KindDecimal
	Rows    [][]any           // a string, an int64, a float64 or nil (missing) for each column
	Marks   map[string]string // what the file says of itself, beside its columns
}

// WriteParquet writes a table as one Parquet file. The engine that writes it is
// locked down as those that read: it may touch that file and nothing else.
func WriteParquet(ctx context.Context, path string, out Output) (err error) {
	if !hasEngine {
		return ErrNoEngine
	}
	path, err = filepath.Abs(path)
	if err != nil {
		return accessFault(err)
	}
	db, err := connect(ctx, path, Settings{}.withDefaults())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1) // the table lives in one engine
	columns, err := out.definition()
	if err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, "CREATE TABLE out ("+columns+")"); err != nil {
		return engineFault(err, ErrWrite)
	}
	if err := fill(ctx, db, "out", out.each()); err != nil {
		return err
	}
	// A temporary file beside it isn't the one that the engine may touch.
	_, err = db.ExecContext(ctx, "COPY out TO "+literal(path)+" (FORMAT parquet, USE_TMP_FILE false"+out.marks()+")")
	if err != nil {
		return engineFault(err, ErrWrite)
	}
	return nil
}

// each gives the rows one by one.
func (o Output) each() iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for _, row := range o.Rows {
			if !yield(row, nil) {
				return
			}
		}
	}
}

func (o Output) definition() (string, error) {
	parts := make([]string, len(o.Columns))
	for i, c := range o.Columns {
		kind, ok := map[Kind]string{KindText: "VARCHAR", KindInteger: "BIGINT", KindDecimal: "DOUBLE"}[c.Kind]
		if !ok {
			return "", fmt.Errorf("table: write column %s: kind %d", c.Name, c.Kind)
		}
		parts[i] = ident(c.Name) + " " + kind
	}
	return strings.Join(parts, ", "), nil
}

func (o Output) marks() string {
	if len(o.Marks) == 0 {
		return ""
	}
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(o.Marks)) {
		parts = append(parts, ident(name)+": "+literal(o.Marks[name]))
	}
	return ", KV_METADATA {" + strings.Join(parts, ", ") + "}"
}
