// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package component

import (
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"baken/internal/text"
)

// Kind says what a notice is about.
type Kind string

// The kinds of notices.
const (
	Info    Kind = "info"
	Success Kind = "ok"
	Warning Kind = "warning"
	Failure Kind = "error"
)

// label names the kind for who can't see its colour and sign.
func (k Kind) label() text.Text {
	switch k {
	case Success:
		return text.Key("web.notice.success")
	case Warning:
		return text.Key("web.notice.warning")
	case Failure:
		return text.Key("web.notice.error")
	default:
		return text.Key("web.notice.info")
	}
}

// Notice draws attention to something, with what to do about it.
func (ui *UI) Notice(kind Kind, title text.Text, body ...g.Node) g.Node {
	return h.Div(
		class("utrecht-alert", "utrecht-alert--"+string(kind), "baken-notice"),
		h.Div(h.Class("utrecht-alert__icon"), icon(string(kind))),
		h.Div(
			h.Class("utrecht-alert__content"),
			h.P(
				h.Class("baken-notice__title"),
				h.Span(h.Class("baken-hidden"), ui.Say(kind.label()), g.Text(" ")),
				ui.Say(title),
			),
			g.Group(body),
		),
	)
}

// Confirmation says that something is done, at the top of the page after it.
func (ui *UI) Confirmation(title text.Text, body ...g.Node) g.Node {
	return h.Div(
		h.Class("baken-confirmation"),
		h.Div(h.Class("baken-confirmation__sign"), icon("ok")),
		h.Div(h.P(h.Class("baken-confirmation__title"), ui.Say(title)), g.Group(body)),
	)
}

// EmptyState stands where nothing is yet, and says what to do.
func (ui *UI) EmptyState(title, why text.Text, actions ...g.Node) g.Node {
	return h.Div(
		h.Class("baken-empty"),
		h.P(h.Class("baken-empty__title"), ui.Say(title)),
		h.P(ui.Say(why)),
		with(len(actions) > 0, h.Div(h.Class("baken-actions"), g.Group(actions))),
	)
}

// Badge is a short state beside a name.
func (ui *UI) Badge(kind Kind, label text.Text) g.Node {
	return h.Span(class("nl-data-badge", "baken-badge", "baken-badge--"+string(kind)), ui.Say(label))
}

// Tag is a short neutral label.
func (ui *UI) Tag(label text.Text) g.Node {
	return h.Span(h.Class("nl-data-badge baken-badge"), ui.Say(label))
}
