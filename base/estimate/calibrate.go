// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimate

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// Margin is how many people of a population are in each of some groups.
type Margin struct {
	Factor
	Totals []float64 // by level, above zero; 0 for a level that neither has. None with Calibration.Respondents
}

// Auxiliary is a column of which the total over the population is known.
type Auxiliary struct {
	Column
	Total float64 // 0 with Calibration.Respondents
}

// Distance is how far weights move to fit the totals: by F(u), which a weight is
// multiplied by, of a sum u of what the respondent counts in.
//
// Source: J.-C. Deville and C.-E. Särndal, Calibration estimators in survey sampling,
// JASA 87 (1992) 376-382: cases 1, 2, 6 and 7.
type Distance string

// The distances.
const (
	Linear Distance = "linear" // 1 + u; within bounds where they are given. The generalised regression estimator.
	Raking Distance = "raking" // exp u: iterative proportional fitting comes to the same
	Logit  Distance = "logit"  // a curve between the bounds
)

// Bounds are between what a weight is multiplied by. The zero Bounds is none.
type Bounds struct{ Low, High float64 }

// Calibration is how weights are fitted to totals.
type Calibration struct {
	Distance    Distance
	Bounds      Bounds // for Logit, and for Linear where wished
	Margins     []Margin
	Auxiliaries []Auxiliary
	// Respondents is who of the sample responded, where not all did. Then the totals are
	// those of the whole sample, by the weights before, and who didn't respond has no
	// weight after: of these only the columns of this calibration count.
	Respondents Domain
	Tolerance   float64 // the largest difference from a total, relative to it, that is aimed at; 0: 1e-10. Where rounding allows no nearer, 1e-8 is taken, and Fit.Off says so
	Iterations  int     // at most; 0: 100
}

// Fit is how well weights fit the totals.
type Fit struct {
	Iterations int
	Off        float64 // the largest difference from a total, relative to it
	Low, High  float64 // by what weights were multiplied, at least and at most
	Warnings   []Warning
}

// Warning is something that whoever reads a figure should know.
type Warning struct {
	Code   string // "negative": a weight below zero; "extreme": one multiplied by more than 5 or less than 1/5; "small": a level with fewer than 20 respondents
	Column string // of a margin
	Level  string
	N      int // how many respondents
}

// fit is a calibration that was made: its columns, and the weights before and after.
type fit struct {
	columns *terms
	after   []float64
	solve   *mat.Cholesky // of Σ d x xᵀ, with the weights d before, over who has a weight after
}

// PostStratify multiplies the weights in each group so that they add up to what the
// group has in the population. Errors: those of Calibrate.
func (s *Survey) PostStratify(m Margin) (*Survey, Fit, error) {
	return s.Calibrate(Calibration{Distance: Linear, Margins: []Margin{m}})
}

// Rake multiplies the weights so that they add up to each of some margins. Errors:
// those of Calibrate.
func (s *Survey) Rake(margins ...Margin) (*Survey, Fit, error) {
	return s.Calibrate(Calibration{Distance: Raking, Margins: margins})
}

// WeightingClasses gives the weights of who didn't respond to who did, in each of some
// groups: Σd over who was drawn in it, divided by Σd over who responded. It supposes that
// within a group who responds and who doesn't are alike. The weights are estimated, and
// their errors counted. Errors: those of Calibrate; ErrAbsent for a group in which nobody
// responded.
//
// Source: C.-E. Särndal, B. Swensson and J. Wretman, Model Assisted Survey Sampling (1992)
// §15.6 on response homogeneity groups.
func (s *Survey) WeightingClasses(by Factor, respondents Domain) (*Survey, Fit, error) {
	return s.Calibrate(Calibration{Distance: Linear, Margins: []Margin{{Factor: by}}, Respondents: respondents})
}

// Calibrate gives the survey with weights that add up to known totals, as near to
// the weights before as they can be. Figures of it have their errors by the
// residuals of what the totals explain: the scores eᵢwᵢ with e = u − xᵀB, where
// B = (Σ d x xᵀ)⁻¹ Σ d x u by the weights d before, over who has a weight after.
//
// Without margins nothing says how many people there are. The weights then add up to
// what they did before; as that is an estimate, its scores B₀dᵢ stay. With Respondents all
// totals are estimates, and the scores are eᵢwᵢ + dᵢxᵢᵀB, of all in the sample; that who
// responds is chance adds to the variance. Figures of it, and calibrations after it, are
// of who responded. (C.-E. Särndal and S. Lundström, Estimation in Surveys with Nonresponse
// (2005) chapter 6, information of the sample.)
//
// That B is weighted. R survey's rake takes unweighted residuals and stops after ten
// rounds; its calibrate(calfun="raking") does as is done here.
//
// Errors: ErrLength, ErrLevel, ErrNaN, ErrMargin (also for a total beside Respondents),
// ErrAbsent, ErrContradiction, ErrFollows, ErrEmpty when nobody responded, ErrBounds (also
// for a Tolerance that isn't below 1), ErrRule for a distance that isn't known, and
// ErrDiverged when no weights were found that fit.
func (s *Survey) Calibrate(c Calibration) (*Survey, Fit, error) {
	t, err := s.terms(c)
	if err != nil {
		return nil, Fit{}, err
	}
	move, err := c.move()
	if err != nil {
		return nil, Fit{}, err
	}
	g, done, err := t.newton(s.weights, move, c)
	if err != nil {
		return nil, done, err
	}
	next := *s
	next.who = t.who
	next.weights = make([]float64, s.n)
	done.Low, done.High = math.Inf(1), math.Inf(-1)
	extreme, negative := 0, 0
	kept := s.Weights()
	for i, w := range s.weights {
		if !t.who.has(i) {
			continue
		}
		times := g(i)
		if next.weights[i] = w * times; next.weights[i] == 0 {
			kept[i] = 0
		}
		done.Low, done.High = min(done.Low, times), max(done.High, times)
		if times < 0 {
			negative++
		}
		if times > 5 || times < 0.2 {
			extreme++
		}
	}
	done.Warnings = append(t.small(c), warnings(negative, extreme)...)
	solve := &mat.Cholesky{}
	if !solve.Factorize(t.square(t.mass(kept), func(int) float64 { return 1 })) || solve.Cond() > mat.ConditionTolerance {
		return nil, done, ErrDiverged.With("iterations", done.Iterations, "off", done.Off)
	}
	next.fits = append(append([]*fit{}, s.fits...), &fit{columns: t, after: next.weights, solve: solve})
	if c.Respondents != nil {
		chances := s.chances()
		for i, w := range next.weights {
			if w == 0 {
				chances[i] = 0
			} else {
				chances[i] *= max(0, 1-s.weights[i]/w)
			}
		}
		next.silent = slices.Concat(s.silent, chances)
	}
	return &next, done, nil
}

func warnings(negative, extreme int) (all []Warning) {
	if negative > 0 {
		all = append(all, Warning{Code: "negative", N: negative})
	}
	if extreme > 0 {
		all = append(all, Warning{Code: "extreme", N: extreme})
	}
	return all
}

// few is how many respondents a level has at least that isn't warned of.
const few = 20

func (t *terms) small(c Calibration) (all []Warning) {
	for _, m := range c.Margins {
		count := make([]int, len(m.Levels))
		for i, code := range m.Codes {
			if t.who.has(i) {
				count[code]++
			}
		}
		for k, n := range count {
			if n > 0 && n < few {
				all = append(all, Warning{Code: "small", Column: m.Name, Level: m.Levels[k], N: n})
			}
		}
	}
	return all
}

// calibrated takes from the scores of a figure what the totals explain: those of the last
// calibration first, since what it left out follows from the weights of the ones before.
func (s *Survey) calibrated(f Figure) Figure {
	var parts []float64
	for _, one := range slices.Backward(s.fits) {
		var part []float64
		f.scores, part = one.residuals(f.scores)
		parts = append(part, parts...)
	}
	f.scores = append(f.scores, parts...)
	return f
}

// residuals gives scores without what the columns explain: u − w xᵀB with
// B = (Σ d x xᵀ)⁻¹ Σ (d/w) x u, where d is before and w after; of a calibration to what
// the sample has, that with d xᵀB, and apart.
func (f *fit) residuals(u []float64) (out, part []float64) {
	t := f.columns
	b := make([]float64, t.size)
	for i, x := range u {
		if x != 0 && f.after[i] != 0 {
			t.add(b, i, x*t.before[i]/f.after[i])
		}
	}
	beta := mat.NewVecDense(t.size, b)
	if err := f.solve.SolveVecTo(beta, beta); err != nil {
		panic(err) // it was factorised, so it is well enough conditioned
	}
	out = make([]float64, len(u))
	for i, x := range u {
		out[i] = x - f.after[i]*t.dot(b, i)
	}
	if t.open > 0 { // totals of the weights before, which aren't known
		if t.responds {
			part = slices.Clone(out)
		}
		clear(b[t.open:])
		for i, d := range t.before {
			out[i] += d * t.dot(b, i)
		}
	}
	return out, part
}
