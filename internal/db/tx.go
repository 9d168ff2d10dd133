// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package db

import (
	"context"
	"database/sql"
	"errors"
	"time"
	"unicode/utf8"
)

// Tx is one change, or one look, at the database. It ends with the func that
// was given it and is used by one goroutine at a time.
type Tx struct {
	engine Engine
	tx     *sql.Tx
	stmts  *statements // SQLite's writer only
	shared bool        // the transaction holds changes of others: no statement may be interrupted
	failed error       // the first statement that failed
	conn   *sql.Conn   // PostgreSQL's Write only: what tx runs on
	sent   []statement // that wait for the next journey to the server
	adds   bool        // there is no transaction yet: see Add
	ended  bool

	recorded bool // events were appended
}

var errEnded = errors.New("db: a Tx is used after its func has returned")

func (t *Tx) end() { t.ended = true }

// Engine tells which engine this is.
func (t *Tx) Engine() Engine { return t.engine }

// Lock goes at the end of a SELECT whose row is about to be changed: it keeps
// others from changing it meanwhile. SQLite needs none.
func (t *Tx) Lock() string {
	if t.engine == Postgres {
		return " FOR UPDATE"
	}
	return ""
}

// Jobs lends the transaction to internal/job, which inserts in it. Nobody
// else calls it.
func (t *Tx) Jobs(ctx context.Context, insert func(context.Context, *sql.Tx, Engine) error) error {
	ctx, err := t.ready(ctx, nil)
	if err != nil {
		return err
	}
	if err := insert(ctx, t.tx, t.engine); err != nil {
		return t.fail(err)
	}
	return nil
}

// Exec runs a statement and tells how many rows it touched.
func (t *Tx) Exec(ctx context.Context, query string, args ...any) (int64, error) {
	ctx, err := t.ready(ctx, args)
	if err != nil {
		return 0, err
	}
	var res sql.Result
	if s := t.stmts.get(query); s != nil {
		res, err = t.tx.StmtContext(ctx, s).ExecContext(ctx, args...) //nolint:sqlclosecheck // it is closed with the transaction
	} else {
		res, err = t.tx.ExecContext(ctx, query, args...)
	}
	if err != nil {
		return 0, t.fail(err)
	}
	return res.RowsAffected()
}

// Query runs a query; the caller closes the rows before the next statement.
func (t *Tx) Query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	ctx, err := t.ready(ctx, args)
	if err != nil {
		return nil, err
	}
	rows, err := t.tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, t.fail(err)
	}
	return rows, nil
}

// QueryRow runs a query for one row; its Scan gives sql.ErrNoRows when there
// is none.
func (t *Tx) QueryRow(ctx context.Context, query string, args ...any) *sql.Row {
	ctx, err := t.ready(ctx, args)
	if err != nil {
		// A row with an error can't be made from outside database/sql: a
		// context that has ended with err as its cause makes one.
		_ = t.fail(err)
		return t.tx.QueryRowContext(refused(ctx, err), query, args...)
	}
	var row *sql.Row
	if s := t.stmts.get(query); s != nil {
		row = t.tx.StmtContext(ctx, s).QueryRowContext(ctx, args...) //nolint:sqlclosecheck // it is closed with the transaction
	} else {
		row = t.tx.QueryRowContext(ctx, query, args...)
	}
	if err := row.Err(); err != nil {
		_ = t.fail(err)
	}
	return row
}

// ready sends what waits, makes args alike on both engines and says why
// nothing can run.
func (t *Tx) ready(ctx context.Context, args []any) (context.Context, error) {
	if t.shared {
		// SQLite rolls the whole transaction back when it is interrupted in
		// a statement that changes, and others' changes are in it.
		ctx = context.WithoutCancel(ctx)
	}
	if err := t.usable(args); err != nil {
		return ctx, err
	}
	if t.adds {
		panic(errAsks)
	}
	return ctx, t.flush(ctx)
}

// usable makes args alike on both engines, and says why nothing can run.
func (t *Tx) usable(args []any) error {
	switch {
	case t.ended:
		return errEnded
	case t.failed != nil:
		return t.failed
	}
	for i, a := range args {
		switch a := a.(type) {
		case bool:
			args[i] = int64(0)
			if a {
				args[i] = int64(1)
			}
		case time.Time:
			args[i] = a.UnixMilli()
		case string:
			if !plain(a) {
				return t.fail(ErrText)
			}
		}
	}
	return nil
}

func (t *Tx) fail(err error) error {
	err = explain(err)
	if t.failed == nil {
		t.failed = err
	}
	return err
}

// refused gives a context that has ended.
func refused(ctx context.Context, cause error) context.Context {
	ctx, cancel := context.WithCancelCause(ctx)
	cancel(cause)
	return ctx
}

// plain tells whether both engines can keep s: PostgreSQL takes neither NUL
// nor what isn't UTF-8.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] == 0 {
			return false
		}
	}
	return utf8.ValidString(s)
}

// Time gives the instant that was stored as milliseconds.
func Time(milliseconds int64) time.Time { return time.UnixMilli(milliseconds).UTC() }
