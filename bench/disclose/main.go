// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Command disclose measures how long it takes to protect a table of three dimensions, and
// how much is lost by it, beside the rule that withholds two counts in each line (which
// isn't safe), and on small tables beside the least that can be.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"runtime"
	"time"

	"baken/base/disclose"
)

func main() {
	seed := flag.Uint64("seed", 1, "of the made-up people")
	mean := flag.Float64("mean", 2.35, "of the logarithm of a count")
	tables := flag.Int("tables", 0, "linked tables of 549 counts each, beside; 182 are 100,000 counts")
	few := flag.Int("small", 20, "small tables of which the optimum is worked out, by glpsol")
	flag.Parse()
	ctx := context.Background()
	err := optimum(ctx, *seed, *few)
	if err == nil && *tables > 0 {
		err = linked(ctx, *seed, *tables)
	}
	if err == nil {
		err = run(ctx, *seed, *mean)
	}
	if err != nil {
		log.SetOutput(os.Stderr)
		log.Fatal(err)
	}
}

func run(ctx context.Context, seed uint64, mean float64) error {
	t := people(seed, mean, 30, 4, 8)
	rules := disclose.ForEveryone()
	rules.Intersection = rules.Base
	begin := time.Now()
	r, err := disclose.History{}.Protect(ctx, rules, []disclose.Crosstable{t})
	if err != nil {
		return err
	}
	took := time.Since(begin)
	cells := count(t)
	small := 0
	for _, n := range cells.n {
		if n < rules.Base {
			small++
		}
	}
	ours, two := lossOf(t, rules, r.Tables[0]), cells.lost(cells.twoPerLine(rules.Base))
	var all int64
	for _, n := range cells.n {
		all += n
	}
	share := func(l lost) float64 { return 100 * float64(l.people) / float64(all) }
	fmt.Printf("%d counts, %d of them primary: %.2f s\n", len(cells.n), small, took.Seconds())
	fmt.Printf("withheld: %v, %.2f%% of what all counts add up to; by two in each line, which isn't safe: %v, %.2f%%\n", ours, share(ours), two, share(two))
	fmt.Printf("seconds_1395=%.2f min_interval=%.6g suppressed=%d suppressed_two_per_line=%d\n", took.Seconds(), r.Narrowest, r.Tables[0].Withheld(), two.counts)
	return nil
}

// lossOf is what a table of a release loses.
func lossOf(t disclose.Crosstable, rules disclose.Rules, printed disclose.Table) lost {
	s := smallOf(t, rules)
	return s.lost(s.withheld(printed))
}

// linked protects tables that all cross the same sixty units with something else.
func linked(ctx context.Context, seed uint64, n int) error {
	rules := disclose.ForEveryone()
	rules.Intersection = rules.Base
	begin := time.Now()
	r, err := disclose.History{}.Protect(ctx, rules, linkedTables(seed, n))
	if err != nil {
		return err
	}
	withheld := 0
	for _, t := range r.Tables {
		withheld += t.Withheld()
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Printf("%d counts in %d linked tables: %.1f s, %d withheld, %d MB asked of the system\n", n*549, n, time.Since(begin).Seconds(), withheld, m.Sys>>20)
	return nil
}
