// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"strings"

	"baken/base/disclose"
)

// The tables of who is in the data and not in the comparison, and of how many people have a
// value that the plan doesn't name.
const (
	OutsideTable    = "outside"
	UnforeseenTable = "unforeseen"
)

// Account gives what a result says of its rows: whom the plan leaves out of the
// comparison, by the value for which it does, and how many people have a value that it
// doesn't name, by column. Both are under the rules that hold for every other group: a
// result whose denominator was changed says so itself. There is no first table where the
// data is counted already with totals beside their parts, which would count people twice.
//
// Errors: those of disclose.
func (p Plan) Account(a Account) (tables []disclose.Table, err error) {
	p = p.byPlace()
	if a.Adds && len(a.Outside) > 0 {
		labels := make([]disclose.Label, len(a.Outside))
		for i, o := range a.Outside {
			labels[i] = p.leftOut(o)
		}
		spec := disclose.Spec{
			ID: OutsideTable, Title: "outcome.table.outside", Subject: p.Population, Method: "outcome.method.outside",
			Heads:   []disclose.Label{p.columnsOf(a.Outside)},
			Columns: []disclose.Column{{ID: "people", Title: "outcome.column.outside", Unit: disclose.People}},
		}
		t, err := told(spec, a.Outside, labels, p.outsideNotes())
		if err != nil {
			return nil, err
		}
		tables = append(tables, t)
	}
	strange := byColumn(a.Unforeseen)
	if len(strange) == 0 {
		return tables, nil
	}
	labels := make([]disclose.Label, len(strange))
	for i, o := range strange {
		labels[i] = p.columnLabel(o.Column)
	}
	spec := disclose.Spec{
		ID: UnforeseenTable, Title: "outcome.table.unforeseen", Subject: p.Population, Method: "outcome.method.outside",
		Heads:   []disclose.Label{columnHead()},
		Columns: []disclose.Column{{ID: "people", Title: "outcome.column.people", Unit: disclose.People}},
	}
	t, err := told(spec, strange, labels, []disclose.Note{{Key: "outcome.note.unforeseen"}})
	return append(tables, t), err
}

// told makes a table of how many people there are, one row for each.
func told(spec disclose.Spec, people []Outside, labels []disclose.Label, notes []disclose.Note) (disclose.Table, error) {
	cells := make([]disclose.Cell, len(people))
	for i, o := range people {
		cells[i] = disclose.Cell{Group: o.Column + "\x00" + o.Value, Base: o.N}
	}
	protected, err := disclose.Protect(disclose.ForEveryone(), cells)
	if err != nil {
		return disclose.Table{}, err
	}
	return protected.Derive(spec, func(rates []disclose.Rate) ([]disclose.Row, []disclose.Note, error) {
		rows := make([]disclose.Row, len(rates))
		for i, r := range rates {
			rows[i] = disclose.Row{Labels: labels[i : i+1], Figures: []disclose.Figure{r.Base}}
		}
		return rows, notes, nil
	})
}

// byColumn adds up values of the same column.
func byColumn(all []Outside) (out []Outside) {
	for _, o := range all {
		if last := len(out) - 1; last >= 0 && out[last].Column == o.Column {
			out[last].N += o.N
			continue
		}
		out = append(out, Outside{Column: o.Column, N: o.N})
	}
	return out
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
func (p Plan) leftOut(o Outside) disclose.Label {
	of := p.columnLabel(o.Column)
	value := ": “" + o.Value + "”"
	return disclose.Label{NL: of.NL + value, EN: of.EN + value}
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
	named := map[string]disclose.Label{p.Group.Column: p.Group.Label, p.Selection.Column: p.Selection.Label}
	for _, s := range p.Strata {
		named[s.Column] = s.Label
	}
	for _, s := range p.Steps {
		if _, has := named[s.Column]; !has {
			named[s.Column] = s.Label
		}
	}
	if p.Finding != nil {
		named[p.Finding.Column] = p.Finding.Label
	}
	if p.Random != nil {
		named[p.Random.Column] = p.Random.Label
	}
	if p.Only != nil {
		named[p.Only.Column] = p.Only.Label
	}
	if l, has := named[column]; has {
		return l
	}
	return disclose.Label{NL: column, EN: column}
}
