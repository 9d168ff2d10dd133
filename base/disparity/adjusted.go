// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "math"

// Adjusted is an odds ratio from a logistic regression of the event on the group
// and an intercept for every stratum.
type Adjusted struct {
	Pooled              // with Wald's interval by SE
	LogOdds    Value    // logarithm of the estimate
	SE         Value    // its standard error if the odds ratio is the same in all strata
	RobustSE   Value    // its standard error also where it isn't
	Robust     Interval // by RobustSE
	Likelihood Interval
	// LikelihoodRatio tests an odds ratio of 1, one degree of freedom.
	LikelihoodRatio ChiSquare
}

// Logistic gives the odds ratio of the group from the regression "group +
// stratum", to stand beside that of Mantel and Haenszel: Regression.Logistic of
// MainEffects gives the same term, one odds ratio for many groups at once, and
// the strata's own. No intercept is made here, so that there may be any number
// of strata. Many small strata bias it away from 1 (matched pairs square it):
// Conditional doesn't.
//
// Estimates, gaps and Range are as for Conditional. Beside rounded counts the
// intervals have no Envelope (WorkLimit).
//
// Sources: as for Regression.Logistic; N.E. Breslow and N.E. Day, Statistical
// methods in cancer research I (1980) 249-251, on the bias.
func (s Strata) Logistic(level Confidence) Adjusted {
	left := s.uninformative(EmptyGroup, NoEvents, NoOthers)
	tables := s.informative(left)
	fit := fitUnconditional(tables, level)
	out := Adjusted{
		Pooled:  Pooled{Statistic: fit.Statistic, Strata: len(s), Uninformative: left},
		LogOdds: fit.LogOdds, SE: fit.SE, RobustSE: missing(fit.SE.gap),
		Robust: gapInterval(fit.SE.gap, level), Likelihood: fit.Likelihood,
		LikelihoodRatio: s.chiSquare(fit.ratio, 1, left),
	}
	out.Interval = fit.Wald
	if fit.SE.gap == "" {
		se := robustError(tables, fit.beta)
		out.RobustSE, out.Robust = value(se, ZeroCell), wald(fit.beta, se, level)
	}
	out.Range = Range{Low: out.Estimate, High: out.Estimate}
	out.Envelope = Range{Low: out.Interval.Low, High: out.Interval.High}
	if !s.Exact() {
		low, high := s.corners()
		out.Range = conditionalRange(fitUnconditional(telling(low), level).Estimate,
			fitUnconditional(telling(high), level).Estimate)
		out.Envelope = gapRange(WorkLimit)
	}
	return out
}

func fitUnconditional(tables []table, level Confidence) oddsFit {
	fit := noFit(level)
	if fit.Method = UnconditionalLikelihood; len(tables) > 0 {
		fit.climb(unconditional(tables), tables, level)
	}
	return fit
}

// robustError is the sandwich for the group's term after the strata's intercepts
// are taken out of it: the group's indicator less its weighted mean in the
// stratum, which is V/W₁ for the group and −V/W₂ for the reference, with W the
// binomial variance of each and 1/V = 1/W₁ + 1/W₂.
func robustError(tables []table, beta float64) float64 {
	var middle, information float64
	psi := math.Exp(beta)
	for _, t := range tables {
		f := fitted(t, psi)
		_, v := fromOdds(t, psi)
		information += v
		for _, side := range [][2]cell{{t.group, f.group}, {t.reference, f.reference}} {
			seen, fit := side[0], side[1]
			// V/W of a person times what the fit leaves of him.
			share := v / (fit.a * fit.b)
			middle += share * share * (seen.a*fit.b*fit.b + seen.b*fit.a*fit.a)
		}
	}
	return math.Sqrt(middle) / information
}

// GroupCell is a group's count within a stratum.
type GroupCell struct {
	Group, Stratum string
	Count          Count
}

// MainEffects writes the regression "group + stratum": a column for every group
// but the reference, named by the group, then one for every stratum but the
// first, named "stratum " and its name. Strata in which nobody has the event, or
// everybody, say nothing about the groups: they are left out and listed. Cells
// of the same group and stratum may be several. ErrReference if no cell is of
// the reference.
func MainEffects(reference string, cells []GroupCell) (Regression, []Uninformative, error) {
	var groups, strata []string
	sums := map[string]Count{}
	seen := map[string]bool{}
	for _, c := range cells {
		if !seen[c.Group] && c.Group != reference {
			groups = append(groups, c.Group)
		}
		seen[c.Group] = true
		if _, known := sums[c.Stratum]; !known {
			strata = append(strata, c.Stratum)
		}
		sums[c.Stratum] = sums[c.Stratum].Plus(c.Count)
	}
	if !seen[reference] {
		return Regression{}, nil, ErrReference.With("group", reference)
	}
	left, place := placeStrata(strata, sums)
	out := Regression{Columns: groups}
	column := map[string]int{}
	for i, g := range groups {
		column[g] = i
	}
	for _, name := range strata {
		if place[name] > 0 {
			out.Columns = append(out.Columns, "stratum "+name)
		}
	}
	for _, c := range cells {
		at, in := place[c.Stratum]
		if !in {
			continue
		}
		x := make([]float64, len(out.Columns))
		if c.Group != reference {
			x[column[c.Group]] = 1
		}
		if at > 0 {
			x[len(groups)+at-1] = 1
		}
		out.Rows = append(out.Rows, Row{Count: c.Count, X: x})
	}
	return out, left, nil
}

// placeStrata numbers the strata that say something from 0.
func placeStrata(names []string, sums map[string]Count) ([]Uninformative, map[string]int) {
	var left []Uninformative
	place := map[string]int{}
	for i, name := range names {
		c := sums[name]
		switch {
		case c.Total() == 0:
			left = append(left, Uninformative{Index: i, Name: name, Why: EmptyGroup})
		case c.Events() == 0:
			left = append(left, Uninformative{Index: i, Name: name, Why: NoEvents})
		case c.Others() == 0:
			left = append(left, Uninformative{Index: i, Name: name, Why: NoOthers})
		default:
			place[name] = len(place)
		}
	}
	return left, place
}
