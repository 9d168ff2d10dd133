// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// Rows are the rows that a query answers.
type Rows = sql.Rows

// Query runs a query over any database, Baken's or another's, and gives its rows to
// read, as they come. It can't write, and makes no file. The address is that of Open; a
// password belongs in the environment (PGPASSWORD) or a password file, since addresses
// stand in plans and logs: one with a password is ErrPassword. The engine is named with
// its version, as "SQLite 3.50.4".
//
// Errors: ErrAddress, ErrPassword, ErrMissing, ErrPermission, ErrNotDatabase,
// ErrUnreachable, ErrQuery, ErrReadOnly, and those of read.
func Query(ctx context.Context, address, query string, read func(engine string, rows *Rows) error) (err error) {
	pool, version, err := openAny(address)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	tx, err := pool.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return unreachable(err)
	}
	defer func() { _ = tx.Rollback() }() // nothing was written
	var engine string
	if err := tx.QueryRowContext(ctx, version).Scan(&engine); err != nil {
		return explain(err)
	}
	rows, err := tx.QueryContext(ctx, query)
	if err != nil {
		return untaken(ctx, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	if err := read(engine, rows); err != nil {
		return err
	}
	return untaken(ctx, rows.Err())
}

func openAny(address string) (pool *sql.DB, version string, err error) {
	scheme, path, _ := strings.Cut(address, ":")
	switch scheme {
	case "sqlite":
		if path == "" || strings.HasPrefix(path, "//") {
			return nil, "", ErrAddress
		}
		if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
			return nil, "", ErrMissing.With("path", path)
		} else if err != nil {
			return nil, "", place(err, path)
		}
		pool, err = connectSQLite(path, 1, "mode=ro", "_txlock=deferred", "_pragma=busy_timeout(10000)", "_pragma=query_only(ON)")
		return pool, "SELECT 'SQLite ' || sqlite_version()", err
	case "postgres", "postgresql":
		config, err := pgx.ParseConfig(address)
		u, failed := url.Parse(address)
		switch {
		case err != nil, failed != nil:
			return nil, "", ErrAddress // the driver's own message may hold the password
		case withPassword(u):
			return nil, "", ErrPassword
		}
		config.RuntimeParams["timezone"] = "UTC"
		return stdlib.OpenDB(*config), "SELECT 'PostgreSQL ' || current_setting('server_version')", nil
	}
	return nil, "", ErrAddress
}

func withPassword(u *url.URL) bool {
	_, has := u.User.Password()
	return has || u.Query().Has("password")
}

// untaken says that the database wouldn't run the query, in its words: they are for who
// wrote the query.
func untaken(ctx context.Context, err error) error {
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return fmt.Errorf("db: %w", context.Cause(ctx))
	}
	if f := cause(err); f != nil {
		return explain(err)
	}
	return fmt.Errorf("%w: %w", ErrQuery.With("problem", err.Error()), err)
}
