// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"math"
	"math/rand/v2"
	"sort"
)

// sampler draws from one binomial distribution. It is made with additions,
// multiplications, divisions and square roots alone, each rounded by itself: math
// functions, and multiplications fused with additions, differ between machines in
// the last digit, and that would make other replicates of the same seed.
type sampler struct {
	first int64     // the count at index 0
	sums  []float64 // of the weights, unnormalised
	// For standard deviations over tableSD the counts are too many for a table:
	// one of normal deviates is shared, and the count follows from the deviate.
	wide     bool
	mean, sd float64
	skew     float64
	most     float64
}

const (
	tableSD = 250
	// farWeight is where the tails of a table are cut: far below what a draw of
	// 53 bits can tell from 0.
	farWeight = 1e-20
)

// newSampler makes one for n trials with events/n as their chance.
func newSampler(c Count, deviates []float64) sampler {
	n, a := float64(c.Total()), float64(c.events)
	if c.events == 0 || c.others == 0 {
		return sampler{first: c.events, sums: []float64{1}}
	}
	p, q := a/n, float64(c.others)/n
	variance := a * q
	if variance > tableSD*tableSD {
		sd := math.Sqrt(variance)
		return sampler{wide: true, sums: deviates, mean: a, sd: sd, skew: (q - p) / 6, most: n}
	}
	// The published events are the mode. Weights go down from it to both sides.
	var below, above []float64
	odds := p / q
	for x, w := a, 1.0; x < n && w > farWeight; x++ {
		w = w * (n - x) / (x + 1) * odds
		above = append(above, w)
	}
	for x, w := a, 1.0; x > 0 && w > farWeight; x-- {
		w = w * x / (n - x + 1) / odds
		below = append(below, w)
	}
	sums := make([]float64, 0, len(below)+1+len(above))
	var sum float64
	for i := len(below) - 1; i >= 0; i-- {
		sum += below[i]
		sums = append(sums, sum)
	}
	sum++
	sums = append(sums, sum)
	for _, w := range above {
		sum += w
		sums = append(sums, sum)
	}
	return sampler{first: c.events - int64(len(below)), sums: sums}
}

// deviateStep is the distance between the tabulated normal deviates.
const (
	deviateStep = 1.0 / 64
	deviateMost = 9 * 64
)

// normalDeviates gives the summed weights of the deviates from −9 to 9 in steps of
// 1/64. The density at i steps follows from that at i−1 by factors e^(−(2i−1)h²/2),
// themselves a product: no exponential is taken.
func normalDeviates() []float64 {
	const (
		half  = 0.999877937137777441 // e^(−h²/2) for h = 1/64
		whole = half * half
	)
	weights := make([]float64, deviateMost+1)
	w, factor := 1.0, half
	for i := range weights {
		weights[i] = w
		w *= factor
		factor *= whole
	}
	sums := make([]float64, 0, 2*deviateMost+1)
	var sum float64
	for i := -deviateMost; i <= deviateMost; i++ {
		sum += weights[max(i, -i)]
		sums = append(sums, sum)
	}
	return sums
}

// draw gives a count of events.
func (s *sampler) draw(r *rand.Rand) int64 {
	if len(s.sums) == 1 {
		return s.first
	}
	at := r.Float64() * s.sums[len(s.sums)-1]
	i := sort.Search(len(s.sums)-1, func(i int) bool { return s.sums[i] > at })
	if !s.wide {
		return s.first + int64(i)
	}
	// Spread evenly over the step, and moved by the skewness of the binomial
	// (E.A. Cornish and R.A. Fisher, Revue de l'Institut international de
	// statistique 5 (1938) 307-320, first term). What is left out is of the order
	// of 1/sd² standard deviations.
	z := (float64(i-deviateMost) + r.Float64() - 0.5) * deviateStep
	bend := float64(z*z) - 1
	x := s.mean + float64(s.sd*z) + float64(s.skew*bend)
	return int64(min(max(math.Floor(x+0.5), 0), s.most))
}
