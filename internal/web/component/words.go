// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package component

import (
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"baken/internal/text"
)

// Section is a part of a page under its own heading.
func (ui *UI) Section(title text.Text, body ...g.Node) g.Node {
	return h.Section(h.Class("baken-section"), ui.Heading(title), g.Group(body))
}

// Heading is a heading under the page's title.
func (ui *UI) Heading(t text.Text) g.Node { return h.H2(h.Class("baken-h2"), ui.Say(t)) }

// Subheading is a heading under a Heading.
func (ui *UI) Subheading(t text.Text) g.Node { return h.H3(h.Class("baken-h3"), ui.Say(t)) }

// Lead is the first paragraph, which says what the page is for.
func (ui *UI) Lead(t text.Text) g.Node { return h.P(h.Class("baken-lead"), ui.Say(t)) }

// Paragraph is a paragraph of text.
func (ui *UI) Paragraph(t text.Text) g.Node { return h.P(h.Class("baken-p"), ui.Say(t)) }

// Prose is a paragraph made of nodes: text with a link or a badge in it.
func (ui *UI) Prose(nodes ...g.Node) g.Node { return h.P(h.Class("baken-p"), g.Group(nodes)) }

// Small is a quiet paragraph: a source, a method, a footnote.
func (ui *UI) Small(t text.Text) g.Node { return h.P(h.Class("baken-small"), ui.Say(t)) }

// Strong is text of importance.
func (ui *UI) Strong(t text.Text) g.Node { return h.Strong(ui.Say(t)) }

// Code is something to copy exactly: an identifier, a command, a secret.
func (ui *UI) Code(t text.Text) g.Node { return h.Code(h.Class("baken-code"), ui.Say(t)) }

// CodeBlock is several lines to copy exactly; it scrolls by itself.
func (ui *UI) CodeBlock(t text.Text) g.Node {
	return h.Pre(
		h.Class("baken-pre"), h.TabIndex("0"), h.Role("region"),
		h.Aria("label", ui.say(text.Key("web.code.label"))), h.Code(ui.Say(t)),
	)
}

// List is a list without order.
func (ui *UI) List(items ...g.Node) g.Node {
	return h.Ul(h.Class("baken-list"), g.Map(items, func(n g.Node) g.Node { return h.Li(n) }))
}

// Numbered is a list whose order matters.
func (ui *UI) Numbered(items ...g.Node) g.Node {
	return h.Ol(h.Class("baken-list baken-list--numbered"), g.Map(items, func(n g.Node) g.Node { return h.Li(n) }))
}

// Details is text that a reader can open.
func (ui *UI) Details(summary text.Text, body ...g.Node) g.Node {
	return ui.details(nil, summary, body)
}

// DetailsOpen is a Details that is open already: something in it is wrong.
func (ui *UI) DetailsOpen(summary text.Text, body ...g.Node) g.Node {
	return ui.details(g.Attr("open"), summary, body)
}

func (ui *UI) details(open g.Node, summary text.Text, body []g.Node) g.Node {
	return h.Details(
		h.Class("baken-details"), open,
		h.Summary(ui.Say(summary)),
		h.Div(h.Class("baken-details__body"), g.Group(body)),
	)
}

// Term is a name and what it says.
type Term struct {
	Name  text.Text
	Value g.Node
}

// Terms lists names with what they say.
func (ui *UI) Terms(terms ...Term) g.Node {
	return h.Dl(h.Class("baken-terms"), g.Map(terms, func(t Term) g.Node {
		return h.Div(h.Dt(ui.Say(t.Name)), h.Dd(t.Value))
	}))
}

// Figure is a number that a page is about.
type Figure struct {
	Value text.Text
	Label text.Text
	Note  text.Text // its interval or its source; may be nil
}

// Figures shows key numbers side by side.
func (ui *UI) Figures(figures ...Figure) g.Node {
	return h.Dl(h.Class("baken-figures"), g.Map(figures, func(f Figure) g.Node {
		return h.Div(
			h.Class("baken-figure"),
			h.Dt(ui.Say(f.Label)),
			h.Dd(h.Class("baken-figure__value"), ui.Say(f.Value)),
			with(f.Note != nil, h.Dd(h.Class("baken-figure__note"), ui.Say(f.Note))),
		)
	}))
}
