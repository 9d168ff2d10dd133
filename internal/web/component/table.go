// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package component

import (
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"baken/internal/text"
)

// Column is a column of a table.
type Column struct {
	Label   text.Text
	Numeric bool // its cells are numbers, set under each other
}

// Table is rows of cells under columns. The first cell of a row names it.
type Table struct {
	ID      string // of the table, where something leads to it; may be empty
	Caption text.Text
	Columns []Column
	Rows    [][]g.Node
	Total   []g.Node  // a last row, set apart; may be nil
	Note    text.Text // what the table doesn't show; may be nil
}

// Table draws the table. It scrolls by itself where the screen is narrow, and
// can then be reached by keyboard.
func (ui *UI) Table(t Table) g.Node {
	return h.Div(
		h.Class("baken-table"),
		h.Div(
			h.Class("utrecht-table-container utrecht-table-container--overflow-inline baken-table__scroll"),
			h.Role("region"), h.TabIndex("0"), h.Aria("label", ui.say(t.Caption)),
			h.Table(
				h.Class("utrecht-table utrecht-table--html-table"), with(t.ID != "", h.ID(t.ID)),
				h.Caption(h.Class("utrecht-table__caption"), h.Span(ui.Say(t.Caption))),
				h.THead(h.Tr(g.Map(t.Columns, func(c Column) g.Node {
					return h.Th(h.Scope("col"), numeric(c), ui.Say(c.Label))
				}))),
				h.TBody(g.Map(t.Rows, t.row)),
				with(t.Total != nil, h.TFoot(t.row(t.Total))),
			),
		),
		with(t.Note != nil, ui.Small(t.Note)),
	)
}

func (t Table) row(cells []g.Node) g.Node {
	out := make([]g.Node, 0, len(cells))
	for i, cell := range cells {
		switch {
		case i == 0:
			out = append(out, h.Th(h.Scope("row"), cell))
		case i < len(t.Columns):
			out = append(out, h.Td(numeric(t.Columns[i]), cell))
		default:
			out = append(out, h.Td(cell))
		}
	}
	return h.Tr(g.Group(out))
}

func numeric(c Column) g.Node {
	return with(c.Numeric, h.Class("utrecht-table__cell--numeric-column"))
}

// Summary is an answer that was given, with the way to change it.
type Summary struct {
	Label  text.Text
	Value  g.Node
	Change string // address where it can be changed; empty when it can't be
}

// Summaries lists answers before they are sent.
func (ui *UI) Summaries(rows ...Summary) g.Node {
	return h.Dl(h.Class("baken-summary"), g.Map(rows, func(s Summary) g.Node {
		return h.Div(
			h.Dt(ui.Say(s.Label)),
			h.Dd(s.Value),
			with(s.Change != "", h.Dd(
				h.Class("baken-summary__change"),
				ui.anchor(s.Change, g.Group{
					ui.Say(text.Key("web.summary.change")),
					h.Span(h.Class("baken-hidden"), g.Text(" "), ui.Say(s.Label)),
				}, h.Class("utrecht-link utrecht-link--html-a")),
			)),
		)
	}))
}
