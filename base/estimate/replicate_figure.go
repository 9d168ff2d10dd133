// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import (
	"math"
	"slices"
)

// ReplicateFigure is an estimate, with what it is in each replicate.
type ReplicateFigure struct {
	Value   float64
	N       int // respondents that it is about
	Degrees int // of freedom, by how the replicates were made

	of   *Replicates
	in   Domain
	each []float64 // by replicate
}

// Estimate gives any figure of the people in a domain that follows from weights. The
// function is given a weight for each respondent, 0 outside the domain, first of the
// whole sample and then of each replicate; it is called on several processors at once,
// and may neither keep nor change them. It gives NaN where there is no such figure.
// Its error is right for figures that are smooth in the weights; the jackknife's isn't
// for medians and other quantiles.
//
// Errors: ErrLength, and ErrUndefined when the figure is NaN or infinite for the whole
// sample or for some replicates: none is left out.
//
// Source: K.M. Wolter, Introduction to Variance Estimation (2007) chapters 3 to 5.
func (r *Replicates) Estimate(in Domain, figure func(weights []float64) float64) (ReplicateFigure, error) {
	in, err := r.survey.fit(in)
	if err != nil {
		return ReplicateFigure{}, err
	}
	f := ReplicateFigure{of: r, in: in, each: make([]float64, r.Len()), Degrees: r.scheme.degrees(in)}
	whole := make([]float64, r.survey.n)
	for i, w := range r.survey.weights {
		if in.has(i) {
			whole[i] = w
			f.N++
		}
	}
	if f.Value = figure(whole); !finite(f.Value) {
		return ReplicateFigure{}, ErrUndefined.With("replicate", 0, "replicates", 0)
	}
	r.each(in, func(k int, w []float64) { f.each[k] = figure(w) })
	if which, many := failed(r.Len(), func(k int) bool { return !finite(f.each[k]) }); many > 0 {
		return ReplicateFigure{}, ErrUndefined.With("replicate", which, "replicates", many)
	}
	return f, nil
}

// Total gives the total of a column over the people in a domain: Σ wᵢyᵢ. Errors:
// ErrLength, ErrNaN; a domain without anybody has the total 0.
func (r *Replicates) Total(y Column, in Domain) (ReplicateFigure, error) {
	in, err := r.survey.fit(in, y)
	if err != nil {
		return ReplicateFigure{}, err
	}
	return r.Estimate(in, func(w []float64) float64 { return weighed(w, y.Values) })
}

// Mean gives the mean of a column over the people in a domain: Σ wᵢyᵢ / Σ wᵢ. Errors:
// ErrLength, ErrNaN, ErrEmpty, and ErrUndefined when nobody in the domain has weight in
// some replicates.
func (r *Replicates) Mean(y Column, in Domain) (ReplicateFigure, error) {
	return r.Ratio(y, Column{Name: "people", Values: ones(r.survey.n)}, in)
}

// Ratio gives the total of one column as a share of that of another over the people in
// a domain: Σ wᵢyᵢ / Σ wᵢxᵢ. Errors: ErrLength, ErrNaN, ErrEmpty, ErrZero when the
// second total is 0, and ErrUndefined when it is in some replicates.
func (r *Replicates) Ratio(y, x Column, in Domain) (ReplicateFigure, error) {
	in, err := r.survey.fit(in, y, x)
	if err != nil {
		return ReplicateFigure{}, err
	}
	if _, _, err := r.survey.both(y, x, in); err != nil {
		return ReplicateFigure{}, err
	}
	return r.Estimate(in, func(w []float64) float64 { return weighed(w, y.Values) / weighed(w, x.Values) })
}

// weighed gives Σ wᵢxᵢ of who has a weight: others may have no number.
func weighed(w, x []float64) (sum float64) {
	for i, one := range w {
		if one != 0 {
			sum += one * x[i]
		}
	}
	return sum
}

// Replicates gives the figure in each replicate.
func (f ReplicateFigure) Replicates() []float64 { return slices.Clone(f.each) }

// Variance gives the variance Σₖ cₖ (θₖ − θ̄)², about the mean of the replicates or, by
// AboutEstimate, about the whole sample's figure; 0 without replicates, when all was
// drawn.
func (f ReplicateFigure) Variance() float64 { return f.cross(f) }

// SE gives the standard error.
func (f ReplicateFigure) SE() float64 { return math.Sqrt(f.Variance()) }

// CV gives the coefficient of variation: the standard error as a share of the value.
func (f ReplicateFigure) CV() float64 { return f.SE() / math.Abs(f.Value) }

// Interval gives the value ± t times its standard error, with t by the degrees of
// freedom. Errors: ErrConfidence, and ErrEmpty without degrees of freedom.
func (f ReplicateFigure) Interval(level Confidence) (Interval, error) {
	return around(f.Value, f.SE(), f.Degrees, level)
}

// Covariance gives the covariance Σₖ cₖ (θₖ − θ̄)(ηₖ − η̄) with another figure of the same
// replicates; ErrApart otherwise.
func (f ReplicateFigure) Covariance(other ReplicateFigure) (float64, error) {
	if f.of != other.of {
		return math.NaN(), ErrApart
	}
	return f.cross(other), nil
}

func (f ReplicateFigure) cross(other ReplicateFigure) (sum float64) {
	a, b := f.middle(), other.middle()
	for k, c := range f.of.scales {
		sum += c * (f.each[k] - a) * (other.each[k] - b)
	}
	return sum
}

// middle gives what the spread is about.
func (f ReplicateFigure) middle() float64 {
	if f.of.whole {
		return f.Value
	}
	sum, n := 0.0, 0.0
	for k, c := range f.of.scales {
		if c > 0 {
			sum += f.each[k]
			n++
		}
	}
	return sum / n
}

// Combine gives the sum of figures of these replicates, each times a number: a
// difference between two domains has 1 and −1. The degrees of freedom are those of all
// their domains together. Errors: ErrApart, ErrLength, ErrEmpty.
func (r *Replicates) Combine(times []float64, figures []ReplicateFigure) (ReplicateFigure, error) {
	if len(figures) == 0 {
		return ReplicateFigure{}, ErrEmpty
	}
	if len(times) != len(figures) {
		return ReplicateFigure{}, ErrLength.With("column", "times", "length", len(times), "want", len(figures))
	}
	out := ReplicateFigure{of: r, in: figures[0].in, each: make([]float64, r.Len())}
	for j, f := range figures {
		if f.of != r {
			return ReplicateFigure{}, ErrApart
		}
		out.Value += times[j] * f.Value
		out.in = union(out.in, f.in)
		for k, x := range f.each {
			out.each[k] += times[j] * x
		}
	}
	for i := range r.survey.n {
		if out.in.has(i) {
			out.N++
		}
	}
	out.Degrees = r.scheme.degrees(out.in)
	return out, nil
}
