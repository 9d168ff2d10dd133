// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Command disclose measures how long it takes to protect a table of three dimensions, and
// how much is lost by it, beside the rule that withholds two counts in each line (which
// isn't safe).
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"time"

	"baken/base/disclose"
)

func main() {
	seed := flag.Uint64("seed", 1, "of the made-up people")
	mean := flag.Float64("mean", 2.35, "of the logarithm of a count")
	flag.Parse()
	if err := run(context.Background(), *seed, *mean); err != nil {
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
	two := cells.twoPerLine(rules.Base)
	fmt.Printf("%d cells, %d of them primary: %.2f s\n", len(cells.n), small, took.Seconds())
	fmt.Printf("seconds_1395=%.2f suppressed=%d suppressed_two_per_line=%d\n", took.Seconds(), r.Tables[0].Withheld(), two)
	return nil
}
