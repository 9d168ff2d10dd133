// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package db

import (
	"context"
	"database/sql"
	"log/slog"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

const (
	// connections bounds what one Baken takes of the server's limit of 100.
	// With 16 or 8 of them two processors took in half as many reports again
	// as with 32: the server's processes crowd each other out.
	connections = 16
	// attempts bounds how often a change that clashed is run again.
	attempts = 20
	// patience is how often a change may clash before it is run alone.
	patience = 4
)

func openPostgres(ctx context.Context, dsn string, log *slog.Logger) (*DB, error) {
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, ErrAddress // the driver's own message may hold the password
	}
	config.RuntimeParams["timezone"] = "UTC"
	pool := stdlib.OpenDB(*config)
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections) // fewer, and a crowd opens and closes connections all the time
	pool.SetConnMaxIdleTime(5 * time.Minute)
	d := &DB{engine: Postgres, main: pool, read: pool, log: log, recorded: make(chan struct{}, 1)}
	if err := d.vouch(ctx); err != nil {
		_ = pool.Close()
		return nil, err
	}
	return d, nil
}

const serverSettings = `SELECT current_setting('fsync'), current_setting('synchronous_commit'), current_setting('server_encoding')`

// vouch refuses a server that confirms changes before they are on its disk,
// or that can't hold every text.
func (d *DB) vouch(ctx context.Context) error {
	var fsync, commit, encoding string
	if err := d.main.QueryRowContext(ctx, serverSettings).Scan(&fsync, &commit, &encoding); err != nil {
		return unreachable(err)
	}
	switch {
	case fsync != "on":
		return ErrUnsafe.With("setting", "fsync", "value", fsync)
	case commit == "off":
		return ErrUnsafe.With("setting", "synchronous_commit", "value", commit)
	case encoding != "UTF8":
		return ErrUnsafe.With("setting", "server_encoding", "value", encoding)
	}
	return nil
}

// writePostgres runs change again while it clashes with others' changes. One
// that keeps clashing is run while no other change of this process is, so
// that it gets through: 32 callers who change one record all succeed.
//
// One writer with group commit, as SQLite has, was measured here too: 1,500
// changes a second where this makes 4,100, since every statement of a change
// is a journey to the server.
func (d *DB) writePostgres(ctx context.Context, change func(*Tx) error) error {
	for attempt := range attempts {
		clash, err := d.attempt(ctx, change, attempt >= patience)
		if !clash {
			return explain(err)
		}
		if err := pause(ctx, attempt); err != nil {
			return err
		}
	}
	return ErrBusy
}

// attempt runs change beside the others, or alone.
func (d *DB) attempt(ctx context.Context, change func(*Tx) error, alone bool) (clash bool, err error) {
	lock := d.crowd.RLocker()
	if alone {
		lock = &d.crowd
	}
	lock.Lock()
	defer lock.Unlock()
	if err := ctx.Err(); err != nil {
		return false, err
	}
	return d.once(ctx, change)
}

// once runs change in one transaction; clash tells that it met another change
// and may be run again.
func (d *DB) once(ctx context.Context, change func(*Tx) error) (clash bool, err error) {
	// database/sql rolls back, and pgx drops the connection, when the context
	// of a transaction ends, even during COMMIT: then nobody would know the
	// outcome. So the context counts for the statements only.
	conn, err := d.main.Conn(ctx)
	if err != nil {
		return false, err
	}
	defer func() { _ = conn.Close() }() // it goes back to the pool
	tx, err := conn.BeginTx(context.WithoutCancel(ctx), &sql.TxOptions{Isolation: sql.LevelSerializable})
	if err != nil {
		return false, err
	}
	defer func() { _ = tx.Rollback() }()
	t := &Tx{engine: Postgres, tx: tx, conn: conn}
	defer t.end()
	if err = change(t); err == nil {
		err = t.flush(ctx)
	}
	if clashed(t.failed) || clashed(err) {
		return true, err
	}
	if err == nil {
		err = t.failed
	}
	if err != nil {
		return false, err
	}
	if err = tx.Commit(); err == nil || clashed(err) {
		return err != nil, err
	}
	return false, uncertain(err)
}

// pause waits a random time that grows with each attempt: at first up to a
// millisecond, at most 50.
func pause(ctx context.Context, attempt int) error {
	longest := min(50*time.Millisecond, time.Millisecond<<min(attempt, 10))
	timer := time.NewTimer(rand.N(longest))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
