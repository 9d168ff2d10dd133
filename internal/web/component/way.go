// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package component

import (
	"strconv"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"baken/internal/text"
)

// Crumb is a page above this one.
type Crumb struct {
	Label text.Text
	Path  string
}

// Breadcrumb shows the pages above this one, the highest first.
func (ui *UI) Breadcrumb(crumbs ...Crumb) g.Node {
	return placed{at: above, Node: h.Nav(
		h.Class("baken-breadcrumb"), h.Aria("label", ui.say(text.Key("web.breadcrumb.label"))),
		h.Ol(g.Map(crumbs, func(c Crumb) g.Node {
			return h.Li(ui.anchor(c.Path, ui.Say(c.Label), h.Class("utrecht-link utrecht-link--html-a")))
		})),
	)}
}

// Pagination leads through the pages of a list. Pages are numbered from 1;
// address gives the address of a page. One page alone needs none; pages is 0
// where nobody counted them and there are more.
func (ui *UI) Pagination(page, pages int, address func(page int) string) g.Node {
	if pages == 1 {
		return g.Group(nil)
	}
	here := text.With("web.pagination.here", "page", page, "pages", pages)
	if pages == 0 {
		here = text.With("web.pagination.here_open", "page", page)
	}
	to := func(n int, label text.Text, rel string) g.Node {
		return ui.anchor(address(n), ui.Say(label), h.Rel(rel), h.Class("utrecht-link utrecht-link--html-a"))
	}
	return h.Nav(
		h.Class("baken-pagination"), h.Aria("label", ui.say(text.Key("web.pagination.label"))),
		with(page > 1, to(page-1, text.Key("web.pagination.previous"), "prev")),
		h.Span(ui.Say(here)),
		with(pages == 0 || page < pages, to(page+1, text.Key("web.pagination.next"), "next")),
	)
}

// Steps shows where the reader is in a task of several pages; current counts
// from 1.
func (ui *UI) Steps(current int, labels ...text.Text) g.Node {
	var items []g.Node
	for i, l := range labels {
		state := ""
		switch {
		case i+1 < current:
			state = "baken-steps__item--done"
		case i+1 == current:
			state = "baken-steps__item--current"
		}
		items = append(items, h.Li(
			class("baken-steps__item", state),
			with(i+1 == current, h.Aria("current", "step")),
			h.Span(h.Class("baken-steps__number"), h.Aria("hidden", "true"), g.Text(strconv.Itoa(i+1))),
			h.Span(
				ui.Say(l),
				with(i+1 < current, h.Span(h.Class("baken-hidden"), g.Text(" "), ui.Say(text.Key("web.steps.done")))),
			),
		))
	}
	return h.Ol(h.Class("baken-steps"), h.Aria("label", ui.say(text.Key("web.steps.label"))), g.Group(items))
}

// Progress shows how much of the whole is done.
func (ui *UI) Progress(label text.Text, done, whole int) g.Node {
	share := 0.0
	if whole > 0 {
		share = float64(done) / float64(whole)
	}
	return h.Label(
		h.Class("baken-progress"),
		h.Span(h.Class("baken-progress__label"), h.Span(ui.Say(label)), h.Span(ui.Say(text.Percent(share, 0)))),
		h.Progress(h.Max(strconv.Itoa(max(whole, 1))), h.Value(strconv.Itoa(done))),
	)
}

// Card leads to a page and says what is there.
type Card struct {
	Title text.Text
	To    string    // empty where there is no page: then the card only says
	Text  text.Text // may be nil
	Meta  text.Text // a date, a number; may be nil
	Badge g.Node    // may be nil
}

// Cards shows cards side by side.
func (ui *UI) Cards(cards ...Card) g.Node {
	return h.Ul(h.Class("baken-cards"), g.Map(cards, func(c Card) g.Node {
		return h.Li(
			h.Class("baken-card"),
			with(c.Badge != nil, h.Div(h.Class("baken-card__badge"), c.Badge)),
			h.P(h.Class("baken-card__title"), ui.cardTitle(c)),
			with(c.Text != nil, h.P(h.Class("baken-card__text"), ui.Say(c.Text))),
			with(c.Meta != nil, h.P(h.Class("baken-card__meta"), ui.Say(c.Meta))),
		)
	}))
}

func (ui *UI) cardTitle(c Card) g.Node {
	if c.To == "" {
		return ui.Say(c.Title)
	}
	return ui.anchor(c.To, ui.Say(c.Title), h.Class("baken-card__link"))
}
