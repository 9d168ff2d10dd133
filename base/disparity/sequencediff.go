// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// sequenceDifference solves for both limits of a difference.
func sequenceDifference(t table, level Confidence) (low, high float64) {
	bar := -math.Log(1 - level.Level())
	return -differenceHigh(t.swap(), bar), differenceHigh(t, bar)
}

// differenceHigh finds by halving the largest difference at which the logarithm of
// the product, made as small as it can be over all pairs with that difference, is
// at most the bar. That least product rises from the estimate on, since the two
// likelihoods are concave in their rates on the log scale.
func differenceHigh(t table, bar float64) float64 {
	near, far := difference(t), 1.0
	if leastProduct(t, far) <= bar {
		return far
	}
	for far-near > 1e-12 {
		d := (near + far) / 2
		if leastProduct(t, d) > bar {
			far = d
			continue
		}
		near = d
	}
	return far
}

// leastProduct gives the smallest logarithm of the product over the rates q of the
// reference and q+d of the group.
func leastProduct(t table, d float64) float64 {
	low, high := max(0, -d), min(1, 1-d)
	// The slope of the log likelihood falls over q: its root is the best one.
	for range 60 {
		q := (low + high) / 2
		p := q + d
		slope := slopeTerm(t.group.a, p) - slopeTerm(t.group.b, 1-p) +
			slopeTerm(t.reference.a, q) - slopeTerm(t.reference.b, 1-q)
		if slope > 0 {
			low = q
			continue
		}
		high = q
	}
	q := (low + high) / 2
	return logMixture(t.group, min(max(q+d, 0), 1)) + logMixture(t.reference, q)
}

func slopeTerm(n, p float64) float64 {
	if n == 0 {
		return 0
	}
	return n / p
}
