// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Command estimate measures what survey figures cost beside R survey: both read the
// same file of respondents, drawn in strata from finite populations, fit its weights to
// three margins, and give each item's mean in each domain with its standard error.
//
// Run it with
//
//	go run ./bench/estimate
//
// It needs Debian's r-base-core and r-cran-survey, and installs them where they are
// missing. Times are of processors; each uses one, unless -processors says otherwise. R
// makes a part of the replicates, which is printed: by its time for 2 and for these it is
// reckoned what all would take; with -whole it makes them all. The last line holds how many
// times less Baken needs without and with reading, and for the bootstrap, the largest
// relative difference between both, and the largest amount of memory that Baken held.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
)

// plan is what is measured.
type plan struct {
	respondents int
	processors  int
	items       int
	domains     int
	strata      int
	replicates  int
	part        int // of R's replicates that run
	large       int // respondents of the second size
	whole       bool
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := command(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "estimate:", err)
		os.Exit(1)
	}
}

func command(ctx context.Context, args []string) error {
	var p plan
	child := ""
	flags := flag.NewFlagSet("estimate", flag.ContinueOnError)
	flags.IntVar(&p.respondents, "n", 150_000, "respondents")
	flags.IntVar(&p.items, "items", 60, "items")
	flags.IntVar(&p.domains, "domains", 30, "domains")
	flags.IntVar(&p.strata, "strata", 40, "strata")
	flags.IntVar(&p.replicates, "replicates", 500, "replicates of the bootstrap")
	flags.IntVar(&p.part, "part", 22, "of these, how many R makes beside 2: by both it is reckoned what all would take")
	flags.IntVar(&p.large, "large", 1_000_000, "respondents of the second size")
	flags.BoolVar(&p.whole, "whole", false, "let R make all replicates")
	flags.IntVar(&p.processors, "processors", 1, "that Baken uses: R uses one, and two that share a core each take longer")
	flags.StringVar(&child, "child", "", "only count this file, as the program does in a process of its own")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if child != "" {
		runtime.GOMAXPROCS(p.processors)
		return count(child, p)
	}
	if p.whole {
		p.part = p.replicates
	}
	if err := install(ctx); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "baken-estimate-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "respondents.csv")
	if err := generate(path, p.respondents, p); err != nil {
		return fmt.Errorf("generate respondents: %w", err)
	}
	return compare(ctx, dir, path, p)
}
