// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package component

import (
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"baken/internal/text"
)

// Form sends what was typed to action. The browser's own bubbles are off: the
// server answers in the reader's language, and keeps what was typed.
func (ui *UI) Form(action string, body ...g.Node) g.Node {
	return h.Form(
		h.Class("baken-form"), h.Method("post"), h.Action(action), g.Attr("novalidate"), g.Group(body),
	)
}

// UploadForm sends files along.
func (ui *UI) UploadForm(action string, body ...g.Node) g.Node {
	return h.Form(
		h.Class("baken-form"), h.Method("post"), h.Action(action), g.Attr("novalidate"),
		h.EncType("multipart/form-data"), g.Group(body),
	)
}

// Filter asks for another view of the same page; its answers stand in the
// address, so that the view can be kept.
func (ui *UI) Filter(action string, body ...g.Node) g.Node {
	return h.Form(h.Class("baken-form baken-form--filter"), h.Method("get"), h.Action(action), h.Role("search"), g.Group(body))
}

// Hidden sends a value that the reader doesn't see.
func (ui *UI) Hidden(name, value string) g.Node {
	return h.Input(h.Type("hidden"), h.Name(name), h.Value(value))
}

// FieldError says what is wrong with a field and what to do.
type FieldError struct {
	Field   string
	Message text.Text
}

// Errors lists what is wrong with a form, in the order of its fields.
type Errors []FieldError

// Add appends what is wrong with a field.
func (e *Errors) Add(field string, message text.Text) {
	*e = append(*e, FieldError{Field: field, Message: message})
}

// For gives what is wrong with the field; nil when nothing is.
func (e Errors) For(field string) text.Text {
	for _, f := range e {
		if f.Field == field {
			return f.Message
		}
	}
	return nil
}

// ErrorSummary lists what is wrong at the top of the page, each leading to
// its field; an error without a field is listed without a link. It takes the
// focus, and the page's title says that there are errors. Without errors it
// is nothing.
func (ui *UI) ErrorSummary(errs Errors) g.Node {
	if len(errs) == 0 {
		return g.Group(nil)
	}
	return placed{at: top, Node: h.Div(
		h.Class("baken-errors"), h.Role("alert"), h.TabIndex("-1"), h.AutoFocus(), h.Aria("labelledby", "errors-title"),
		h.H2(h.Class("baken-errors__title"), h.ID("errors-title"), icon("error"),
			h.Span(ui.Say(text.With("web.errors.title", "n", len(errs))))),
		h.Ul(g.Map(errs, func(e FieldError) g.Node {
			if e.Field == "" {
				return h.Li(ui.Say(e.Message))
			}
			return h.Li(h.A(h.Class("utrecht-link utrecht-link--html-a"), h.Href("#"+e.Field), ui.Say(e.Message)))
		})),
	)}
}

// Fieldset groups fields that belong together.
func (ui *UI) Fieldset(legend text.Text, body ...g.Node) g.Node {
	return h.FieldSet(
		h.Class("baken-fieldset"),
		h.Legend(h.Class("baken-fieldset__legend"), ui.Say(legend)),
		g.Group(body),
	)
}
