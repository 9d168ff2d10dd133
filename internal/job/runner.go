// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package job

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"baken/internal/db"
)

const (
	// longest is how long one attempt may take before its context ends.
	longest = 5 * time.Minute
	// rescue is when a job whose process has vanished is taken up by another
	// process. On SQLite there is none, and Start takes it up at once.
	rescue = 2 * longest
	// poll is how long a new job may wait before it is seen.
	poll = 100 * time.Millisecond
	// cooldown is the least time between two looks at the queue.
	cooldown = 5 * time.Millisecond
)

// Kind is one kind of job that a Runner can do; Do makes it.
type Kind struct{ add func(*river.Workers) }

// Do makes the kind of job whose arguments are T. work may run more than once
// for one job. It calls db.Write as everyone does.
func Do[T Args](work func(ctx context.Context, args T) error) Kind {
	return Kind{func(w *river.Workers) {
		river.AddWorker(w, river.WorkFunc(func(ctx context.Context, j *river.Job[T]) error {
			return work(ctx, j.Args)
		}))
	}}
}

// Options are how a Runner works; the zero value is for production.
type Options struct {
	Workers   int                             // jobs at a time; 8 when zero
	Backoff   func(attempt int) time.Duration // pause after a failed attempt, the first being 1; attempt⁴ seconds when nil
	Clock     Clock                           // for schedules; the system's when nil
	Schedules []Schedule
}

// Runner does the jobs of one database.
type Runner struct {
	d      *db.DB
	log    *slog.Logger
	client *river.Client[*sql.Tx]
	timer  *timer
}

// New makes a Runner of jobs of the given kinds. A job of a kind that isn't
// given fails and is tried again.
func New(d *db.DB, log *slog.Logger, o Options, kinds ...Kind) (*Runner, error) {
	workers := river.NewWorkers()
	for _, k := range kinds {
		k.add(workers)
	}
	if o.Workers == 0 {
		o.Workers = 8
	}
	if o.Backoff == nil {
		o.Backoff = backoff
	}
	if o.Clock == nil {
		o.Clock = system{}
	}
	client, err := river.NewClient(driver(d.Engine(), d.Jobs()), &river.Config{
		Workers:              workers,
		Queues:               map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: o.Workers}},
		PollOnly:             true, // the listeners for SQLite and database/sql poll as well
		FetchPollInterval:    poll,
		FetchCooldown:        cooldown,
		JobTimeout:           longest,
		RescueStuckJobsAfter: rescue,
		RetryPolicy:          policy(o.Backoff),
		ErrorHandler:         reporter{log},
		// A failed job stays until somebody has looked at it.
		DiscardedJobRetentionPeriod: -1,
		Logger:                      slog.New(warnings{log.Handler()}),
	})
	if err != nil {
		return nil, fmt.Errorf("prepare jobs: %w", err)
	}
	return &Runner{d: d, log: log, client: client, timer: newTimer(d, log, o.Clock, o.Schedules)}, nil
}

// Start begins to do jobs and returns. Stop ends it; the end of ctx doesn't.
func (r *Runner) Start(ctx context.Context) error {
	ctx = context.WithoutCancel(ctx)
	if err := r.revive(ctx); err != nil {
		return fmt.Errorf("start jobs: %w", err)
	}
	if err := r.client.Start(ctx); err != nil {
		return fmt.Errorf("start jobs: %w", err)
	}
	r.timer.start(ctx)
	return nil
}

// Stop takes no new jobs and waits for those under way. When ctx ends first
// their contexts end, and they are tried again after the next start.
func (r *Runner) Stop(ctx context.Context) error {
	r.timer.stop()
	err := r.client.Stop(ctx)
	if err != nil && ctx.Err() != nil {
		err = r.client.StopAndCancel(context.WithoutCancel(ctx))
	}
	if err != nil {
		return fmt.Errorf("stop jobs: %w", err)
	}
	return nil
}

func backoff(attempt int) time.Duration {
	n := time.Duration(attempt)
	return n * n * n * n * time.Second
}

// policy is a backoff as River takes it.
type policy func(attempt int) time.Duration

func (p policy) NextRetry(j *rivertype.JobRow) time.Time {
	return time.Now().Add(p(j.Attempt))
}

// reporter logs what went wrong in a job.
type reporter struct{ log *slog.Logger }

func (r reporter) HandleError(ctx context.Context, j *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	level := slog.LevelWarn
	if j.Attempt >= j.MaxAttempts {
		level = slog.LevelError
	}
	r.log.Log(ctx, level, "job failed", "kind", j.Kind, "job", j.ID, "attempt", j.Attempt, "of", j.MaxAttempts, "error", err)
	return nil
}

func (r reporter) HandlePanic(ctx context.Context, j *rivertype.JobRow, value any, trace string) *river.ErrorHandlerResult {
	return r.HandleError(ctx, j, errors.New(fmt.Sprint("panic: ", value, "\n", trace)))
}

// warnings keeps River's own account of its work out of the log, unless
// something is wrong. It goes on by itself after what it calls an error, such
// as a busy machine on which it couldn't say in time that it still leads; what
// becomes of a job is told by reporter.
type warnings struct{ slog.Handler }

// Handle implements slog.Handler.
func (w warnings) Handle(ctx context.Context, r slog.Record) error {
	r.Level = min(r.Level, slog.LevelWarn)
	return w.Handler.Handle(ctx, r)
}

func (w warnings) Enabled(ctx context.Context, l slog.Level) bool {
	return l >= slog.LevelWarn && w.Handler.Enabled(ctx, l)
}

func (w warnings) WithAttrs(a []slog.Attr) slog.Handler { return warnings{w.Handler.WithAttrs(a)} }
func (w warnings) WithGroup(name string) slog.Handler   { return warnings{w.Handler.WithGroup(name)} }
