// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"net/http"

	g "maragu.dev/gomponents"

	"baken/account/publish"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
	"baken/internal/web/figure"
)

// home puts the front page and the pages about the site on the mux.
func (a *App) home(mux *http.ServeMux) {
	mux.Handle("GET /{$}", web.Handle(a.front))
	mux.Handle("GET /about", web.Handle(a.about))
}

// front says what Baken is for and shows the latest figures.
func (a *App) front(w http.ResponseWriter, r *http.Request) error {
	ui := component.For(r)
	list, err := a.figures.Shelf(r.Context(), publish.Query{Limit: 20})
	if err != nil {
		return err
	}
	verbs := []component.Card{}
	for _, verb := range []text.Key{"hear", "measure", "examine", "act", "account"} {
		card := component.Card{Title: "app.verb." + verb, Text: "app.verb." + verb + "_text"}
		switch verb {
		case "account":
			card.To = "/figures"
		case "examine":
			card.To = "/plans"
		}
		verbs = append(verbs, card)
	}
	body := []g.Node{
		ui.Hero(text.Key("app.front.lead"), ui.LinkButton("/routes", text.Key("app.front.routes")), ui.LinkButtonSecondary("/figures", text.Key("app.front.figures")), ui.LinkButtonSecondary("/about", text.Key("app.about.title"))),
		ui.Section(text.Key("app.front.verbs"), ui.Cards(verbs...)),
	}
	var latest []g.Node
	for _, one := range list {
		if one.State == publish.Published && len(latest) < 3 {
			latest = append(latest, ui.Link("/figures/"+string(one.ID), figure.Label(one.Title)))
		}
	}
	if len(latest) > 0 {
		body = append(body, ui.Section(text.Key("app.front.latest"), ui.List(latest...)))
	}
	return web.Show(w, r, http.StatusOK, ui.Page(text.Key("app.front.title"), body...))
}

func (a *App) about(w http.ResponseWriter, r *http.Request) error {
	ui := component.For(r)
	return web.Show(w, r, http.StatusOK, ui.Page(
		text.Key("app.about.title"),
		ui.Lead(text.Key("app.about.lead")),
		ui.Section(text.Key("app.about.numbers"), ui.Paragraph(text.Key("app.about.numbers_text"))),
		ui.Section(text.Key("app.about.privacy"), ui.Paragraph(text.Key("app.about.privacy_text"))),
	))
}
