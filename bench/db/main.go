// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Command db measures durable changes per second on both engines, each change
// being what a room does: read a record, write its next version and append an
// event, in one commit that is on disk when the call returns.
//
//	go run ./bench/db [-seconds 3]
//
// It makes its own SQLite file and its own PostgreSQL server. Beside the
// changes stands the bare cost of making anything durable on that engine in
// the same run: one connection, one INSERT, one COMMIT, again and again.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"baken/internal/db/dbtest/cluster"
)

func main() {
	seconds := flag.Float64("seconds", 3, "how long each figure is measured")
	flag.Parse()
	if err := run(context.Background(), os.Stdout, time.Duration(*seconds*float64(time.Second))); err != nil {
		fmt.Fprintln(os.Stderr, "bench/db:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer, span time.Duration) (err error) {
	dir, err := os.MkdirTemp("", "baken-bench-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	server, err := cluster.Start(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Stop()) }()

	if _, err := fmt.Fprintf(out, "%-10s %-22s %8s %10s %9s %9s\n", "engine", "what", "callers", "per s", "p50 ms", "p99 ms"); err != nil {
		return err
	}
	lite, err := measure(ctx, out, "sqlite:"+filepath.Join(dir, "bench.db"), span)
	if err != nil {
		return err
	}
	pg, err := measure(ctx, out, server.DSN(), span)
	if err != nil {
		return err
	}
	ratio := min(lite.busy/lite.bare, pg.busy/pg.bare)
	_, err = fmt.Fprintf(out, `
ratio_bare: changes per second of 32 callers, divided by bare inserts per
second of one caller on the same engine in this run (SQLite %.2f, PostgreSQL
%.2f); the lower of the two is given. Above 1, changes that wait together
share what one commit costs.
sqlite_per_s_32=%.0f postgres_per_s_32=%.0f ratio_bare=%.2f
`, lite.busy/lite.bare, pg.busy/pg.bare, lite.busy, pg.busy, ratio)
	return err
}
