// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package component

import (
	"io"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"baken/internal/asset"
	"baken/internal/text"
)

// place says where in the page a part stands that is not simply in its body.
type place int

const (
	above  place = iota // before main: breadcrumb
	top                 // in main, before the title: error summary
	hero                // beside the title, in the band of a front page
	head                // in the head: a script
	shaped              // says the width of the page
)

// placed is a part of a page that Page puts in its own place.
type placed struct {
	g.Node
	at place
}

// Render draws the part; alone it draws in place.
func (p placed) Render(w io.Writer) error { return p.Node.Render(w) }

// Page draws a whole page: title, menu, body and footer. A Breadcrumb, an
// ErrorSummary, a Hero, a Script or Wide among the body is put in its place.
func (ui *UI) Page(title text.Text, body ...g.Node) g.Node {
	parts := make(map[place][]g.Node)
	var rest []g.Node
	for _, n := range body {
		if p, ok := n.(placed); ok {
			parts[p.at] = append(parts[p.at], p)
			continue
		}
		rest = append(rest, n)
	}
	return h.Doctype(h.HTML(
		h.Lang(string(ui.Lang())),
		ui.head(title, len(parts[top]) > 0, parts[head]),
		h.Body(
			h.Class("baken-page"),
			ui.skip(),
			ui.header(),
			h.Div(
				class("baken-content", shape(parts)),
				g.Group(parts[above]),
				h.Main(
					h.ID("main"), h.TabIndex("-1"),
					ui.flash(),
					g.Group(parts[top]),
					ui.opening(title, parts[hero]),
					g.Group(rest),
				),
			),
			ui.footer(),
		),
	))
}

func shape(parts map[place][]g.Node) string {
	if len(parts[shaped]) > 0 {
		return "baken-content--wide"
	}
	return ""
}

func (ui *UI) head(title text.Text, faulty bool, extra []g.Node) g.Node {
	words := title
	if faulty {
		words = text.With("web.page.error_title", "title", title)
	}
	return h.Head(
		h.Meta(h.Charset("utf-8")),
		h.Meta(h.Name("viewport"), h.Content("width=device-width, initial-scale=1")),
		h.Meta(h.Name("color-scheme"), h.Content("light dark")),
		h.Meta(h.Name("format-detection"), h.Content("telephone=no")),
		g.El("title", ui.Say(text.With("web.page.title", "title", words))),
		h.Link(h.Rel("icon"), h.Type("image/svg+xml"), h.Href(asset.URL("favicon.svg"))),
		stylesheet("style.css"),
		with(ui.Theme != "", h.Link(h.Rel("stylesheet"), h.Href(ui.Theme))),
		g.Group(extra),
	)
}

func stylesheet(name string) g.Node {
	return h.Link(h.Rel("stylesheet"), h.Href(asset.URL(name)), integrity(name))
}

func integrity(name string) g.Node {
	sum := asset.Integrity(name)
	return with(sum != "", g.Attr("integrity", sum))
}

// Script loads one of our own scripts; only pages that hold a private key do.
func (ui *UI) Script(name string) g.Node {
	return placed{at: head, Node: h.Script(h.Type("module"), h.Src(asset.URL(name)), integrity(name))}
}

// Wide lets the page use the whole width, for tables and boards.
func (ui *UI) Wide() g.Node { return placed{at: shaped, Node: g.Group(nil)} }

// Hero makes the page a front page: its title stands in a band with a lead
// and at most two actions below it.
func (ui *UI) Hero(lead text.Text, actions ...g.Node) g.Node {
	return placed{at: hero, Node: g.Group{
		h.P(h.Class("baken-hero__lead"), ui.Say(lead)),
		with(len(actions) > 0, h.Div(h.Class("baken-actions"), g.Group(actions))),
	}}
}

func (ui *UI) opening(title text.Text, front []g.Node) g.Node {
	if len(front) == 0 {
		return h.H1(h.Class("baken-h1"), ui.Say(title))
	}
	return h.Div(
		h.Class("baken-hero"),
		h.Div(
			h.Class("baken-hero__text"),
			h.H1(h.Class("baken-h1"), ui.Say(title)),
			g.Group(front),
		),
		h.Div(h.Class("baken-hero__mark"), lighthouse("baken-hero__svg")),
	)
}

func (ui *UI) flash() g.Node {
	if ui.Flash == nil {
		return nil
	}
	return ui.Notice(ui.Flash.Kind, ui.Flash.Title)
}
