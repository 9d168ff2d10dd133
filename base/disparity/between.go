// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// pool is a random-effects model: values with their variances by chance, the
// variance between them, and their mean with its variance.
type pool struct {
	y, v                 []float64
	tau2, mean, variance float64
}

func (p *pool) add(y, v float64) { p.y, p.v = append(p.y, y), append(p.v, v) }

// tells reports whether there are enough groups for a variance between them.
func (p *pool) tells() bool { return len(p.y) > 1 }

// weighed sums powers of the weights 1/(τ²+v), and gives the mean by them.
func (p *pool) weighed(tau2 float64) (w, w2, w3, mean float64) {
	for i, v := range p.v {
		x := 1 / (tau2 + v)
		w, w2, w3 = w+x, w2+x*x, w3+x*x*x
		mean += x * p.y[i]
	}
	return w, w2, w3, mean / w
}

// between estimates τ², and then the mean.
func (p *pool) between(by Between) {
	p.tau2 = p.moments()
	if by == REML {
		p.tau2 = p.restricted(p.tau2)
	}
	w, _, _, mean := p.weighed(p.tau2)
	p.mean, p.variance = mean, 1/w
}

// moments is DerSimonian and Laird's: (Q − (k−1)) / (Σw − Σw²/Σw), at least 0.
func (p *pool) moments() float64 {
	w, w2, _, mean := p.weighed(0)
	q := 0.0
	for i, v := range p.v {
		q += (p.y[i] - mean) * (p.y[i] - mean) / v
	}
	return max(0, (q-float64(len(p.y)-1))/(w-w2/w))
}

// restricted is where the slope of the restricted likelihood,
//
//	½ Σ w²(y−μ)² − ½ (Σw − Σw²/Σw),
//
// is 0; or 0 if it falls from there. It is looked for on the logarithm, since τ²
// may be of any size.
func (p *pool) restricted(start float64) float64 {
	if slope, _ := p.slope(0); slope <= 0 {
		return 0
	}
	if start == 0 {
		start = p.v[0]
	}
	return math.Exp(root(math.Log(start), func(log float64) (float64, float64) {
		tau2 := math.Exp(log)
		slope, information := p.slope(tau2)
		return slope * tau2, -information * tau2 * tau2
	}))
}

// slope gives the slope of the restricted likelihood, and its expected fall.
func (p *pool) slope(tau2 float64) (slope, information float64) {
	w, w2, w3, mean := p.weighed(tau2)
	for i, v := range p.v {
		d := (p.y[i] - mean) / (tau2 + v)
		slope += d * d
	}
	return (slope - (w - w2/w)) / 2, (w2 - 2*w3/w + w2*w2/(w*w)) / 2
}
