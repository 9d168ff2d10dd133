// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomeweb

import (
	"net/http"
	"strconv"

	g "maragu.dev/gomponents"

	"baken/examine/outcome"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
	"baken/internal/web/figure"
)

// all lists for everyone what was registered.
func (p *Pages) all(w http.ResponseWriter, r *http.Request) error {
	ui := component.For(r)
	list, err := p.service.All(r.Context(), asked(r))
	if err != nil {
		return err
	}
	return p.list(w, r, publicPath, list, text.Key("outcome.plans.title"), ui.Lead(text.Key("outcome.plans.lead")))
}

// desk lists what was registered for the reader's organisations.
func (p *Pages) desk(w http.ResponseWriter, r *http.Request) error {
	ui := component.For(r)
	list, err := p.service.Desk(r.Context(), p.actor(r), asked(r))
	if err != nil {
		return err
	}
	return p.list(w, r, deskPath, list, text.Key("outcome.desk.title"),
		ui.Lead(text.Key("outcome.desk.lead")),
		ui.Actions(
			ui.LinkButton(deskPath+"/register", text.Key("outcome.register.title")),
			ui.LinkButtonSecondary(deskPath+"/write", text.Key("outcome.write.title")),
		))
}

// asked asks for one more than a page holds, to learn whether there is a next page.
func asked(r *http.Request) outcome.Page {
	return outcome.Page{Limit: perPage + 1, Offset: (page(r) - 1) * perPage}
}

func (p *Pages) list(w http.ResponseWriter, r *http.Request, path string, list []outcome.Registered, title text.Text, body ...g.Node) error {
	ui := component.For(r)
	tree, err := p.service.Today(r.Context())
	if err != nil {
		return err
	}
	cards := make([]component.Card, min(len(list), perPage))
	for i := range cards {
		one := list[i]
		cards[i] = component.Card{
			Title: figure.Label(one.Title), To: Address(one.Plan),
			Meta: text.With("outcome.plans.by", "org", name(tree, one.Org), "at", one.At),
		}
		if one.Replaces != "" {
			cards[i].Badge = ui.Badge(component.Info, text.Key("outcome.plans.replaces"))
		}
	}
	last := page(r)
	if len(list) > perPage {
		last = 0 // there are more; nobody counted how many
	}
	if len(cards) > 0 {
		body = append(body, ui.Cards(cards...), ui.Pagination(page(r), last, func(n int) string { return path + "?page=" + strconv.Itoa(n) }))
	} else {
		body = append(body, ui.EmptyState(text.Key("outcome.plans.empty"), text.Key("outcome.plans.empty_why")))
	}
	return web.Show(w, r, http.StatusOK, ui.Page(title, body...))
}
