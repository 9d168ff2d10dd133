// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publishweb

import (
	"net/http"

	g "maragu.dev/gomponents"

	"baken/account/publish"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
	"baken/internal/web/figure"
)

// desk lists what the reader may work on.
func (p *Pages) desk(w http.ResponseWriter, r *http.Request) error {
	ui, n := component.For(r), page(r)
	list, err := p.service.Desk(r.Context(), p.actor(r), query(n))
	if err != nil {
		return err
	}
	tree, err := p.service.Today(r.Context())
	if err != nil {
		return err
	}
	body := []g.Node{
		ui.Lead(text.Key("publish.desk.lead")),
		ui.Actions(ui.LinkButton("/desk/figures/import", text.Key("publish.desk.import"))),
	}
	if len(list) == 0 {
		body = append(body, ui.EmptyState(text.Key("publish.desk.empty"), text.Key("publish.desk.empty_why")))
		return web.Show(w, r, http.StatusOK, ui.Page(text.Key("publish.desk.title"), body...))
	}
	table := component.Table{
		Caption: text.Key("publish.desk.caption"),
		Columns: []component.Column{
			{Label: text.Key("publish.desk.name")},
			{Label: text.Key("publish.desk.org")},
			{Label: text.Key("publish.desk.state")},
			{Label: text.Key("publish.desk.imported")},
		},
	}
	for _, one := range list[:min(len(list), perPage)] {
		table.Rows = append(table.Rows, []g.Node{
			ui.Link("/desk/figures/"+string(one.ID), figure.Label(one.Title)),
			ui.Say(name(tree, one.Org)), badge(ui, one.State), ui.Say(text.Instant(one.Imported)),
		})
	}
	body = append(body, ui.Table(table), pages(ui, "/desk/figures", n, len(list)))
	return web.Show(w, r, http.StatusOK, ui.Page(text.Key("publish.desk.title"), body...))
}

func badge(ui *component.UI, s publish.State) g.Node {
	switch s {
	case publish.Published:
		return ui.Badge(component.Success, text.Key("publish.state.published"))
	case publish.Withdrawn:
		return ui.Badge(component.Warning, text.Key("publish.state.withdrawn"))
	case publish.Draft:
	}
	return ui.Badge(component.Info, text.Key("publish.state.draft"))
}
