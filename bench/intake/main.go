// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Command intake measures how many sealed reports a server takes in, with
// durable commits, on both engines, over HTTP on loopback.
//
//	go run ./bench/intake [-reports 6000]
//
// The reports are sealed beforehand by base/seal, each with keys of its own, to
// a desk of two and an independent desk of two, so that the reporters' own
// work doesn't count; there are 64 desks. The server is the whole program in a
// process of its own, with everything on: sessions, log file, ledger. A report
// counts when it is acknowledged, which is after it is durable. Eight answers
// at a time wait for the proof that the report is in the log; the others' is
// asked for afterwards, as a browser does, in a measurement of its own. Every
// proof is verified: a report without one counts as rejected. CPU per report is
// that of the server's process; beside it stands that of the whole machine, in
// which PostgreSQL, the kernel and the clients are too.
//
// Then the same reports are taken in without HTTP, and without the ledger as
// well, so that one sees what each costs, beside the bare cost of making
// something durable: one connection, one INSERT of that size, one COMMIT.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"baken/bench/drive"
	"baken/internal/db/dbtest/cluster"
)

func main() {
	reports := flag.Int("reports", 6000, "reports with 32 clients; fewer clients send fewer")
	serve := flag.String("serve", "", "be the server of this folder (the command starts itself so)")
	dsn := flag.String("database", "", "its database")
	flag.Parse()
	ctx := context.Background()
	var err error
	if *serve != "" {
		err = drive.Serve(ctx, *serve, *dsn)
	} else {
		err = run(ctx, os.Stdout, *reports)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench/intake:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer, reports int) (err error) {
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
	loads := []load{{clients: 1, reports: max(reports/12, 1)}, {clients: 8, reports: max(reports/3, 1)}, {clients: 32, reports: reports}}
	if err := w.seal(loads); err != nil {
		return err
	}
	fmt.Fprintf(out, "%d reports were sealed beforehand: %.2f ms CPU each, %.1f kB as JSON\n\n", w.sealed, w.sealCPU, w.size/1000)
	fmt.Fprintf(out, "%-9s %-26s %8s %8s %8s %8s %9s %9s %9s\n", "engine", "what", "callers", "per s", "p50 ms", "p99 ms", "cpu ms", "all ms", "rejected")
	var worst figures
	for _, engine := range []struct{ name, dsn string }{{"sqlite", "sqlite:" + filepath.Join(dir, "baken.db")}, {"postgres", server.DSN()}} {
		f, err := w.measure(ctx, out, engine.name, engine.dsn, dir, loads)
		if err != nil {
			return fmt.Errorf("%s: %w", engine.name, err)
		}
		if worst.rate == 0 || f.rate < worst.rate {
			worst = f
		}
	}
	_, err = fmt.Fprintf(out, "\nreports_per_s_32=%.0f rejected=%d cpu_ms_per_report=%.2f p99_ms_32=%.1f\n",
		worst.rate, worst.rejected, worst.cpu, worst.p99)
	return err
}
