// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build cgo && !noduckdb

// Command outcome measures what a whole test of decision data costs above the bare
// engine: the same grouped counts over the same synthetic file, by DuckDB on a plain
// connection and by Baken, which also checks the file, holds a plan against the counts,
// protects them and works out every figure with its interval; turn by turn in one process.
//
// Run it with
//
//	go run ./bench/outcome
//	go run ./bench/outcome -rows 1e9 -scan-again
//	go run ./bench/outcome -engine clickhouse
//
// The last line holds the median over the rounds of Baken's time over that of the bare
// engine, the time of a thousand replicates, and the largest amount of memory that the
// process held. With -scan-again a file of ten million rows is read until so many rows were
// read, and each line says how long a row took.
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
	many := flags.Float64("rows", whole, "decisions in the file")
	again := flags.Bool("scan-again", false, "read a file of ten million rows until so many were read")
	rounds := flags.Int("rounds", 8, "turns of each road")
	engine := flags.String("engine", "", "postgres or clickhouse (two shards on this machine) instead of a file")
	format := flags.String("format", "parquet", "parquet or csv")
	into := flags.String("generate", "", "only write the decisions to this file")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *format != "parquet" && *format != "csv" {
		return fmt.Errorf("format %q is neither parquet nor csv", *format)
	}
	rows := int64(*many)
	if rows < 1 || *rounds < 1 {
		return fmt.Errorf("-rows and -rounds must be at least 1")
	}
	if *engine != "" {
		return compareServer(ctx, *engine, rows, *rounds)
	}
	if *into != "" {
		return generate(ctx, *into, *format, rows)
	}
	dir, err := os.MkdirTemp("", "baken-outcome-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "decisions."+*format)
	inFile := rows
	if *again {
		inFile = min(rows, whole)
	}
	if err := generateElsewhere(ctx, path, *format, inFile); err != nil {
		return fmt.Errorf("generate decisions: %w", err)
	}
	if *again {
		return scanAgain(ctx, path, rows)
	}
	return compare(ctx, path, *format, *rounds)
}

// whole is how many decisions the file has where nothing else is asked.
const whole = 10_000_000

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
