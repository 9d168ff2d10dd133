// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package db

import (
	"context"
	"database/sql"
	"errors"
)

// Row is a row of an answer, as *sql.Row and *sql.Rows give it.
type Row interface{ Scan(dest ...any) error }

// One gives the single row of a query; ErrNone when there is none.
func One[T any](ctx context.Context, t *Tx, scan func(Row) (T, error), query string, args ...any) (T, error) {
	v, err := scan(t.QueryRow(ctx, query, args...))
	if errors.Is(err, sql.ErrNoRows) {
		var none T
		return none, ErrNone
	}
	return v, explain(err)
}

// All gives the rows of a query, in its order; nil when there are none.
func All[T any](ctx context.Context, t *Tx, scan func(Row) (T, error), query string, args ...any) (_ []T, err error) {
	rows, err := t.Query(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var all []T
	for rows.Next() {
		v, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	if err := rows.Err(); err != nil {
		return nil, t.fail(err)
	}
	return all, nil
}

// Value scans a row of one column.
func Value[T any](row Row) (T, error) {
	var v T
	err := row.Scan(&v)
	return v, err
}
