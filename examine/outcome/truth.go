// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"slices"

	"baken/base/disclose"
)

// Score is a column that says into which bin of a score somebody falls, from the lowest to
// the highest as the plan lists them.
type Score struct {
	Column string         `yaml:"column"`
	Label  disclose.Label `yaml:"label"`
	Values []Value        `yaml:"values"`
}

// A score has at least two bins, and no more than a reader can take in.
const (
	LeastBins = 2
	MostBins  = 20
)

func (p Plan) checkTruth() error {
	switch t := p.Truth; {
	case t == nil:
		return nil
	case p.Finding != nil:
		return broken("truth", "truth_finding") // a finding is only of those selected
	case p.Source.Whole != "":
		return broken("truth", "truth_whole")
	case t.Label.Empty():
		return broken("truth.label", "label")
	case t.Alike != (disclose.Label{}) && t.Alike.Empty():
		return broken("truth.alike", "label")
	default:
		return t.check("truth")
	}
}

func (p Plan) checkScore() error {
	s := p.Score
	if s == nil {
		return nil
	}
	codes, err := distinct("score.values", s.Values)
	switch {
	case err != nil:
		return err
	case p.Truth == nil:
		return broken("score", "score_truth")
	case s.Column == "":
		return broken("score.column", "column")
	case s.Label.Empty():
		return broken("score.label", "label")
	case len(codes) < LeastBins || len(codes) > MostBins:
		return broken("score.values", "score_values", itoa(LeastBins), itoa(MostBins))
	}
	return nil
}

// column is empty where there is no score.
func (s *Score) column() string {
	if s == nil {
		return ""
	}
	return s.Column
}

// bins gives the codes under which the values of a score are counted: never empty, since
// that stands for all of them.
func (s *Score) bins() []string {
	out := make([]string, len(s.Values))
	for i, v := range s.Values {
		out[i] = bin(v.Code)
	}
	return out
}

func bin(code string) string { return "score " + code }

// outcome is what came of a decision: the finding or the truth, nil where the plan has
// neither.
func (p Plan) outcome() *Decision {
	if p.Truth != nil {
		return p.Truth
	}
	return p.Finding
}

// turnedOut tells what came of a decision about the people of a cell.
func (p Plan) turnedOut(c Cell) side {
	if p.Truth != nil {
		return p.Truth.side(c.Truth)
	}
	return p.Finding.later(c.Finding)
}

// beginTruth makes a place for every group, and for it within every stratum and bin.
func (t *tally) beginTruth() {
	if t.plan.Truth == nil {
		return
	}
	places := func(within []string) map[[2]string]*Count {
		out := map[[2]string]*Count{}
		for _, g := range t.plan.Group.Values {
			for _, s := range append([]string{""}, within...) {
				out[[2]string{g.Code, s}] = &Count{Group: g.Code, Stratum: s}
			}
		}
		return out
	}
	t.held, t.missed = places(t.strata), places(t.strata)
	if t.plan.Score != nil {
		t.score = places(t.plan.Score.bins())
	}
}

// truth adds a cell to what was the case of those selected, or of those not.
func (t *tally) truth(c Cell, selected side) {
	p := t.plan
	if p.Truth == nil || selected != yes && selected != no {
		return
	}
	was, into := p.Truth.side(c.Truth), t.missed
	if selected == yes {
		into = t.held
	}
	for _, stratum := range t.places(c) {
		into[[2]string{c.Group, stratum}].add(was, c.N)
	}
	if p.Score != nil {
		t.score[[2]string{c.Group, ""}].add(was, c.N)
		t.score[[2]string{c.Group, bin(c.Score)}].add(was, c.N)
	}
}

// truths gives what was the case.
func (t *tally) truths(out *Counts) {
	if t.plan.Truth != nil {
		out.Truth, out.Missed = t.inOrder(t.held, t.strata), t.inOrder(t.missed, t.strata)
	}
	if t.plan.Score != nil {
		out.Score = t.inOrder(t.score, t.plan.Score.bins())
	}
}

// inOrder lists counts by group, and within it the whole before its parts.
func (t *tally) inOrder(counts map[[2]string]*Count, within []string) []Count {
	var out []Count
	for _, g := range t.plan.Group.Values {
		for _, s := range slices.Concat([]string{""}, within) {
			out = append(out, *counts[[2]string{g.Code, s}])
		}
	}
	return out
}
