// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package job_test

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"testing"
	"testing/fstest"
	"time"

	"baken/internal/db"
	"baken/internal/db/dbtest"
	"baken/internal/job"
)

// effects keeps what jobs did: n in effect once, and each run in run.
var effects = db.Room{Name: "effect", Schema: fstest.MapFS{
	"schema/sqlite/0001_effect.sql": {Data: []byte(`-- +goose Up
CREATE TABLE effect (n INTEGER PRIMARY KEY) STRICT;
CREATE TABLE run (id TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT;`)},
	"schema/postgres/0001_effect.sql": {Data: []byte(`-- +goose Up
CREATE TABLE effect (n bigint PRIMARY KEY);
CREATE TABLE run (id text PRIMARY KEY, n bigint NOT NULL);`)},
}}

// mark is the job that leaves n in effect.
type mark struct {
	N int64 `json:"n"`
}

func (mark) Kind() string { return "mark" }

// leave does the job idempotently, and counts the run.
func leave(ctx context.Context, d *db.DB, n int64) error {
	return d.Write(ctx, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, `INSERT INTO effect (n) VALUES ($1) ON CONFLICT DO NOTHING`, n); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `INSERT INTO run (id, n) VALUES ($1, $2)`, db.NewID(), n)
		return err
	})
}

// marker does mark and says so on done.
func marker(d *db.DB, done chan<- int64) job.Kind {
	return job.Do(func(ctx context.Context, m mark) error {
		if err := leave(ctx, d, m.N); err != nil {
			return err
		}
		done <- m.N
		return nil
	})
}

func count(t *testing.T, d *db.DB, query string, args ...any) (n int64) {
	t.Helper()
	err := d.Read(t.Context(), func(tx *db.Tx) (err error) {
		n, err = db.One(t.Context(), tx, db.Value[int64], query, args...)
		return err
	})
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

func migrated(t *testing.T, d *db.DB) {
	t.Helper()
	if err := job.Migrate(t.Context(), d); err != nil {
		t.Fatal(err)
	}
}

// started runs jobs until the test ends.
func started(t *testing.T, d *db.DB, o job.Options, kinds ...job.Kind) *job.Runner {
	t.Helper()
	r, err := job.New(d, slog.New(slog.DiscardHandler), o, kinds...)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	return r
}

func stop(t *testing.T, r *job.Runner) {
	t.Helper()
	if err := r.Stop(context.WithoutCancel(t.Context())); err != nil {
		t.Errorf("stop: %v", err)
	}
}

func insert(ctx context.Context, d *db.DB, jobs ...job.Args) error {
	return d.Write(ctx, func(tx *db.Tx) error {
		for _, a := range jobs {
			if err := job.Insert(ctx, tx, a); err != nil {
				return err
			}
		}
		return nil
	})
}

func TestJobIsPartOfItsChange(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		migrated(t, d)
		ctx := t.Context()
		regret := errors.New("regret")
		err := d.Write(ctx, func(tx *db.Tx) error {
			return errors.Join(job.Insert(ctx, tx, mark{1}), regret)
		})
		if !errors.Is(err, regret) {
			t.Fatalf("got %v, want %v", err, regret)
		}
		if err := insert(ctx, d, mark{2}, mark{2}); err != nil {
			t.Fatal(err)
		}
		if err := insert(ctx, d, mark{2}); err != nil {
			t.Fatal(err)
		}
		done := make(chan int64, 10)
		r := started(t, d, job.Options{}, marker(d, done))
		if n := <-done; n != 2 {
			t.Errorf("job %d ran, though its change was rolled back", n)
		}
		stop(t, r)
		for query, want := range map[string]int64{
			`SELECT count(*) FROM river_job`:                           1,
			`SELECT count(*) FROM river_job WHERE state = 'completed'`: 1,
			`SELECT count(*) FROM effect`:                              1,
			`SELECT count(*) FROM run`:                                 1,
		} {
			if got := count(t, d, query); got != want {
				t.Errorf("%s: got %d, want %d", query, got, want)
			}
		}
	}, effects)
}

// broken is a job that never succeeds.
type broken struct {
	N int64 `json:"n"`
}

func (broken) Kind() string { return "broken" }

func TestFailingJobIsRetriedAndThenShown(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		migrated(t, d)
		const want = 15
		tried := make(chan struct{}, 2*want)
		work := job.Do(func(context.Context, broken) error {
			tried <- struct{}{}
			if len(tried)%2 == 0 {
				panic("broken too")
			}
			return errors.New("no such printer")
		})
		if err := insert(t.Context(), d, broken{7}); err != nil {
			t.Fatal(err)
		}
		failed := make(chan struct{}, 1)
		r, err := job.New(d, slog.New(onError{slog.DiscardHandler, failed}),
			job.Options{Backoff: func(int) (none time.Duration) { return none }}, work)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		<-failed
		stop(t, r)
		if len(tried) != want {
			t.Errorf("tried %d times, want %d", len(tried), want)
		}
		all, err := r.Failed(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if len(all) != 1 {
			t.Fatalf("got %d failures, want 1", len(all))
		}
		f := all[0]
		var args broken
		if err := json.Unmarshal(f.Args, &args); err != nil || args.N != 7 {
			t.Errorf("got the arguments %s, %v", f.Args, err)
		}
		if f.Kind != "broken" || f.Attempts != want || f.Error != "no such printer" || f.Failed.IsZero() {
			t.Errorf("got %+v", f)
		}
		if err := r.Retry(t.Context(), f.ID); err != nil {
			t.Fatal(err)
		}
		if all, err = r.Failed(t.Context()); err != nil || len(all) != 0 {
			t.Errorf("after Retry: got %v, %v", all, err)
		}
	})
}

// onError tells when a job is said to have failed for good.
type onError struct {
	slog.Handler
	logged chan<- struct{}
}

func (h onError) Enabled(context.Context, slog.Level) bool { return true }

func (h onError) Handle(_ context.Context, r slog.Record) error {
	if r.Level == slog.LevelError && r.Message == "job failed" {
		h.logged <- struct{}{}
	}
	return nil
}
