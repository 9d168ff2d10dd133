// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// ChiSquare is the outcome of a chi-square test.
type ChiSquare struct {
	Statistic Value
	DF        int   // degrees of freedom
	P         Value // the probability of a statistic as large or larger
	// Rounded says that the counts were rounded: the statistic is that of the
	// counts as published, and no range is given for it.
	Rounded       bool
	Uninformative []Uninformative // strata that could say nothing
}

// CMH is the test of Cochran, Mantel and Haenszel that the event is as frequent
// in both groups within every stratum, without continuity correction:
//
//	(Σ aᵢ − Σ E aᵢ)² / Σ Var aᵢ, one degree of freedom,
//
// with the hypergeometric mean and variance. NoStratum when no stratum says
// anything. A large P is no evidence that the group is treated alike: effects
// in opposite directions cancel.
//
// Sources: as for Strata.OddsRatio; W.G. Cochran, Biometrics 10 (1954) 417-451.
func (s Strata) CMH() ChiSquare { return s.cmh(0) }

// CMHCorrected is CMH with the continuity correction of one half, as R's
// mantelhaen.test takes it: not at all where the difference is under one half.
func (s Strata) CMHCorrected() ChiSquare { return s.cmh(0.5) }

func (s Strata) cmh(correction float64) ChiSquare {
	left := s.uninformative(EmptyGroup, NoEvents, NoOthers)
	var difference, variance float64
	for _, t := range s.informative(left) {
		n, n1, n2 := t.n(), t.group.n(), t.reference.n()
		events, others := t.group.a+t.reference.a, t.group.b+t.reference.b
		difference += (t.group.a*t.reference.b - t.group.b*t.reference.a) / n
		variance += n1 / n * n2 / n * events / (n - 1) * others
	}
	difference = math.Abs(difference)
	if difference >= correction {
		difference -= correction
	}
	return s.chiSquare(difference*difference/variance, 1, left)
}

func (s Strata) chiSquare(x float64, df int, left []Uninformative) ChiSquare {
	out := ChiSquare{
		Statistic: value(x, NoStratum), DF: df, P: missing(NoStratum),
		Rounded: !s.Exact(), Uninformative: left,
	}
	if x, ok := out.Statistic.Number(); ok {
		out.P = value(chiSquareTail(x, df), NoStratum)
	}
	return out
}

// chiSquareTail is the probability of x or more.
func chiSquareTail(x float64, df int) float64 {
	if df == 1 {
		return math.Erfc(math.Sqrt(x / 2))
	}
	return mathext.GammaIncRegComp(float64(df)/2, x/2)
}
