// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"baken/base/disclose"
	"baken/base/disparity"
)

// stepTable lists, for each step beside selection and finding, of how many it was decided
// and how often it was a yes.
func (e examining) stepTable() maker {
	if len(e.steps) == 0 {
		return maker{}
	}
	spec := e.rateSpec(StepsTable, e.plan.Selection)
	spec.Subject, spec.Chart = e.plan.Title, nil
	spec.Heads = []disclose.Label{decisionHead(), e.plan.Group.Label}
	return maker{e.steps[0].decided, spec, func([]disclose.Rate) ([]disclose.Row, []disclose.Note, error) {
		var rows []disclose.Row
		for k, s := range e.plan.Steps {
			for _, g := range e.plan.Group.Values {
				r := find(e.steps[k].decided.Rates(), g.Code, "")
				share, err := e.share(r)
				if err != nil {
					return nil, nil, err
				}
				rows = append(rows, disclose.Row{
					Labels: []disclose.Label{s.Label, g.Label}, Figures: []disclose.Figure{r.Base, share},
					Reference: g.Code == e.plan.Group.Reference,
				})
			}
		}
		return rows, e.roundingNotes(), nil
	}}
}

// link is a step of the way from everybody to the end of the chain.
type link struct {
	label disclose.Label
	rates []disclose.Rate
}

// links follow the chain from selection to finding to a step after it.
func (e examining) links() []link {
	out := []link{{e.plan.Selection.Label, e.selection.Rates()}}
	if e.finding == nil {
		return out
	}
	out = append(out, link{e.plan.Finding.Label, e.finding.Rates()})
	for k, s := range e.plan.Steps {
		if s.Of == "finding" {
			return append(out, link{s.Label, e.steps[k].decided.Rates()})
		}
	}
	return out
}

// chain splits the gap at the end of the chain over its steps.
func (e examining) chain() maker {
	links := e.links()
	if e.plan.Test == nil || len(links) < 2 {
		return maker{}
	}
	spec := disclose.Spec{
		ID: ChainTable, Title: "outcome.table.chain", Subject: e.plan.Title, Method: "outcome.method.chain",
		Heads: []disclose.Label{e.plan.Group.Label, stepHead()},
		Columns: []disclose.Column{
			{ID: "ratio", Title: "outcome.column.step_ratio", Unit: disclose.Ratio},
			{ID: "part", Title: "outcome.column.step_part", Unit: disclose.Points},
		},
	}
	return maker{e.selection, spec, func([]disclose.Rate) ([]disclose.Row, []disclose.Note, error) {
		var rows []disclose.Row
		for _, g := range e.plan.others() {
			more, err := e.decompose(links, g)
			if err != nil {
				return nil, nil, err
			}
			rows = append(rows, more...)
		}
		return rows, append([]disclose.Note{e.comparedWith(), {Key: "outcome.note.chain"}}, e.roundingNotes()...), nil
	}}
}

func (e examining) decompose(links []link, g Value) (rows []disclose.Row, err error) {
	var c disparity.Chain
	for _, l := range links {
		p, ok, err := pair(find(l.rates, g.Code, ""), find(l.rates, e.plan.Group.Reference, ""))
		if err != nil {
			return nil, err
		}
		if !ok {
			u := undefined("outcome.gap.not_printed")
			return []disclose.Row{{Labels: []disclose.Label{g.Label, wholeChain()}, Figures: []disclose.Figure{u, u}}}, nil
		}
		c = append(c, disparity.Link{Name: l.label.EN, Pair: p})
	}
	d, err := c.Decompose(e.level)
	if err != nil {
		return nil, err
	}
	put := func(label disclose.Label, ratio, part disparity.Statistic) {
		exact := rounded
		if e.plan.Source.Published != nil && e.plan.Source.Rounding == 1 {
			exact = exactnessOf(c[0].Pair)
		}
		rows = append(rows, disclose.Row{
			Labels: []disclose.Label{g.Label, label}, Figures: []disclose.Figure{ratios.figure(ratio, exact), percents.figure(part, exact)},
		})
	}
	for i, s := range d.Steps {
		put(links[i].label, s.Ratio, s.Shapley)
	}
	put(wholeChain(), d.Ratio, d.Difference)
	return rows, nil
}
