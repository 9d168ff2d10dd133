// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package job_test

import (
	"bufio"
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"baken/internal/db"
	"baken/internal/db/dbtest"
	"baken/internal/job"
)

// worker holds the address of the database of which the child process of this
// test does the jobs.
const worker = "BAKEN_JOB_WORKER"

func TestMain(m *testing.M) {
	if dsn := os.Getenv(worker); dsn != "" {
		if err := work(context.Background(), dsn); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// work does jobs, and writes beside them, until the process is killed. It
// prints a line for each run before River hears that the job is done: a job
// that is done was seen to be.
func work(ctx context.Context, dsn string) error {
	log := slog.New(slog.DiscardHandler)
	d, err := db.Open(ctx, dsn, log)
	if err != nil {
		return err
	}
	r, err := job.New(d, log, job.Options{}, job.Do(func(ctx context.Context, m mark) error {
		if err := leave(ctx, d, m.N); err != nil {
			return err
		}
		_, err := fmt.Println(m.N)
		return err
	}))
	if err != nil {
		return err
	}
	if err := r.Start(ctx); err != nil {
		return err
	}
	for {
		if err := leave(ctx, d, many); err != nil {
			return err
		}
	}
}

func marks() (all []job.Args) {
	for n := range int64(many) {
		all = append(all, mark{n})
	}
	return all
}

// TestNoJobIsLostWhenKilled kills the process that works at random moments
// until all jobs have left their effect.
func TestNoJobIsLostWhenKilled(t *testing.T) {
	dbtest.EachAddress(t, func(t *testing.T, dsn string) {
		d := dbtest.Open(t, dsn)
		if err := d.Migrate(t.Context(), effects); err != nil {
			t.Fatal(err)
		}
		migrated(t, d)
		if err := insert(t.Context(), d, marks()...); err != nil {
			t.Fatal(err)
		}
		child, name := dsn, "child_"+db.NewID()
		if d.Engine() == db.Postgres {
			child += "&application_name=" + name
		}
		start := time.Now()
		kills := 0
		for seen := map[string]bool{}; len(seen) < many; kills++ {
			if d.Engine() == db.Postgres {
				abandoned(t, d, name)
			}
			killAfter(t, child, 1+rand.IntN(many/5), seen)
		}
		if n := count(t, d, `SELECT count(*) FROM effect WHERE n < $1`, int64(many)); n != many {
			t.Errorf("%d effects, want %d", n, many)
		}
		runs := count(t, d, `SELECT count(*) FROM run WHERE n < $1`, int64(many))
		t.Logf("%s: %d jobs, %d kills, %d runs (%d again), %v", d.Engine(), many, kills, runs, runs-many, time.Since(start).Round(time.Millisecond))
		if kills < 2 {
			t.Error("the worker was killed once only: that proves nothing")
		}
	})
}

// abandoned gives the jobs of the killed process back, as River's rescue does
// ten minutes later, once the server has ended what that process had begun.
func abandoned(t *testing.T, d *db.DB, name string) {
	t.Helper()
	err := d.Write(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `SELECT pg_terminate_backend(pid, 20000) FROM pg_stat_activity WHERE application_name = $1`, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	err = d.Write(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `UPDATE river_job SET state = 'available' WHERE state = 'running'`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestJobOfAVanishedServerIsRescued makes a job look as if another server had
// begun it longer ago than a job may take.
func TestJobOfAVanishedServerIsRescued(t *testing.T) {
	d := dbtest.Open(t, dbtest.Postgres(t))
	ctx := t.Context()
	if err := d.Migrate(ctx, effects); err != nil {
		t.Fatal(err)
	}
	migrated(t, d)
	if err := insert(ctx, d, mark{1}); err != nil {
		t.Fatal(err)
	}
	err := d.Write(ctx, func(tx *db.Tx) error {
		n, err := tx.Exec(ctx, `UPDATE river_job SET state = 'running', attempt = 1, attempted_at = now() - interval '11 minutes'`)
		if n != 1 {
			t.Errorf("%d jobs, want 1", n)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan int64, 1)
	r := started(t, d, job.Options{}, marker(d, done))
	<-done
	stop(t, r)
}

// killAfter starts a process that works and kills it after that many runs, or
// when all jobs are seen.
func killAfter(t *testing.T, dsn string, runs int, seen map[string]bool) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), worker+"="+dsn)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for ; runs > 0 && len(seen) < many; runs-- {
		if !lines.Scan() {
			t.Fatalf("the worker ended by itself: %v, %v", lines.Err(), child.Wait())
		}
		seen[lines.Text()] = true
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() { // what it had done until then
		seen[lines.Text()] = true
	}
	_ = child.Wait() // reports the kill
}

// TestJobsAndChangesShareTheWriter does many jobs while eight callers change
// records, and tells how long it took.
func TestJobsAndChangesShareTheWriter(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		migrated(t, d)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		start := time.Now()
		if err := insert(ctx, d, marks()...); err != nil {
			t.Fatal(err)
		}
		inserted := time.Since(start)
		done := make(chan int64, many)
		r := started(t, d, job.Options{}, marker(d, done))
		var callers sync.WaitGroup
		var changes [8]int
		for c := range changes {
			callers.Go(func() {
				for ctx.Err() == nil {
					if leave(context.WithoutCancel(ctx), d, many+int64(c)) == nil {
						changes[c]++
					}
				}
			})
		}
		for range many {
			<-done
		}
		took := time.Since(start) - inserted
		cancel()
		callers.Wait()
		stop(t, r)
		sum := 0
		for _, n := range changes {
			sum += n
		}
		t.Logf("%s: %d jobs inserted in %v, done in %v beside %d changes", d.Engine(), many,
			inserted.Round(time.Millisecond), took.Round(time.Millisecond), sum)
		if n := count(t, d, `SELECT count(*) FROM run WHERE n < $1`, int64(many)); n != many {
			t.Errorf("%d runs, want %d", n, many)
		}
		if n := count(t, d, `SELECT count(*) FROM river_job WHERE state = 'completed'`); n != many {
			t.Errorf("%d jobs completed, want %d", n, many)
		}
	}, effects)
}
