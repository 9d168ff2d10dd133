// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package component

import (
	"slices"
	"strconv"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"baken/internal/text"
)

// Message is one turn in a dialogue.
type Message struct {
	Mine bool   // by the reader himself
	Who  g.Node // who wrote it
	When g.Node // when
	Body []g.Node
}

// Message shows a turn in a dialogue.
func (ui *UI) Message(m Message) g.Node {
	side := ""
	if m.Mine {
		side = "baken-message--mine"
	}
	return h.Article(
		class("baken-message", side),
		h.P(h.Class("baken-message__who"), h.Strong(m.Who), h.Span(h.Class("baken-message__when"), m.When)),
		g.Group(m.Body),
	)
}

// Receipt shows the words of a receipt, large and numbered. Without words it
// is a Slot "words" for the script, which adds an item for each.
func (ui *UI) Receipt(label text.Text, words ...text.Text) g.Node {
	return h.Ol(
		h.Class("baken-receipt"), h.Aria("label", ui.say(label)), g.Attr("data-slot", "words"), untranslated(),
		g.Map(words, func(w text.Text) g.Node { return h.Li(ui.Say(w)) }),
	)
}

// SlotList is a list to which the script adds items.
func (ui *UI) SlotList(name string) g.Node {
	return h.Ul(h.Class("baken-list"), g.Attr("data-slot", name))
}

// Branch is an option with narrower ones under it.
type Branch struct {
	Option
	Under []Option
}

// Tree asks to choose any of the answers, some of which have narrower answers
// under them. The narrower ones can be chosen by themselves.
func (ui *UI) Tree(f Field, branches ...Branch) g.Node {
	n := 0
	box := func(o Option) g.Node {
		n++
		id := f.Name
		if n > 1 {
			id += "-" + strconv.Itoa(n)
		}
		return h.Div(
			h.Class("baken-choice"),
			h.Input(
				h.ID(id), h.Name(f.Name), h.Type("checkbox"), h.Value(o.Value), h.Class("baken-choice__input"),
				with(slices.Contains(f.Values, o.Value), h.Checked()),
			),
			h.Label(h.For(id), ui.Say(o.Label)),
		)
	}
	var items []g.Node
	for _, b := range branches {
		items = append(items, box(b.Option))
		var under []g.Node
		for _, o := range b.Under {
			under = append(under, box(o))
		}
		if len(under) > 0 {
			items = append(items, h.Div(h.Class("baken-choice-under"), h.Role("group"), h.Aria("label", ui.say(b.Label)), g.Group(under)))
		}
	}
	return ui.group(f, g.Group(items))
}
