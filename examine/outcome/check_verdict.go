// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"regexp"
	"slices"

	"baken/base/disparity"
)

// MostLooks is how often a plan can look at data while it comes in.
const MostLooks = 1000

func (p Plan) checkTest() error {
	t := p.Test
	if t == nil {
		return nil
	}
	switch {
	case !(t.Matters > 0 && t.Matters < 100):
		return broken("test.matters", "matters")
	case !(t.Power >= 50 && t.Power < 100):
		return broken("test.power", "power")
	case !(t.Confidence >= 50 && t.Confidence < 100):
		return broken("test.confidence", "confidence")
	case t.Looks < 1 || t.Looks > MostLooks:
		return broken("test.looks", "looks", itoa(MostLooks))
	case !slices.Contains([]disparity.Correction{disparity.Holm, disparity.BenjaminiHochberg, disparity.BenjaminiYekutieli}, t.Correction):
		return broken("test.correction", "correction", string(t.Correction))
	case !known(p.Selection.Kind):
		return broken("selection.kind", "decision_kind", string(p.Selection.Kind))
	}
	decisions := []Decision{p.Selection}
	if p.Finding != nil {
		decisions = append(decisions, *p.Finding)
	}
	for _, d := range append(decisions, stepDecisions(p.Steps)...) {
		if !(d.Matters >= 0 && d.Matters < 100) {
			return broken("matters", "matters")
		}
	}
	return nil
}

func known(d disparity.Decision) bool { return d == disparity.Burden || d == disparity.Benefit }

// stepName is what the id of a step may be.
var stepName = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,31}$`)

// MostSteps is how many steps a plan has beside selection and finding.
const MostSteps = 8

func (p Plan) checkSteps() error {
	ids := []string{"", "selection"}
	if p.Finding != nil {
		ids = append(ids, "finding")
	}
	if len(p.Steps) > MostSteps {
		return broken("steps", "steps_most", itoa(MostSteps))
	}
	for _, s := range p.Steps {
		switch {
		case !stepName.MatchString(s.ID) || slices.Contains(ids, s.ID) || s.ID == "finding":
			return broken("steps.id", "step", s.ID)
		case !slices.Contains(ids, s.Of):
			return broken("steps.of", "step_of", s.Of)
		case s.Label.Empty():
			return broken("steps.label", "label")
		case p.Test != nil && !known(s.Kind):
			return broken("steps.kind", "decision_kind", s.ID)
		}
		if err := s.check("steps." + s.ID); err != nil {
			return err
		}
		ids = append(ids, s.ID)
	}
	return nil
}

// checkProxies refuses to compare within what stands for the group.
func (p Plan) checkProxies() error {
	for _, x := range p.Proxies {
		switch {
		case x.Column == "" || x.Reason.Empty():
			return broken("proxies", "proxy")
		case slices.ContainsFunc(p.Strata, func(s Stratum) bool { return s.Column == x.Column }):
			return broken("strata", "proxy_stratum", x.Column)
		}
	}
	return nil
}
