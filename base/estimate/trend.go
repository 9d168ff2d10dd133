// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// Line is a straight line through figures by time.
type Line struct {
	Level Figure // at time 0
	Slope Figure // for one more of the unit of time
	Fit   Test   // whether the figures lie on a line; the zero Test for two figures, which always do
}

// Trend draws a straight line through figures of one survey, such as the means of its
// waves, each wave a domain: by generalised least squares,
// b = (XᵀV⁻¹X)⁻¹XᵀV⁻¹m, with V the covariance of the figures m. Who answered in more
// than one wave counts as he should, through V, when persons (or what they were drawn
// in) are the units of the design. Times are in a unit of choice, from a beginning of
// choice. Level and Slope are combinations of the figures, with V as if it were known;
// a Figure's TTest on Slope tests for a trend. Fit is Wald's
// F = (m−Xb)ᵀV⁻¹(m−Xb)/(k−2) with k−2 and the degrees of freedom of all k domains
// together.
//
// Errors: ErrLength, ErrEmpty (fewer than two figures, or no degrees of freedom),
// ErrNaN for a time, ErrApart, ErrCollinear for times that are all the same, and
// ErrSingular when V can't be inverted.
//
// Source: J.E. Grizzle, C.F. Starmer and G.G. Koch, Analysis of categorical data by
// linear models, Biometrics 25 (1969) 489-504; L. Kish, Survey Sampling (1965) §12.4 on
// samples that overlap.
func Trend(times []float64, figures []Figure) (Line, error) {
	k := len(figures)
	switch {
	case len(times) != k:
		return Line{}, ErrLength.With("column", "times", "length", len(times), "want", k)
	case k < 2:
		return Line{}, ErrEmpty
	}
	if err := (Column{Name: "times", Values: times}).check(k, nil); err != nil {
		return Line{}, err
	}
	v, err := covariances(figures)
	if err != nil {
		return Line{}, err
	}
	by, err := weigh(times, v)
	if err != nil {
		return Line{}, err
	}
	var out Line
	if out.Level, err = Combine(by[0], figures); err != nil {
		return Line{}, err
	}
	if out.Slope, err = Combine(by[1], figures); err != nil {
		return Line{}, err
	}
	if out.Slope.Degrees < 1 {
		return Line{}, ErrEmpty
	}
	if k > 2 {
		off := mat.NewVecDense(k, nil)
		for i, f := range figures {
			off.SetVec(i, f.Value-out.Level.Value-times[i]*out.Slope.Value)
		}
		var part mat.VecDense
		_ = v.SolveVecTo(&part, off) // weigh looked at its condition
		free := float64(k - 2)
		out.Fit = fisher(mat.Dot(off, &part)/free, free, float64(out.Slope.Degrees))
	}
	return out, nil
}

// condition is how near a matrix may come to one without an inverse.
const condition = 1e12

// covariances gives the covariance of figures, ready to be inverted. Errors: ErrApart,
// ErrSingular.
func covariances(figures []Figure) (*mat.Cholesky, error) {
	k := len(figures)
	v := mat.NewSymDense(k, nil)
	for i, f := range figures {
		for j, other := range figures[:i+1] {
			c, err := Covariance(f, other)
			if err != nil {
				return nil, err
			}
			if i != j && math.Abs(c) > (1-1/condition)*math.Sqrt(f.Variance()*other.Variance()) || math.IsNaN(c) {
				return nil, ErrSingular.With("figures", k)
			}
			v.SetSym(i, j, c)
		}
	}
	solve := &mat.Cholesky{}
	if !solve.Factorize(v) || solve.Cond() > condition {
		return nil, ErrSingular.With("figures", k)
	}
	return solve, nil
}

// weigh gives (XᵀV⁻¹X)⁻¹XᵀV⁻¹: by what each figure counts in the level and in the
// slope. It reckons from the middle of the times, as years are far from 0. Errors:
// ErrCollinear.
func weigh(times []float64, v *mat.Cholesky) ([2][]float64, error) {
	k := len(times)
	var all, by mat.VecDense
	one := mat.NewVecDense(k, ones(k))
	_ = v.SolveVecTo(&all, one) // covariances looked at its condition
	middle := mat.Dot(&all, mat.NewVecDense(k, times)) / mat.Sum(&all)
	from, spread, size := mat.NewVecDense(k, nil), 0.0, 0.0
	for i, t := range times {
		from.SetVec(i, t-middle)
		spread, size = max(spread, math.Abs(t-middle)), max(size, math.Abs(t))
	}
	if !(spread > size/condition) {
		return [2][]float64{}, ErrCollinear.With("column", "times")
	}
	_ = v.SolveVecTo(&by, from)
	down, people := mat.Dot(&by, from), mat.Sum(&all)
	level, slope := make([]float64, k), make([]float64, k)
	for i := range k {
		slope[i] = by.AtVec(i) / down
		level[i] = all.AtVec(i)/people - middle*slope[i]
	}
	return [2][]float64{level, slope}, nil
}
