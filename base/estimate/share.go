// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Share is which part of the people in a domain something is so of, from 0 to 1. It
// is a type of its own since its intervals are: no other figure has them.
type Share struct{ Figure }

// Share gives the share of ones in a column of zeros and ones over the people in a
// domain: its mean. Errors: ErrLength, ErrNaN, ErrEmpty, and ErrShare for a number
// in the domain that is neither.
func (s *Survey) Share(y Column, in Domain) (Share, error) {
	f, err := s.Mean(y, in)
	if err != nil {
		return Share{}, err
	}
	if err := first(s.n, func(i int) bool { return f.in.has(i) && y.Values[i] != 0 && y.Values[i] != 1 }, func(row, rows int) error {
		return ErrShare.With("column", y.Name, "row", row, "rows", rows)
	}); err != nil {
		return Share{}, err
	}
	return Share{f}, nil
}

// ShareMethod is how an interval of a share is made. With p the share, V its
// variance, n the respondents in the domain, d the degrees of freedom and t a
// quantile of Student's distribution, the effective sample size is p(1−p)/V.
//
// Source: R survey's svyciprop, which has all but Wilson's. Its "likelihood" is that
// here to three digits, since it is read off a spline.
type ShareMethod string

// The methods.
const (
	// KornGraubard takes the exact limits (Clopper and Pearson's) on the effective
	// size times (t of n−1 over t of d)². It has an interval for each share, and rather
	// a wide than a short one. The effective size may be above n, as in R.
	//
	// Source: E.L. Korn and B.I. Graubard, Confidence intervals for proportions with
	// small expected number of positive counts estimated from survey data, Survey
	// Methodology 24 (1998) 193-201.
	KornGraubard ShareMethod = "beta"
	// Wilson takes the shares π with (p−π)² ≤ t² π(1−π) over the effective size.
	//
	// Source: E.B. Wilson, Probable inference, the law of succession, and statistical
	// inference, JASA 22 (1927) 209-212; on the effective size, N. Dean and M. Pagano,
	// Evaluating confidence interval methods for binomial proportions in clustered
	// surveys, J. Survey Statistics and Methodology 3 (2015) 484-503.
	Wilson ShareMethod = "wilson"
	// Likelihood takes the shares of which the log likelihood on the effective size,
	// times (n−1)/n, is at most t²/2 below that of p.
	//
	// Source: J.N.K. Rao and A.J. Scott, On chi-squared tests for multiway
	// contingency tables, Annals of Statistics 12 (1984) 46-60; the (n−1)/n is the
	// dispersion that R takes.
	Likelihood ShareMethod = "likelihood"
	// LogOdds takes p's log odds ± t times their error, √V/(p(1−p)). It has none for
	// 0 and 1.
	LogOdds ShareMethod = "logit"
	// Plain takes p ± t√V, as Figure.Interval; it may reach outside 0 to 1. It has
	// none for 0 and 1.
	Plain ShareMethod = "mean"
)

// IntervalBy gives an interval of the share.
//
// For a share of 0 or 1 the design says nothing of the error: the effective size is
// n then, as if drawn at random. A share between them without error (an effective
// size above 1e15) gives itself twice: it is known by calibration, or all of it was
// drawn. Units that happen not to differ give that too, and this can't tell.
//
// Errors: ErrConfidence; ErrEmpty without degrees of freedom, and of one respondent by
// KornGraubard, which replicates with degrees of their own may give; ErrMethod; ErrExtreme
// for 0 and 1 by a method that has none for them, and for a share outside these,
// which weights below zero may give.
func (p Share) IntervalBy(m ShareMethod, level Confidence) (Interval, error) {
	return m.interval(p.Value, p.Variance(), p.N, p.Degrees, level)
}

// ShareInterval gives an interval of an entry that is the mean of zeros and ones, as
// Share.IntervalBy does. Errors: as there; ErrShare can't be told here.
func (e Entry) ShareInterval(m ShareMethod, level Confidence) (Interval, error) {
	return m.interval(e.Value, e.SE*e.SE, e.N, e.Degrees, level)
}

func (m ShareMethod) interval(share, variance float64, people, degrees int, level Confidence) (Interval, error) {
	if err := level.check(); err != nil {
		return Interval{}, err
	}
	limits := m.limits()
	switch {
	case limits == nil:
		return Interval{}, ErrMethod.With("method", string(m))
	case degrees < 1, people < 2 && m == KornGraubard:
		return Interval{}, ErrEmpty
	}
	n := float64(people)
	b := binomial{share: share, size: n, n: n, degrees: degrees, level: level}
	extreme := share == 0 || share == 1
	switch {
	case !(share >= 0 && share <= 1), extreme && (m == LogOdds || m == Plain):
		return Interval{}, ErrExtreme.With("share", share, "method", string(m))
	case !extreme:
		b.size = share * (1 - share) / max(variance, 0)
	}
	if b.size > 1e15 {
		return Interval{share, share}, nil
	}
	i := limits(b)
	return Interval{min(i.Low, share), max(i.High, share)}, nil // rounding may pass it
}

// binomial is what the limits of a share follow from.
type binomial struct {
	share   float64
	size    float64 // effective
	n       float64 // respondents
	degrees int
	level   Confidence
}

func (m ShareMethod) limits() func(binomial) Interval {
	switch m {
	case KornGraubard:
		return binomial.kornGraubard
	case Wilson:
		return binomial.wilson
	case Likelihood:
		return binomial.likelihood
	case LogOdds:
		return binomial.logOdds
	case Plain:
		return binomial.plain
	}
	return nil
}

func (b binomial) t() float64 { return student(b.level, b.degrees) }

// other is the same of those that it isn't so of.
func (b binomial) other() binomial {
	b.share = 1 - b.share
	return b
}

func (b binomial) kornGraubard() Interval {
	ratio := student(b.level, int(b.n)-1) / b.t()
	size, tail := b.size*ratio*ratio, (1-float64(b.level))/2
	yes, no := size*b.share, size*(1-b.share)
	limits := Interval{0, 1}
	if yes > 0 {
		limits.Low = mathext.InvRegIncBeta(yes, no+1, tail)
	}
	if no > 0 {
		limits.High = mathext.InvRegIncBeta(yes+1, no, 1-tail)
	}
	return limits
}

// wilson solves the quadratic: the lower limit is what its constant term leaves, so
// that it isn't a difference of equal numbers.
func (b binomial) wilson() Interval {
	square := b.t() * b.t() / b.size
	sum := b.share + square/2 + math.Sqrt(square*b.share*(1-b.share)+square*square/4)
	return Interval{b.share * b.share / sum, min(sum/(1+square), 1)} // 1 and a bit, by rounding
}

func (b binomial) likelihood() Interval {
	drop := b.t() * b.t() / 2 / (b.size * (b.n - 1) / b.n)
	return Interval{b.below(drop), 1 - b.other().below(drop)}
}

// below halves the way between 0 and the share to where the log likelihood of one
// respondent is lower by drop.
func (b binomial) below(drop float64) float64 {
	if b.share == 0 {
		return 0
	}
	low, high := 0.0, b.share
	for range 200 {
		q := (low + high) / 2
		d := q - b.share
		fall := -b.share * math.Log1p(d/b.share)
		if b.share < 1 {
			fall -= (1 - b.share) * math.Log1p(-d/(1-b.share))
		}
		if fall > drop {
			low = q
		} else {
			high = q
		}
	}
	return high
}

func (b binomial) logOdds() Interval {
	odds := b.share / (1 - b.share)
	times := math.Exp(b.t() / math.Sqrt(b.size*b.share*(1-b.share)))
	return Interval{odds / (odds + times), 1 / (1 + 1/(odds*times))} // times may be infinite
}

func (b binomial) plain() Interval {
	half := b.t() * math.Sqrt(b.share*(1-b.share)/b.size)
	return Interval{b.share - half, b.share + half}
}
