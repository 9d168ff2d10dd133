// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomecli

import (
	"bytes"

	g "maragu.dev/gomponents"

	"baken/base/odt"
	"baken/internal/text"
	"baken/internal/web/component"
	"baken/internal/web/figure"
)

// HTMLFile gives the name of the report in a language.
func HTMLFile(l text.Lang) string { return "result." + string(l) + ".html" }

// TextFile gives the name of the report for word processors in a language.
func TextFile(l text.Lang) string { return "result." + string(l) + ".odt" }

// page draws the report as a page that stands by itself.
func (o Outcome) page(p *text.Printer) ([]byte, error) {
	ui := &component.UI{Printer: p}
	body := []g.Node{ui.Lead(figure.Label(o.Plan.Population)), ui.Small(text.Key("outcome.report.for"))}
	for _, one := range o.passages() {
		node := one.node(ui)
		if one.page {
			node = ui.NewPage(node)
		}
		body = append(body, node)
	}
	page, err := ui.Document(figure.Label(o.Plan.Title), body...)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := page.Render(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func (one passage) node(ui *component.UI) g.Node {
	if one.table != nil {
		return figure.Section(ui, *one.table)
	}
	var body []g.Node
	for _, p := range one.parts {
		if p.title != nil {
			body = append(body, ui.Subheading(p.title))
		}
		if p.said != nil {
			body = append(body, ui.Paragraph(p.said))
		}
		if len(p.list) > 0 {
			items := make([]g.Node, len(p.list))
			for i, t := range p.list {
				items[i] = ui.Say(t)
			}
			body = append(body, ui.List(items...))
		}
		if len(p.terms) > 0 {
			body = append(body, ui.Terms(termsOf(ui, p.terms)...))
		}
	}
	return ui.Section(one.title, body...)
}

func termsOf(ui *component.UI, all []term) []component.Term {
	out := make([]component.Term, len(all))
	for i, t := range all {
		out[i] = component.Term{Name: t.name, Value: ui.Say(t.value)}
		if t.code {
			out[i].Value = ui.Code(t.value)
		}
	}
	return out
}

// textDocument writes the report for word processors. Charts are left out: the tables have
// all that they show.
func (o Outcome) textDocument(p *text.Printer) ([]byte, error) {
	blocks := []odt.Block{
		odt.Heading{Level: 1, Text: figure.Label(o.Plan.Title).In(p)},
		odt.Text(figure.Label(o.Plan.Population).In(p)),
		odt.Text(text.Key("outcome.report.for").In(p)),
	}
	for _, one := range o.passages() {
		blocks = append(blocks, one.blocks(p)...)
	}
	return figure.TextDocument(p, figure.Label(o.Plan.Title), blocks)
}

func (one passage) blocks(p *text.Printer) []odt.Block {
	if one.table != nil {
		out := figure.Passage(p, *one.table)
		if h, ok := out[0].(odt.Heading); ok {
			h.Page = one.page
			out[0] = h
		}
		return out
	}
	out := []odt.Block{odt.Heading{Level: 2, Text: one.title.In(p), Page: one.page}}
	for _, part := range one.parts {
		if part.title != nil {
			out = append(out, odt.Heading{Level: 3, Text: part.title.In(p)})
		}
		if part.said != nil {
			out = append(out, odt.Text(part.said.In(p)))
		}
		var items odt.List
		for _, t := range part.list {
			items = append(items, odt.Text(t.In(p)))
		}
		out = append(out, items)
		for _, t := range part.terms {
			out = append(out, odt.Paragraph{
				{Text: text.With("figure.column", "column", t.name, "part", text.Data("")).In(p), Strong: true}, {Text: t.value.In(p)},
			})
		}
	}
	return out
}
