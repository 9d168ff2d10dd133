// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"baken/base/disclose"
	"baken/base/disparity"
)

func (e examining) ladderSpec() disclose.Spec {
	return disclose.Spec{
		ID: LadderTable, Title: "outcome.table.ladder", Subject: e.plan.Selection.Label, Method: "outcome.method.ladder",
		Heads: []disclose.Label{e.plan.Group.Label, accountedHead()},
		Columns: []disclose.Column{
			{ID: "odds-ratio", Title: "outcome.column.odds_ratio", Unit: disclose.Ratio},
			{ID: "risk-difference", Title: "outcome.column.risk_difference", Unit: disclose.Points},
			{ID: "regression", Title: "outcome.column.regression", Unit: disclose.Ratio},
		},
		Chart: []string{"odds-ratio"},
	}
}

// rung is a step of the ladder: the strata that are taken into account so far, as places
// in the plan's list.
type rung struct {
	label disclose.Label
	kept  []int
}

// rungs begin with nothing taken into account, then add the strata one by one: those of
// which the plan has a doubt last.
func (p Plan) rungs() []rung {
	out := []rung{{label: nothingYet()}}
	for _, doubtful := range []bool{false, true} {
		for k, s := range p.Strata {
			if s.Doubt.Empty() == doubtful {
				continue
			}
			before := out[len(out)-1]
			next := rung{label: s.Label, kept: append(append([]int(nil), before.kept...), k)}
			if len(before.kept) > 0 {
				next.label = disclose.Label{NL: before.label.NL + "; " + s.Label.NL, EN: before.label.EN + "; " + s.Label.EN}
			}
			out = append(out, next)
		}
	}
	return out
}

// on keeps of a stratum what a rung takes into account.
func (r rung) on(code string) string {
	parts := strings.Split(code, " / ")
	kept := make([]string, len(r.kept))
	for i, k := range r.kept {
		kept[i] = parts[k]
	}
	return strings.Join(kept, " / ")
}

// ladder sets the crude comparison of each group beside those given the strata of the
// plan, one after the other; never one without the others.
func (e examining) ladder(rates []disclose.Rate) ([]disclose.Row, []disclose.Note, error) {
	var rows []disclose.Row
	notes := append([]disclose.Note{e.comparedWith()}, e.roundingNotes()...)
	used := map[disparity.Method]bool{}
	for _, g := range e.plan.others() {
		crude, ok, err := pair(find(rates, g.Code, ""), find(rates, e.plan.Group.Reference, ""))
		if err != nil {
			return nil, nil, err
		}
		if !ok {
			u := undefined("outcome.gap.not_printed")
			for _, r := range e.plan.rungs() {
				rows = append(rows, disclose.Row{Labels: []disclose.Label{g.Label, r.label}, Figures: []disclose.Figure{u, u, u}})
			}
			continue
		}
		more, some, methods, err := e.climb(rates, g, crude)
		if err != nil {
			return nil, nil, err
		}
		maps.Copy(used, methods)
		rows, notes = append(rows, more...), append(notes, some...)
	}
	return rows, slices.Concat(notes, regressionNotes(used), e.strataNotes()), nil
}

// regressionNotes say how the regressions were made.
func regressionNotes(used map[disparity.Method]bool) (notes []disclose.Note) {
	for _, one := range []struct {
		method disparity.Method
		key    string
	}{
		{disparity.ConditionalExact, "outcome.note.regression_exact"},
		{disparity.ConditionalLikelihood, "outcome.note.regression_likelihood"},
		{disparity.UnconditionalLikelihood, "outcome.note.regression_logistic"},
	} {
		if used[one.method] {
			notes = append(notes, disclose.Note{Key: one.key})
		}
	}
	return notes
}

// strataNotes gives the reason why the plan calls a stratum lawful, and warns that it may
// carry the difference.
func (e examining) strataNotes() []disclose.Note {
	if len(e.plan.Strata) == 0 {
		return []disclose.Note{{Key: "outcome.note.no_strata"}}
	}
	var notes []disclose.Note
	for _, s := range e.plan.Strata {
		n := disclose.Note{Key: "outcome.note.stratum", Args: map[string]string{
			"stratum_nl": s.Label.NL, "stratum_en": s.Label.EN, "reason_nl": s.Reason.NL, "reason_en": s.Reason.EN,
		}}
		if !s.Doubt.Empty() {
			n.Key, n.Args["doubt_nl"], n.Args["doubt_en"] = "outcome.note.stratum_doubt", s.Doubt.NL, s.Doubt.EN
		}
		notes = append(notes, n)
	}
	return append(notes, disclose.Note{Key: "outcome.note.outer"})
}

// climb compares a group on each rung, over the strata in which both groups are printed,
// and says which strata are not in it and why.
func (e examining) climb(rates []disclose.Rate, g Value, crude disparity.Pair) (rows []disclose.Row, notes []disclose.Note, used map[disparity.Method]bool, err error) {
	cells, notes, err := e.printedStrata(rates, g)
	if err != nil {
		return nil, nil, nil, err
	}
	used = map[disparity.Method]bool{}
	for _, r := range e.plan.rungs() {
		row := disclose.Row{Labels: []disclose.Label{g.Label, r.label}}
		if len(r.kept) == 0 {
			regression, method := e.regression(disparity.Strata{{Pair: crude}})
			row.Figures = []disclose.Figure{
				ratios.figure(crude.OddsRatio(e.level), exactnessOf(crude)), percents.figure(crude.RiskDifference(e.level), exactnessOf(crude)), regression,
			}
			used[method], rows = true, append(rows, row)
			continue
		}
		figures, more, method, err := e.given(r, g, crude, cells)
		if err != nil {
			return nil, nil, nil, err
		}
		row.Figures, used[method] = figures, true
		rows = append(rows, row)
		if len(r.kept) == len(e.plan.Strata) {
			notes = append(notes, more...)
		}
	}
	return rows, notes, used, nil
}

// given compares a group given what a rung takes into account.
func (e examining) given(r rung, g Value, crude disparity.Pair, cells disparity.Strata) ([]disclose.Figure, []disclose.Note, disparity.Method, error) {
	strata := r.over(cells)
	l, err := disparity.Climb(e.level, crude, disparity.Given{Name: LadderTable, Strata: strata})
	if err != nil {
		return nil, nil, "", err
	}
	step := l.Steps[0]
	notes := uneven(step.BreslowDay, g)
	if n := len(step.OddsRatio.Uninformative); n > 0 {
		silent := about("outcome.note.strata_silent", g.Label)
		silent.Args["left"], silent.Args["all"] = strconv.Itoa(n), strconv.Itoa(len(strata))
		notes = append(notes, silent)
	}
	regression, method := e.regression(strata)
	exact := exactnessOf(strata)
	return []disclose.Figure{
		ratios.figure(step.OddsRatio.Statistic, exact), percents.figure(step.RiskDifference.Statistic, exact), regression,
	}, notes, method, nil
}

// over adds up the cells that a rung doesn't tell apart.
func (r rung) over(cells disparity.Strata) (out disparity.Strata) {
	at := map[string]int{}
	for _, c := range cells {
		name := r.on(c.Name)
		k, seen := at[name]
		if !seen {
			at[name] = len(out)
			out = append(out, disparity.Stratum{Name: name, Pair: c.Pair})
			continue
		}
		out[k].Pair = out[k].Plus(c.Pair)
	}
	return out
}

// conditionalWork is what a conditional regression may take: about a millisecond. Where there
// are so many people that it takes more, the logistic one gives the same figure.
var conditionalWork = disparity.Work{Terms: 2_000, Products: 300_000}

// regression gives the odds ratio of the group by conditional logistic regression, exact
// where that takes little work; with many people by logistic regression, whose errors hold
// also where the odds ratio differs between strata.
func (e examining) regression(s disparity.Strata) (disclose.Figure, disparity.Method) {
	fit := s.ConditionalAt(e.level, conditionalWork)
	if fit.Method != disparity.UnconditionalLikelihood {
		return ratios.figure(fit.Statistic, exactnessOf(s)), fit.Method
	}
	logistic := s.Logistic(e.level)
	logistic.Interval = logistic.Robust
	return ratios.figure(logistic.Statistic, exactnessOf(s)), fit.Method
}

// printedStrata gives the strata in which both groups are printed, and says which aren't.
func (e examining) printedStrata(rates []disclose.Rate, g Value) (disparity.Strata, []disclose.Note, error) {
	strata, left, err := e.within(rates, g, e.plan.StratumCodes())
	if err != nil || left == 0 {
		return strata, nil, err
	}
	n := about("outcome.note.strata_left", g.Label)
	n.Args["left"], n.Args["all"] = strconv.Itoa(left), strconv.Itoa(left+len(strata))
	return strata, []disclose.Note{n}, nil
}

// within gives the strata, or bins, in which enough is printed of both groups, and how many
// others there are.
func (e examining) within(rates []disclose.Rate, g Value, codes []string) (strata disparity.Strata, left int, err error) {
	for _, code := range codes {
		p, ok, err := pair(find(rates, g.Code, code), find(rates, e.plan.Group.Reference, code))
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
