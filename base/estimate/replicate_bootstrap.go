// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import "math/rand/v2"

// Bootstrap gives replicates in each of which n−1 of the n units of the first stage in
// a stratum were drawn again, with replacement: a unit that was drawn k times has
// k n/(n−1) times its weight. All scales are 1/(R−1), with R replicates (R survey's
// type subbootstrap). The same source of random numbers gives the same replicates.
//
// A stratum with one unit is the same in each replicate when it was drawn whole, and
// under Certainty and Remove. Finite populations count for nothing, so that variances
// are too large where much was drawn. What is kept is one byte for each unit in each
// replicate.
//
// Degrees of freedom: units less strata, in the domain, of strata with more units, and
// no more than R−1. For the whole sample that is the rank of the replicate weights
// less one, which R takes, unless what was drawn happens to have a lower one.
//
// Errors: ErrRepeats, ErrLonely, ErrCalibrated.
//
// Source: J.N.K. Rao, C.F.J. Wu and K. Yue, Some recent work on resampling methods for
// complex surveys, Survey Methodology 18 (1992) 209-217.
func (s *Survey) Bootstrap(repeats Repeats, random *rand.Rand) (*Replicates, error) {
	if repeats < 2 {
		return nil, ErrRepeats.With("repeats", int(repeats))
	}
	b := &bootstrap{survey: s, moves: make([]bool, len(s.tree.strata)), drawn: make([][]uint8, repeats)}
	units := 0
	for h, one := range s.tree.strata {
		stays, err := s.stays(one)
		if err != nil {
			return nil, err
		}
		b.moves[h] = !stays
		units += len(one.units)
	}
	for k := range b.drawn {
		b.drawn[k] = make([]uint8, units)
		from := 0
		for _, one := range s.tree.strata {
			n := len(one.units)
			for range n - 1 {
				// A byte is enough: one unit is drawn 256 times less than once in 256!
				// strata, whatever n is.
				b.drawn[k][from+random.IntN(n)]++
			}
			from += n
		}
	}
	return s.replicated(b, equal(int(repeats), 1/float64(repeats-1)))
}

// bootstrap knows how often each unit was drawn in each replicate.
type bootstrap struct {
	survey *Survey
	drawn  [][]uint8 // by replicate and unit
	moves  []bool    // by stratum
}

func (b *bootstrap) weight(replicate, i int) float64 {
	w, h := b.survey.weights[i], b.survey.first.stratum[i]
	if !b.moves[h] {
		return w
	}
	n := float64(len(b.survey.tree.strata[h].units))
	return w * (float64(b.drawn[replicate][b.survey.first.unit[i]]) * (n / (n - 1)))
}

func (b *bootstrap) degrees(in Domain) int {
	return min(b.survey.moving(in, b.moves), len(b.drawn)-1)
}
