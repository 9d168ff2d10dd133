// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Command handling measures how fluent a desk is while many report to it: how
// long officers wait for their lists and for a report, and whether anything
// goes wrong or is lost, on both engines, over HTTP on loopback.
//
//	go run ./bench/handling [-for 5m] [-rest 1s]
//
// One desk of six officers has 10,000 open reports when it begins, of the last
// hundred days; some 3,800 of them wait too long. Together with two officers of
// the independent desk that makes eight handlers. They list (the top, deep down,
// by state, one's own, what is late), open a report and do something with it:
// answer, give feedback, choose a regime, assign, close. 32 reporters file
// reports, come back and add to them. Everything is really sealed and opened, on
// the same machine. Each person rests a moment between two steps, anything up
// to twice -rest. With a second the reporters take some thirty steps in a second
// and the officers eight, which is far above what a desk ever gets; without rest
// it is a race for the processors, most of which the sealing takes.
//
// A 409 is an answer that a browser mends: it looks again and does what still
// makes sense. These are counted as conflicts; what five tries don't mend, and
// every other fault, is an error. Afterwards every report that was acknowledged,
// and of the 10,000 each to which something was said, is asked for and opened:
// what isn't there word for word is lost. The reporters' own are opened with the
// keys of their receipts, the others by an officer.
//
// Beside it stands, measured at the same time from another process, what the
// database alone takes for the rows of the same lists.
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

	"baken/bench/drive"
	"baken/internal/db/dbtest/cluster"
)

const (
	reporters = 32
	open      = 10_000 // reports when it begins
)

func main() {
	span := flag.Duration("for", 5*time.Minute, "how long, on each engine")
	rest := flag.Duration("rest", time.Second, "how long a person rests between two steps, on average")
	serve := flag.String("serve", "", "be the server of this folder (the command starts itself so)")
	dsn := flag.String("database", "", "its database")
	flag.Parse()
	ctx := context.Background()
	var err error
	if *serve != "" {
		err = drive.Serve(ctx, *serve, *dsn)
	} else {
		err = run(ctx, os.Stdout, *span, *rest)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench/handling:", err)
		os.Exit(1)
	}
}

// figures are what the last line tells of one engine.
type figures struct {
	errors, lost int
	list         float64 // p99 of the slowest kind of list, in ms
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
	w := newWorld()
	if err := w.seal(open); err != nil {
		return err
	}
	fmt.Fprintf(out, "%d reporters and %d handlers for %s on each engine, with %d open reports\n\n", reporters, len(w.Officers), span, open)
	fmt.Fprintf(out, "%-9s %-30s %8s %8s %8s %8s\n", "engine", "what", "times", "per s", "p50 ms", "p99 ms")
	var worst figures
	for _, engine := range []struct{ name, dsn string }{{"sqlite", "sqlite:" + filepath.Join(dir, "baken.db")}, {"postgres", server.DSN()}} {
		f, err := w.measure(ctx, table{out, engine.name}, dir, engine.dsn, span, rest)
		if err != nil {
			return fmt.Errorf("%s: %w", engine.name, err)
		}
		worst = figures{worst.errors + f.errors, worst.lost + f.lost, max(worst.list, f.list)}
	}
	_, err = fmt.Fprintf(out, "\nerrors=%d lost=%d list_p99_ms=%.1f\n", worst.errors, worst.lost, worst.list)
	return err
}
