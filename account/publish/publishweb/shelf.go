// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publishweb

import (
	"net/http"
	"strconv"

	g "maragu.dev/gomponents"

	"baken/account/publish"
	"baken/base/civil"
	"baken/ground/org"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
	"baken/internal/web/figure"
)

// shelf lists what is or was public.
func (p *Pages) shelf(w http.ResponseWriter, r *http.Request) error {
	ui, n := component.For(r), page(r)
	list, err := p.service.Shelf(r.Context(), query(n))
	if err != nil {
		return err
	}
	tree, err := p.service.Today(r.Context())
	if err != nil {
		return err
	}
	body := []g.Node{ui.Lead(text.Key("publish.shelf.lead"))}
	if len(list) == 0 {
		body = append(body, ui.EmptyState(text.Key("publish.shelf.empty"), text.Key("publish.shelf.empty_why")))
	} else {
		body = append(body, shelfCards(ui, tree, list[:min(len(list), perPage)]), pages(ui, "/figures", n, len(list)))
	}
	return web.Show(w, r, http.StatusOK, ui.Page(text.Key("publish.shelf.title"), body...))
}

func shelfCards(ui *component.UI, tree *org.Tree, list []publish.Publication) g.Node {
	cards := make([]component.Card, len(list))
	for i, one := range list {
		cards[i] = component.Card{
			Title: figure.Label(one.Title), To: "/figures/" + string(one.ID),
			Meta: text.With("publish.shelf.by", "org", name(tree, one.Org), "day", text.Day(civil.On(one.Opened))),
		}
		if one.State == publish.Withdrawn {
			cards[i].Badge = ui.Badge(component.Warning, text.Key("publish.state.withdrawn"))
		}
	}
	return ui.Cards(cards...)
}

// pages shows the way to more of a list that was asked one more than fits.
func pages(ui *component.UI, path string, here, got int) g.Node {
	last := here
	if got > perPage {
		last = 0 // there are more; nobody counted how many
	}
	return ui.Pagination(here, last, func(n int) string { return path + "?page=" + strconv.Itoa(n) })
}
