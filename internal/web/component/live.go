// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package component

import (
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"baken/internal/text"
)

// What a page's script works with. The script makes no markup of its own: it
// copies a Template, fills its Slots with text, shows and hides Parts, and
// hears the buttons made by Do.

// Template holds what the script copies, under the id "template-" and name.
func (ui *UI) Template(name string, body ...g.Node) g.Node {
	return g.El("template", h.ID("template-"+name), g.Group(body))
}

// Slot is where the script puts text or what it copied.
func (ui *UI) Slot(name string) g.Node { return h.Span(g.Attr("data-slot", name)) }

// SlotBlock is a Slot for more than a line; line breaks of a text are kept.
func (ui *UI) SlotBlock(name string) g.Node {
	return h.Div(h.Class("baken-verbatim"), g.Attr("data-slot", name), untranslated())
}

// SlotBadge is a Slot that looks like a Badge.
func (ui *UI) SlotBadge(name string) g.Node {
	return h.Span(h.Class("nl-data-badge baken-badge baken-badge--info"), g.Attr("data-slot", name))
}

// Part is a part of the page that the script knows by name.
func (ui *UI) Part(name string, body ...g.Node) g.Node {
	return h.Div(g.Attr("data-part", name), g.Group(body))
}

// Later is a Part that isn't shown until the script shows it.
func (ui *UI) Later(name string, body ...g.Node) g.Node {
	return h.Div(g.Attr("data-part", name), g.Attr("hidden"), g.Group(body))
}

// Status is a Part whose changes are read aloud.
func (ui *UI) Status(name string) g.Node {
	return h.Div(g.Attr("data-part", name), h.Role("status"), h.Class("baken-status"))
}

// Do is a button for the script, which knows it by name.
func (ui *UI) Do(kind ButtonKind, name string, label text.Text) g.Node {
	return h.Button(h.Type("button"), g.Attr("data-do", name), class("utrecht-button", string(kind)), ui.Say(label))
}

// DoQuiet is a button for the script that looks like a link.
func (ui *UI) DoQuiet(name string, label text.Text) g.Node {
	return h.Button(h.Type("button"), g.Attr("data-do", name), h.Class("baken-quiet"), ui.Say(label))
}

// DoSlot is a button like DoQuiet whose label is the Slot of the same name.
func (ui *UI) DoSlot(name string) g.Node {
	return h.Button(h.Type("button"), g.Attr("data-do", name), h.Class("baken-quiet"), ui.Slot(name))
}

// Plain is for readers without JavaScript. Where scripts can run it comes up
// by itself when the script hasn't taken the page over within some seconds.
func (ui *UI) Plain(body ...g.Node) g.Node {
	return h.Div(h.Class("baken-plain"), g.Attr("data-plain"), g.Group(body))
}

// Scripted is for readers whose script has taken the page over: before that, and
// without one, it isn't shown.
func (ui *UI) Scripted(body ...g.Node) g.Node {
	return h.Div(h.Class("baken-scripted"), g.Group(body))
}

// Stage is one of the steps of a form. The first is shown from the start; the
// script shows the others one by one, and all are shown where there is none.
func (ui *UI) Stage(name string, title text.Text, body ...g.Node) g.Node {
	return h.Section(
		h.Class("baken-stage"), g.Attr("data-stage", name),
		h.H2(h.Class("baken-h2"), h.TabIndex("-1"), ui.Say(title)),
		g.Group(body),
	)
}

// Meter shows how far the script is with something, under a text in a Slot
// of that name.
func (ui *UI) Meter(name string) g.Node {
	return h.Label(
		h.Class("baken-progress"), g.Attr("data-meter", name),
		h.Span(h.Class("baken-progress__label"), ui.Slot(name)),
		h.Progress(h.Max("1"), h.Value("0")),
	)
}

// Away is the link by which somebody leaves quickly. It stays in sight.
func (ui *UI) Away(to string, label text.Text) g.Node {
	return h.Div(
		h.Class("baken-away"),
		ui.anchor(to, ui.Say(label), h.Class("baken-away__link"), g.Attr("data-do", "away")),
	)
}

// Verbatim shows somebody's own words with the line breaks that he made.
func (ui *UI) Verbatim(t text.Text) g.Node {
	return h.Div(h.Class("baken-verbatim"), untranslated(), ui.Say(t))
}

// untranslated keeps a browser from sending words to a translation service;
// the words of a receipt would be other ones after it.
func untranslated() g.Node { return g.Attr("translate", "no") }

// Panel is a Part that stands apart in a frame.
func (ui *UI) Panel(name string, body ...g.Node) g.Node {
	return h.Div(h.Class("baken-panel"), g.Attr("data-part", name), g.Group(body))
}

// WordField asks for a word by a label that is the Slot of the same name.
func (ui *UI) WordField(name string) g.Node {
	return h.Div(
		h.Class("utrecht-form-field"),
		h.Label(h.Class("utrecht-form-label"), h.For(name), ui.Slot(name)),
		h.Input(
			h.ID(name), h.Name(name), h.Type("text"), h.AutoComplete("off"), h.Required(),
			g.Attr("spellcheck", "false"), g.Attr("autocapitalize", "none"),
			h.Class("utrecht-textbox utrecht-textbox--html-input baken-width-20"),
		),
	)
}

// PickFile asks for a file anew, where a script can copy the question.
func (ui *UI) PickFile(label text.Text) g.Node {
	return h.Label(h.Class("baken-pick"), ui.Say(label), h.Input(h.Type("file"), h.Class("baken-file")))
}

// Size says a number of bytes in the unit that people read.
func Size(bytes int) text.Text { return size(bytes) }
