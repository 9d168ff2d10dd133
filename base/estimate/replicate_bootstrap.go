// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import (
	"math"
	"math/rand/v2"
)

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
	b := &bootstrap{survey: s, moves: make([]bool, len(s.tree.strata)), drawn: make([][]uint8, repeats), each: make([]float64, s.n)}
	units := 0
	for h, one := range s.tree.strata {
		stays, err := s.stays(one)
		if err != nil {
			return nil, err
		}
		b.moves[h] = !stays
		units += len(one.units)
	}
	for i, w := range s.weights {
		if n := float64(len(s.tree.strata[s.first.stratum[i]].units)); n > 1 {
			w *= n / (n - 1)
		}
		b.each[i] = w
	}
	for k := range b.drawn {
		b.drawn[k] = make([]uint8, units)
		from := 0
		for _, one := range s.tree.strata {
			n := len(one.units)
			if n == 1 {
				b.drawn[k][from] = 1
			}
			drawAgain(b.drawn[k][from:from+n], random)
			from += n
		}
	}
	return s.replicated(b, equal(int(repeats), 1/float64(repeats-1)))
}

// drawAgain draws one fewer than the units that there are, with replacement, and counts
// how often each was. A byte is enough: one unit is drawn 256 times less than once in
// 256! strata, whatever their number is.
//
// Two are drawn by one random number, each half times n of which the top says which;
// what would make some units likelier is drawn anew. Source: D. Lemire, Fast random
// integer generation in an interval, ACM Trans. Model. Comput. Simul. 29 (2019).
func drawAgain(times []uint8, random *rand.Rand) {
	n := uint64(len(times))
	least := (1 << 32) % n
	for left := n - 1; left > 0; {
		bits := random.Uint64()
		for range 2 {
			at := (bits & math.MaxUint32) * n
			bits >>= 32
			if left > 0 && at&math.MaxUint32 >= least {
				times[at>>32]++
				left--
			}
		}
	}
}

// bootstrap knows how often each unit was drawn in each replicate.
type bootstrap struct {
	survey *Survey
	drawn  [][]uint8 // by replicate and unit: how often; once where a stratum doesn't move
	each   []float64 // by respondent: his weight, each time that his unit is drawn
	moves  []bool    // by stratum
}

func (b *bootstrap) fill(to []float64, replicate int) {
	drawn, units := b.drawn[replicate], b.survey.first.unit
	for i, w := range b.each {
		to[i] = w * float64(drawn[units[i]])
	}
}

func (b *bootstrap) degrees(in Domain) int {
	return min(b.survey.moving(in, b.moves), len(b.drawn)-1)
}
