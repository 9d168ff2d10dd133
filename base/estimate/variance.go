// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import "math"

// cross gives the covariance of two figures by their scores: for each respondent
// his weight times the influence that he has on the figure, 0 outside its domain.
//
// In each stratum h of a stage with n drawn of N units, with the sums uₖ and vₖ of
// the scores of unit k, and their means ū and v̄ over all drawn units, in the
// domain or not:
//
//	Σₕ (1−n/N) n/(n−1) Σₖ (uₖ−ū)(vₖ−v̄)  +  Σₖ n/N × the same within unit k
//
// The second sum is there where the first stage's population is known.
//
// Source: W.G. Cochran, Sampling Techniques (1977) §11.9 and §5A.14 on several
// stages; C.-E. Särndal, B. Swensson and J. Wretman, Model Assisted Survey Sampling
// (1992) §5.5 and §10.3 on linearisation and domains; D.R. Bellhouse, Computing
// methods for variance estimation in complex surveys, J. Official Statistics 1 (1985)
// on the recursion, which R survey follows.
//
// Who responds is a last stage of chance, which no population makes smaller. Of its
// variance the sum above has 1−π, with π the chance that the respondent was drawn; so
// Σ π (1−θ) r² is added, where θ is the weight before the response as a share of that
// after, and r is the score without d xᵀB. (Särndal, Swensson and Wretman §9.3 and §15.6,
// with the response as a second phase.)
func (s *Survey) cross(u, v []float64, in Domain) float64 {
	if len(s.fits) > 0 {
		in = nil // the domain's residuals reach outside it
	}
	return s.crossIn(s.tree, u[:s.n], v[:s.n], in) + s.responding(u, v)
}

// responding gives what it adds that who responds is chance.
func (s *Survey) responding(u, v []float64) (sum float64) {
	for i, part := range s.silent {
		sum += part * u[s.n+i] * v[s.n+i]
	}
	return sum
}

// chances gives how likely each respondent was to be drawn: 0 where a population isn't
// known.
func (s *Survey) chances() []float64 {
	out := make([]float64, s.n)
	var walk func(*stage, float64)
	walk = func(st *stage, chance float64) {
		for _, h := range st.strata {
			for _, one := range h.units {
				if one.within != nil {
					walk(one.within, chance*one.share)
					continue
				}
				for _, i := range s.order[one.from:one.to] {
					out[i] = chance * one.share
				}
			}
		}
	}
	walk(s.tree, 1)
	return out
}

func (s *Survey) crossIn(st *stage, u, v []float64, in Domain) float64 {
	sum, unknown, known := 0.0, 0, 0
	for _, h := range st.strata {
		x, some := s.stratum(h, u, v, in)
		switch {
		case !some:
		case math.IsNaN(x):
			unknown++
		default:
			known++
			sum += x
		}
	}
	if unknown > 0 {
		sum *= float64(unknown+known) / float64(known) // NaN where none is known
	}
	for _, h := range st.strata {
		for _, one := range h.units {
			if one.within != nil && one.share > 0 {
				sum += one.share * s.crossIn(one.within, u, v, in)
			}
		}
	}
	return sum
}

// stratum gives what one stratum counts, NaN when that is the average of the others;
// false when nobody of it is in the domain.
func (s *Survey) stratum(h stratum, u, v []float64, in Domain) (float64, bool) {
	n := float64(len(h.units))
	some := 0
	sums := make([][2]float64, len(h.units))
	var mean [2]float64
	for k, one := range h.units {
		inside := false
		for _, i := range s.order[one.from:one.to] {
			sums[k][0] += u[i]
			sums[k][1] += v[i]
			inside = inside || in.has(int(i))
		}
		if inside {
			some++
		}
		mean[0] += sums[k][0] / n
		mean[1] += sums[k][1] / n
	}
	alone := some == 1 && s.domains == AlsoDomains
	switch {
	case some == 0:
		return 0, false
	case h.rest < certain:
		return 0, true
	case n == 1 && s.lonely == Average, n > 1 && alone && s.lonely == Average:
		return math.NaN(), true
	case n == 1 && s.lonely == Adjust:
		return h.rest * sums[0][0] * sums[0][1], true
	case n == 1:
		return 0, true
	case alone && s.lonely == Adjust:
		return h.rest * n / (n - 1) * spread(sums, [2]float64{}), true
	}
	return h.rest * n / (n - 1) * spread(sums, mean), true
}

// spread gives Σ (u−ū)(v−v̄).
func spread(sums [][2]float64, mean [2]float64) (all float64) {
	for _, one := range sums {
		all += (one[0] - mean[0]) * (one[1] - mean[1])
	}
	return all
}

// degrees gives the degrees of freedom of a domain: its units of the first stage
// less its strata.
func (s *Survey) degrees(in Domain) int {
	strata, units := map[int32]bool{}, 0
	last := int32(-1)
	for _, i := range s.order { // units follow each other in this order
		if in.has(int(i)) {
			strata[s.first.stratum[i]] = true
			if u := s.first.unit[i]; u != last {
				units++
				last = u
			}
		}
	}
	return units - len(strata)
}
