// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import "gonum.org/v1/gonum/mat"

// RaoScott is how X² is corrected for the design.
type RaoScott string

// The corrections.
const (
	FirstOrder  RaoScott = "first"  // X² by the mean of the design effects, as chi-squared; R's statistic="Chisq"
	SecondOrder RaoScott = "second" // with their spread too, by Satterthwaite, as F; R's statistic="F"
)

// Independence tests whether the two factors of a table have to do with each other.
// With Δ the design effects of the (r−1)(c−1) contrasts of the shares:
//
//	FirstOrder:  X²/(tr Δ/k) is chi-squared with k = (r−1)(c−1) degrees of freedom
//	SecondOrder: X²/tr Δ is F with d = (tr Δ)²/tr Δ² and d·ν degrees of freedom, where
//	             ν is what the design has in the domain
//
// The second is the usual one; the first is too sure of itself where design effects
// differ or the design has few units. Rows and columns without anybody aren't there.
// An empty cell in a full row and column counts in X² and nothing in Δ, as in R
// survey's svychisq. Errors: ErrTable, ErrSparse, ErrRule, ErrEmpty without
// degrees of freedom, ErrZero without any error, and ErrWeight for a weight below
// zero.
//
// Source: J.N.K. Rao and A.J. Scott, On chi-squared tests for multiway contingency
// tables with cell proportions estimated from survey data, Annals of Statistics 12
// (1984) 46-60; D.R. Thomas and J.N.K. Rao, JASA 82 (1987) 630-636 on F.
func (t Crosstab) Independence(correction RaoScott) (Test, error) {
	if correction != FirstOrder && correction != SecondOrder {
		return Test{}, ErrRule.With("rule", string(correction))
	}
	x2, err := t.Pearson()
	if err != nil {
		return Test{}, err
	}
	nu := t.survey.degrees(t.in)
	if nu < 1 {
		return Test{}, ErrEmpty
	}
	effects, err := t.effects()
	if err != nil {
		return Test{}, err
	}
	k := effects.RawMatrix().Cols
	trace := mat.Trace(effects)
	if !(trace > 0) {
		return Test{}, ErrZero
	}
	if correction == FirstOrder {
		return squared(x2*float64(k)/trace, float64(k)), nil
	}
	var square mat.Dense
	square.Mul(effects, effects)
	d := trace * trace / mat.Trace(&square)
	return fisher(x2/trace, d, d*float64(nu)), nil
}

// contrast is p(i,j)/p₀(i,j) less that of the last row, less that of the last column,
// and with that of both: what no row and no column explains, by the inverse shares.
type contrast struct {
	inverse []float64 // of the shares of four cells, with the sign; 0 of an empty one
	sign    []float64
	cell    [][2]int
}

func (t Crosstab) contrasts(rows, columns []int) (all []contrast) {
	last, end := rows[len(rows)-1], columns[len(columns)-1]
	for _, i := range rows[:len(rows)-1] {
		for _, j := range columns[:len(columns)-1] {
			c := contrast{sign: []float64{1, -1, -1, 1}, cell: [][2]int{{i, j}, {last, j}, {i, end}, {last, end}}}
			for k, at := range c.cell {
				inverse := 0.0
				if p := t.Cells[at[0]][at[1]].Value; p > 0 {
					inverse = c.sign[k] / p
				}
				c.inverse = append(c.inverse, inverse)
			}
			all = append(all, c)
		}
	}
	return all
}

// effects gives Δ = (Cᵀ D⁻¹ C / n)⁻¹ Cᵀ D⁻¹ V D⁻¹ C, with C the contrasts, D the
// shares and V their covariance by the design. Any contrasts that leave rows and
// columns alone give the same traces.
func (t Crosstab) effects() (*mat.Dense, error) {
	rows, columns, _, _, err := t.full()
	if err != nil {
		return nil, err
	}
	all := t.contrasts(rows, columns)
	k := len(all)
	n := float64(t.Cells[0][0].N)
	random, design := mat.NewSymDense(k, nil), mat.NewDense(k, k, nil)
	scores := make([][]float64, k)
	for a, c := range all {
		scores[a] = make([]float64, len(t.Cells[0][0].scores))
		for q, at := range c.cell {
			for i, x := range t.Cells[at[0]][at[1]].scores {
				scores[a][i] += c.inverse[q] * x
			}
		}
		for b := range a + 1 {
			random.SetSym(a, b, shared(c, all[b])/n)
			v := t.survey.cross(scores[a], scores[b], t.in)
			design.Set(a, b, v)
			design.Set(b, a, v)
		}
	}
	var solve mat.Cholesky
	if !solve.Factorize(random) || solve.Cond() > condition {
		empty := 0
		for _, i := range rows {
			for _, j := range columns {
				if t.Cells[i][j].Value == 0 {
					empty++
				}
			}
		}
		return nil, ErrSparse.With("empty", empty, "cells", len(rows)*len(columns))
	}
	if err := solve.SolveTo(design, design); err != nil {
		return nil, ErrSparse.With("empty", 0, "cells", len(rows)*len(columns))
	}
	return design, nil
}

// shared gives Σ cᵢ dᵢ / pᵢ over the cells that two contrasts have in common.
func shared(c, d contrast) (sum float64) {
	for a, at := range c.cell {
		for b, other := range d.cell {
			if at == other {
				sum += c.inverse[a] * d.sign[b]
			}
		}
	}
	return sum
}
