// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// look is a log likelihood of several log odds ratios, with slopes and the
// information, for all groups; those of the reference stay 0.
type look struct {
	log         float64
	score       []float64
	information *mat.SymDense
	work        int64
}

// at looks at the likelihood; within is false where that takes too many products.
func (m many) at(beta []float64) (out look, within bool) {
	n := len(m.names)
	out = look{score: make([]float64, n), information: mat.NewSymDense(n, nil)}
	for _, groups := range m.strata {
		if !out.add(groups, beta) {
			return out, false
		}
	}
	return out, true
}

// independent gives the groups whose odds ratio doesn't follow from those before
// it: the pivots of the information that aren't 0 by rounding.
func (l look) independent() (kept []int) {
	const least = 1e-9
	n := len(l.score)
	left := mat.NewDense(n, n, nil)
	left.Copy(l.information)
	for j := 1; j < n; j++ {
		pivot := left.At(j, j)
		if !(pivot > least*l.information.At(j, j)) {
			continue
		}
		kept = append(kept, j)
		for i := j + 1; i < n; i++ {
			times := left.At(i, j) / pivot
			for k := j + 1; k < n; k++ {
				left.Set(i, k, left.At(i, k)-times*left.At(j, k))
			}
		}
	}
	return kept
}

// within gives score and information of the kept groups.
func (l look) within(kept []int) (*mat.VecDense, *mat.SymDense) {
	score, information := mat.NewVecDense(len(kept), nil), mat.NewSymDense(len(kept), nil)
	for i, g := range kept {
		score.SetVec(i, l.score[g])
		for j := i; j < len(kept); j++ {
			information.SetSym(i, j, l.information.At(g, kept[j]))
		}
	}
	return score, information
}

// climb finds the best log odds ratios by Newton's steps, or halves of them where
// a whole one fits worse. Where the likelihood grows without end the steps don't
// get shorter.
func (m many) climb(at look, kept []int) ([]float64, look, error) {
	const patience, settled, longest, long = 60, 1e-9, 2, 0.1
	beta := make([]float64, len(m.names))
	if len(kept) == 0 {
		return beta, at, nil
	}
	for step := 1; ; step++ {
		score, information := at.within(kept)
		var h mat.Cholesky
		move := mat.NewVecDense(len(kept), nil)
		if !h.Factorize(information) || h.SolveVecTo(move, score) != nil {
			return nil, at, ErrSeparated.With("term", m.farthest(beta))
		}
		far := largest(move.RawVector().Data)
		if far <= settled {
			return beta, at, nil
		}
		if step == patience || math.IsNaN(far) {
			if !(far >= long) {
				return nil, at, ErrUnsettled.With("iterations", step)
			}
			return nil, at, ErrSeparated.With("term", m.farthest(beta))
		}
		for size := min(1, longest/far); ; size /= 2 {
			next := append([]float64(nil), beta...)
			for k, g := range kept {
				next[g] += size * move.AtVec(k)
			}
			to, within := m.at(next)
			if within && (to.log >= at.log-1e-9*math.Abs(at.log) || size < 1e-9) {
				beta, at = next, to
				break
			}
			if size < 1e-9 {
				return nil, at, ErrUnsettled.With("iterations", step)
			}
		}
	}
}

// errors gives the standard errors of the kept groups.
func (l look) errors(kept []int) []float64 {
	if len(kept) == 0 {
		return nil
	}
	_, information := l.within(kept)
	var inverse mat.Dense
	// climb solved with it already; a bad condition alone is no error here.
	_ = inverse.Inverse(information)
	out := make([]float64, len(kept))
	for k := range out {
		out[k] = math.Sqrt(inverse.At(k, k))
	}
	return out
}
