// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"fmt"
	"math"
	"math/rand/v2"

	"baken/base/disclose"
)

// people makes up a table of so many categories in each dimension.
func people(seed uint64, mean float64, sizes ...int) disclose.Crosstable {
	random := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // made-up people
	t := disclose.Crosstable{Population: "staff"}
	total := 1
	for k, n := range sizes {
		codes := make([]string, n)
		for i := range codes {
			codes[i] = code(i)
		}
		t.By = append(t.By, disclose.Flat(string(rune('a'+k)), codes...))
		total *= n
	}
	for i := range total {
		at, rest := make([]string, len(sizes)), i
		for k, n := range sizes {
			at[k] = code(rest % n)
			rest /= n
		}
		t.Counts = append(t.Counts, disclose.Count{At: at, N: int64(math.Exp(mean + 1.2*random.NormFloat64()))})
	}
	return t
}

// linkedTables makes up people in sixty units, whom each table divides by something else
// into eight.
func linkedTables(seed uint64, n int) (all []disclose.Crosstable) {
	random := rand.New(rand.NewPCG(seed, 2)) //nolint:gosec // made-up people
	var units, eight []string
	for i := range 60 {
		units = append(units, code(i))
	}
	eight = append(eight, units[:8]...)
	size := make([]int64, len(units))
	for i := range size {
		size[i] = 5 + int64(math.Exp(4+random.NormFloat64()))
	}
	for k := range n {
		t := disclose.Crosstable{Population: "staff", By: []disclose.Hierarchy{disclose.Flat("unit", units...), disclose.Flat(fmt.Sprintf("question%03d", k), eight...)}}
		for i, people := range size {
			left := people
			for j, at := range eight {
				some := left
				if j+1 < len(eight) {
					some = int64(float64(left) * random.Float64() * 0.4)
				}
				left -= some
				t.Counts = append(t.Counts, disclose.Count{At: []string{units[i], at}, N: some})
			}
		}
		all = append(all, t)
	}
	return all
}

func code(i int) string { return fmt.Sprintf("c%02d", i) }

// cells is a table with its margins, by place.
type cells struct {
	sizes []int // with the total, which is the last
	n     []int64
}

func count(t disclose.Crosstable) cells {
	c := cells{}
	total := 1
	for _, h := range t.By {
		c.sizes = append(c.sizes, len(h.Categories))
		total *= len(h.Categories)
	}
	c.n = make([]int64, total)
	for _, one := range t.Counts {
		places := []int{0}
		step := 1
		for k, size := range c.sizes {
			var i int
			if _, err := fmt.Sscanf(one.At[k], "c%d", &i); err != nil {
				panic(err) // made here
			}
			var next []int
			for _, p := range places {
				next = append(next, p+i*step, p+(size-1)*step)
			}
			places = next
			step *= size
		}
		for _, p := range places {
			c.n[p] += one.N
		}
	}
	return c
}

// twoPerLine withholds small counts, and in each line with one hole the smallest of the
// others as well, until none has one; it gives which are.
func (c cells) twoPerLine(least int64) []bool {
	hole := make([]bool, len(c.n))
	for i, n := range c.n {
		hole[i] = n < least
	}
	for again := true; again; {
		again = false
		step := 1
		for _, size := range c.sizes {
			for from := range c.n {
				if from/step%size != 0 {
					continue
				}
				some, smallest := 0, -1
				for i := from; i < from+size*step; i += step {
					switch {
					case hole[i]:
						some++
					case smallest < 0 || c.n[i] < c.n[smallest]:
						smallest = i
					}
				}
				if some == 1 && smallest >= 0 {
					hole[smallest], again = true, true
				}
			}
			step *= size
		}
	}
	return hole
}
