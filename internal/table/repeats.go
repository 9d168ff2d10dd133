// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package table

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"os"
	"slices"
	"strconv"
	"strings"
)

// Repeats says how often a column has the same value in more than one row.
type Repeats struct {
	Values  int64 // that stand in more than one row
	Rows    int64 // in which they stand
	Missing int64 // rows without a value
}

// Repeats counts the values of a column that stand in more than one row. Every value has
// to be held beside all others, which may take more memory than the engine has: what
// doesn't fit is put in a new folder within Settings.Spill, as hashes of 128 bits of the
// value and a secret of this call, and the folder is gone when this returns. Nobody can
// tell from what was there whose rows they are.
//
// Errors: ErrColumn, ErrNested, ErrMemory, ErrChanged, ErrDisagree, ErrSpill.
func (t *Table) Repeats(ctx context.Context, name string) (r Repeats, err error) {
	c, err := t.groupable(name)
	if err != nil {
		return Repeats{}, err
	}
	e, done, err := t.spilling(ctx)
	if err != nil {
		return Repeats{}, err
	}
	defer func() { err = errors.Join(err, done()) }()
	args := []any{rand.Text()}
	marks := make([]string, len(t.missing))
	for i, spelled := range slices.Sorted(slices.Values(t.missing)) {
		args = append(args, spelled)
		marks[i] = "$" + strconv.Itoa(len(args))
	}
	text := "CAST(" + c.ident + " AS VARCHAR)"
	query := `SELECT count(*) FILTER (WHERE p IS NOT NULL AND n > 1),
CAST(coalesce(sum(n) FILTER (WHERE p IS NOT NULL AND n > 1), 0) AS BIGINT),
CAST(coalesce(sum(n) FILTER (WHERE p IS NULL), 0) AS BIGINT), CAST(sum(n) AS BIGINT)
FROM (SELECT p, count(*) AS n FROM (SELECT CASE WHEN ` + text + " IN (" + strings.Join(marks, ", ") +
		") THEN NULL ELSE md5_number($1 || " + text + ") END AS p FROM " + t.from + ") GROUP BY p)"
	var rows int64
	err = e.each(ctx, query, args, func(found *sql.Rows) error { return found.Scan(&r.Values, &r.Rows, &r.Missing, &rows) })
	if err == nil {
		err = t.file.unchanged()
	}
	if err == nil && rows != t.rows {
		err = ErrDisagree.With("counted", t.rows, "grouped", rows)
	}
	return r, err
}

// spilling gives an engine that may put what doesn't fit on disk, and what ends it. A
// workbook is in the engine's memory already; it has few enough rows.
func (t *Table) spilling(ctx context.Context) (e *engine, done func() error, err error) {
	if t.inside {
		return t.engine, func() error { return nil }, nil
	}
	dir, err := os.MkdirTemp(t.set.Spill, ".baken-*")
	if err != nil {
		return nil, nil, ErrSpill
	}
	set := t.set
	set.Spill = dir
	db, err := connect(ctx, t.file.path, set)
	if err != nil {
		return nil, nil, errors.Join(err, os.RemoveAll(dir))
	}
	e = &engine{db: db, otherwise: t.engine.otherwise}
	return e, func() error { return errors.Join(db.Close(), os.RemoveAll(dir)) }, nil
}
