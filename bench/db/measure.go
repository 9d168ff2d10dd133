// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"baken/base/ledger"
	"baken/internal/db"
)

//go:embed schema
var schema embed.FS

// records is how many records the callers change, each at random.
const records = 2000

const (
	addRecord    = `INSERT INTO bench_record (id, version, body) VALUES ($1, 1, $2)`
	findRecord   = `SELECT version FROM bench_record WHERE id = $1`
	updateRecord = `UPDATE bench_record SET version = $1, body = $2 WHERE id = $3 AND version = $4`
	addBare      = `INSERT INTO bench_bare (id, body) VALUES ($1, $2)`
)

// body is about as long as a record of a case without its sealed content.
const body = `{"regime":"complaint","state":"open","received":"2026-03-02","due":"2026-04-13","desk":"01jv7d9c6m","steps":["received","acknowledged","assigned"]}`

// figures are rates per second: one caller bare, 32 callers through db.Write.
type figures struct{ bare, busy float64 }

func measure(ctx context.Context, out io.Writer, dsn string, span time.Duration) (f figures, err error) {
	d, err := db.Open(ctx, dsn, slog.New(slog.DiscardHandler))
	if err != nil {
		return f, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	if err := d.Migrate(ctx, db.Room{Name: "bench", Schema: schema}); err != nil {
		return f, err
	}
	ids, err := fill(ctx, d)
	if err != nil {
		return f, err
	}
	before, err := bare(ctx, out, d, span)
	if err != nil {
		return f, err
	}
	for _, callers := range []int{1, 8, 32} {
		f.busy, err = row(out, d.Engine(), "record + event", callers, span,
			func() error { return change(ctx, d, ids[rand.IntN(len(ids))]) })
		if err != nil {
			return f, err
		}
	}
	// A busy machine may have slowed one of the two down: the better counts.
	after, err := bare(ctx, out, d, span)
	f.bare = max(before, after)
	return f, err
}

func fill(ctx context.Context, d *db.DB) ([]string, error) {
	ids := make([]string, records)
	for i := range ids {
		ids[i] = db.NewID()
	}
	return ids, d.Write(ctx, func(tx *db.Tx) error {
		for _, id := range ids {
			if _, err := tx.Exec(ctx, addRecord, id, body); err != nil {
				return err
			}
		}
		return nil
	})
}

// bare measures inserts that are each committed, on one connection.
func bare(ctx context.Context, out io.Writer, d *db.DB, span time.Duration) (rate float64, err error) {
	conn, err := d.Jobs().Conn(ctx)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	insert, err := conn.PrepareContext(ctx, addBare)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, insert.Close()) }()
	return row(out, d.Engine(), "bare insert + commit", 1, span, func() error {
		_, err := insert.ExecContext(ctx, db.NewID(), body)
		return err
	})
}

func change(ctx context.Context, d *db.DB, id string) error {
	return d.Write(ctx, func(tx *db.Tx) error {
		version, err := db.One(ctx, tx, db.Value[int64], findRecord+tx.Lock(), id)
		if err != nil {
			return err
		}
		n, err := tx.Exec(ctx, updateRecord, version+1, body, id, version)
		if err != nil {
			return err
		}
		if n != 1 {
			return fmt.Errorf("record %s changed under its lock", id)
		}
		return tx.Record(ctx, db.Change{
			Room: "bench", Record: id, Org: "o1", Actor: "p1", Version: version + 1,
			At: time.Now(), Events: []ledger.Event{{Verb: "bench.changed"}},
		})
	})
}

// row lets callers call op for span, prints one line and gives the rate.
func row(out io.Writer, engine db.Engine, what string, callers int, span time.Duration, op func() error) (float64, error) {
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
	rate := float64(len(all)) / time.Since(start).Seconds()
	slices.Sort(all)
	quantile := func(q float64) float64 { return all[int(q*float64(len(all)-1))].Seconds() * 1000 }
	_, err := fmt.Fprintf(out, "%-10s %-22s %8d %10.0f %9.2f %9.2f\n", engine, what, callers, rate, quantile(0.5), quantile(0.99))
	return rate, errors.Join(fault, err)
}
