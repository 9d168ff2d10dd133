// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import "math"

// ReplicateFit is how well the weights of the whole sample and of all replicates fit
// the totals.
type ReplicateFit struct {
	Whole      Fit
	Iterations int     // in the replicate that took the most
	Off        float64 // the largest difference from a total in any replicate, relative to it
	Low, High  float64 // by what weights above zero were multiplied in any replicate, at least and at most
}

// Calibrate fits the weights of each replicate to the totals in the same way as those
// of the whole sample, each from the whole sample's solution on. Figures then count
// what calibration does to their error without linearisation. Degrees of freedom are
// those before: R survey takes the rank anew after linear calibration, and not after
// others.
//
// With Respondents, the jackknife counts a finite population for who responds as well,
// where there is none: errors are then a little too small. The bootstrap counts none.
//
// What is kept is a number for each total in each replicate. Errors: those of
// Survey.Calibrate, and ErrReplicate when for some replicates no weights were found
// that fit: where one has nobody of some level, or lies too far off for the bounds.
//
// Source: W. Yung and J.N.K. Rao, Jackknife linearization variance estimators under
// stratified multi-stage sampling, Survey Methodology 22 (1996) 23-31, on weights that
// are fitted again in each replicate.
func (r *Replicates) Calibrate(c Calibration) (*Replicates, ReplicateFit, error) {
	var report ReplicateFit
	whole, fit, err := r.survey.Calibrate(c)
	report.Whole = fit
	if err != nil {
		return nil, report, err
	}
	l := link{lambda: make([][]float64, r.Len())}
	if l.columns, err = r.survey.terms(c); err != nil {
		return nil, report, err
	}
	if l.move, err = c.move(); err != nil {
		return nil, report, err
	}
	none := make([]float64, l.columns.size)
	start, _, err := l.columns.solve(r.survey.weights, l.columns.mass(r.survey.weights), l.move, c, none)
	if err != nil {
		return nil, report, err
	}
	fits, errs := make([]Fit, r.Len()), make([]error, r.Len())
	r.each(nil, func(k int, w []float64) {
		m := l.columns.mass(w)
		l.lambda[k], fits[k], errs[k] = l.columns.solve(w, m, l.move, c, start)
		if errs[k] != nil { // where no weight moves at the start, none can be found from there
			l.lambda[k], fits[k], errs[k] = l.columns.solve(w, m, l.move, c, none)
		}
		if errs[k] == nil {
			fits[k].Low, fits[k].High = l.reach(k, m)
		}
	})
	if which, many := failed(r.Len(), func(k int) bool { return errs[k] != nil }); many > 0 {
		return nil, report, ErrReplicate.With("replicate", which, "replicates", many)
	}
	report.worst(fits)
	next := *r
	next.survey, next.links = whole, append(append([]link{}, r.links...), l)
	return &next, report, nil
}

// worst takes the worst of the fits of replicates.
func (r *ReplicateFit) worst(fits []Fit) {
	for k, one := range fits {
		if k == 0 {
			r.Low, r.High = one.Low, one.High
		}
		r.Iterations = max(r.Iterations, one.Iterations)
		r.Off = max(r.Off, one.Off)
		r.Low, r.High = min(r.Low, one.Low), max(r.High, one.High)
	}
}

// link is a calibration of replicates: the weights of each are multiplied by F(xᵀλ)
// with a λ of its own.
type link struct {
	columns *terms
	move    move
	lambda  [][]float64 // by replicate
}

// fit multiplies the weights of a replicate; of a group alike.
func (l link) fit(weights []float64, replicate int) {
	t := l.columns
	if t.groups == nil {
		for i, w := range weights {
			if w != 0 { // elsewhere the curve may be infinite
				weights[i] = w * l.times(replicate, i)
			}
		}
		t.drop(weights)
		return
	}
	each := make([]float64, len(t.heads))
	for k, i := range t.heads {
		if x := l.times(replicate, int(i)); finite(x) { // as it is where somebody has a weight
			each[k] = x
		}
	}
	for i, k := range t.groups {
		weights[i] *= each[k]
	}
	t.drop(weights)
}

func (l link) times(replicate, i int) float64 {
	x, _ := l.move(l.columns.dot(l.lambda[replicate], i))
	return x
}

// reach gives by what weights are multiplied in a replicate, at least and at most.
func (l link) reach(replicate int, m mass) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for k, w := range m.d {
		if w != 0 {
			x := l.times(replicate, m.row(k))
			low, high = min(low, x), max(high, x)
		}
	}
	return low, high
}
