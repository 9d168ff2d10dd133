// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disparity

import "slices"

// GroupOdds is a group's odds ratio against the reference.
type GroupOdds struct {
	Name    string
	LogOdds Value
	SE      Value // of LogOdds, from the information
	Statistic
}

// ConditionalGroups is several groups' odds ratios from one conditional
// regression, each with Wald's interval. Values are at the counts as published;
// beside rounded ones they have no Range or Envelope (WorkLimit).
type ConditionalGroups struct {
	Reference string
	Method    Method // ConditionalLikelihood, or UnconditionalLikelihood beyond the limit
	Groups    []GroupOdds
	// LikelihoodRatio tests that all odds ratios are 1. WorkLimit beyond it.
	LikelihoodRatio ChiSquare
	Strata          int
	Uninformative   []Uninformative
	Products        int64 // work of one look at the likelihood
	Rounded         bool
}

// MaxLook is how many products of two terms one look at the likelihood of
// CompareGroups takes at most.
const MaxLook = 100_000_000

// CompareGroups is conditional logistic regression of the event on the group,
// given the events and the group sizes of every stratum, with ties exact: a
// stratum says Π C(nᵢ,aᵢ)ψᵢ^aᵢ over the sum of the same over all ways to divide
// its events among its groups. That sum is taken as the chance that independent
// binomials add up to the events, so that it has its digits at any size. With
// one group beside the reference it is Strata.Conditional.
//
// Where one look would take more products than MaxLook, the odds ratios are those
// of Regression.Logistic on MainEffects, labelled so in Method. A group that no
// stratum sets beside those before it is Aliased; strata that hold one group, no
// event or nothing but events say nothing, and are listed. With none left all
// values are NoStratum.
//
// Errors: ErrReference if nobody is in the reference; ErrSeparated with the group
// whose odds ratio does best at 0 or without bound; ErrUnsettled.
//
// Sources: as for Strata.Conditional; N.E. Breslow and N.E. Day, Statistical
// methods in cancer research I (1980) chapter 7.
func CompareGroups(reference string, cells []GroupCell, level Confidence) (ConditionalGroups, error) {
	m := newMany(reference, cells)
	out := ConditionalGroups{
		Reference: reference, Method: ConditionalLikelihood, Strata: m.given, Uninformative: m.left,
		LikelihoodRatio: ChiSquare{Statistic: missing(NoStratum), P: missing(NoStratum), Uninformative: m.left},
	}
	if m.people == 0 {
		return ConditionalGroups{}, ErrReference.With("group", reference)
	}
	for _, c := range cells {
		out.Rounded = out.Rounded || !c.Count.Exact()
	}
	out.LikelihoodRatio.Rounded = out.Rounded
	start, within := m.at(make([]float64, len(m.names)))
	if out.Products = start.work; !within {
		return out.unconditional(cells, level)
	}
	kept := start.independent()
	b, end, err := m.climb(start, kept)
	if err != nil {
		return ConditionalGroups{}, err
	}
	se := end.errors(kept)
	for j, name := range m.names[1:] {
		why := Aliased
		if len(m.strata) == 0 {
			why = NoStratum
		}
		term := noTerm(name, why, level)
		if k := slices.Index(kept, j+1); k >= 0 {
			term = termOf(name, b[j+1], se[k], se[k], level)
		}
		if term.OddsRatio.Method = out.Method; out.Rounded {
			term.OddsRatio.unfollowed()
		}
		out.Groups = append(out.Groups, GroupOdds{Name: name, LogOdds: term.LogOdds, SE: term.SE, Statistic: term.OddsRatio})
	}
	if len(kept) > 0 {
		x := max(0, 2*(end.log-start.log))
		out.LikelihoodRatio.Statistic, out.LikelihoodRatio.DF = Value{number: x}, len(kept)
		out.LikelihoodRatio.P = value(chiSquareTail(x, len(kept)), NoStratum)
	}
	return out, nil
}

// unconditional fills in the regression with an intercept for each stratum.
func (c ConditionalGroups) unconditional(cells []GroupCell, level Confidence) (ConditionalGroups, error) {
	c.Method = UnconditionalLikelihood
	c.LikelihoodRatio.Statistic, c.LikelihoodRatio.P = missing(WorkLimit), missing(WorkLimit)
	model, _, err := MainEffects(c.Reference, cells)
	if err != nil {
		return ConditionalGroups{}, err
	}
	fit, err := model.Logistic(level)
	if err != nil {
		return ConditionalGroups{}, err
	}
	names := newMany(c.Reference, cells).names
	for j, name := range names[1:] {
		term := fit.Terms[j+1]
		c.Groups = append(c.Groups, GroupOdds{Name: name, LogOdds: term.LogOdds, SE: term.SE, Statistic: term.OddsRatio})
	}
	return c, nil
}
