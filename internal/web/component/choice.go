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

// Option is an answer to choose.
type Option struct {
	Value string
	Label text.Text
	Hint  text.Text // may be nil
}

// Select asks to choose one of many answers. The first option of the list is
// an empty one that asks to choose, so that no answer is given unseen.
func (ui *UI) Select(f Field, options ...Option) g.Node {
	return ui.field(f, h.Select(
		h.ID(f.Name), h.Name(f.Name),
		class("utrecht-select utrecht-select--html-select", invalid(f, "utrecht-select--invalid")),
		f.state(),
		h.Option(h.Value(""), ui.Say(text.Key("web.field.choose"))),
		g.Map(options, func(o Option) g.Node {
			return h.Option(h.Value(o.Value), with(o.Value == f.Value, h.Selected()), ui.Say(o.Label))
		}),
	))
}

// Radios asks to choose one of a few answers.
func (ui *UI) Radios(f Field, options ...Option) g.Node {
	return ui.choices(f, "radio", options, func(o Option) bool { return o.Value == f.Value && f.Value != "" })
}

// Checkboxes asks to choose any of the answers.
func (ui *UI) Checkboxes(f Field, options ...Option) g.Node {
	return ui.choices(f, "checkbox", options, func(o Option) bool { return slices.Contains(f.Values, o.Value) })
}

// Checkbox asks for one yes, such as a consent. Its value is "yes".
func (ui *UI) Checkbox(f Field) g.Node {
	return h.Div(
		class("utrecht-form-field", invalid(f, "utrecht-form-field--invalid")),
		ui.help(f),
		h.Div(
			h.Class("baken-choice"),
			h.Input(
				h.ID(f.Name), h.Name(f.Name), h.Type("checkbox"), h.Value("yes"), h.Class("baken-choice__input"),
				with(f.Value == "yes", h.Checked()), f.state(),
			),
			h.Label(h.For(f.Name), ui.Say(f.Label), ui.optional(f)),
		),
	)
}

// choices draws a group of radio buttons or checkboxes. The first has the
// field's own id, where errors lead to.
func (ui *UI) choices(f Field, kind string, options []Option, chosen func(Option) bool) g.Node {
	var items []g.Node
	for i, o := range options {
		id := f.Name
		if i > 0 {
			id += "-" + strconv.Itoa(i+1)
		}
		items = append(items, h.Div(
			h.Class("baken-choice"),
			h.Input(
				h.ID(id), h.Name(f.Name), h.Type(kind), h.Value(o.Value), h.Class("baken-choice__input"),
				with(chosen(o), h.Checked()), with(kind == "radio" && !f.Optional, h.Required()),
				with(o.Hint != nil, h.Aria("describedby", id+"-about")),
			),
			h.Label(h.For(id), ui.Say(o.Label)),
			with(o.Hint != nil, h.P(h.Class("baken-choice__hint"), h.ID(id+"-about"), ui.Say(o.Hint))),
		))
	}
	return ui.group(f, g.Group(items))
}

// group draws several controls that answer one question.
func (ui *UI) group(f Field, controls g.Node) g.Node {
	return h.Div(
		class("utrecht-form-field", invalid(f, "utrecht-form-field--invalid")),
		h.FieldSet(
			h.Class("baken-group"), f.describedBy(),
			h.Legend(h.Class("utrecht-form-label"), ui.Say(f.Label), ui.optional(f)),
			ui.help(f),
			controls,
		),
	)
}
