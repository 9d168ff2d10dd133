// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import (
	"math"
	"slices"
)

// Trimming is what became of weights that were trimmed.
type Trimming struct {
	Trimmed int     // respondents whose weight was outside the bounds
	Rounds  int     // how often what was taken was spread
	Moved   float64 // by how much weights were cut together, less what they were raised
}

// Trim gives the survey with no weight outside the bounds. What is cut is spread
// evenly over those whose weights lie between them, again where that brings some
// outside, so that the weights add up to what they did before. One round is R survey's
// trimWeights; its strict = TRUE spreads over weights that lie on a bound too, and may
// not end. It makes errors smaller and may bring in a bias that they don't show. Weights
// that were calibrated don't meet their totals any more: trim first, and calibrate
// after; a survey that was calibrated is refused.
//
// Errors: ErrBounds for bounds that don't lie apart, below zero or with no room between
// them for the weights together; ErrCalibrated.
//
// Source: F.J. Potter, A study of procedures to identify and trim extreme sampling
// weights, Proceedings of the Survey Research Methods Section, ASA (1990) 225-230.
func (s *Survey) Trim(b Bounds) (*Survey, Trimming, error) {
	n := float64(s.n)
	all := sum(s.weights)
	switch {
	case len(s.fits) > 0:
		return nil, Trimming{}, ErrCalibrated
	case !(b.Low >= 0 && b.High > b.Low), math.IsInf(b.Low, 0), b.Low*n > all, b.High*n < all:
		return nil, Trimming{}, ErrBounds.With("low", b.Low, "high", b.High)
	}
	next := *s
	next.weights = s.Weights()
	var done Trimming
	for {
		cut, inside, outside := 0.0, 0, 0
		for i, w := range next.weights {
			to := min(max(w, b.Low), b.High)
			if to == w {
				inside++
				continue
			}
			outside++
			cut += w - to
			next.weights[i] = to
		}
		if done.Rounds == 0 {
			done.Trimmed, done.Moved = outside, cut
		}
		if outside == 0 || math.Abs(cut) <= 1e-12*all {
			return &next, done, nil
		}
		done.Rounds++
		next.spread(cut, inside, b)
	}
}

// spread gives what was cut to who lies between the bounds; where nobody does any more,
// to all who have room for it.
func (s *Survey) spread(cut float64, inside int, b Bounds) {
	room := func(w float64) bool { return w > b.Low && w < b.High }
	if inside == 0 || !slices.ContainsFunc(s.weights, room) {
		room = func(w float64) bool { return cut > 0 && w < b.High || cut < 0 && w > b.Low }
	}
	n := 0.0
	for _, w := range s.weights {
		if room(w) {
			n++
		}
	}
	for i, w := range s.weights {
		if room(w) {
			s.weights[i] = w + cut/n
		}
	}
}
