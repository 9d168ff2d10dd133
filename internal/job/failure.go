// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package job

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"baken/internal/db"
)

// Failure is a job that was tried as often as it may be.
type Failure struct {
	ID       int64
	Kind     string
	Args     json.RawMessage
	Attempts int
	Failed   time.Time
	Error    string // of the last attempt, for logs and administrators
}

// failures bounds one answer of Failed.
const failures = 500

// Failed gives the jobs that have failed for good, the oldest first, 500 at
// most.
func (r *Runner) Failed(ctx context.Context) ([]Failure, error) {
	found, err := r.client.JobList(ctx, river.NewJobListParams().
		States(rivertype.JobStateDiscarded).OrderBy(river.JobListOrderByID, river.SortOrderAsc).First(failures))
	if err != nil {
		return nil, fmt.Errorf("list failed jobs: %w", err)
	}
	var all []Failure
	for _, j := range found.Jobs {
		f := Failure{ID: j.ID, Kind: j.Kind, Args: j.EncodedArgs, Attempts: j.Attempt}
		if j.FinalizedAt != nil {
			f.Failed = j.FinalizedAt.UTC()
		}
		if n := len(j.Errors); n > 0 {
			f.Error = j.Errors[n-1].Error
		}
		all = append(all, f)
	}
	return all, nil
}

// Retry has a failed job tried again.
func (r *Runner) Retry(ctx context.Context, id int64) error {
	if _, err := r.client.JobRetry(ctx, id); err != nil {
		return fmt.Errorf("retry job %s: %w", strconv.FormatInt(id, 10), err)
	}
	return nil
}

const reviveJobs = `
UPDATE river_job SET state = 'available'
WHERE state = 'running' AND attempt < max_attempts`

// revive takes up the jobs that a killed process left running. On SQLite that
// process is gone for sure; on PostgreSQL it may be another server, and the
// job waits for rescue. The attempt counts, so that a job that kills its process
// doesn't do so for ever.
func (r *Runner) revive(ctx context.Context) error {
	if r.d.Engine() != db.SQLite {
		return nil
	}
	return r.d.Write(ctx, func(tx *db.Tx) error {
		n, err := tx.Exec(ctx, reviveJobs)
		if n > 0 {
			r.log.InfoContext(ctx, "jobs of an ended process taken up again", "jobs", n)
		}
		return err
	})
}

const riverVersion = `SELECT coalesce(max(version), 0) FROM river_migration WHERE line = 'main'`

// version gives the version of River's tables, 0 when there are none.
func version(ctx context.Context, d *db.DB) (v int64, err error) {
	tables := `SELECT count(*) FROM sqlite_schema WHERE name = 'river_migration'`
	if d.Engine() == db.Postgres {
		tables = `SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'river_migration'`
	}
	err = d.Read(ctx, func(tx *db.Tx) error {
		n, err := db.One(ctx, tx, db.Value[int64], tables)
		if err != nil || n == 0 {
			return err
		}
		v, err = db.One(ctx, tx, db.Value[int64], riverVersion)
		return err
	})
	return v, err
}
