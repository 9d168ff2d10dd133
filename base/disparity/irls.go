// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// irls is a logistic regression under way.
type irls struct {
	rows     []Row
	kept     []int // the terms in x
	x        *mat.Dense
	b        []float64
	at       []float64 // xᵀb of each row
	yes, no  []float64 // μ and 1−μ, apart: as 1 less the other, the small one has no digits
	deviance float64
	steps    int
}

func newIRLS(rows []Row, kept []int) *irls {
	m := &irls{rows: rows, kept: kept, x: mat.NewDense(len(rows), len(kept), nil)}
	for i, row := range rows {
		for k, j := range kept {
			m.x.Set(i, k, row.X[j])
		}
	}
	m.b = make([]float64, len(kept))
	return m
}

// settle makes μ and the deviance of the log odds of every row.
func (m *irls) settle(at []float64) {
	n := len(at)
	m.at, m.yes, m.no, m.deviance = at, make([]float64, n), make([]float64, n), 0
	for i, eta := range at {
		small := math.Exp(-math.Abs(eta))
		m.yes[i], m.no[i] = 1/(1+small), small/(1+small)
		if eta < 0 {
			m.yes[i], m.no[i] = m.no[i], m.yes[i]
		}
		c := m.rows[i].Count.cell()
		m.deviance += 2 * (excess(c.a, c.n()*m.yes[i]) + excess(c.b, c.n()*m.no[i]))
	}
}

// working gives the weights of a step and what it has still to move the log
// odds of every row.
func (m *irls) working() (weights, left []float64) {
	weights, left = make([]float64, len(m.rows)), make([]float64, len(m.rows))
	for i, row := range m.rows {
		c := row.Count.cell()
		spread := max(m.yes[i]*m.no[i], math.SmallestNonzeroFloat64)
		weights[i] = c.n() * spread
		left[i] = (c.a*m.no[i] - c.b*m.yes[i]) / weights[i]
	}
	return weights, left
}

func (m *irls) weighted(weights []float64) *mat.Dense {
	out := mat.DenseCopyOf(m.x)
	for i, w := range weights {
		row := out.RawRowView(i)
		for j := range row {
			row[j] *= math.Sqrt(w)
		}
	}
	return out
}

// solve gives the coefficients that fit a left side best, and what they give.
// The decomposition is of the columns alone: where residuals are large, reflecting
// them too would cost the square of the condition in digits.
func (m *irls) solve(weights, left []float64) (b, fitted []float64) {
	if len(m.rows) < len(m.b) {
		return nil, nil
	}
	score := mat.NewVecDense(len(left), nil)
	for i, w := range weights {
		score.SetVec(i, w*left[i])
	}
	var move, far, toward mat.VecDense
	toward.MulVec(m.x.T(), score)
	var information mat.Cholesky
	information.SetFromU(m.triangle(weights))
	if err := information.SolveVecTo(&move, &toward); err != nil && move.Len() == 0 {
		return nil, nil // singular by rounding; a bad condition alone still has an answer
	}
	far.MulVec(m.x, &move)
	return move.RawVector().Data, far.RawVector().Data
}

// triangle gives R of the QR decomposition of the weighted columns, the root of
// the information.
func (m *irls) triangle(weights []float64) *mat.TriDense {
	var qr mat.QR
	qr.Factorize(m.weighted(weights))
	var r mat.Dense
	qr.RTo(&r)
	out := mat.NewTriDense(len(m.b), mat.Upper, nil)
	for i := range m.b {
		for j := i; j < len(m.b); j++ {
			out.SetTri(i, j, r.At(i, j))
		}
	}
	return out
}

const (
	irlsPatience = 60
	irlsSettled  = 1e-10 // by how much the log odds of a row move with the last step, at most
	irlsDoubt    = 12    // steps after which separation is looked for
	// irlsLongest is how much a step moves the log odds of any row at most. A
	// longer one can land where the weights are nothing, and nowhere leads back.
	irlsLongest = 4
)

// climb finds the coefficients, by whole steps or halves of them where a whole
// one fits worse.
func (m *irls) climb(names []string) error {
	start, weights := make([]float64, len(m.rows)), make([]float64, len(m.rows))
	for i, row := range m.rows {
		c := row.Count.cell()
		start[i] = math.Log((c.a + 0.5) / (c.b + 0.5))
		weights[i] = 1 / (1/(c.a+0.5) + 1/(c.b+0.5))
	}
	b, at := m.solve(weights, start)
	if b == nil {
		return ErrUnsettled.With("iterations", 0)
	}
	m.b = b
	m.settle(at)
	var move, far []float64
	for m.steps = 1; m.steps <= irlsPatience; m.steps++ {
		if move, far = m.solve(m.working()); move == nil {
			break
		}
		longest := largest(far)
		if math.IsNaN(longest) || math.IsInf(longest, 1) {
			break
		}
		if m.toward(move, far); longest <= irlsSettled {
			return nil
		}
		if m.steps >= irlsDoubt && m.separated(far) {
			return ErrSeparated.With("term", m.mover(names, move))
		}
	}
	return ErrUnsettled.With("iterations", m.steps)
}

// toward takes a step, or a half of it, and so on, that doesn't fit worse.
func (m *irls) toward(move, far []float64) {
	b, at, before := m.b, m.at, m.deviance
	for size := min(1, irlsLongest/largest(far)); ; size /= 2 {
		next, to := make([]float64, len(b)), make([]float64, len(at))
		for j := range b {
			next[j] = b[j] + size*move[j]
		}
		for i := range at {
			to[i] = at[i] + size*far[i]
		}
		m.b = next
		if m.settle(to); m.deviance <= before*(1+1e-9)+1e-9 || size < 1e-12 {
			return
		}
	}
}
