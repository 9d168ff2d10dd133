// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"baken/base/disclose"
	"baken/base/disparity"
)

func (e examining) compareSpec(id string, d Decision) disclose.Spec {
	return disclose.Spec{
		ID: id, Title: "outcome.table." + id, Subject: d.Label, Method: "outcome.method.compare",
		Heads: []disclose.Label{e.plan.Group.Label},
		Columns: []disclose.Column{
			{ID: "risk-difference", Title: "outcome.column.risk_difference", Unit: disclose.Points},
			{ID: "risk-ratio", Title: "outcome.column.risk_ratio", Unit: disclose.Ratio},
			{ID: "odds-ratio", Title: "outcome.column.odds_ratio", Unit: disclose.Ratio},
		},
		Chart: []string{"risk-ratio"},
	}
}

func (e examining) findingCompareSpec() disclose.Spec {
	if e.plan.Finding == nil {
		return disclose.Spec{}
	}
	return e.compareSpec(FindingCompare, *e.plan.Finding)
}

// others gives the groups that are compared with the reference.
func (p Plan) others() []Value {
	var out []Value
	for _, v := range p.Group.Values {
		if v.Code != p.Group.Reference {
			out = append(out, v)
		}
	}
	return out
}

// compare gives difference, ratio and odds ratio of each group against the
// reference.
func (e examining) compare(rates []disclose.Rate) ([]disclose.Row, []disclose.Note, error) {
	reference := find(rates, e.plan.Group.Reference, "")
	var rows []disclose.Row
	for _, g := range e.plan.others() {
		p, ok, err := pair(find(rates, g.Code, ""), reference)
		if err != nil {
			return nil, nil, err
		}
		row := disclose.Row{Labels: []disclose.Label{g.Label}}
		if ok {
			x := exactnessOf(p)
			row.Figures = []disclose.Figure{
				percents.figure(p.RiskDifference(e.level), x),
				ratios.figure(p.RiskRatio(e.level), x),
				ratios.figure(p.OddsRatio(e.level), x),
			}
		} else {
			u := undefined("outcome.gap.not_printed")
			row.Figures = []disclose.Figure{u, u, u}
		}
		rows = append(rows, row)
	}
	notes := append([]disclose.Note{e.comparedWith()}, e.roundingNotes()...)
	notes = append(notes, disclose.Note{Key: "outcome.note.no_conclusion"})
	return rows, notes, nil
}

// compareFindings adds, where the two point opposite ways, that the finding
// rate doesn't settle what the selection rate asks.
func (e examining) compareFindings(rates []disclose.Rate) ([]disclose.Row, []disclose.Note, error) {
	rows, notes, err := e.compare(rates)
	if err != nil {
		return nil, nil, err
	}
	selected := e.selection.Rates()
	for _, g := range e.plan.others() {
		s, sok, err := pair(find(selected, g.Code, ""), find(selected, e.plan.Group.Reference, ""))
		if err != nil {
			return nil, nil, err
		}
		f, fok, err := pair(find(rates, g.Code, ""), find(rates, e.plan.Group.Reference, ""))
		if err != nil {
			return nil, nil, err
		}
		if !sok || !fok {
			continue
		}
		notes = append(notes, about(reading(s, f), g.Label))
	}
	return rows, notes, nil
}

// reading holds the selection of a group beside what was found in it. A group
// that is selected more often and in which more is found fits a fair profile
// and a biased one alike; neither can be read off.
func reading(selection, finding disparity.Pair) string {
	more := selection.Direction() == disparity.Higher
	switch disparity.Weigh(selection, finding) {
	case disparity.Opposed:
		if more {
			return "outcome.note.more_and_more_found"
		}
		return "outcome.note.less_and_less_found"
	case disparity.Aligned:
		if more {
			return "outcome.note.more_and_less_found"
		}
		return "outcome.note.less_and_more_found"
	default:
		return "outcome.note.direction_open"
	}
}

// about makes a note about one group, named in both languages.
func about(key string, group disclose.Label) disclose.Note {
	return disclose.Note{Key: key, Args: map[string]string{"group_nl": group.NL, "group_en": group.EN}}
}

// comparedWith names the reference group.
func (e examining) comparedWith() disclose.Note {
	for _, v := range e.plan.Group.Values {
		if v.Code == e.plan.Group.Reference {
			return about("outcome.note.reference", v.Label)
		}
	}
	return disclose.Note{}
}
