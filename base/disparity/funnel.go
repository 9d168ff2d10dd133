// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// FunnelLimit gives the share, 0 to 1, below which the share of n would fall
// with a chance of tail if each of the n had a chance of target. It is the exact
// binomial quantile, moved between two whole numbers by where the tail falls in
// the step from the one to the other, so that limits drawn over n are a curve.
//
// n is at least 1 and target and tail are from 0 to 1; NaN for anything else.
//
// Source: D.J. Spiegelhalter, Funnel plots for comparing institutional
// performance, Statistics in Medicine 24 (2005) 1185-1202, appendix A.1.1:
// (r − α)/n, where r is the quantile and α = (F(r) − tail)/f(r).
func FunnelLimit(target float64, n int64, tail float64) float64 {
	if n < 1 || !(target >= 0 && target <= 1) || !(tail >= 0 && tail <= 1) {
		return math.NaN()
	}
	r, above, at := binomialQuantile(n, target, tail)
	return min(max((float64(r)-above/at)/float64(n), 0), 1)
}

// FunnelLimitOfMean gives the mean below which the mean of n would fall with a
// chance of tail if they were drawn from amounts with a mean of target, which is
// above 0, and a coefficient of variation. On the log scale, on which its error
// is nearer to normal, the mean of n has a standard error of variation/√n (the
// delta method; the same source, section 3.3).
func FunnelLimitOfMean(target, variation float64, n int64, tail float64) float64 {
	if n < 1 || !(target > 0) || !(variation >= 0) || !(tail > 0 && tail < 1) {
		return math.NaN()
	}
	return target * math.Exp(-math.Sqrt2*math.Erfcinv(2*tail)*variation/math.Sqrt(float64(n)))
}

// binomialQuantile gives the fewest events of n that have at least the chance
// tail of not being passed, by how much they have more, and the chance of just
// so many.
func binomialQuantile(n int64, p, tail float64) (r int64, above, at float64) {
	sum := 0.0
	for k := range n + 1 {
		at = binomialChance(k, n, p)
		sum += at
		// Rounding must not pass a quantile over: R's qbinom allows the same.
		if sum*(1+64*0x1p-52) >= tail && at > 0 {
			return k, max(sum-tail, 0), at
		}
	}
	return n, 0, 1 // a tail of 1, up to rounding
}

func binomialChance(k, n int64, p float64) float64 {
	switch {
	case k == 0:
		return math.Exp(float64(n) * math.Log1p(-p))
	case k == n:
		return math.Exp(float64(n) * math.Log(p))
	case p == 0 || p == 1:
		return 0
	}
	return math.Exp(logBinomial(cell{float64(k), float64(n - k)}, p, 1-p))
}
