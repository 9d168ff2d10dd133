// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
)

// The margins, by what each level has of the population.
var margins = []struct {
	name   string
	levels []float64
}{
	{"sex", []float64{0.47, 0.53}},
	{"age", []float64{0.11, 0.23, 0.27, 0.25, 0.14}},
	{"scale", []float64{0.08, 0.21, 0.3, 0.24, 0.13, 0.04}},
}

// generate writes respondents: their stratum with its population, the margins, their
// domain, and what they answered to each item, from 1 to 5. Who answers is more often
// older, so that calibration has something to do.
func generate(path string, n int, p plan) error {
	file, err := os.Create(path) //nolint:gosec // the caller names it
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(file, 1<<20)
	fmt.Fprint(w, "stratum,population,sex,age,scale,domain")
	for j := range p.items {
		fmt.Fprintf(w, ",q%d", j+1)
	}
	fmt.Fprintln(w)
	random := rand.New(rand.NewPCG(150, 40)) //nolint:gosec // made-up respondents
	line := make([]byte, 0, 256)
	for i := range n {
		h := i % p.strata
		drawn := (n - h + p.strata - 1) / p.strata
		line = strconv.AppendInt(line[:0], int64(h+1), 10)
		line = append(line, ',')
		line = strconv.AppendInt(line, int64(drawn)*int64(2+h%4), 10)
		for k, m := range margins {
			line = append(line, ',', byte('0'+level(random, m.levels, 0.02*float64(k+h%3))))
		}
		line = append(line, ',')
		domain := (h*7 + random.IntN(6)*5 + random.IntN(2)) % p.domains
		line = strconv.AppendInt(line, int64(domain+1), 10)
		for j := range p.items {
			line = append(line, ',', byte('1'+(random.IntN(3)+random.IntN(3)+(domain+j)%2)%5))
		}
		line = append(line, '\n')
		if _, err := w.Write(line); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return file.Close()
}

// level draws a level, a little more often a later one.
func level(random *rand.Rand, shares []float64, more float64) int {
	x := random.Float64() * (1 - more)
	for k, s := range shares {
		if x < s*(1-more) {
			return k + 1
		}
		x -= s * (1 - more)
	}
	return len(shares)
}
