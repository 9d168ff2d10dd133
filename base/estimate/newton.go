// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// move gives by what a weight is multiplied for a sum u, and how fast that grows.
type move func(u float64) (times, slope float64)

// move gives the curve of a distance.
func (c Calibration) move() (move, error) {
	if c.Distance != Linear && c.Distance != Raking && c.Distance != Logit {
		return nil, ErrRule.With("rule", string(c.Distance))
	}
	low, high := c.Bounds.Low, c.Bounds.High
	bounded := c.Bounds != Bounds{}
	if bounded && !(low < 1 && high > 1 && low >= 0) || c.Distance == Logit && !bounded || c.Distance == Raking && bounded {
		return nil, ErrBounds.With("low", low, "high", high)
	}
	switch c.Distance {
	case Raking:
		return func(u float64) (float64, float64) {
			e := math.Exp(u)
			return e, e
		}, nil
	case Logit:
		a := (high - low) / ((1 - low) * (high - 1))
		return func(u float64) (float64, float64) {
			e := math.Exp(a * u)
			if math.IsInf(e, 1) {
				return high, 0
			}
			down := (high - 1) + (1-low)*e
			return (low*(high-1) + high*(1-low)*e) / down, e * (high - low) * (high - low) / (down * down)
		}, nil
	default:
		return func(u float64) (float64, float64) {
			switch {
			case bounded && 1+u <= low:
				return low, 0
			case bounded && 1+u >= high:
				return high, 0
			}
			return 1 + u, 1
		}, nil
	}
}

// newton gives by what each weight is multiplied to fit the totals.
func (t *terms) newton(d []float64, f move, c Calibration) (func(int) float64, Fit, error) {
	lambda, done, err := t.solve(d, t.mass(d), f, c, make([]float64, t.size))
	return func(i int) float64 {
		times, _ := f(t.dot(lambda, i))
		return times
	}, done, err
}

// solve finds λ with Σ d F(xᵀλ) x = totals, by Newton's method from where it is told
// to begin, with half steps where a whole one leads away. The mass is that of the weights.
func (t *terms) solve(d []float64, m mass, f move, c Calibration, lambda []float64) ([]float64, Fit, error) {
	tolerance, most := c.Tolerance, c.Iterations
	switch {
	case tolerance == 0:
		tolerance = 1e-10
	case !(tolerance > 0 && tolerance < 1):
		return nil, Fit{}, ErrBounds.With("low", tolerance, "high", 1.0)
	}
	if most == 0 {
		most = 100
	}
	t = t.of(d)
	left, off := t.left(m, f, lambda)
	done := Fit{Off: off}
	for off > tolerance {
		if done.Iterations++; done.Iterations > most {
			return nil, done, ErrDiverged.With("iterations", most, "off", off)
		}
		var h mat.Cholesky
		if !h.Factorize(t.square(m, func(i int) float64 {
			_, slope := f(t.dot(lambda, i))
			return slope
		})) {
			return nil, done, ErrDiverged.With("iterations", done.Iterations, "off", off)
		}
		step := mat.NewVecDense(t.size, left)
		if err := h.SolveVecTo(step, step); err != nil {
			return nil, done, ErrDiverged.With("iterations", done.Iterations, "off", off)
		}
		better := false
		for size := 1.0; size > 1e-6 && !better; size /= 2 {
			next := make([]float64, t.size)
			for k := range next {
				next[k] = lambda[k] + size*step.AtVec(k)
			}
			if rest, o := t.left(m, f, next); o < off {
				lambda, left, off, better = next, rest, o, true
			}
		}
		done.Off = off
		if !better {
			if off <= 1e-8 { // as near as numbers get
				break
			}
			return nil, done, ErrDiverged.With("iterations", done.Iterations, "off", off)
		}
	}
	return lambda, done, nil
}

// left gives what the totals still differ, and the largest difference relative to
// its total.
func (t *terms) left(m mass, f move, lambda []float64) (rest []float64, off float64) {
	sum := make([]float64, t.size)
	for k, w := range m.d {
		if w == 0 { // not in this replicate, and F may be infinite there
			continue
		}
		i := m.row(k)
		times, _ := f(t.dot(lambda, i))
		t.add(sum, i, w*times)
	}
	rest = make([]float64, t.size)
	for k := range sum {
		rest[k] = t.totals[k] - sum[k]
		scale := max(math.Abs(t.totals[k]), 1e-9*math.Abs(t.totals[0]), math.SmallestNonzeroFloat64)
		off = max(off, math.Abs(rest[k])/scale)
	}
	for _, l := range t.firsts {
		first := rest[0]
		for k := l.from; k < l.to; k++ {
			first -= rest[k]
		}
		off = max(off, math.Abs(first)/l.total)
	}
	if math.IsNaN(off) {
		off = math.Inf(1)
	}
	return rest, off
}
