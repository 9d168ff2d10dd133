// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// Logistic fits log(μ/(1−μ)) = xᵀb to the rates of the rows by maximum
// likelihood: iteratively reweighted least squares, each step by a QR
// decomposition. SE is from the information, X'WX with W = nμ(1−μ). RobustSE is
// the sandwich (HC0) with every person a unit: its middle is
//
//	Σ (events·(1−μ)² + others·μ²) x xᵀ,
//
// the same as from one row a person. Both intervals are estimate·exp(±z·SE).
//
// Beside rounded counts an odds ratio has no Range or Envelope (WorkLimit). A
// column that follows from those before it is listed in Aliased, and its term
// has that as Gap. With nobody in any row all values are EmptyGroup.
//
// Errors: ErrWidth for a row of another length, ErrColumn for a name given twice
// or a value that is no number, ErrEntries above MaxEntries; ErrSeparated where a
// term tells the event for sure for some rows, so that the likelihood grows
// without end, with the term that most does; ErrUnsettled where no end was found
// for another reason.
//
// Sources: P. McCullagh and J.A. Nelder, Generalized linear models, 2nd ed.
// (1989) chapter 4; H. White, Maximum likelihood estimation of misspecified
// models, Econometrica 50 (1982) 1-25; A. Albert and J.A. Anderson, Biometrika
// 71 (1984) 1-10, on separation.
func (g Regression) Logistic(level Confidence) (LogisticFit, error) {
	rows, err := g.check()
	if err != nil {
		return LogisticFit{}, err
	}
	names := append([]string{Intercept}, g.Columns...)
	fit := LogisticFit{Deviance: missing(EmptyGroup)}
	for _, row := range g.Rows {
		fit.Rounded = fit.Rounded || !row.Count.Exact()
	}
	if len(rows) == 0 {
		for _, name := range names {
			fit.Terms = append(fit.Terms, noTerm(name, EmptyGroup, level))
		}
		return fit, nil
	}
	kept := independent(rows, len(names))
	m := newIRLS(rows, kept)
	if err := m.climb(names); err != nil {
		return LogisticFit{}, err
	}
	plain, robust := m.errors()
	next := 0
	for j, name := range names {
		term := noTerm(name, Aliased, level)
		if next < len(kept) && kept[next] == j {
			term = termOf(name, m.b[next], plain[next], robust[next], level)
			next++
		} else {
			fit.Aliased = append(fit.Aliased, name)
		}
		if fit.Rounded {
			term.OddsRatio.unfollowed()
		}
		fit.Terms = append(fit.Terms, term)
	}
	fit.Deviance, fit.DF, fit.Iterations = value(m.deviance, EmptyGroup), len(rows)-len(kept), m.steps
	return fit, nil
}

func noTerm(name string, why Gap, level Confidence) Term {
	none := missing(why)
	return Term{
		Name: name, LogOdds: none, SE: none, RobustSE: none,
		OddsRatio: Statistic{
			Method: UnconditionalLikelihood, Estimate: none, Interval: gapInterval(why, level),
			Range: gapRange(why), Envelope: gapRange(why),
		},
		Robust: gapInterval(why, level),
	}
}

// termOf writes a coefficient out.
func termOf(name string, b, se, robust float64, level Confidence) Term {
	estimate, by := value(math.Exp(b), ZeroCell), wald(b, se, level)
	return Term{
		Name: name, LogOdds: value(b, ZeroCell), SE: value(se, ZeroCell), RobustSE: value(robust, ZeroCell),
		OddsRatio: Statistic{
			Method: UnconditionalLikelihood, Estimate: estimate, Interval: by,
			Range: Range{Low: estimate, High: estimate}, Envelope: Range{Low: by.Low, High: by.High},
		},
		Robust: wald(b, robust, level),
	}
}

// unfollowed says that a statistic wasn't looked at over all true counts.
func (s *Statistic) unfollowed() {
	if s.Estimate.gap == "" {
		s.Range, s.Envelope = gapRange(WorkLimit), gapRange(WorkLimit)
	}
}

// wald is the interval of an odds ratio by the standard error of its logarithm.
func wald(b, se float64, level Confidence) Interval {
	far := level.z() * se
	return interval(value(math.Exp(b-far), ZeroCell), value(math.Exp(b+far), ZeroCell), level)
}

// errors gives the standard errors by the model and by the sandwich.
func (m *irls) errors() (plain, robust []float64) {
	width := len(m.b)
	weights, _ := m.working()
	var inverse mat.Dense
	// The columns are independent, so that R is not singular, however near.
	_ = inverse.Inverse(m.triangle(weights))
	var bread mat.Dense
	bread.Mul(&inverse, inverse.T())
	scores := mat.NewDense(len(m.rows), width, nil)
	for i, row := range m.rows {
		c := row.Count.cell()
		size := math.Sqrt(c.a*m.no[i]*m.no[i] + c.b*m.yes[i]*m.yes[i])
		for j := range width {
			scores.Set(i, j, size*m.x.At(i, j))
		}
	}
	// Row by row, and not by the sandwich's middle: that squares the condition.
	var half, influence mat.Dense
	half.Mul(scores, &inverse)
	influence.Mul(&half, inverse.T())
	plain, robust = make([]float64, width), make([]float64, width)
	for j := range width {
		plain[j], robust[j] = math.Sqrt(bread.At(j, j)), mat.Norm(influence.ColView(j), 2)
	}
	return plain, robust
}
