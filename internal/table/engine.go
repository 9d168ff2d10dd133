// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package table

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// engine answers SQL over the one file.
type engine struct {
	db        *sql.DB
	otherwise error // what it means when the engine can't read the file
}

func openEngine(ctx context.Context, path string, set Settings) (*engine, error) {
	set.Spill = "" // questions about groups have to fit in memory
	db, err := connect(ctx, path, set)
	if err != nil {
		return nil, err
	}
	return &engine{db: db, otherwise: ErrUnreadable}, nil
}

func (e *engine) close() error { return e.db.Close() }

// each runs a query and calls scan for every row of the answer.
func (e *engine) each(ctx context.Context, query string, args []any, scan func(*sql.Rows) error) (err error) {
	rows, err := e.db.QueryContext(ctx, query, args...)
	if err != nil {
		return e.explain(ctx, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return e.explain(ctx, err)
	}
	return nil
}

// one runs a query that gives one row.
func (e *engine) one(ctx context.Context, query string, dest ...any) error {
	return e.each(ctx, query, nil, func(r *sql.Rows) error { return r.Scan(dest...) })
}

func (e *engine) explain(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("table: %w", context.Cause(ctx))
	}
	return engineFault(err, e.otherwise)
}
