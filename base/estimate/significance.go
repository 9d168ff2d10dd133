// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Law is how a statistic is distributed when there is nothing to find.
type Law string

// The laws.
const (
	StudentsT  Law = "t"
	FisherF    Law = "F"
	ChiSquared Law = "chi-squared"
)

// Test is how far data lie from what they would be if there were nothing to find.
type Test struct {
	Law       Law
	Statistic float64
	Degrees   float64 // of freedom, of the numerator for F; no whole number after Satterthwaite
	Within    float64 // degrees of freedom of the denominator, for F; 0 otherwise
	P         float64 // the chance of a statistic as far away or further, to both sides for t
}

// TTest tests whether the figure is another value: t = (f − null) / SE, with the
// degrees of freedom of the figure. Errors: ErrEmpty without degrees of freedom, and
// ErrZero for a figure without error, which one that is known by calibration is: that is
// a standard error below 1e-11 of the figure or the value, since rounding leaves
// something.
//
// Source: E.L. Korn and B.I. Graubard, Analysis of Health Surveys (1999), ch. 3.
func (f Figure) TTest(null float64) (Test, error) {
	if f.Degrees < 1 {
		return Test{}, ErrEmpty
	}
	se := f.SE()
	if !(se > 1e-11*max(math.Abs(f.Value), math.Abs(null))) {
		return Test{}, ErrZero
	}
	t, nu := (f.Value-null)/se, float64(f.Degrees)
	p := mathext.RegIncBeta(nu/2, 0.5, nu/(nu+t*t))
	return Test{Law: StudentsT, Statistic: t, Degrees: nu, P: p}, nil
}

// fisher gives the test of an F statistic: the chance by the beta function itself, as
// 1 less the other chance has no digits left where it is small.
func fisher(statistic, degrees, within float64) Test {
	p := 1.0
	if statistic > 0 {
		p = mathext.RegIncBeta(within/2, degrees/2, within/(within+degrees*statistic))
	}
	return Test{FisherF, statistic, degrees, within, p}
}

// squared gives the test of a chi-squared statistic.
func squared(statistic, degrees float64) Test {
	return Test{Law: ChiSquared, Statistic: statistic, Degrees: degrees, P: mathext.GammaIncRegComp(degrees/2, math.Max(statistic, 0)/2)}
}
