// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"cmp"
	"errors"
	"maps"
	"strconv"
	"strings"

	"baken/base/disclose"
	"baken/base/disparity"
)

// decision is one decision of the chain as it is printed.
type decision struct {
	label   disclose.Label
	kind    disparity.Decision
	matters float64 // points
	rates   []disclose.Rate
	hits    []disclose.Rate     // what was found of those for whom it was a yes; nil where nothing can be
	open    *disclose.Protected // of whom it isn't known, by group; nil where that is nobody

	selection bool // rates and hits are known within strata too
}

// decisions lists the selection, the finding and the other steps, in the order of the
// chain as the plan gives it.
func (e examining) decisions() []decision {
	var before, after []decision
	for k, s := range e.plan.Steps {
		d := decision{label: s.Label, kind: s.Kind, matters: s.Matters, rates: e.steps[k].decided.Rates(), open: e.doubts.steps[k]}
		if e.plan.followed(k) {
			d.hits = e.steps[k].found.Rates()
		}
		if s.Of == "" {
			before = append(before, d)
		} else {
			after = append(after, d)
		}
	}
	selection := decision{label: e.plan.Selection.Label, kind: e.plan.Selection.Kind, matters: e.plan.Selection.Matters, rates: e.selection.Rates(), selection: true, open: e.doubts.selection}
	out := append(before, selection)
	if e.truth != nil {
		out[len(out)-1].hits = e.truth.Rates()
	}
	if e.finding != nil {
		out[len(out)-1].hits = e.finding.Rates()
		out = append(out, decision{label: e.plan.Finding.Label, kind: e.plan.Selection.Kind, matters: e.plan.Finding.Matters, rates: e.finding.Rates(), open: e.doubts.finding})
	}
	return append(out, after...)
}

// verdict makes the table of what can be concluded, in both its parts: how large the
// difference is, and what the robust test says. Neither stands without the other.
func (e examining) verdict() maker {
	if e.plan.Test == nil {
		return maker{}
	}
	spec := disclose.Spec{
		ID: VerdictTable, Title: "outcome.table.verdict", Subject: e.plan.Title, Method: "outcome.method.verdict",
		Heads: []disclose.Label{decisionHead(), e.plan.Group.Label},
		Columns: []disclose.Column{
			{ID: "effect", Title: "outcome.column.effect", Unit: disclose.Words},
			{ID: "robust", Title: "outcome.column.robust", Unit: disclose.Words},
			{ID: "difference", Title: "outcome.column.risk_difference", Unit: disclose.Points},
			{ID: "detectable", Title: "outcome.column.detectable", Unit: disclose.Points},
			{ID: "p-adjusted", Title: "outcome.column.p_adjusted", Unit: disclose.PValue},
		},
	}
	return maker{e.selection, spec, func([]disclose.Rate) ([]disclose.Row, []disclose.Note, error) { return e.judge() }}
}

// judged is one row of the verdict on its way.
type judged struct {
	row     disclose.Row
	name    string
	p       disparity.Value
	printed bool
}

func (e examining) judge() ([]disclose.Row, []disclose.Note, error) {
	var all []judged
	notes := e.verdictNotes()
	family := disparity.Family{Name: e.plan.Title.EN}
	for _, d := range e.decisions() {
		if d.matters > 0 {
			n := disclose.Note{Key: "outcome.note.matters_here", Args: decimals("matters", d.matters)}
			n.Args["decision_nl"], n.Args["decision_en"] = d.label.NL, d.label.EN
			notes = append(notes, n)
		}
		for _, g := range e.plan.others() {
			one, more, err := e.compareOne(d, g)
			if err != nil {
				return nil, nil, err
			}
			one.name = strconv.Itoa(len(all))
			family.Members = append(family.Members, disparity.Hypothesis{Name: one.name, P: one.p})
			all, notes = append(all, one), append(notes, more...)
		}
	}
	adjusted, err := e.correct(family)
	if err != nil {
		return nil, nil, err
	}
	rows := make([]disclose.Row, len(all))
	for i, one := range all {
		p := undefined("outcome.gap.not_printed")
		if one.printed {
			p = pValues.value(adjusted.Members[i].Adjusted)
		}
		one.row.Figures = append(one.row.Figures, p)
		rows[i] = one.row
	}
	return rows, append(notes, disclose.Note{Key: "outcome.note.family", Args: map[string]string{
		"correction": string(adjusted.Correction), "tested": strconv.Itoa(adjusted.Tested), "untested": strconv.Itoa(adjusted.Untested),
	}}), nil
}

func (e examining) correct(f disparity.Family) (disparity.AdjustedFamily, error) {
	switch e.plan.Test.Correction {
	case disparity.Holm:
		return f.Holm()
	case disparity.BenjaminiYekutieli:
		return f.BenjaminiYekutieli()
	default:
		return f.BenjaminiHochberg()
	}
}

// compareOne compares one group in one decision.
func (e examining) compareOne(d decision, g Value) (one judged, notes []disclose.Note, err error) {
	one.row = disclose.Row{Labels: []disclose.Label{d.label, g.Label}}
	p, ok, err := pair(find(d.rates, g.Code, ""), find(d.rates, e.plan.Group.Reference, ""))
	if err != nil {
		return one, nil, err
	}
	if !ok {
		u := undefined("outcome.gap.not_printed")
		one.row.Figures = []disclose.Figure{u, said("outcome.robust.not-possible"), u, u}
		one.p = disparity.Pair{}.Fisher().P
		return one, nil, nil
	}
	effect, err := e.effect(p, cmp.Or(d.matters, e.plan.Test.Matters))
	if err != nil {
		return one, nil, err
	}
	robust, notes, err := e.robust(d, g, p)
	if err != nil {
		return one, nil, err
	}
	one.p, one.printed = p.Fisher().P, true
	one.row.Figures = []disclose.Figure{
		said(effectKey(effect)), said(robust), percents.figure(e.difference(p), exactnessOf(p)), percents.value(effect.Detectable.Up),
	}
	if effect.Effect != effect.AsPublished {
		notes = append(notes, named("outcome.note.by_rounding", d.label, g.Label))
	}
	return one, notes, nil
}

// effect holds a comparison against the difference that matters; by a confidence sequence
// where the plan looks more than once.
func (e examining) effect(p disparity.Pair, matters float64) (disparity.EffectVerdict, error) {
	rule := disparity.EffectRule{
		Measure: disparity.Difference, Margin: matters / 100, Level: e.sure, Power: e.plan.Test.Power / 100,
	}
	if e.plan.Test.Looks > 1 {
		return rule.Judge(p.SequenceDifference(e.sure))
	}
	return p.Effect(rule)
}

// difference gives the difference with the interval of all tables, whatever confidence the
// verdict asks for; with one that holds at each look where the plan looks more than once.
func (e examining) difference(p disparity.Pair) disparity.Statistic {
	if e.plan.Test.Looks > 1 {
		return p.SequenceDifference(e.level)
	}
	return p.RiskDifference(e.level)
}

func effectKey(v disparity.EffectVerdict) string {
	switch {
	case v.Effect == disparity.Disparity && v.Side == disparity.Higher:
		return "outcome.effect.disparity-higher"
	case v.Effect == disparity.Disparity:
		return "outcome.effect.disparity-lower"
	case v.Effect == disparity.NoDisparityLargerThan:
		return "outcome.effect.none-larger"
	}
	return "outcome.effect.underpowered"
}

// robust makes the robust test of a decision, pooled and within strata.
func (e examining) robust(d decision, g Value, selections disparity.Pair) (string, []disclose.Note, error) {
	if d.hits == nil {
		return "outcome.robust.not-possible", nil, nil
	}
	hits, ok, err := pair(find(d.hits, g.Code, ""), find(d.hits, e.plan.Group.Reference, ""))
	if err != nil || !ok {
		return "outcome.robust.not-possible", []disclose.Note{named("outcome.obstacle.not-printed", d.label, g.Label)}, err
	}
	strata, err := e.decidedStrata(d, g)
	if err != nil {
		return "", nil, err
	}
	out, err := d.kind.Robust(e.sure, disparity.Decided{Selections: selections, Hits: hits}, strata...)
	switch {
	case errors.Is(err, disparity.ErrExceeds): // what is printed of strata is rounded by itself
		out, err = d.kind.Robust(e.sure, disparity.Decided{Selections: selections, Hits: hits})
	case errors.Is(err, disparity.ErrHits):
		return "outcome.robust.not-possible", []disclose.Note{named("outcome.obstacle.no-outcome", d.label, g.Label)}, nil
	}
	if err != nil {
		return "", nil, err
	}
	var notes []disclose.Note
	if d.selection && len(e.plan.Strata) > 0 && out.Stratified == nil {
		notes = append(notes, named("outcome.note.robust_pooled", d.label, g.Label))
	}
	if out.Pooled.Obstacle != "" {
		notes = append(notes, named("outcome.obstacle."+string(out.Pooled.Obstacle), d.label, g.Label))
	}
	if out.Verdict == disparity.RobustEvidence && e.plan.outcome().Alike.Empty() {
		return "outcome.robust.inconclusive", append(notes, named("outcome.obstacle.not-alike", d.label, g.Label)), nil
	}
	return robustKey(out), notes, nil
}

func robustKey(r disparity.Robust) string {
	switch {
	case r.Verdict == disparity.NotPossible:
		return "outcome.robust.not-possible"
	case r.Verdict == disparity.RobustEvidence && r.Against == disparity.AgainstGroup:
		return "outcome.robust.evidence-group"
	case r.Verdict == disparity.RobustEvidence:
		return "outcome.robust.evidence-reference"
	}
	return "outcome.robust.inconclusive"
}

// decidedStrata gives the strata in which both groups are printed, with what was found.
func (e examining) decidedStrata(d decision, g Value) (out []disparity.DecidedStratum, err error) {
	if !d.selection {
		return nil, nil
	}
	for _, code := range e.plan.StratumCodes() {
		selections, ok, err := pair(find(d.rates, g.Code, code), find(d.rates, e.plan.Group.Reference, code))
		if err != nil {
			return nil, err
		}
		hits, found, err := pair(find(d.hits, g.Code, code), find(d.hits, e.plan.Group.Reference, code))
		if err != nil {
			return nil, err
		}
		if ok && found {
			out = append(out, disparity.DecidedStratum{Name: code, Decided: disparity.Decided{Selections: selections, Hits: hits}})
		}
	}
	return out, nil
}

// said is a conclusion.
func said(key string) disclose.Figure {
	return disclose.Figure{Kind: disclose.Said, Reason: key}
}

// pValues are printed with three digits.
var pValues = scale{by: 1, digits: 3}

// named makes a note about one group in one decision.
func named(key string, decision, group disclose.Label) disclose.Note {
	n := about(key, group)
	n.Args["decision_nl"], n.Args["decision_en"] = decision.NL, decision.EN
	return n
}

// verdictNotes say how to read the two parts.
func (e examining) verdictNotes() []disclose.Note {
	t := e.plan.Test
	args := decimals("matters", t.Matters)
	maps.Copy(args, decimals("power", t.Power))
	maps.Copy(args, decimals("confidence", t.Confidence))
	notes := []disclose.Note{
		e.comparedWith(),
		{Key: "outcome.note.two_parts"},
		{Key: "outcome.note.matters", Args: args},
		{Key: "outcome.note.robust"},
	}
	if t.Looks > 1 {
		notes = append(notes, disclose.Note{Key: "outcome.note.looks", Args: map[string]string{"looks": strconv.Itoa(t.Looks)}})
	}
	return append(notes, disclose.Note{Key: "outcome.note.no_conclusion"})
}

// decimals gives a number as an argument in both languages.
func decimals(name string, x float64) map[string]string {
	said := strconv.FormatFloat(x, 'f', -1, 64)
	return map[string]string{name + "_nl": strings.Replace(said, ".", ",", 1), name + "_en": said}
}
