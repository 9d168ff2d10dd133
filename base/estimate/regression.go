// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// Coefficient is what an answer changes for one more of a column.
type Coefficient struct {
	Name string // of the column
	Figure
}

// Model is a regression: what the columns together say of an answer. The degrees of
// freedom of its figures are those of the design in the domain, plus 1, less the
// number of coefficients; Combine gives those of the design itself.
type Model struct {
	Intercept  Figure // what is expected where every column is 0
	Slopes     []Coefficient
	Iterations int // of Logistic
}

// Indicators gives for each level but the first a column that is 1 for who has it: as
// columns of a regression, differences with the first level. They are named as the
// factor, a colon and the level.
func (f Factor) Indicators() []Column {
	var all []Column
	for k := 1; k < len(f.Levels); k++ {
		c := Column{Name: f.Name + ":" + f.Levels[k], Values: make([]float64, len(f.Codes))}
		for i, code := range f.Codes {
			if int(code) == k {
				c.Values[i] = 1
			}
		}
		all = append(all, c)
	}
	return all
}

// Linear gives the regression of a column on others in a domain: b that makes
// Σ wᵢ(yᵢ−xᵢᵀb)² smallest, in the unit of y by that of x. The scores are
// A⁻¹xᵢwᵢ(yᵢ−xᵢᵀb) with A = Σ w x xᵀ, so that the covariance is the sandwich by the
// design (R survey's svyglm). It needs no equal spread and no true line: it is about
// the line that the whole population would give.
//
// Errors: ErrLength, ErrNaN, ErrEmpty, ErrCollinear, and ErrWeight for a weight below
// zero.
//
// Source: W.A. Fuller, Regression analysis for sample survey, Sankhyā C 37 (1975)
// 117-132; D.A. Binder, On the variances of asymptotically normal estimators from
// complex surveys, International Statistical Review 51 (1983) 279-292.
func (s *Survey) Linear(y Column, x []Column, in Domain) (Model, error) {
	g, err := s.regression(y, x, in)
	if err != nil {
		return Model{}, err
	}
	b, r, lost := g.least(g.w, g.y)
	if lost >= 0 {
		return Model{}, ErrCollinear.With("column", g.names[lost])
	}
	left := make([]float64, len(g.y))
	for k := range left {
		left[k] = g.y[k] - g.line(b, k)
	}
	return g.model(b, r, left), nil
}

// regression is a regression to be made: the rows in the domain, with a first column
// of ones.
type regression struct {
	survey *Survey
	in     Domain
	rows   []int
	names  []string
	x      *mat.Dense
	y, w   []float64
}

func (s *Survey) regression(y Column, x []Column, in Domain) (*regression, error) {
	in, err := s.fit(in, append([]Column{y}, x...)...)
	if err != nil {
		return nil, err
	}
	g := &regression{survey: s, in: in, names: []string{y.Name}}
	for _, c := range x {
		g.names = append(g.names, c.Name)
	}
	if err := s.noneBelow(in); err != nil {
		return nil, err
	}
	for i, w := range s.weights {
		if in.has(i) && w > 0 {
			g.rows, g.y, g.w = append(g.rows, i), append(g.y, y.Values[i]), append(g.w, w)
		}
	}
	switch n := len(g.rows); {
	case n == 0:
		return nil, ErrEmpty
	case n <= len(x): // fewer respondents than coefficients
		return nil, ErrCollinear.With("column", g.names[n])
	}
	g.x = mat.NewDense(len(g.rows), len(x)+1, nil)
	for k, i := range g.rows {
		row := g.x.RawRowView(k)
		row[0] = 1
		for j, c := range x {
			row[j+1] = c.Values[i]
		}
	}
	return g, nil
}

// line gives xᵀb of a row.
func (g *regression) line(b []float64, k int) (sum float64) {
	for j, x := range g.x.RawRowView(k) {
		sum += x * b[j]
	}
	return sum
}

// collinear is which share of a column is left by the columns before it, at most, for
// it to follow from them: R's lm has as much.
const collinear = 1e-7

// least gives b that makes Σ w(z−xᵀb)² smallest, and R of √w x = QR; or which column
// follows from those before it, otherwise −1.
func (g *regression) least(w, z []float64) (b []float64, r *mat.TriDense, lost int) {
	n, p := g.x.Dims()
	rooted, right := mat.NewDense(n, p, nil), mat.NewVecDense(n, nil)
	for k := range n {
		root := math.Sqrt(w[k])
		right.SetVec(k, root*z[k])
		to := rooted.RawRowView(k)
		for j, x := range g.x.RawRowView(k) {
			to[j] = root * x
		}
	}
	var qr mat.QR
	qr.Factorize(rooted)
	var all mat.Dense
	qr.RTo(&all)
	r = mat.NewTriDense(p, mat.Upper, nil)
	for j := range p {
		length := 0.0
		for i := range j + 1 {
			r.SetTri(i, j, all.At(i, j))
			length = math.Hypot(length, all.At(i, j))
		}
		if !(math.Abs(all.At(j, j)) > collinear*length) {
			return nil, nil, j
		}
	}
	var solved mat.VecDense
	// Its only error is a large condition number, which columns in different units
	// have too; what matters was looked at above.
	_ = qr.SolveVecTo(&solved, false, right)
	return solved.RawVector().Data, r, -1
}

// model gives the figures of coefficients, of which A = RᵀR and what is left of the
// answers by row.
func (g *regression) model(b []float64, r *mat.TriDense, left []float64) Model {
	var back mat.TriDense
	_ = back.InverseTri(r) // as above
	var inverse mat.Dense
	inverse.Mul(&back, back.T())
	s := g.survey
	figures := make([]Figure, len(b))
	for j := range b {
		influence := make([]float64, s.n)
		column := mat.Row(nil, j, &inverse) // symmetric
		for k, i := range g.rows {
			influence[i] = left[k] * g.line(column, k)
		}
		f := s.figure(g.in, func(i int) float64 { return influence[i] })
		f.Value, f.simple.spread = b[j], math.NaN()
		f.Degrees += 1 - len(b)
		figures[j] = s.calibrated(f)
	}
	m := Model{Intercept: figures[0]}
	for j, f := range figures[1:] {
		m.Slopes = append(m.Slopes, Coefficient{g.names[j+1], f})
	}
	return m
}
