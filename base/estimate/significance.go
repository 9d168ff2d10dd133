// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Significance is a t test of a figure against a value.
type Significance struct {
	T       float64 // by how many standard errors the figure is above the value
	Degrees int     // of freedom
	P       float64 // two-sided: how probable a T as far from 0 is, if the value holds
}

// Against tests whether a figure is a value, for instance whether a contrast is 0:
// t = (figure − value) / standard error, and p = 2 P(T ≤ −|t|) with T of Student's
// distribution by the figure's degrees of freedom.
//
// Errors: ErrEmpty without degrees of freedom, and ErrZero for a figure without
// error, which one that is known by calibration is. That is a standard error below
// 1e-11 of the figure or the value, since rounding leaves something.
//
// Source: E.L. Korn and B.I. Graubard, Analysis of Health Surveys (1999) §2.4 and
// §5.2; in R, 2*pt(-abs(t), df).
func (f Figure) Against(value float64) (Significance, error) {
	if f.Degrees < 1 {
		return Significance{}, ErrEmpty
	}
	se := f.SE()
	if !(se > 1e-11*max(math.Abs(f.Value), math.Abs(value))) {
		return Significance{}, ErrZero
	}
	t := (f.Value - value) / se
	p := 2 * distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(f.Degrees)}.CDF(-math.Abs(t))
	return Significance{T: t, Degrees: f.Degrees, P: min(p, 1)}, nil
}
