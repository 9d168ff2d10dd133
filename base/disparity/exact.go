// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// clopperPearson gives the two exact limits.
func clopperPearson(x cell, level Confidence) (low, high float64) {
	low, high = 0, 1
	if x.a > 0 {
		low, _ = binomialLimit(x, level)
	}
	if x.b > 0 {
		_, high = binomialLimit(x.swap(), level)
	}
	return low, high
}

// binomialLimit finds the rate p at which a or more events of n have the
// probability of the tail, and q = 1−p with all its digits. It takes Newton
// steps on the logarithm of that probability, which is concave in p: from below
// they never pass the root, and from above the first one lands below it.
// (gonum's incomplete beta function is wrong by tens of percents for totals of
// tens of millions, which is a usual size here.)
func binomialLimit(x cell, level Confidence) (p, q float64) {
	goal := math.Log(level.tail())
	p, _ = wilson(x, level.z())
	_, q = wilson(x.swap(), level.z())
	for range 200 {
		fraction := betaFraction(x.a, x.b+1, p, q)
		logTail := math.Log(q) + logBinomial(x, p, q) + math.Log(fraction)
		step := (goal - logTail) * p * q * fraction / x.a
		switch {
		case p+step <= 0:
			p /= 2
			q = 1 - p
		case q-step <= 0:
			q /= 2
			p = 1 - q
		default:
			p, q = p+step, q-step
		}
		if math.Abs(step) <= 1e-11*min(p, q) {
			break // the steps halve the remaining error's exponent: the next is below rounding
		}
	}
	return p, q
}

// betaFraction is what pᵃqᵇ/(a·B(a,b)) is multiplied by to give the incomplete
// beta function I_p(a,b), q being 1−p. The continued fraction has only positive
// terms for p below a/(a+b), so that nothing cancels, not even for p next to 1
// (A.R. DiDonato and A.H. Morris, Algorithm 708, ACM TOMS 18 (1992) 360-373,
// formula 9; evaluated by Lentz's method).
func betaFraction(a, b, p, q float64) float64 {
	lambda := a*q - b*p
	f := a / (a + 1) * (lambda + 1)
	c, d := f, 0.0
	// The number of terms grows with the square root of the larger argument,
	// and MaxCount bounds that.
	for n := 1.0; n < 20_000_000; n++ {
		s := a + 2*n - 1
		up := (a + n - 1) / s * ((a + b + n - 1) / s) * n * (b - n) * p * p
		if up == 0 {
			break // it ends: b is whole
		}
		down := n + n*(b-n)*p/s + (a+n)/(s+2)*(lambda+1+n*(1+q))
		d = 1 / (down + up*d)
		c = down + up/c
		f *= c * d
		if math.Abs(c*d-1) < 1e-15 {
			break
		}
	}
	return a / f
}

// logBinomial is the log probability of a events of n at rate p (q is 1−p),
// accurate for large n (C. Loader, Fast and accurate computation of binomial
// probabilities, 2000).
func logBinomial(x cell, p, q float64) float64 {
	n := x.n()
	if x.b == 0 {
		if q < p {
			return n * math.Log1p(-q)
		}
		return n * math.Log(p)
	}
	return stirlingError(n) - stirlingError(x.a) - stirlingError(x.b) -
		deviance(x.a, n*p) - deviance(x.b, n*q) +
		0.5*math.Log(n/(2*math.Pi*x.a*x.b))
}

// stirlingError is log n! less Stirling's approximation, for n ≥ 1.
func stirlingError(n float64) float64 {
	if n < 16 {
		lg, _ := math.Lgamma(n + 1)
		return lg - (n+0.5)*math.Log(n) + n - 0.5*math.Log(2*math.Pi)
	}
	s := n * n
	return (1.0/12 - (1.0/360-(1.0/1260-(1.0/1680-1.0/1188/s)/s)/s)/s) / n
}

// deviance is x·log(x/m) + m − x, at least 0.
func deviance(x, m float64) float64 { return x*math.Log1p((x-m)/m) - (x - m) }
