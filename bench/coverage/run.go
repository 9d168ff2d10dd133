// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"
)

// run draws the samples of a plan on all cores. Each has a generator of its own, by
// the seed, the plan and its number, so that no figure depends on the cores.
func (p plan) run(seed uint64, replications int) ([][]reading, *population, error) {
	name := uint64(0)
	for _, c := range p.name {
		name = 31*name + uint64(c) //nolint:gosec // a letter
	}
	from := populate(rand.New(rand.NewPCG(seed, math.MaxUint64)), p.alike) //nolint:gosec // made-up people
	readings, errs := make([][]reading, replications), make([]error, replications)
	var next atomic.Int64
	var wait sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for k := next.Add(1) - 1; k < int64(replications); k = next.Add(1) - 1 {
				random := rand.New(rand.NewPCG(seed, name<<32+uint64(k))) //nolint:gosec // as above
				readings[k], errs[k] = p.once(from, random)
			}
		})
	}
	wait.Wait()
	for k, err := range errs {
		if err != nil {
			return nil, nil, fmt.Errorf("sample %d of %s: %w", k+1, p.name, err)
		}
	}
	return readings, from, nil
}

// result is how a figure did over all samples.
type result struct {
	name, by string
	count    float64 // respondents that it rests on, on average
	truth    float64
	coverage float64 // of 95% intervals
	below    float64 // the share of intervals that lie below the truth
	above    float64
	ratio    float64 // the mean error beside the standard deviation of the values
	bias     float64 // the mean of the values less the truth, in standard deviations
	samples  int
}

// judge takes the readings of one row.
func (r row) judge(readings []reading, truth float64) result {
	out := result{name: r.name, by: r.by, truth: truth, samples: len(readings)}
	n := float64(len(readings))
	var value, se, square float64
	for _, x := range readings {
		value += x.value / n
		se += x.se / n
		out.count += x.count / n
		switch {
		case x.high < truth:
			out.below += 1 / n
		case x.low > truth:
			out.above += 1 / n
		}
	}
	for _, x := range readings {
		square += (x.value - value) * (x.value - value) / (n - 1)
	}
	out.coverage = 1 - out.below - out.above
	out.ratio = se / math.Sqrt(square)
	out.bias = (value - truth) / math.Sqrt(square)
	return out
}

// chance gives the standard error of the coverage, of so many samples.
func (r result) chance() float64 {
	return math.Sqrt(r.coverage * (1 - r.coverage) / float64(r.samples))
}

// results runs a plan and judges each of its rows.
func (p plan) results(seed uint64, replications int) ([]result, error) {
	readings, from, err := p.run(seed, replications)
	if err != nil {
		return nil, err
	}
	out := make([]result, len(p.rows))
	for k, r := range p.rows {
		of := make([]reading, len(readings))
		for i := range readings {
			of[i] = readings[i][k]
		}
		out[k] = r.judge(of, r.truth(from.people))
	}
	return out, nil
}
