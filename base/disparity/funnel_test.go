// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"math"
	"testing"
)

// TestFunnelAgainstR holds the quantiles against qbinom, and the limits against
// the formula in R.
func TestFunnelAgainstR(t *testing.T) {
	r := generator()
	tails := []float64{0.001, 0.025, 0.975, 0.999}
	var rows [][]float64
	for range tries {
		n := 1 + r.Int64N(size(r, 5, 60, 1000, 20_000))
		rows = append(rows, []float64{float64(n), float64(r.IntN(101)) / 100, tails[r.IntN(4)]})
	}
	for i, want := range ask(t, "quantiles.R", rows) {
		n, p, tail := int64(rows[i][0]), rows[i][1], rows[i][2]
		if got, _, _ := binomialQuantile(n, p, tail); float64(got) != want[0] {
			t.Errorf("quantile of %v: got %d, R says %v", rows[i], got, want[0])
		}
		if got := FunnelLimit(p, n, tail); !(math.Abs(got-want[1]) <= 1e-9) {
			t.Errorf("limit of %v: got %.12g, R says %.12g", rows[i], got, want[1])
		}
	}
}

func TestFunnelLimits(t *testing.T) {
	for rule, tc := range map[string]struct{ got, want float64 }{
		"nobody":                       {FunnelLimit(0.5, 0, 0.025), math.NaN()},
		"no share":                     {FunnelLimit(1.5, 9, 0.025), math.NaN()},
		"no tail":                      {FunnelLimit(0.5, 9, -1), math.NaN()},
		"a share of nought":            {FunnelLimit(0, 40, 0.999), 0},
		"a share of one":               {FunnelLimit(1, 40, 0.001), 1 - 0.999/40},
		"a mean of half as likely":     {FunnelLimitOfMean(60, 0.5, 100, 0.5), 60},
		"a mean at R's qnorm(0.025)":   {FunnelLimitOfMean(60, 0.5, 100, 0.025), 60 * math.Exp(-1.959963984540054*0.05)},
		"a mean at R's qnorm(0.999)":   {FunnelLimitOfMean(60, 0.5, 100, 0.999), 60 * math.Exp(3.090232306167813*0.05)},
		"a mean without spread":        {FunnelLimitOfMean(60, 0, 100, 0.999), 60},
		"a mean of nothing is no mean": {FunnelLimitOfMean(0, 0.5, 100, 0.999), math.NaN()},
	} {
		same := math.IsNaN(tc.got) && math.IsNaN(tc.want) || math.Abs(tc.got-tc.want) < 1e-9
		if !same {
			t.Errorf("%s: %v, want %v", rule, tc.got, tc.want)
		}
	}
}

// Limits get nearer to the target as n grows, and lie around it.
func TestFunnelNarrows(t *testing.T) {
	for _, p := range []float64{0.1, 0.5, 0.83} {
		for n := int64(40); n < 4000; n *= 2 {
			low, high := FunnelLimit(p, n, 0.001), FunnelLimit(p, n, 0.999)
			if !(low < p && p < high && high-low > FunnelLimit(p, 2*n, 0.999)-FunnelLimit(p, 2*n, 0.001)) {
				t.Errorf("at %v of %d: %v to %v", p, n, low, high)
			}
		}
	}
}
