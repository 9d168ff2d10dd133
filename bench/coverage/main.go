// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Command coverage draws samples again and again of made-up populations of which the
// truth is known, and counts how often the 95% intervals of base/estimate hold it.
//
// Run it with
//
//	go run ./bench/coverage
//
// There are two populations of about 24,000 people in four strata of unequal size and
// in clusters of 25 to 55; in one, people of a cluster resemble each other. Samples are
// drawn of people in strata, and of clusters and people in these, from finite
// populations; everybody answers or six in ten do, by cells of stratum, age and sex;
// weights stay as they were drawn or are raked to these three. Of something that one in
// a hundred has, intervals of shares are tried in samples of 100 to 1,360.
//
// A row tells how many respondents a figure rests on (of a share: ones or zeros,
// whichever is less), how many in a hundred intervals held the truth with the error of
// that by chance, how many lay under and over it, the mean standard error beside the
// standard deviation of the values, and the bias in such deviations. Where a figure
// rests on more than 100, 94 to 96 is wanted, and another coverage has a star.
//
// All cores draw; the figures are the same for the same seed on any number of them.
package main

import (
	"flag"
	"fmt"
	"math"
	"os"
	"slices"
)

func main() {
	if err := command(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "coverage:", err)
		os.Exit(1)
	}
}

func command(args []string) error {
	flags := flag.NewFlagSet("coverage", flag.ContinueOnError)
	replications := flags.Int("replications", 5000, "samples of each plan")
	seed := flags.Uint64("seed", 1, "of the populations and the samples")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *replications < 2 {
		return fmt.Errorf("%d replications are too few", *replications)
	}
	sum := summary{lowest: 1, least: math.Inf(1)}
	for _, p := range slices.Concat(plans, rarities) {
		results, err := p.results(*seed, *replications)
		if err != nil {
			return err
		}
		fmt.Printf("%s\n", p.name)
		fmt.Printf("  %-22s %-13s %7s %9s %5s  %5s %5s  %7s %6s\n", "figure", "interval", "count", "coverage", "±", "under", "over", "SE/SD", "bias")
		for _, r := range results {
			fmt.Printf("  %-22s %-13s %7.0f %8.2f%s %5.2f  %5.2f %5.2f  %7.3f %6.3f\n",
				r.name, r.by, r.count, 100*r.coverage, sum.add(r), 100*r.chance(), 100*r.below, 100*r.above, r.ratio, r.bias)
		}
	}
	fmt.Printf("replications=%d seed=%d judged=%d within=%d lowest=%.4f highest=%.4f ratio_least=%.3f ratio_most=%.3f bias_most=%.3f\n",
		*replications, *seed, sum.judged, sum.within, sum.lowest, sum.highest, sum.least, sum.most, sum.bias)
	return nil
}

// enough is the count over which a coverage of 94 to 96 is wanted.
const enough = 100

// summary is of the rows that are judged.
type summary struct {
	judged, within  int
	lowest, highest float64 // coverage
	least, most     float64 // mean error beside the deviation
	bias            float64 // the largest
}

// add takes in a row, and gives its star.
func (s *summary) add(r result) string {
	if r.count <= enough {
		return " "
	}
	s.judged++
	s.lowest, s.highest = min(s.lowest, r.coverage), max(s.highest, r.coverage)
	s.least, s.most = min(s.least, r.ratio), max(s.most, r.ratio)
	s.bias = max(s.bias, math.Abs(r.bias))
	if r.coverage < 0.94 || r.coverage > 0.96 {
		return "*"
	}
	s.within++
	return " "
}
