// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package job does later what must not be forgotten: a job is a row in the
// same database, inserted in the commit of the change that asks for it.
//
// It promises that a job of a committed change is done, also when the process
// is killed in the middle, and that a job of a change that was rolled back
// never is. It doesn't promise that a job is run only once: a crash or an
// error runs it again, so its effect has to be idempotent. Jobs of the same
// kind with the same arguments are one job: arguments name the record and,
// where it matters, its version.
//
// Arguments and errors hold identifiers and coded facts, never personal data:
// they are kept in the clear, and errors are logged.
package job

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"log/slog"
	"sync"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"

	"baken/internal/db"
)

// Args are what a job needs to know, kept as JSON. Kind names the job; a kind
// in the database must stay known to later versions.
type Args interface{ Kind() string }

// attempts is how often a job is tried, over about a day and a half, before
// it counts as failed.
const attempts = 15

//go:embed schema
var schema embed.FS

// Room gives the tables of schedules; those of jobs are River's.
func Room() db.Room { return db.Room{Name: "job", Schema: schema} }

// Migrate makes or updates the tables of jobs and schedules.
func Migrate(ctx context.Context, d *db.DB) error {
	if err := d.Migrate(ctx, Room()); err != nil {
		return err
	}
	return d.Alone(ctx, func(ctx context.Context) error {
		m, err := rivermigrate.New(driver(d.Engine(), d.Jobs()), &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)})
		if err != nil {
			return fmt.Errorf("migrate jobs: %w", err)
		}
		found, err := version(ctx, d)
		if err != nil {
			return fmt.Errorf("migrate jobs: %w", err)
		}
		all := m.AllVersions()
		if known := int64(all[len(all)-1].Version); found > known {
			return db.ErrNewer.With("room", "river", "found", found, "known", known)
		}
		if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
			return fmt.Errorf("migrate jobs: %w", err)
		}
		return nil
	})
}

// Insert adds a job to the change of tx. A job of the same kind with the same
// arguments that is there already, also if it was done in the last day, is
// left as it is.
func Insert(ctx context.Context, tx *db.Tx, args Args) error {
	c, err := inserters()
	if err != nil {
		return err
	}
	return tx.Jobs(ctx, func(ctx context.Context, tx *sql.Tx, e db.Engine) error {
		if _, err := c[e].InsertTx(ctx, tx, args, once()); err != nil {
			return fmt.Errorf("insert job %s: %w", args.Kind(), err)
		}
		return nil
	})
}

// once makes jobs of one kind with the same arguments one job.
func once() *river.InsertOpts {
	return &river.InsertOpts{MaxAttempts: attempts, UniqueOpts: river.UniqueOpts{ByArgs: true}}
}

// inserters are River's clients that only insert, one for each engine.
var inserters = sync.OnceValues(func() (map[db.Engine]*river.Client[*sql.Tx], error) {
	all := map[db.Engine]*river.Client[*sql.Tx]{}
	for _, e := range []db.Engine{db.SQLite, db.Postgres} {
		c, err := river.NewClient(driver(e, nil), &river.Config{Logger: slog.New(slog.DiscardHandler)})
		if err != nil {
			return nil, fmt.Errorf("prepare jobs: %w", err)
		}
		all[e] = c
	}
	return all, nil
})

func driver(e db.Engine, pool *sql.DB) riverdriver.Driver[*sql.Tx] {
	if e == db.SQLite {
		return riversqlite.New(pool)
	}
	return riverdatabasesql.New(pool)
}
