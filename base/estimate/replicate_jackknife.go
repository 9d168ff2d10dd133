// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import "gonum.org/v1/gonum/floats"

// Jackknife gives a replicate for each unit of the first stage, without it, and with
// n/(n−1) times the weights of the n−1 others of its stratum. Its scale is
// (n−1)/n × (1−n/N), where N is the stratum's population, if that is known. In one
// stratum it is R survey's type JK1, in more it is JKn. For a total its variance is
// the linearised one of the first stage.
//
// A stratum that was drawn whole has no replicates. A lonely unit has none under
// Certainty and Remove. Under Average the scales are multiplied by the strata as a
// share of those that aren't lonely, as the linearised variance of the whole sample
// is; that of a domain goes by the strata in it, and R's jackknife takes units for
// strata. Under Adjust there is a replicate without the lonely unit, with H/(H−1) times
// the weights in the H−1 other strata and the scale (H−1)/H, as in R.
//
// Degrees of freedom: units less strata, of those that have replicates, in the
// domain. For the whole sample, and without Adjust, that is the rank of the replicate
// weights less one, which R takes. In a domain with some units of a stratum and not
// all, that rank is larger; the fewer are taken here, as the linearised figures have
// them.
//
// Errors: ErrCalibrated, and ErrLonely where Average or Adjust has no stratum to go
// by.
//
// Source: K.M. Wolter, Introduction to Variance Estimation (2007) chapter 4.
func (s *Survey) Jackknife() (*Replicates, error) {
	j := &jackknife{survey: s, moves: make([]bool, len(s.tree.strata))}
	var scales []float64
	known, unit := 0, int32(0)
	for h, one := range s.tree.strata {
		n := float64(len(one.units))
		switch {
		case one.rest < certain:
			known++
		case n > 1:
			known++
			j.moves[h] = true
			for range one.units {
				j.without = append(j.without, left{int32(h), unit}) //nolint:gosec // fewer than respondents
				scales = append(scales, (n-1)/n*one.rest)
				unit++
			}
			continue
		case s.lonely == Adjust:
			if len(s.tree.strata) == 1 {
				return nil, ErrLonely.With("stage", 1, "stratum", one.name)
			}
			strata := float64(len(s.tree.strata))
			j.without = append(j.without, left{int32(h), nobody}) //nolint:gosec // as above
			scales = append(scales, (strata-1)/strata)
		case s.lonely != Average:
			known++
		}
		unit += int32(len(one.units)) //nolint:gosec // as above
	}
	if known == 0 && s.lonely == Average {
		return nil, ErrLonely.With("stage", 1, "stratum", s.tree.strata[0].name)
	}
	if s.lonely == Average {
		floats.Scale(float64(len(s.tree.strata))/float64(known), scales)
	}
	return s.replicated(j, scales)
}

// jackknife knows which unit each replicate is without.
type jackknife struct {
	survey  *Survey
	without []left
	moves   []bool // by stratum
}

// left is a unit that is left out; nobody where the stratum is.
type left struct{ stratum, unit int32 }

const nobody = -1

func (j *jackknife) weight(replicate, i int) float64 {
	out, w, at := j.without[replicate], j.survey.weights[i], j.survey.first
	switch {
	case out.unit == nobody && at.stratum[i] == out.stratum, at.unit[i] == out.unit:
		return 0
	case out.unit == nobody:
		strata := float64(len(j.survey.tree.strata))
		return w * (strata / (strata - 1))
	case at.stratum[i] != out.stratum:
		return w
	}
	n := float64(len(j.survey.tree.strata[out.stratum].units))
	return w * (n / (n - 1))
}

func (j *jackknife) degrees(in Domain) int { return j.survey.moving(in, j.moves) }
