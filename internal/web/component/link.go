// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package component

import (
	"net/url"
	"slices"
	"strings"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"baken/internal/text"
)

// safe reports whether an address may be linked to: a page of this site, a
// web page, a mail address or a number to call. Anything else could run a
// script.
func safe(to string) bool {
	u, err := url.Parse(to)
	if err != nil || strings.ContainsAny(to, "\x00\r\n\t\\") {
		return false
	}
	return u.Scheme == "" && u.Host == "" || slices.Contains([]string{"http", "https", "mailto", "tel"}, u.Scheme)
}

func (ui *UI) anchor(to string, body g.Node, attrs ...g.Node) g.Node {
	if !safe(to) {
		return h.Span(body)
	}
	outside := strings.HasPrefix(to, "http:") || strings.HasPrefix(to, "https:")
	return h.A(h.Href(to), with(outside, h.Rel("noopener noreferrer external")), g.Group(attrs), body)
}

// Link leads to another page. An address that is no page and no mail address
// is shown as text, not linked.
func (ui *UI) Link(to string, label text.Text) g.Node {
	return ui.anchor(to, ui.Say(label), h.Class("utrecht-link utrecht-link--html-a"))
}

// LinkButton leads on, as the main thing to do on a page.
func (ui *UI) LinkButton(to string, label text.Text) g.Node {
	return ui.anchor(to, ui.Say(label), h.Class("utrecht-button utrecht-button--primary-action baken-linkbutton"))
}

// LinkButtonSecondary leads on, beside the main thing to do.
func (ui *UI) LinkButtonSecondary(to string, label text.Text) g.Node {
	return ui.anchor(to, ui.Say(label), h.Class("utrecht-button utrecht-button--secondary-action baken-linkbutton"))
}

// Download leads to a file; its format and size in bytes are said.
func (ui *UI) Download(to string, label text.Text, format string, bytes int) g.Node {
	return h.P(
		h.Class("baken-download"),
		ui.anchor(to, g.Group{icon("download"), h.Span(ui.Say(label))},
			h.Class("utrecht-link utrecht-link--html-a baken-download__link"), g.Attr("download")),
		h.Span(h.Class("baken-download__size"), g.Text(format), with(bytes > 0, g.Text(", "+ui.say(size(bytes))))),
	)
}

// size says a number of bytes in the unit that people read.
func size(bytes int) text.Text {
	switch {
	case bytes < 1000:
		return text.With("web.size.bytes", "n", bytes)
	case bytes < 1_000_000:
		return text.With("web.size.kilobytes", "amount", text.Decimal(float64(bytes)/1000, 0))
	}
	return text.With("web.size.megabytes", "amount", text.Decimal(float64(bytes)/1_000_000, 1))
}

// ButtonKind says how much weight a button has.
type ButtonKind string

// The kinds of buttons; a form has one primary button.
const (
	Primary   ButtonKind = "utrecht-button--primary-action"
	Secondary ButtonKind = "utrecht-button--secondary-action"
	Danger    ButtonKind = "utrecht-button--primary-action utrecht-button--danger"
)

// Button sends the form that it is in.
func (ui *UI) Button(kind ButtonKind, label text.Text) g.Node {
	return h.Button(h.Type("submit"), class("utrecht-button", string(kind)), ui.Say(label))
}

// NamedButton sends its form together with a name and value, where a form has
// several ways to go on.
func (ui *UI) NamedButton(kind ButtonKind, name, value string, label text.Text) g.Node {
	return h.Button(h.Type("submit"), h.Name(name), h.Value(value), class("utrecht-button", string(kind)), ui.Say(label))
}

// Actions puts buttons and links beside each other, the main one first.
func (ui *UI) Actions(nodes ...g.Node) g.Node {
	return h.Div(h.Class("baken-actions"), g.Group(nodes))
}
