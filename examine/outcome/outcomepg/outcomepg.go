// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package outcomepg counts the rows of a table in PostgreSQL, where they are: the server
// groups, and only whole numbers with the values of their groups come back. It reads in
// one read-only transaction, so that all questions see the same rows, and it needs no more
// than the right to SELECT from the one table.
package outcomepg

import (
	"context"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgconn/ctxwatch"

	"baken/examine/outcome"
)

// Engine counts one table.
type Engine struct {
	Address  string                  // postgres://user@server/name, without a password
	Table    string                  // name, or schema.name
	Most     int                     // groups that an answer may have; outcome.MostCells when zero
	Progress func(done, total int64) // told rows at the begin and at the end; may be nil
}

// Count answers a question. The password comes from PGPASSWORD or from a password file
// (PGPASSFILE, or ~/.pgpass) that nobody but its owner may read.
func (e Engine) Count(ctx context.Context, q outcome.Question) (_ outcome.Answer, err error) {
	conn, err := e.connect(ctx)
	if err != nil {
		return outcome.Answer{}, e.explain(ctx, err)
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }() // nothing was written
	tx, err := conn.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly})
	if err != nil {
		return outcome.Answer{}, e.explain(ctx, err)
	}
	defer func() { _ = tx.Rollback(context.WithoutCancel(ctx)) }() // as above
	a, err := e.answer(ctx, tx, q)
	if err != nil {
		return outcome.Answer{}, e.explain(ctx, err)
	}
	return a, nil
}

func (e Engine) answer(ctx context.Context, tx pgx.Tx, q outcome.Question) (a outcome.Answer, err error) {
	if err := tx.QueryRow(ctx, versionSQL).Scan(&a.Engine); err != nil {
		return a, err
	}
	t, err := e.find(ctx, tx)
	if err == nil {
		_, err = tx.Exec(ctx, wholeSQL)
	}
	if err != nil {
		return a, err
	}
	sql, err := t.group(q, outcome.NewGather(q, e.Most).Most())
	if err != nil {
		return a, err
	}
	e.tell(0, t.about)
	if a.Groups, a.Rows, err = e.groups(ctx, tx, sql, q); err != nil {
		return a, err
	}
	if q.Person != "" {
		if sql, err = t.repeats(q.Person); err != nil {
			return a, err
		}
		r := &outcome.Repeats{}
		if err := tx.QueryRow(ctx, sql).Scan(&r.People, &r.Rows, &r.Unknown); err != nil {
			return a, err
		}
		a.Repeats = r
	}
	e.tell(a.Rows, a.Rows)
	return a, nil
}

// groups reads the answer to a question.
func (e Engine) groups(ctx context.Context, tx pgx.Tx, sql string, q outcome.Question) ([]outcome.Group, int64, error) {
	rows, err := tx.Query(ctx, sql)
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	all := outcome.NewGather(q, e.Most)
	var n, count, bad, wrong int64
	values := make([]string, len(q.By))
	dest := []any{&n, &count, &bad}
	for i := range values {
		dest = append(dest, &values[i])
	}
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return nil, 0, err
		}
		wrong += bad
		if err := all.Add(values, n, count); err != nil {
			return nil, 0, err
		}
	}
	if err := rows.Err(); err != nil {
		return nil, 0, err
	}
	if wrong > 0 {
		return nil, 0, outcome.ErrCount.With("column", q.Sum, "n", wrong)
	}
	return all.Groups(), all.Rows(), nil
}

func (e Engine) tell(done, total int64) {
	if e.Progress != nil {
		e.Progress(done, total)
	}
}

// connect opens one connection.
func (e Engine) connect(ctx context.Context) (*pgx.Conn, error) {
	u, err := url.Parse(e.Address)
	if err != nil {
		return nil, outcome.ErrAddress
	}
	if _, has := u.User.Password(); has || u.Query().Has("password") {
		return nil, outcome.ErrAddress // addresses stand in plans and logs
	}
	if err := private(u.Query().Get("passfile")); err != nil {
		return nil, err
	}
	config, err := pgx.ParseConfig(e.Address)
	if err != nil {
		return nil, outcome.ErrAddress // the driver's own message may hold the password
	}
	config.RuntimeParams["timezone"] = "UTC"
	config.RuntimeParams["datestyle"] = "ISO, YMD"
	config.RuntimeParams["client_encoding"] = "UTF8"
	config.RuntimeParams["application_name"] = "baken outcome"
	config.BuildContextWatcherHandler = func(c *pgconn.PgConn) ctxwatch.Handler {
		return &pgconn.CancelRequestContextWatcherHandler{Conn: c, DeadlineDelay: patience}
	}
	return pgx.ConnectConfig(ctx, config)
}

// patience is how long the server has to stop a question that nobody waits for.
const patience = 5 * time.Second

// private refuses a password file that others can read, as PostgreSQL's own programs do:
// the one that the address names, that of the environment, or the user's own.
func private(path string) error {
	if path == "" {
		path = os.Getenv("PGPASSFILE")
	}
	if home, err := os.UserHomeDir(); path == "" && err == nil {
		path = filepath.Join(home, ".pgpass")
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			return nil
		}
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm()&0o077 != 0 {
		return outcome.ErrPasswordFile.With("file", path)
	}
	return nil
}
