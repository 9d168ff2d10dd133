// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package component

import (
	"net/url"
	"strings"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"baken/internal/asset"
	"baken/internal/text"
)

func (ui *UI) skip() g.Node {
	return h.A(
		h.Class("nl-skip-link nl-skip-link--visible-on-focus"),
		h.Href("#main"),
		ui.Say(text.Key("web.page.skip")),
	)
}

func (ui *UI) header() g.Node {
	return h.Header(
		h.Class("baken-header"),
		with(ui.Demo, h.P(h.Class("baken-demo"), h.Span(ui.Say(text.Key("web.page.demo"))))),
		h.Div(
			h.Class("baken-header__bar"),
			h.A(
				h.Class("baken-brand"), h.Href("/"),
				lighthouse("baken-brand__mark"),
				h.Span(h.Class("baken-brand__name"), ui.Say(text.Key("web.page.name"))),
				h.Span(h.Class("baken-hidden"), ui.Say(text.Key("web.page.home"))),
			),
			h.Div(h.Class("baken-header__tools"), ui.languages(), ui.account()),
		),
		ui.menu(),
	)
}

// languages links to this same page in the other language, named in that
// language itself.
func (ui *UI) languages() g.Node {
	return h.Nav(
		h.Class("baken-languages"), h.Aria("label", ui.say(text.Key("web.page.language"))),
		g.Map(text.Langs(), func(l text.Lang) g.Node {
			name := ui.Say(text.Key("web.language." + string(l)))
			if l == ui.Lang() {
				return h.Span(h.Class("baken-languages__item"), h.Lang(string(l)), h.Aria("current", "true"), name)
			}
			to := "/language?" + url.Values{"to": {string(l)}, "back": {ui.Path}}.Encode()
			return h.A(
				h.Class("baken-languages__item"), h.Href(to),
				h.Lang(string(l)), g.Attr("hreflang", string(l)), h.Rel("nofollow"), name,
			)
		}),
	)
}

func (ui *UI) account() g.Node {
	if ui.Account == nil {
		return h.A(h.Class("baken-account"), h.Href("/sign-in"), ui.Say(text.Key("web.account.sign_in")))
	}
	return h.Div(
		h.Class("baken-account"),
		h.Span(
			h.Class("baken-account__who"),
			h.Span(h.Class("baken-account__name"), g.Text(ui.Account.Name)),
			with(ui.Account.Role != nil, h.Span(h.Class("baken-account__role"), ui.Say(ui.Account.Role))),
		),
		h.Form(
			h.Method("post"), h.Action("/sign-out"),
			h.Button(h.Type("submit"), h.Class("baken-account__out"), ui.Say(text.Key("web.account.sign_out"))),
		),
	)
}

func (ui *UI) menu() g.Node {
	if len(ui.Navigation) == 0 {
		return nil
	}
	return h.Nav(
		h.Class("baken-menu"), h.Aria("label", ui.say(text.Key("web.page.menu"))),
		h.Ul(g.Map(ui.Navigation, func(item NavItem) g.Node {
			return h.Li(h.A(
				h.Href(item.Path),
				with(ui.at(item.Path), h.Aria("current", ui.nearness(item.Path))),
				ui.Say(item.Label),
			))
		})),
	)
}

// at reports whether the page is the menu's page or one below it.
func (ui *UI) at(path string) bool {
	here, _, _ := strings.Cut(ui.Path, "?")
	return here == path || path != "/" && strings.HasPrefix(here, path+"/")
}

func (ui *UI) nearness(path string) string {
	here, _, _ := strings.Cut(ui.Path, "?")
	if here == path {
		return "page"
	}
	return "true"
}

func (ui *UI) footer() g.Node {
	link := func(to string, label text.Key) g.Node {
		return h.Li(h.A(h.Href(to), ui.Say(label)))
	}
	return h.Footer(
		h.Class("baken-footer"),
		h.Div(
			h.Class("baken-footer__in"),
			h.Div(
				h.Class("baken-footer__about"),
				h.P(h.Class("baken-footer__name"), lighthouse("baken-footer__mark"), ui.Say(text.Key("web.page.name"))),
				h.P(ui.Say(text.Key("web.page.mission"))),
			),
			h.Nav(
				h.Aria("label", ui.say(text.Key("web.page.about"))),
				h.Ul(
					link("/accessibility", "web.page.accessibility"),
					with(ui.Contact, link("/.well-known/security.txt", "web.page.security")),
					link(asset.URL("NOTICES.txt"), "web.page.licences"),
				),
			),
		),
		h.P(h.Class("baken-footer__version"), ui.Say(text.With("web.page.version", "version", ui.Version))),
	)
}
