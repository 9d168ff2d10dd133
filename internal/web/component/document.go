// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package component

import (
	"strings"

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
			h.StyleEl(g.Raw(withoutFonts(string(style)))),
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

// withoutFonts takes the fonts out of a style: they lie beside it on a server, where a
// file by itself may not look.
func withoutFonts(css string) string {
	const rule = "@font-face"
	var out strings.Builder
	for {
		before, after, found := strings.Cut(css, rule)
		out.WriteString(before)
		if !found {
			return out.String()
		}
		_, css, _ = strings.Cut(after, "}")
	}
}

// NewPage begins a page with this where a document is printed.
func (ui *UI) NewPage(n g.Node) g.Node { return h.Div(h.Class("baken-newpage"), n) }
