// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Figure is an estimate, with what its error follows from.
type Figure struct {
	Value   float64
	N       int // respondents that it is about
	Degrees int // of freedom: units of the first stage in the domain, less strata

	survey *Survey
	in     Domain
	scores []float64 // by respondent; 0 outside the domain, until calibration. Then, for each time that some didn't respond, their part in it
	simple simple
}

// simple is what the variance would be of if the same respondents had been drawn
// at random.
type simple struct {
	spread float64 // of the answers, as of a sample: n/(n−1) times their weighted mean square
	people float64 // the weights together
	factor float64 // 1 for a mean, people² for a total
}

// Variance gives the variance by the design.
func (f Figure) Variance() float64 { return f.survey.cross(f.scores, f.scores, f.in) }

// SE gives the standard error.
func (f Figure) SE() float64 { return math.Sqrt(max(f.Variance(), 0)) }

// CV gives the coefficient of variation: the standard error as a share of the value.
func (f Figure) CV() float64 { return f.SE() / math.Abs(f.Value) }

// Confidence is how sure an interval is, between 0 and 1.
type Confidence float64

func (c Confidence) check() error {
	if !(c > 0 && c < 1) {
		return ErrConfidence.With("level", float64(c))
	}
	return nil
}

// Interval is from one value to another.
type Interval struct{ Low, High float64 }

// Interval gives the value ± t times its standard error, with t by the degrees of
// freedom. Errors: ErrConfidence, and ErrEmpty without degrees of freedom.
func (f Figure) Interval(level Confidence) (Interval, error) {
	return around(f.Value, f.SE(), f.Degrees, level)
}

// around gives the interval by Student's t.
func around(value, se float64, degrees int, level Confidence) (Interval, error) {
	if err := level.check(); err != nil {
		return Interval{}, err
	}
	if degrees < 1 {
		return Interval{}, ErrEmpty
	}
	half := student(level, degrees) * se
	return Interval{value - half, value + half}, nil
}

// student gives by how many standard errors an interval reaches to each side.
func student(level Confidence, degrees int) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(degrees)}.Quantile((1 + float64(level)) / 2)
}

// Drawn is how a sample is drawn to which a design is compared.
type Drawn string

// How it is drawn.
const (
	WithoutReplacement Drawn = "without" // of as many people as the weights add up to
	WithReplacement    Drawn = "with"
)

// Effect gives the design effect: the variance as a share of what it would be if as
// many respondents had been drawn at random. NaN where that has no meaning: for what
// isn't a total, a mean or a share, for one respondent, and without replacement when
// the weights add up to fewer people than answered.
//
// Source: L. Kish, Survey Sampling (1965) §8.2; the spread as R survey's svyvar has it.
func (f Figure) Effect(d Drawn) float64 {
	n := float64(f.N)
	v := f.simple.factor * f.simple.spread / n
	if d == WithoutReplacement {
		if f.simple.people < n {
			return math.NaN()
		}
		v *= 1 - n/f.simple.people
	}
	if f.N < 2 || v == 0 {
		return math.NaN()
	}
	return f.Variance() / v
}

// EffectiveN gives how many respondents, drawn at random with replacement, would
// give the same error.
func (f Figure) EffectiveN() float64 { return float64(f.N) / f.Effect(WithReplacement) }

// Covariance gives the covariance of two figures of one survey; ErrApart otherwise.
func Covariance(a, b Figure) (float64, error) {
	if a.survey != b.survey {
		return math.NaN(), ErrApart
	}
	return a.survey.cross(a.scores, b.scores, union(a.in, b.in)), nil
}

// union gives who is in one of two domains.
func union(a, b Domain) Domain {
	if a == nil || b == nil {
		return nil
	}
	in := make(Domain, len(a))
	for i := range a {
		in[i] = a[i] || b[i]
	}
	return in
}

// Combine gives the sum of figures of one survey, each times a number, with their
// covariance: a difference between two domains has 1 and −1. The degrees of freedom
// are those of all their domains together. Errors: ErrApart, ErrLength, ErrEmpty.
func Combine(times []float64, figures []Figure) (Figure, error) {
	if len(figures) == 0 {
		return Figure{}, ErrEmpty
	}
	if len(times) != len(figures) {
		return Figure{}, ErrLength.With("column", "times", "length", len(times), "want", len(figures))
	}
	s := figures[0].survey
	out := Figure{survey: s, scores: make([]float64, len(figures[0].scores)), in: figures[0].in}
	for k, f := range figures {
		if f.survey != s {
			return Figure{}, ErrApart
		}
		out.Value += times[k] * f.Value
		out.in = union(out.in, f.in)
		for i, x := range f.scores {
			out.scores[i] += times[k] * x
		}
	}
	for i := range s.n {
		if out.in.has(i) {
			out.N++
		}
	}
	out.Degrees = s.degrees(out.in)
	out.simple.spread = math.NaN()
	return out, nil
}
