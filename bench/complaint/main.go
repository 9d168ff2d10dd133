// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Command complaint measures how long people who work on complaints wait for
// their lists and overview, on both engines: the time that the server takes over
// a request, policy and JSON included, without a network.
//
//	go run ./bench/complaint [-for 30s] [-rest 250ms]
//
// One committee works for 150 organisations, with 5,000 running complaints in
// which four secretaries sit all, each of twelve members a quarter, and the
// authority of an organisation those about it. Eight people ask, each resting
// anything up to twice -rest between two questions: a page of the list (the top, far down, of one organisation, what is late,
// what is over) and the top with the overview; meanwhile one writes, a step after
// the other. Beside it stands, on the same database in the same run, what a bare
// query takes for the rows of the first page and for counting the same complaints.
// The first three seconds, in which connections are opened, aren't counted.
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
	span := flag.Duration("for", 30*time.Second, "how long, on each engine")
	rest := flag.Duration("rest", 250*time.Millisecond, "how long a person rests between two questions, on average")
	flag.Parse()
	if err := run(context.Background(), os.Stdout, *span, *rest); err != nil {
		fmt.Fprintln(os.Stderr, "bench/complaint:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer, span, rest time.Duration) (err error) {
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
	fmt.Fprintf(out, "%d running complaints over %d organisations, %d people at once for %s on each engine\n\n", complaints, organisations, askers, span)
	fmt.Fprintf(out, "%-9s %-24s %8s %8s %8s\n", "engine", "what", "times", "p50 ms", "p99 ms")
	var list, overview float64
	for _, engine := range []struct{ name, dsn string }{{"sqlite", "sqlite:" + filepath.Join(dir, "baken.db")}, {"postgres", server.DSN()}} {
		l, o, err := measure(ctx, out, engine.name, engine.dsn, span, rest)
		if err != nil {
			return fmt.Errorf("%s: %w", engine.name, err)
		}
		list, overview = max(list, l), max(overview, o)
	}
	_, err = fmt.Fprintf(out, "\nlist_p99_ms=%.1f overview_p99_ms=%.1f\n", list, overview)
	return err
}
