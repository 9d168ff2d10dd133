// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"math"

	"baken/base/disclose"
	"baken/base/disparity"
)

// truthTable lists what was the case of those selected, or of those not: every measure is
// worked out from these and the selection.
func (e examining) truthTable(id string, from *disclose.Protected) maker {
	if from == nil {
		return maker{}
	}
	return maker{from, e.rateSpec(id, *e.plan.Truth), e.rates}
}

// parities makes the table of a selection beside what was the case of everybody. All
// measures stand in it, since they exclude each other: whoever shows one has chosen.
func (e examining) parities() maker {
	if e.truth == nil {
		return maker{}
	}
	spec := disclose.Spec{
		ID: ParityTable, Title: "outcome.table.parity", Subject: e.plan.Selection.Label, Method: "outcome.method.parity",
		Heads: []disclose.Label{e.plan.Group.Label, measureHead()},
		Columns: []disclose.Column{
			{ID: "group-rate", Title: "outcome.column.rate_group", Unit: disclose.Percent},
			{ID: "reference-rate", Title: "outcome.column.rate_reference", Unit: disclose.Percent},
			{ID: "difference", Title: "outcome.column.risk_difference", Unit: disclose.Points},
		},
	}
	return maker{e.selection, spec, func([]disclose.Rate) (rows []disclose.Row, notes []disclose.Note, err error) {
		said := e.plan.Truth.Label
		notes = []disclose.Note{e.comparedWith(), {Key: "outcome.note.parity", Args: map[string]string{"truth_nl": said.NL, "truth_en": said.EN}}, {Key: "outcome.note.equalised_odds"}}
		for _, g := range e.plan.others() {
			all, more, err := e.parity(g)
			if err != nil {
				return nil, nil, err
			}
			for _, m := range all {
				rows = append(rows, m.row(g))
			}
			notes = append(notes, more...)
		}
		notes = append(notes, disclose.Note{Key: "outcome.note.truth_label"})
		if len(e.plan.Strata) > 0 {
			notes = append(notes, e.strataNotes()...)
		}
		notes = append(notes, e.roundingNotes()...)
		return rows, append(notes, disclose.Note{Key: "outcome.note.no_conclusion"}), nil
	}}
}

// measure is a rate in both groups and their difference.
type measure struct {
	label                        disclose.Label
	group, reference, difference disclose.Figure
}

func (m measure) row(g Value) disclose.Row {
	return disclose.Row{
		Labels:  []disclose.Label{g.Label, m.label},
		Figures: []disclose.Figure{m.group, m.reference, m.difference},
	}
}

// measured makes a measure of two printed counts; where one of them isn't, there is none.
func (e examining) measured(label disclose.Label, p disparity.Pair, printed bool) measure {
	if !printed {
		u := undefined("outcome.gap.not_printed")
		return measure{label, u, u, u}
	}
	return measure{label, borne(p.Group.Wilson(e.level)), borne(p.Reference.Wilson(e.level)), borne(p.RiskDifference(e.level))}
}

// borne prints a statistic with as many decimals as the range over rounding bears: it spans
// at most twenty units of the last one.
func borne(s disparity.Statistic) disclose.Figure {
	f := percents.figure(s, rounded)
	if f.HasValue() && closed(f.Range) {
		for f.Digits > 0 && *f.Range.High-*f.Range.Low > 20*math.Pow10(-f.Digits) {
			f.Digits--
		}
	}
	return f
}

// parity makes all measures of one group. What is known of everybody together needs both
// those selected and those not.
func (e examining) parity(g Value) ([]measure, []disclose.Note, error) {
	reference := e.plan.Group.Reference
	selected, sok, err := pair(find(e.selection.Rates(), g.Code, ""), find(e.selection.Rates(), reference, ""))
	if err != nil {
		return nil, nil, err
	}
	held, hok, err := pair(find(e.truth.Rates(), g.Code, ""), find(e.truth.Rates(), reference, ""))
	if err != nil {
		return nil, nil, err
	}
	missed, mok, err := pair(find(e.missed.Rates(), g.Code, ""), find(e.missed.Rates(), reference, ""))
	if err != nil {
		return nil, nil, err
	}
	given, notes, err := e.conditional(g)
	if err != nil {
		return nil, nil, err
	}
	both := hok && mok
	all, err := disparity.Judge(e.level, disparity.Confusion{Selected: held.Group, Unselected: missed.Group},
		disparity.Confusion{Selected: held.Reference, Unselected: missed.Reference}, disparity.Given{})
	if err != nil {
		return nil, nil, err
	}
	if both && all.Conflict {
		notes = append(notes, about("outcome.note.parity_conflict", g.Label))
	}
	rest := disparity.Pair{Group: missed.Group.Complement(), Reference: missed.Reference.Complement()}
	out := []measure{e.measured(demographicParity(), selected, sok)}
	if len(e.plan.Strata) > 0 {
		out = append(out, given)
	}
	return append(out,
		e.measured(truePositive(), all.TruePositive.Pair, both),
		e.measured(falsePositive(), all.FalsePositive.Pair, both),
		e.measured(positivePredictive(), held, hok),
		e.measured(negativePredictive(), rest, mok),
		e.measured(baseRate(), all.BaseRate.Pair, both),
	), notes, nil
}

// conditional compares the selection within strata, and over them: there is no rate of
// everybody then, only a difference.
func (e examining) conditional(g Value) (measure, []disclose.Note, error) {
	if len(e.plan.Strata) == 0 {
		return measure{}, nil, nil
	}
	strata, notes, err := e.printedStrata(e.selection.Rates(), g)
	if err != nil {
		return measure{}, nil, err
	}
	u := undefined("outcome.gap.over_strata")
	return measure{conditionalParity(), u, u, borne(strata.RiskDifference(e.level).Statistic)}, notes, nil
}
