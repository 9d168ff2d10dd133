// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package component

import (
	"slices"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"baken/internal/text"
)

// beside is how many things stand beside each other: more can't be read on a
// wide screen.
const beside = 4

// Comparison sets things side by side.
type Comparison struct {
	Caption text.Text   // of the table, for who hears the page: a heading stands above it
	Aspects []text.Text // what they are compared on
	Things  []Thing
}

// Thing is one of the things compared, with what it says on each aspect in
// their order.
type Thing struct {
	Name text.Text
	Says []g.Node
}

// Comparison draws a comparison twice: on a wide screen as a table with a
// column for each thing, or as several when there are many, and on a narrow
// one, where a table would have to be scrolled sideways, as a block for each,
// of which the first is open. The other one isn't there for anybody. What a
// thing says has no id, therefore.
func (ui *UI) Comparison(c Comparison) g.Node {
	return h.Div(h.Class("baken-comparison"), ui.comparisonTables(c), ui.comparisonBlocks(c))
}

func (ui *UI) comparisonTables(c Comparison) g.Node {
	var out []g.Node
	tables := (len(c.Things) + beside - 1) / beside
	each := (len(c.Things) + tables - 1) / max(tables, 1) // 5 are 3 and 2, not 4 and 1
	for things := range slices.Chunk(c.Things, max(each, 1)) {
		c.Things = things
		out = append(out, ui.comparisonTable(c))
	}
	return g.Group(out)
}

func (ui *UI) comparisonTable(c Comparison) g.Node {
	var rows []g.Node
	for i, a := range c.Aspects {
		rows = append(rows, h.Tr(
			h.Th(h.Scope("row"), ui.Say(a)),
			g.Map(c.Things, func(t Thing) g.Node { return h.Td(t.Says[i]) }),
		))
	}
	return h.Table(
		h.Class("utrecht-table utrecht-table--html-table baken-comparison__table"),
		h.Caption(h.Span(h.Class("baken-hidden"), ui.Say(c.Caption))),
		h.THead(h.Tr(
			h.Td(),
			g.Map(c.Things, func(t Thing) g.Node { return h.Th(h.Scope("col"), ui.Say(t.Name)) }),
		)),
		h.TBody(rows...),
	)
}

func (ui *UI) comparisonBlocks(c Comparison) g.Node {
	blocks := make([]g.Node, len(c.Things))
	for n, t := range c.Things {
		terms := make([]Term, len(c.Aspects))
		for i, a := range c.Aspects {
			terms[i] = Term{Name: a, Value: t.Says[i]}
		}
		blocks[n] = h.Details(
			h.Class("baken-details baken-comparison__block"), with(n == 0, g.Attr("open")),
			h.Summary(ui.Say(t.Name)), ui.Terms(terms...),
		)
	}
	return h.Div(h.Class("baken-comparison__blocks"), g.Group(blocks))
}
