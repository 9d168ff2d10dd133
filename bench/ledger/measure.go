// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"context"
	"crypto/rand"
	"embed"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
	"sync"
	"time"

	"baken/base/ledger"
	"baken/base/ledger/ledgerdb"
	"baken/internal/db"
)

//go:embed schema
var schema embed.FS

const (
	addRecord = `INSERT INTO bench_record (id, version, body) VALUES ($1, 1, $2)`
	// addEvent is an event as it was before there was a log.
	addEvent = `
INSERT INTO event (room, record, version, n, org, actor, verb, note, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`
	count = `SELECT count(*) FROM event WHERE entry IS NOT NULL`
	twice = `SELECT count(*) FROM (SELECT leaf FROM event WHERE leaf IS NOT NULL GROUP BY leaf HAVING count(*) > 1) AS d`
)

// body is about as long as a record of a case without its sealed content.
const body = `{"regime":"complaint","state":"open","received":"2026-03-02","due":"2026-04-13","desk":"01jv7d9c6m","steps":["received","acknowledged","assigned"]}`

// measure gives the changes per second of 32 callers by what is measured.
func measure(ctx context.Context, out io.Writer, dsn string, span time.Duration, rounds int) (f map[string]float64, err error) {
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	d, err := db.Open(ctx, dsn, log)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	if err := d.Migrate(ctx, db.Room{Name: "bench", Schema: schema}, ledgerdb.Room()); err != nil {
		return nil, err
	}
	secret, public, err := ledger.NewKey(rand.Reader, "bench/ledger")
	if err != nil {
		return nil, err
	}
	l, err := ledgerdb.New(d, ledgerdb.Options{Secret: secret, Public: public, Now: time.Now, Log: log})
	if err != nil {
		return nil, err
	}
	f = map[string]float64{}
	for _, callers := range []int{1, 8, 32} {
		if f, err = compare(ctx, out, d, l, callers, span, rounds); err != nil {
			return nil, err
		}
	}
	return f, errors.Join(proofs(ctx, out, d, l, span), verify(ctx, out, d, l))
}

// compare measures the three in turn and prints the median of each.
func compare(ctx context.Context, out io.Writer, d *db.DB, l *ledgerdb.Log, callers int, span time.Duration, rounds int) (map[string]float64, error) {
	all := map[string][]rate{}
	for range rounds {
		for what, op := range map[string]func() error{
			"bare":   func() error { _, err := change(ctx, d, false); return err },
			"leaf":   func() error { _, err := change(ctx, d, true); return err },
			"placed": func() error { _, err := change(ctx, d, true); return err },
		} {
			if err := drain(ctx, l); err != nil {
				return nil, err
			}
			stop := func() {}
			if what == "placed" {
				stop = follow(ctx, l)
			}
			r, err := repeat(callers, span, op)
			stop()
			if err != nil {
				return nil, err
			}
			all[what] = append(all[what], r)
		}
	}
	median := map[string]float64{}
	for _, what := range []string{"bare", "leaf", "placed"} {
		slices.SortFunc(all[what], func(a, b rate) int { return int(a.perSecond - b.perSecond) })
		r := all[what][len(all[what])/2]
		median[what] = r.perSecond
		fmt.Fprintf(out, "%-10s %8d %-8s %10.0f %9.2f %9.2f\n", d.Engine(), callers, what, r.perSecond, r.p50, r.p99)
	}
	return median, nil
}

// drain places what the measurement before left behind.
func drain(ctx context.Context, l *ledgerdb.Log) error {
	for {
		if n, err := l.Append(ctx); n == 0 || err != nil {
			return err
		}
	}
}

// follow runs the log until the returned func is called.
func follow(ctx context.Context, l *ledgerdb.Log) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = l.Run(ctx) // it gives no error when it is stopped
	}()
	return func() {
		cancel()
		<-done
	}
}

func change(ctx context.Context, d *db.DB, leaf bool) (id string, err error) {
	id = db.NewID()
	return id, d.Write(ctx, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, addRecord, id, body); err != nil {
			return err
		}
		at := time.Now()
		if !leaf {
			_, err := tx.Exec(ctx, addEvent, "bench", id, 1, 0, "o1", "p1", "bench.changed", "{}", at)
			return err
		}
		return tx.Record(ctx, db.Change{
			Room: "bench", Record: id, Org: "o1", Actor: "p1", Version: 1, At: at,
			Events: []ledger.Event{{Verb: "bench.changed"}},
		})
	})
}

// rate is how fast something went: per second, and milliseconds for one.
type rate struct{ perSecond, p50, p99 float64 }

func repeat(callers int, span time.Duration, op func() error) (rate, error) {
	var (
		group sync.WaitGroup
		mu    sync.Mutex
		all   []time.Duration
		fault error
	)
	start := time.Now()
	for range callers {
		group.Go(func() {
			var took []time.Duration
			var err error
			for err == nil && time.Since(start) < span {
				at := time.Now()
				err = op()
				took = append(took, time.Since(at))
			}
			mu.Lock()
			defer mu.Unlock()
			all = append(all, took...)
			fault = errors.Join(fault, err)
		})
	}
	group.Wait()
	slices.Sort(all)
	at := func(q float64) float64 { return all[int(q*float64(len(all)-1))].Seconds() * 1000 }
	return rate{float64(len(all)) / time.Since(start).Seconds(), at(0.5), at(0.99)}, fault
}

// proofs measures how long a caller waits for a change and its proof.
func proofs(ctx context.Context, out io.Writer, d *db.DB, l *ledgerdb.Log, span time.Duration) error {
	defer follow(ctx, l)()
	for _, callers := range []int{1, 32} {
		r, err := repeat(callers, span, func() error {
			id, err := change(ctx, d, true)
			if err != nil {
				return err
			}
			_, err = l.Await(ctx, ledgerdb.Ref{Room: "bench", Record: id, Version: 1})
			return err
		})
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%-10s %8d %-8s %10.0f %9.2f %9.2f\n", d.Engine(), callers, "proof", r.perSecond, r.p50, r.p99)
	}
	return nil
}

// verify checks that the log holds each event once.
func verify(ctx context.Context, out io.Writer, d *db.DB, l *ledgerdb.Log) error {
	if err := drain(ctx, l); err != nil {
		return err
	}
	signed, err := l.Checkpoint(ctx)
	if err != nil {
		return err
	}
	key, err := ledger.ParseKey(l.Key())
	if err != nil {
		return err
	}
	c, _, err := ledger.OpenCheckpoint(signed, key)
	if err != nil {
		return err
	}
	return d.Read(ctx, func(tx *db.Tx) error {
		events, err := db.One(ctx, tx, db.Value[int64], count)
		if err != nil {
			return err
		}
		double, err := db.One(ctx, tx, db.Value[int64], twice)
		if err != nil {
			return err
		}
		if double != 0 || events != c.Size {
			return fmt.Errorf("%d events, %d leaves, %d leaves given twice", events, c.Size, double)
		}
		fmt.Fprintf(out, "%-10s events=%d leaves=%d twice=0\n", d.Engine(), events, c.Size)
		return nil
	})
}
