// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build cgo && !noduckdb

// Command outcome measures what Baken's reading of decision data costs above
// the bare engine: the same grouped counts over the same synthetic file, by
// DuckDB on a plain connection and by Baken, turn by turn in one process.
//
// Run it with
//
//	go run ./bench/outcome
//
// The last line holds the median over the rounds of Baken's time over that of
// the bare engine, and the largest amount of memory that the process held.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := command(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "outcome:", err)
		os.Exit(1)
	}
}

func command(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("outcome", flag.ContinueOnError)
	rows := flags.Int64("rows", 10_000_000, "decisions in the file")
	rounds := flags.Int("rounds", 8, "turns of each road")
	format := flags.String("format", "parquet", "parquet or csv")
	into := flags.String("generate", "", "only write the decisions to this file")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *format != "parquet" && *format != "csv" {
		return fmt.Errorf("format %q is neither parquet nor csv", *format)
	}
	if *rows < 1 || *rounds < 1 {
		return fmt.Errorf("-rows and -rounds must be at least 1")
	}
	if *into != "" {
		return generate(ctx, *into, *format, *rows)
	}
	dir, err := os.MkdirTemp("", "baken-outcome-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "decisions."+*format)
	if err := generateElsewhere(ctx, path, *format, *rows); err != nil {
		return fmt.Errorf("generate decisions: %w", err)
	}
	return compare(ctx, path, *format, *rounds)
}

// generateElsewhere writes the file in a child process, so that its memory
// isn't counted.
func generateElsewhere(ctx context.Context, path, format string, rows int64) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, self, "-generate", path, "-format", format, "-rows", strconv.FormatInt(rows, 10))
	cmd.Stderr = os.Stderr
	return cmd.Run()
}
