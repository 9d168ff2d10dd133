// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"strings"

	"baken/base/disclose"
)

// OutsideTable is the table of who is in the data and not in the comparison.
const OutsideTable = "outside"

// LeftOut tells how many people the plan leaves out of the comparison, by the value for
// which it does, under the rules that hold for every other group: a result whose
// denominator was changed says so itself. It gives false where nobody is left out, and
// where the data is counted already with totals beside their parts, which would count
// people twice.
//
// Errors: those of disclose.
func (p Plan) LeftOut(a Account) (disclose.Table, bool, error) {
	if !a.Adds || len(a.Outside) == 0 {
		return disclose.Table{}, false, nil
	}
	cells := make([]disclose.Cell, len(a.Outside))
	for i, o := range a.Outside {
		cells[i] = disclose.Cell{Group: o.Column + "\x00" + o.Value, Base: o.N}
	}
	protected, err := disclose.Protect(disclose.ForEveryone(), cells)
	if err != nil {
		return disclose.Table{}, false, err
	}
	spec := disclose.Spec{
		ID: OutsideTable, Title: "outcome.table.outside", Subject: p.Population, Method: "outcome.method.outside",
		Heads:   []disclose.Label{p.columnsOf(a.Outside)},
		Columns: []disclose.Column{{ID: "people", Title: "outcome.column.outside", Unit: disclose.People}},
	}
	t, err := protected.Derive(spec, func(rates []disclose.Rate) ([]disclose.Row, []disclose.Note, error) {
		rows := make([]disclose.Row, len(rates))
		for i, r := range rates {
			rows[i] = disclose.Row{Labels: p.leftOut(a.Outside[i]), Figures: []disclose.Figure{r.Base}}
		}
		return rows, p.outsideNotes(), nil
	})
	return t, err == nil, err
}

// outsideNotes says how values are written and, where the plan has a filter, why.
func (p Plan) outsideNotes() []disclose.Note {
	notes := []disclose.Note{{Key: "outcome.note.outside"}}
	if o := p.Only; o != nil {
		notes = append(notes, disclose.Note{Key: "outcome.note.only", Args: map[string]string{
			"column_nl": o.Label.NL, "column_en": o.Label.EN, "values": strings.Join(o.Values, ", "),
			"reason_nl": o.Reason.NL, "reason_en": o.Reason.EN,
		}})
	}
	return notes
}

// leftOut names a value as the data has it, in quotes: so the empty one can be seen.
func (p Plan) leftOut(o Outside) []disclose.Label {
	of := p.columnLabel(o.Column)
	value := ": “" + o.Value + "”"
	return []disclose.Label{{NL: of.NL + value, EN: of.EN + value}}
}

// columnsOf names the columns for whose values people are left out.
func (p Plan) columnsOf(all []Outside) (out disclose.Label) {
	seen := map[string]bool{}
	for _, o := range all {
		if seen[o.Column] {
			continue
		}
		seen[o.Column] = true
		of := p.columnLabel(o.Column)
		if out.NL != "" {
			out.NL, out.EN = out.NL+" / ", out.EN+" / "
		}
		out.NL, out.EN = out.NL+of.NL, out.EN+of.EN
	}
	return out
}

// columnLabel is what people call a column: its own name where the plan gives it no label.
func (p Plan) columnLabel(column string) disclose.Label {
	switch {
	case column == p.Group.Column:
		return p.Group.Label
	case column == p.Selection.Column:
		return p.Selection.Label
	case p.Only != nil && column == p.Only.Column:
		return p.Only.Label
	}
	return disclose.Label{NL: column, EN: column}
}
