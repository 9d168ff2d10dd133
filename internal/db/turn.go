// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package db

import (
	"context"
	"database/sql"
)

// lockTurn waits until no other transaction of that name is open.
const lockTurn = `SELECT pg_advisory_xact_lock(hashtextextended('baken ' || $1 || ' ' || current_schema(), 0))`

// InTurn is Write for work that one at a time does for all, such as giving
// leaves their places: calls of one name wait for each other, in every process
// that shares the database. On PostgreSQL it sees what others commit
// meanwhile, takes no part in the checks that make changes serialisable, and
// so never makes a change run again.
func (d *DB) InTurn(ctx context.Context, name string, change func(*Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if d.writer != nil {
		return d.writer.write(ctx, change)
	}
	tx, err := d.main.BeginTx(context.WithoutCancel(ctx), &sql.TxOptions{Isolation: sql.LevelReadCommitted})
	if err != nil {
		return explain(err)
	}
	defer func() { _ = tx.Rollback() }()
	t := &Tx{engine: Postgres, tx: tx}
	defer t.end()
	if _, err := t.Exec(ctx, lockTurn, name); err != nil {
		return err
	}
	if err := change(t); err != nil {
		return explain(err)
	}
	if t.failed != nil {
		return explain(t.failed)
	}
	if err := tx.Commit(); err != nil {
		return uncertain(err)
	}
	return nil
}
