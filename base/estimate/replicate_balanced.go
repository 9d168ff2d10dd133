// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

// Fay is how much of its weight a unit keeps in the half of the replicates that go
// by the other unit of its stratum: ρ, from 0 to below 1. With 0 it is left out there.
type Fay float64

// Balanced gives balanced repeated replicates of strata with two units of the first
// stage: in each replicate one unit of each stratum has 2−ρ times its weight and the
// other ρ times, by a Hadamard matrix, and all scales are 1/(R(1−ρ)²). Their number
// R is the smallest above the number of pairs for which a matrix is made: 2 for one
// pair, and for more a multiple of 4, up to 132 the next but for 92 and 116. (R survey
// has types BRR and Fay, with a matrix of its own choice: for totals and what is linear
// in them the variance is the same with any.)
//
// A stratum with one unit is the same in each replicate when it was drawn whole, and
// under Certainty and Remove. Finite populations count for nothing, so that variances
// are too large where much was drawn.
//
// Degrees of freedom: units less strata, of pairs, in the domain. For the whole sample
// that is the rank of the replicate weights less one, which R takes; in a domain R's
// counts a stratum of which one unit is in it as well.
//
// Errors: ErrFay, ErrPairs, ErrLonely, ErrCalibrated.
//
// Source: P.J. McCarthy, Pseudo-replication: half samples, Review of the ISI 37 (1969)
// 239-264; D.R. Judkins, Fay's method for variance estimation, J. Official Statistics 6
// (1990) 223-239.
func (s *Survey) Balanced(rho Fay) (*Replicates, error) {
	if !(rho >= 0 && rho < 1) {
		return nil, ErrFay.With("rho", float64(rho))
	}
	b := &balanced{
		survey: s, rho: float64(rho), rows: make([]int, len(s.tree.strata)),
		second: make([]bool, s.n), moves: make([]bool, len(s.tree.strata)),
	}
	pairs := 0
	for h, one := range s.tree.strata {
		stays, err := s.stays(one)
		if err != nil {
			return nil, err
		}
		if stays {
			continue
		}
		if len(one.units) != 2 {
			return nil, ErrPairs.With("stratum", one.name, "units", len(one.units))
		}
		pairs++
		b.rows[h], b.moves[h] = pairs, true
		for _, i := range s.order[one.units[1].from:one.units[1].to] {
			b.second[i] = true
		}
	}
	if pairs == 0 {
		return s.replicated(b, nil)
	}
	b.signs = hadamard(pairs + 1)
	replicates := len(b.signs)
	return s.replicated(b, equal(replicates, 1/(float64(replicates)*(1-b.rho)*(1-b.rho))))
}

// balanced knows the matrix and which row each stratum goes by: the first row, of
// ones alone, for none. By an entry of 1 the second unit has the larger weight.
type balanced struct {
	survey *Survey
	rho    float64
	signs  [][]int8
	rows   []int  // by stratum
	second []bool // by respondent: in the second unit of his stratum
	moves  []bool // by stratum
}

func (b *balanced) weight(replicate, i int) float64 {
	w, row := b.survey.weights[i], b.rows[b.survey.first.stratum[i]]
	switch {
	case row == 0:
		return w
	case (b.signs[row][replicate] > 0) == b.second[i]:
		return w * (2 - b.rho)
	}
	return w * b.rho
}

func (b *balanced) degrees(in Domain) int { return b.survey.moving(in, b.moves) }
