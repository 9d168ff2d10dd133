// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import (
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// Replicates are weights that a sample would have had if some of its units had been
// drawn more often or not at all. How far a figure moves from one replicate to
// another is its error, for any figure that follows from weights:
//
//	Σₖ cₖ (θₖ − θ̄)²
//
// with the scale cₖ of each replicate (R survey's scale × rscales). Jackknife,
// Balanced and Bootstrap make them of a Survey's first stage, Outside takes those
// that came with the data. Later stages add what they add to the spread of units of
// the first; a finite population is counted in the first stage alone, and by the
// jackknife alone. LonelyDomains counts for nothing here.
//
// The weights of a replicate are made anew whenever they are asked for, so that
// only what was drawn is kept and not a number for each respondent in each.
// Replicates don't change, and figures of them are the same to the last digit on any
// number of processors.
//
// Source: K.M. Wolter, Introduction to Variance Estimation (2007).
type Replicates struct {
	survey *Survey   // the whole sample, calibrated as the replicates are
	scheme scheme    // the weights before calibration
	scales []float64 // by replicate
	links  []link    // the calibrations, in the order in which they were made
	whole  bool      // spread about the whole sample's figure
}

// scheme is how replicates were made.
type scheme interface {
	weight(replicate, respondent int) float64
	degrees(in Domain) int
}

// Repeats is how many replicates are made.
type Repeats int

// AboutEstimate gives the same replicates, with errors by how far figures lie from
// the whole sample's, instead of from the mean of the replicates that have a scale
// above zero (R survey's mse = TRUE instead of FALSE). With equal scales errors are
// never smaller for it.
func (r *Replicates) AboutEstimate() *Replicates {
	next := *r
	next.whole = true
	return &next
}

// Len gives the number of replicates.
func (r *Replicates) Len() int { return len(r.scales) }

// Scales gives by what the squared distance of each replicate is multiplied.
func (r *Replicates) Scales() []float64 { return slices.Clone(r.scales) }

// Survey gives the whole sample, calibrated as the replicates are.
func (r *Replicates) Survey() *Survey { return r.survey }

// Weights gives the weight of each respondent in one replicate, from 0 to below Len.
// It panics on another one.
func (r *Replicates) Weights(replicate int) []float64 {
	w := make([]float64, r.survey.n)
	r.fill(w, replicate, nil)
	return w
}

// fill gives the weights of one replicate, 0 outside a domain.
func (r *Replicates) fill(to []float64, replicate int, in Domain) {
	for i := range to {
		to[i] = 0
		if in.has(i) {
			to[i] = r.scheme.weight(replicate, i)
		}
	}
	for _, l := range r.links {
		times := l.times(replicate)
		for i, w := range to {
			if w != 0 { // elsewhere the curve may be infinite
				to[i] = w * times(i)
			}
		}
	}
}

// each does something with the weights of each replicate, on all processors. What
// is done is in the hands of one of them for each replicate, so that it doesn't
// matter how many there are.
func (r *Replicates) each(in Domain, do func(replicate int, weights []float64)) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), r.Len()) {
		workers.Go(func() {
			w := make([]float64, r.survey.n)
			for {
				k := int(next.Add(1)) - 1
				if k >= r.Len() {
					return
				}
				r.fill(w, k, in)
				do(k, w)
			}
		})
	}
	workers.Wait()
}

// failed finds in which replicates something failed: the first from 1, and how many.
func failed(replicates int, in func(int) bool) (which, many int) {
	for k := range replicates {
		if !in(k) {
			continue
		}
		if many++; many == 1 {
			which = k + 1
		}
	}
	return which, many
}

// replicated gives replicates of the survey; ErrCalibrated when the survey has
// weights that replicates made now wouldn't be fitted to.
func (s *Survey) replicated(by scheme, scales []float64) (*Replicates, error) {
	if len(s.fits) > 0 {
		return nil, ErrCalibrated
	}
	return &Replicates{survey: s, scheme: by, scales: scales}, nil
}

// stays says whether a stratum is the same in each replicate, for want of a second
// unit; ErrLonely where Lonely is Adjust or Average, which say nothing of replicates
// but the jackknife's.
func (s *Survey) stays(h stratum) (bool, error) {
	switch {
	case len(h.units) > 1:
		return false, nil
	case h.rest < certain, s.lonely == Certainty, s.lonely == Remove:
		return true, nil
	}
	return false, ErrLonely.With("stage", 1, "stratum", h.name)
}

// moving gives the degrees of freedom of a domain, by the strata that differ between
// replicates.
func (s *Survey) moving(in Domain, moves []bool) int {
	if !slices.Contains(moves, false) {
		return s.degrees(in)
	}
	some := make(Domain, s.n)
	for i := range some {
		some[i] = in.has(i) && moves[s.first.stratum[i]]
	}
	return s.degrees(some)
}

// equal gives the same number for each replicate.
func equal(replicates int, x float64) []float64 {
	return slices.Repeat([]float64{x}, replicates)
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
