// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// product is the distribution of the group's events over all strata, given all
// margins, at one log odds ratio: the product of the strata's polynomials. Its
// terms are kept as logarithms.
type product struct {
	from float64 // events that the first term stands for
	logs []float64
	beta float64
}

// product multiplies the polynomials out at a log odds ratio. Only sums of
// positive numbers are made. Terms at the ends under trim are left out. It stops
// when more than limit products of two terms would be made.
func (c conditional) product(beta, trim float64, limit int64) (p product, work int64, within bool) {
	all, from := []float64{1}, 0.0
	for _, m := range c.margins {
		low, terms := m.chances(beta, trim)
		for range int64(m.times) {
			work += int64(len(all)) * int64(len(terms))
			if work > limit {
				return product{}, work, false
			}
			all = times(all, terms)
			lost, kept := trimmed(all, trim)
			all, from = kept, from+low+float64(lost)
		}
	}
	p = product{from: from, logs: all, beta: beta}
	for i, w := range all {
		p.logs[i] = math.Log(w)
	}
	return p, work, true
}

// chances gives the terms of one polynomial, which add up to 1, and what the
// first one stands for.
func (m margins) chances(beta, trim float64) (low float64, terms []float64) {
	start := m.near(beta)
	var up, down []float64
	sum := 0.0
	m.terms(start, beta, trim, func(x, w float64) {
		sum += w
		if x < start {
			down = append(down, w)
		} else {
			up = append(up, w)
		}
	})
	terms = make([]float64, 0, len(up)+len(down))
	for i := len(down) - 1; i >= 0; i-- {
		terms = append(terms, down[i]/sum)
	}
	for _, w := range up {
		terms = append(terms, w/sum)
	}
	return start - float64(len(down)), terms
}

// times multiplies two polynomials.
func times(x, y []float64) []float64 {
	out := make([]float64, len(x)+len(y)-1)
	for i, a := range x {
		into := out[i : i+len(y)]
		for j, b := range y {
			into[j] += a * b
		}
	}
	return out
}

// trimmed leaves out terms under trim at both ends, and tells how many at the
// low one.
func trimmed(x []float64, trim float64) (lost int, kept []float64) {
	from, to := 0, len(x)
	for from < to-1 && x[from] < trim {
		from++
	}
	for to > from+1 && x[to-1] < trim {
		to--
	}
	return from, x[from:to]
}

// tail is the logarithm of a chance at a log odds ratio, and its slope.
type tail struct{ log, slope float64 }

// tails gives the chance of t or more events, and of t or fewer.
func (p product) tails(beta, t float64) (more, fewer tail) {
	shift := beta - p.beta
	largest := math.Inf(-1)
	for i, l := range p.logs {
		largest = max(largest, l+shift*(p.from+float64(i)-t))
	}
	var all, up, down, allMean, upMean, downMean float64
	for i, l := range p.logs {
		d := p.from + float64(i) - t
		w := math.Exp(l + shift*d - largest)
		all += w
		allMean += w * d
		if d >= 0 {
			up += w
			upMean += w * d
		}
		if d <= 0 {
			down += w
			downMean += w * d
		}
	}
	more = tail{math.Log(up / all), upMean/up - allMean/all}
	fewer = tail{math.Log(down / all), downMean/down - allMean/all}
	return more, fewer
}

// test gives the two-sided chances of tables at most as likely as that of t
// events, at the odds ratio of the product.
func (p product) test(t float64) (less, same float64) {
	const tolerance = 1e-7 // as in hypergeometric
	at := int(t - p.from)
	if at < 0 || at >= len(p.logs) {
		return 0, 0 // trimmed: too unlikely to have a number
	}
	observed := p.logs[at]
	for _, l := range p.logs {
		switch {
		case l > observed+tolerance:
		case l < observed-tolerance:
			less += math.Exp(l)
		default:
			same += math.Exp(l)
		}
	}
	return less, same
}
