// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"strconv"

	"baken/base/disclose"
	"baken/base/disparity"
)

func (e examining) ladderSpec() disclose.Spec {
	return disclose.Spec{
		ID: LadderTable, Title: "outcome.table.ladder", Subject: e.plan.Selection.Label, Method: "outcome.method.ladder",
		Heads: []disclose.Label{e.plan.Group.Label},
		Columns: []disclose.Column{
			{ID: "crude-odds-ratio", Title: "outcome.column.crude", Short: "outcome.column.crude_short", Unit: disclose.Ratio},
			{ID: "mantel-haenszel-odds-ratio", Title: "outcome.column.adjusted", Short: "outcome.column.adjusted_short", Unit: disclose.Ratio},
		},
		Chart: []string{"crude-odds-ratio", "mantel-haenszel-odds-ratio"},
	}
}

// ladder sets the crude odds ratio of each group beside the one given the
// strata of the plan; never the one without the other.
func (e examining) ladder(rates []disclose.Rate) ([]disclose.Row, []disclose.Note, error) {
	var rows []disclose.Row
	notes := append([]disclose.Note{e.comparedWith()}, e.roundingNotes()...)
	for _, g := range e.plan.others() {
		crude, ok, err := pair(find(rates, g.Code, ""), find(rates, e.plan.Group.Reference, ""))
		if err != nil {
			return nil, nil, err
		}
		row := disclose.Row{Labels: []disclose.Label{g.Label}}
		if !ok {
			u := undefined("outcome.gap.not_printed")
			row.Figures = []disclose.Figure{u, u}
			rows = append(rows, row)
			continue
		}
		adjusted, more, err := e.adjusted(rates, g, crude)
		if err != nil {
			return nil, nil, err
		}
		row.Figures = []disclose.Figure{ratios.figure(crude.OddsRatio(e.level), exactnessOf(crude)), adjusted}
		rows, notes = append(rows, row), append(notes, more...)
	}
	return rows, append(notes, e.strataNotes()...), nil
}

// strataNotes warns that a stratum may carry the difference, and gives the
// reason why the plan calls it lawful.
func (e examining) strataNotes() []disclose.Note {
	if len(e.plan.Strata) == 0 {
		return []disclose.Note{{Key: "outcome.note.no_strata"}}
	}
	var notes []disclose.Note
	for _, s := range e.plan.Strata {
		notes = append(notes, disclose.Note{Key: "outcome.note.stratum", Args: map[string]string{
			"stratum_nl": s.Label.NL, "stratum_en": s.Label.EN, "reason_nl": s.Reason.NL, "reason_en": s.Reason.EN,
		}})
	}
	return append(notes, disclose.Note{Key: "outcome.note.outer"})
}

// adjusted gives the Mantel-Haenszel odds ratio over the strata in which both
// groups are printed, and says which strata are not in it and why.
func (e examining) adjusted(rates []disclose.Rate, g Value, crude disparity.Pair) (disclose.Figure, []disclose.Note, error) {
	if len(e.plan.Strata) == 0 {
		return undefined("outcome.gap.no_strata"), nil, nil
	}
	strata, notes, err := e.printedStrata(rates, g)
	if err != nil {
		return disclose.Figure{}, nil, err
	}
	l, err := disparity.Climb(e.level, crude, disparity.Given{Name: LadderTable, Strata: strata})
	if err != nil {
		return disclose.Figure{}, nil, err
	}
	odds := l.Steps[0].OddsRatio
	notes = append(notes, uneven(l.Steps[0].BreslowDay, g)...)
	if n := len(odds.Uninformative); n > 0 {
		silent := about("outcome.note.strata_silent", g.Label)
		silent.Args["left"], silent.Args["all"] = strconv.Itoa(n), strconv.Itoa(len(strata))
		notes = append(notes, silent)
	}
	return ratios.figure(odds.Statistic, exactnessOf(strata)), notes, nil
}

// printedStrata gives the strata in which both groups are printed, and says which aren't.
func (e examining) printedStrata(rates []disclose.Rate, g Value) (disparity.Strata, []disclose.Note, error) {
	strata, left, err := e.within(rates, g, e.plan.StratumCodes(), pair)
	if err != nil || left == 0 {
		return strata, nil, err
	}
	n := about("outcome.note.strata_left", g.Label)
	n.Args["left"], n.Args["all"] = strconv.Itoa(left), strconv.Itoa(left+len(strata))
	return strata, []disclose.Note{n}, nil
}

// pairing puts a group beside the reference, if enough is printed of both.
type pairing func(group, reference disclose.Rate) (disparity.Pair, bool, error)

// within gives the strata, or bins, in which enough is printed of both groups, and how many
// others there are.
func (e examining) within(rates []disclose.Rate, g Value, codes []string, put pairing) (strata disparity.Strata, left int, err error) {
	for _, code := range codes {
		p, ok, err := put(find(rates, g.Code, code), find(rates, e.plan.Group.Reference, code))
		if err != nil {
			return nil, 0, err
		}
		if !ok {
			left++
			continue
		}
		strata = append(strata, disparity.Stratum{Name: code, Pair: p})
	}
	return strata, left, nil
}

// uneven warns where the odds ratio differs between strata by more than chance
// makes likely (5%): one figure for all strata then hides more than it shows.
func uneven(test disparity.ChiSquare, g Value) []disclose.Note {
	p, ok := test.P.Number()
	x, _ := test.Statistic.Number()
	if !ok || p >= 0.05 {
		return nil
	}
	n := about("outcome.note.uneven", g.Label)
	n.Args["statistic"], n.Args["df"] = strconv.FormatFloat(x, 'f', 0, 64), strconv.Itoa(test.DF)
	return []disclose.Note{n}
}
