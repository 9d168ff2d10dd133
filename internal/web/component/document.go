// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package component

import (
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"baken/internal/asset"
	"baken/internal/text"
)

// Document draws a page that stands by itself in a file: its style is inside
// it, and it has no menu, since nothing lies behind it. Its fonts are those of
// the reader's machine.
func (ui *UI) Document(title text.Text, body ...g.Node) (g.Node, error) {
	style, err := asset.Content("style.css")
	if err != nil {
		return nil, err
	}
	return h.Doctype(h.HTML(
		h.Lang(string(ui.Lang())),
		h.Head(
			h.Meta(h.Charset("utf-8")),
			h.Meta(h.Name("viewport"), h.Content("width=device-width, initial-scale=1")),
			h.Meta(h.Name("color-scheme"), h.Content("light dark")),
			h.Meta(g.Attr("http-equiv", "Content-Security-Policy"), h.Content("default-src 'none'; style-src 'unsafe-inline'")),
			g.El("title", ui.Say(text.With("web.page.title", "title", title))),
			h.StyleEl(g.Raw(string(style))),
		),
		h.Body(
			h.Class("baken-page"),
			h.Div(
				class("baken-content", "baken-content--wide"),
				h.Main(h.ID("main"), ui.opening(title, nil), g.Group(body)),
			),
		),
	)), nil
}

// NewPage begins a page with this where a document is printed.
func (ui *UI) NewPage(n g.Node) g.Node { return h.Div(h.Class("baken-newpage"), n) }
