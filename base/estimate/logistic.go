// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import "math"

// Logistic gives the logistic regression of a column on others in a domain: b that
// makes Σ wᵢ(yᵢ ln μᵢ + (1−yᵢ) ln(1−μᵢ)) largest, with ln(μᵢ/(1−μᵢ)) = xᵢᵀb. The
// answers are 0 or 1, or shares between. A slope is the logarithm of a ratio of odds
// for one more of its column. The scores are A⁻¹xᵢwᵢ(yᵢ−μᵢ) with A = Σ w μ(1−μ) x xᵀ,
// so that the covariance is by the design (R survey's svyglm(family=quasibinomial)).
//
// Errors: those of Linear, ErrBinary, ErrSeparated when the columns tell some answers
// for sure, and ErrUnsettled.
//
// Source: Binder (1983); A. Albert and J.A. Anderson, On the existence of maximum
// likelihood estimates in logistic regression models, Biometrika 71 (1984) 1-10, on
// separation.
func (s *Survey) Logistic(y Column, x []Column, in Domain) (Model, error) {
	g, err := s.regression(y, x, in)
	if err != nil {
		return Model{}, err
	}
	if err := first(s.n, func(i int) bool { return in.has(i) && !(y.Values[i] >= 0 && y.Values[i] <= 1) }, func(row, rows int) error {
		return ErrBinary.With("column", y.Name, "row", row, "rows", rows)
	}); err != nil {
		return Model{}, err
	}
	if _, _, lost := g.least(g.w, g.y); lost >= 0 {
		return Model{}, ErrCollinear.With("column", g.names[lost])
	}
	b, steps, err := g.climb()
	if err != nil {
		return Model{}, err
	}
	o := g.odds(b)
	_, r, lost := g.least(o.w, o.left)
	if lost >= 0 {
		return Model{}, o.refuse(steps)
	}
	m := g.model(b, r, o.left)
	m.Iterations = steps
	return m, nil
}

// Newton's method doubles the digits with each step once it is near. Where answers
// are told for sure each step moves their log odds by about 1, and so without end.
const (
	settled  = 1e-9 // by how much log odds move with the last step, at most
	patience = 30   // steps
	sure     = 15   // log odds of answers that are told: 3 in 10 million
)

// climb finds the coefficients, by whole steps or halves of them where a whole one
// fits worse.
func (g *regression) climb() ([]float64, int, error) {
	up, all := 0.0, 0.0
	for k, w := range g.w {
		up += w * g.y[k]
		all += w
	}
	b := make([]float64, len(g.names))
	if b[0] = math.Log(up / (all - up)); up <= 0 || up >= all {
		return nil, 0, ErrSeparated.With("rows", len(g.rows))
	}
	o := g.odds(b)
	for step := 1; step <= patience; step++ {
		working := make([]float64, len(g.y))
		for k := range working {
			working[k] = o.left[k] / o.spread[k]
		}
		move, _, lost := g.least(o.w, working)
		if lost >= 0 {
			return nil, step, o.refuse(step)
		}
		next, better := g.toward(b, move, o)
		far := 0.0
		for k := range next.at {
			far = max(far, math.Abs(g.line(move, k)))
		}
		b, o = better, next
		if far <= settled {
			return b, step, nil
		}
	}
	return nil, patience, o.refuse(patience)
}

// toward takes a step, or a half of it, and so on, that doesn't fit worse.
func (g *regression) toward(b, move []float64, before odds) (odds, []float64) {
	for size := 1.0; ; size /= 2 {
		next := make([]float64, len(b))
		for j := range b {
			next[j] = b[j] + size*move[j]
		}
		if o := g.odds(next); o.deviance <= before.deviance*(1+1e-9) || size < 1e-3 {
			return o, next
		}
	}
}

// odds is what coefficients say of each row.
type odds struct {
	at       []float64 // xᵀb
	left     []float64 // y − μ
	spread   []float64 // μ(1−μ)
	w        []float64 // w μ(1−μ)
	deviance float64
}

// odds reckons with μ and 1−μ apart: as 1 less the other it has no digits left where
// it is small.
func (g *regression) odds(b []float64) odds {
	n := len(g.y)
	o := odds{at: make([]float64, n), left: make([]float64, n), spread: make([]float64, n), w: make([]float64, n)}
	for k, y := range g.y {
		at := g.line(b, k)
		small := math.Exp(-math.Abs(at))
		yes, no := 1/(1+small), small/(1+small)
		if at < 0 {
			yes, no = no, yes
		}
		o.at[k], o.left[k] = at, y*no-(1-y)*yes
		o.spread[k] = max(yes*no, math.SmallestNonzeroFloat64)
		o.w[k] = g.w[k] * o.spread[k]
		o.deviance += 2 * g.w[k] * (y*math.Max(-at, 0) + (1-y)*math.Max(at, 0) + math.Log1p(small))
	}
	return o
}

// refuse says why no coefficients were found.
func (o odds) refuse(steps int) error {
	told := 0
	for _, at := range o.at {
		if math.Abs(at) > sure {
			told++
		}
	}
	if told == 0 {
		return ErrUnsettled.With("iterations", steps)
	}
	return ErrSeparated.With("rows", told)
}
