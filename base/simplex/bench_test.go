// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package simplex_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"baken/base/simplex"
)

var inf = math.Inf(1)

// BenchmarkRange works out what a reader of a table of three dimensions learns of each
// cell that was left out.
func BenchmarkRange(b *testing.B) {
	for _, c := range []struct {
		name  string
		sizes []int
		out   int
	}{
		{"30x4x8", []int{30, 4, 8}, 700},
		{"30x4x8 few", []int{30, 4, 8}, 200},
		{"50x10x10", []int{50, 10, 10}, 2000},
		{"100x20x20", []int{100, 20, 20}, 5000},
		{"100x20x20 many", []int{100, 20, 20}, 20000},
	} {
		b.Run(c.name, func(b *testing.B) {
			p, truth := holes(rand.New(rand.NewPCG(1, 2)), c.sizes, c.out, 0.3)
			for b.Loop() {
				s, err := simplex.New(p)
				if err != nil {
					b.Fatal(err)
				}
				open, wide := 0, 0.0
				for j := range p.Columns {
					r, err := s.Range(b.Context(), j)
					if err != nil || r.Low > truth[j]+1e-7 || r.High < truth[j]-1e-7 {
						b.Fatalf("column %d: %v, %v, truly %v", j, r, err, truth[j])
					}
					if r.High-r.Low > 1e-7 {
						open++
						wide += r.High - r.Low
					}
				}
				b.ReportMetric(float64(open), "open")
				b.ReportMetric(wide, "width")
			}
		})
	}
}
