// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package job

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"baken/internal/db"
)

// Waiting is a job that isn't done, as a backup keeps it.
type Waiting struct {
	Name string          // its kind
	Args json.RawMessage // as they were given
	Due  time.Time
}

const (
	undone               = ` FROM river_job WHERE state IN ('available', 'pending', 'retryable', 'running', 'scheduled', 'discarded') ORDER BY id`
	selectUndone         = `SELECT kind, json(args), COALESCE(CAST(unixepoch(scheduled_at, 'subsec') * 1000 AS INTEGER), 0)` + undone
	selectUndonePostgres = `SELECT kind, args::text, (extract(epoch FROM scheduled_at) * 1000)::bigint` + undone
)

// Undone lists the jobs that aren't done: also those under way, and those that
// have failed for good.
func Undone(ctx context.Context, tx *db.Tx) ([]Waiting, error) {
	query := selectUndone
	if tx.Engine() == db.Postgres {
		query = selectUndonePostgres
	}
	return db.All(ctx, tx, func(row db.Row) (w Waiting, err error) {
		var args string
		var due int64
		err = row.Scan(&w.Name, &args, &due)
		w.Args, w.Due = json.RawMessage(args), db.Time(due)
		return w, err
	}, query)
}

// Refill adds jobs that a backup kept. They begin anew: River's own account of
// earlier attempts is of the database that was.
func Refill(ctx context.Context, tx *db.Tx, jobs []Waiting) error {
	c, err := inserters()
	if err != nil {
		return err
	}
	return tx.Jobs(ctx, func(ctx context.Context, tx *sql.Tx, e db.Engine) error {
		for _, w := range jobs {
			opts := once()
			opts.ScheduledAt = w.Due
			if _, err := c[e].InsertTx(ctx, tx, again(w), opts); err != nil {
				return fmt.Errorf("insert job %s: %w", w.Name, err)
			}
		}
		return nil
	})
}

// again is a job with the arguments that it had.
type again Waiting

var _ river.JobArgs = again{}

// Kind gives the kind that it had.
func (a again) Kind() string { return a.Name }

// MarshalJSON gives the arguments as they were.
func (a again) MarshalJSON() ([]byte, error) { return a.Args, nil }
