// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package db

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/pressly/goose/v3"
)

// Room is the part of the database that one room owns. Schema holds
// schema/sqlite/*.sql and schema/postgres/*.sql, which start with
// "-- +goose Up" and only ever go forward.
type Room struct {
	Name   string
	Schema fs.FS
}

//go:embed schema
var schema embed.FS

// own is this package's own room: the events.
func own() Room { return Room{Name: "db", Schema: schema} }

// Migrate brings the tables of the rooms up to date, each room by its own
// table of versions, while nobody else does. It refuses a database of which
// any room has been written by a newer Baken, before it changes anything
// else.
func (d *DB) Migrate(ctx context.Context, rooms ...Room) error {
	return d.migrate(ctx, rooms, func(_ string, known int64) int64 { return known })
}

// MigrateTo makes the tables of the rooms as they were at the given versions,
// by room: none for a room that wasn't there. So a backup is restored into the
// tables that it was made of, and Migrate goes on from there.
func (d *DB) MigrateTo(ctx context.Context, then map[string]int64, rooms ...Room) error {
	return d.migrate(ctx, rooms, func(room string, _ int64) int64 { return then[room] })
}

func (d *DB) migrate(ctx context.Context, rooms []Room, to func(room string, known int64) int64) error {
	return d.Alone(ctx, func(ctx context.Context) error {
		type step struct {
			*goose.Provider
			to int64
		}
		var steps []step
		for _, room := range append([]Room{own()}, rooms...) {
			p, err := d.provider(room)
			if err != nil {
				return fmt.Errorf("migrate %s: %w", room.Name, err)
			}
			found, known, err := p.GetVersions(ctx)
			if err != nil {
				return fmt.Errorf("migrate %s: %w", room.Name, explain(err))
			}
			want := to(room.Name, known)
			if most := max(found, want); most > known {
				return ErrNewer.With("room", room.Name, "found", most, "known", known)
			}
			if want > 0 {
				steps = append(steps, step{p, want})
			}
		}
		for _, p := range steps {
			done, err := p.UpTo(ctx, p.to)
			if err != nil {
				return fmt.Errorf("migrate: %w", explain(err))
			}
			for _, m := range done {
				d.log.InfoContext(ctx, "migrated", "source", m.Source.Path, "duration", m.Duration)
			}
		}
		return nil
	})
}

// versions is how the names of the tables of versions begin; the room's name
// follows.
const versions = "goose_"

const (
	selectTracked         = `SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'goose\_%' ESCAPE '\' ORDER BY 1`
	selectTrackedPostgres = `
SELECT table_name FROM information_schema.tables
WHERE table_schema = current_schema() AND table_name LIKE 'goose\_%' ESCAPE '\' ORDER BY 1`
)

// Versions tells how far the tables of each room are.
func Versions(ctx context.Context, tx *Tx) (map[string]int64, error) {
	query := selectTracked
	if tx.Engine() == Postgres {
		query = selectTrackedPostgres
	}
	tables, err := All(ctx, tx, Value[string], query)
	if err != nil {
		return nil, err
	}
	all := map[string]int64{}
	for _, table := range tables {
		at, err := One(ctx, tx, Value[int64], fmt.Sprintf(`SELECT COALESCE(max(version_id), 0) FROM %q`, table))
		if err != nil {
			return nil, err
		}
		all[strings.TrimPrefix(table, versions)] = at
	}
	return all, nil
}

func (d *DB) provider(room Room) (*goose.Provider, error) {
	if !plainName.MatchString(room.Name) {
		panic("db: a room's name is one lower-case word, not " + room.Name)
	}
	dialect := goose.DialectSQLite3
	if d.engine == Postgres {
		dialect = goose.DialectPostgres
	}
	files, err := fs.Sub(room.Schema, "schema/"+string(d.engine))
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(dialect, d.main, files,
		goose.WithTableName(versions+room.Name),
		goose.WithDisableGlobalRegistry(true),
		goose.WithLogger(goose.NopLogger()))
}

const (
	lockSchema   = `SELECT pg_advisory_lock(hashtextextended('baken migrate ' || current_schema(), 0))`
	unlockSchema = `SELECT pg_advisory_unlock(hashtextextended('baken migrate ' || current_schema(), 0))`
)

// Alone runs f while no other process that shares this database is in Alone.
// The lock dies with its process.
func (d *DB) Alone(ctx context.Context, f func(context.Context) error) (err error) {
	if d.engine == SQLite {
		return d.aloneSQLite(ctx, f)
	}
	conn, err := d.main.Conn(ctx)
	if err != nil {
		return explain(err)
	}
	defer func() { _ = conn.Close() }()
	if _, err := conn.ExecContext(ctx, lockSchema); err != nil {
		return explain(err)
	}
	defer func() {
		_, unlock := conn.ExecContext(context.WithoutCancel(ctx), unlockSchema)
		err = errors.Join(err, unlock)
	}()
	return f(ctx)
}

// aloneSQLite holds an exclusive transaction on an empty SQLite file beside
// the database: a lock that works wherever SQLite does.
func (d *DB) aloneSQLite(ctx context.Context, f func(context.Context) error) error {
	path := strings.TrimSuffix(d.path, ".db") + ".lock"
	if err := private(path); err != nil {
		return err
	}
	pool, err := connectSQLite(path, 1, "_txlock=exclusive", "_pragma=busy_timeout(120000)")
	if err != nil {
		return err
	}
	defer func() { _ = pool.Close() }()
	tx, err := pool.BeginTx(ctx, &sql.TxOptions{})
	if err != nil {
		return explain(err)
	}
	defer func() { _ = tx.Rollback() }()
	return f(ctx)
}
