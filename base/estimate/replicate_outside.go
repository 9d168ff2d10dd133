// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import (
	"math"
	"strconv"

	"gonum.org/v1/gonum/floats"
)

// Outside are replicate weights that came with the data.
type Outside struct {
	Weights [][]float64 // by replicate, one for each respondent: all of his weight there, not by what it is multiplied
	Scale   float64     // of all replicates, above zero
	Scales  []float64   // of each replicate, zero or above; none: 1
	Degrees int         // of freedom, of any domain; 0: by the rank of the weights
}

// Outside takes replicate weights for the survey, with the variance
// Σₖ Scale × Scalesₖ (θₖ − θ̄)² (R survey's svrepdesign with combined.weights = TRUE).
// The design of the survey gives the weights of the whole sample and nothing else: one
// stage without strata and units will do. The replicate weights are kept and not
// copied; they aren't to be changed after.
//
// Degrees of freedom: those that are said, or the rank of the weights in the domain
// less one, as R takes them, by rows of which less than 10⁻⁵ is left after all before
// them are taken off.
//
// Errors: ErrRepeats, ErrLength, ErrNaN, ErrScale, ErrCalibrated.
//
// Source: T. Lumley, Complex Surveys (2010) §2.3.
func (s *Survey) Outside(o Outside) (*Replicates, error) {
	if len(o.Weights) < 2 {
		return nil, ErrRepeats.With("repeats", len(o.Weights))
	}
	for k, w := range o.Weights {
		if err := (Column{Name: "replicate " + strconv.Itoa(k+1), Values: w}).check(s.n, nil); err != nil {
			return nil, err
		}
	}
	if !(o.Scale > 0) || math.IsInf(o.Scale, 0) {
		return nil, ErrScale.With("replicate", 0)
	}
	scales := equal(len(o.Weights), o.Scale)
	if o.Scales != nil && len(o.Scales) != len(scales) {
		return nil, ErrLength.With("column", "scales", "length", len(o.Scales), "want", len(scales))
	}
	for k, x := range o.Scales {
		if !(x >= 0) || math.IsInf(x, 0) {
			return nil, ErrScale.With("replicate", k+1)
		}
		scales[k] *= x
	}
	return s.replicated(&outside{weights: o.Weights, freedom: o.Degrees}, scales)
}

type outside struct {
	weights [][]float64
	freedom int
}

func (o *outside) weight(replicate, i int) float64 { return o.weights[replicate][i] }

func (o *outside) degrees(in Domain) int {
	if o.freedom > 0 {
		return o.freedom
	}
	return max(o.rank(in)-1, 0)
}

// rank gives how many rows of a domain don't follow from those before. It stops where
// there are as many as replicates, so that many respondents cost no more than that.
func (o *outside) rank(in Domain) int {
	var basis [][]float64
	for i := range o.weights[0] {
		if !in.has(i) {
			continue
		}
		row := make([]float64, len(o.weights))
		for k, w := range o.weights {
			row[k] = w[i]
		}
		size := floats.Norm(row, 2)
		for range 2 { // once more, for what rounding left
			for _, b := range basis {
				floats.AddScaled(row, -floats.Dot(b, row), b)
			}
		}
		if rest := floats.Norm(row, 2); rest > 1e-5*size {
			floats.Scale(1/rest, row)
			basis = append(basis, row)
		}
		if len(basis) == len(o.weights) {
			break
		}
	}
	return len(basis)
}
