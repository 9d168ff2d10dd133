// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package db keeps what Baken must never lose, on SQLite or on PostgreSQL,
// behind one handle and one text of SQL.
//
// It promises that a change is either whole and durable (the record, its
// events and its jobs, in one commit that has reached the disk) or not there
// at all; that two people who save the same thing never overwrite each other
// unseen; and that an event is never there twice. It refuses a database that
// a newer Baken has written, a file that is no database, and a server that
// confirms what it hasn't stored.
//
// Writing is serialisable on both engines: a change sees no other change half
// done. The func given to Write may run twice, so it changes nothing but its
// Tx and what it makes anew; it calls neither Write nor Read. A statement
// that fails ends its change, on both engines: expect a clash with ON
// CONFLICT, don't repair it afterwards.
//
// The engines are kept alike: instants are int64 milliseconds UTC (a
// time.Time argument becomes one), booleans are 0 and 1, text is valid UTF-8
// without NUL. Text columns in schema/postgres are declared COLLATE "C", so
// that both engines sort alike.
package db

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"strings"
	"sync"
)

// Engine names a kind of database.
type Engine string

// The engines.
const (
	SQLite   Engine = "sqlite"
	Postgres Engine = "postgres"
)

// DB is one database. It is safe for concurrent use.
type DB struct {
	engine    Engine
	main      *sql.DB      // SQLite: the single connection that writes; PostgreSQL: all connections
	read      *sql.DB      // SQLite: connections that can't write; PostgreSQL: the same as main
	writer    *writer      // SQLite only
	crowd     sync.RWMutex // PostgreSQL only: see writePostgres
	additions additions    // PostgreSQL only: see Add
	path      string       // SQLite only: the file
	log       *slog.Logger

	recorded chan struct{} // holds one: events were recorded since it was last emptied
}

// Open opens the database at dsn: "sqlite:/path/file.db" or "postgres://…".
// Close ends it.
func Open(ctx context.Context, dsn string, log *slog.Logger) (*DB, error) {
	scheme, rest, _ := strings.Cut(dsn, ":")
	switch scheme {
	case "sqlite":
		return openSQLite(ctx, rest, log)
	case "postgres", "postgresql":
		return openPostgres(ctx, dsn, log)
	}
	return nil, ErrAddress
}

// Engine tells which engine this is.
func (d *DB) Engine() Engine { return d.engine }

// Close waits for the changes under way, refuses new ones and closes the
// connections. Whoever opened the database calls it once.
func (d *DB) Close() error {
	if d.writer != nil {
		d.writer.close()
	}
	d.additions.done.Wait()
	return errors.Join(d.read.Close(), d.main.Close())
}

// Ping tells whether the database answers.
func (d *DB) Ping(ctx context.Context) error { return explain(d.read.PingContext(ctx)) }

// Jobs gives the connections on which internal/job keeps its queue. On SQLite
// it is the writer's single connection, which the writer gives back between
// commits. Nobody else calls it.
func (d *DB) Jobs() *sql.DB { return d.main }

// Write runs change in a transaction and returns once it is durable. When
// change fails or panics nothing of it remains. When ctx ends before its turn
// change isn't run; once it runs, Write waits for the outcome, whatever
// becomes of ctx, so that its answer is the truth.
func (d *DB) Write(ctx context.Context, change func(*Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	recorded := false
	do := func(tx *Tx) error {
		err := change(tx)
		recorded = tx.recorded
		return err
	}
	write := d.writePostgres
	if d.writer != nil {
		write = d.writer.write
	}
	if err := write(ctx, do); err != nil {
		return err
	}
	if recorded {
		d.tell()
	}
	return nil
}

// Read runs look on a snapshot that no later change touches. It can't write.
func (d *DB) Read(ctx context.Context, look func(*Tx) error) error {
	opts := &sql.TxOptions{ReadOnly: true}
	if d.engine == Postgres {
		opts.Isolation = sql.LevelRepeatableRead
	}
	tx, err := d.read.BeginTx(ctx, opts)
	if err != nil {
		return explain(err)
	}
	defer func() { _ = tx.Rollback() }()
	t := &Tx{engine: d.engine, tx: tx}
	defer t.end()
	if err := look(t); err != nil {
		return explain(err)
	}
	return explain(t.failed)
}
