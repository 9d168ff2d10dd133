// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package db

import (
	"context"
	"database/sql"
	"errors"
)

// ReadWith is Read of two databases, of which the records in d name what is
// large and is kept in beside: what the look finds named in d it finds in
// beside. Where both are one database, it is one snapshot.
//
// It leans on the order in which rooms write: what is large comes before the
// record that names it, and goes after it. So on SQLite both snapshots are
// taken while beside is held still, for as long as two empty reads take.
func (d *DB) ReadWith(ctx context.Context, beside *DB, look func(tx, beside *Tx) error) error {
	if d == beside {
		return d.Read(ctx, func(tx *Tx) error { return look(tx, tx) })
	}
	one, other, err := d.pin(ctx, beside)
	if err != nil {
		return explain(err)
	}
	defer func() { _, _ = one.Rollback(), other.Rollback() }()
	t, b := &Tx{engine: d.engine, tx: one}, &Tx{engine: beside.engine, tx: other}
	defer t.end()
	defer b.end()
	if err := look(t, b); err != nil {
		return explain(err)
	}
	return explain(errors.Join(t.failed, b.failed))
}

func (d *DB) pin(ctx context.Context, beside *DB) (one, other *sql.Tx, err error) {
	still, err := beside.main.BeginTx(ctx, nil) // BEGIN IMMEDIATE, see openSQLite
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = still.Rollback() }()
	if one, err = pinned(ctx, d.read); err != nil {
		return nil, nil, err
	}
	if other, err = pinned(ctx, beside.read); err != nil {
		return nil, nil, errors.Join(err, one.Rollback())
	}
	return one, other, nil
}

// pinned begins a snapshot now: SQLite takes it at the first read.
func pinned(ctx context.Context, pool *sql.DB) (*sql.Tx, error) {
	tx, err := pool.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	var n int64
	if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_schema`).Scan(&n); err != nil {
		return nil, errors.Join(err, tx.Rollback())
	}
	return tx, nil
}
