// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Command ledger measures what the log costs: durable changes per second on
// both engines, each a new record and one event in one commit,
//
//   - bare: the event without a leaf, as if there were no log,
//   - leaf: with its salted commitment in the same commit,
//   - placed: while the log gives each its place, grows and signs.
//
// Then it lets one caller wait for each proof, and checks at the end that the
// log holds every event once.
//
//	go run ./bench/ledger [-seconds 3] [-rounds 3]
//
// The three are measured in turn, -rounds times over, since the disk's own
// speed wanders; the median of each is given.
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
	rounds := flag.Int("rounds", 3, "how often each figure is measured")
	flag.Parse()
	span := time.Duration(*seconds * float64(time.Second))
	if err := run(context.Background(), os.Stdout, span, *rounds); err != nil {
		fmt.Fprintln(os.Stderr, "bench/ledger:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer, span time.Duration, rounds int) (err error) {
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

	fmt.Fprintf(out, "%-10s %8s %-8s %10s %9s %9s\n", "engine", "callers", "what", "per s", "p50 ms", "p99 ms")
	lite, err := measure(ctx, out, "sqlite:"+filepath.Join(dir, "bench.db"), span, rounds)
	if err != nil {
		return err
	}
	pg, err := measure(ctx, out, server.DSN(), span, rounds)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "\nAt 32 callers, changes per second as a share of those without a log:\n"+
		"sqlite_leaf=%.2f sqlite_placed=%.2f postgres_leaf=%.2f postgres_placed=%.2f\n",
		lite["leaf"]/lite["bare"], lite["placed"]/lite["bare"], pg["leaf"]/pg["bare"], pg["placed"]/pg["bare"])
	return nil
}
