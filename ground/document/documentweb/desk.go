// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package documentweb

import (
	"net/http"

	g "maragu.dev/gomponents"

	"baken/ground/document"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// desk lists the letters that the reader words.
func (p *Pages) desk(w http.ResponseWriter, r *http.Request) error {
	sets, err := p.service.Desk(r.Context(), p.actor(r))
	if err != nil {
		return err
	}
	ui := component.For(r)
	body := []g.Node{ui.Lead(text.Key("document.desk.lead"))}
	for _, s := range sets {
		body = append(body, ui.Section(text.Both(s.Name.NL, s.Name.EN), ui.Table(setTable(ui, s))))
	}
	return web.Show(w, r, http.StatusOK, ui.Page(text.Key("document.desk.title"), body...))
}

func setTable(ui *component.UI, s document.Set) component.Table {
	table := component.Table{
		Caption: text.With("document.desk.caption", "org", text.Both(s.Name.NL, s.Name.EN)),
		Columns: []component.Column{
			{Label: text.Key("document.desk.letter")}, {Label: text.Key("document.desk.state")}, {Label: text.Key("document.desk.edition")},
		},
	}
	for _, l := range s.Letters {
		table.Rows = append(table.Rows, []g.Node{
			ui.Link(pathOf(document.Key{Org: s.Org, Template: l.Standard.ID}), both(l.Standard.Name)),
			badge(ui, l.State), ui.Code(text.Data(string(l.Present.Edition))),
		})
	}
	return table
}

func badge(ui *component.UI, s document.State) g.Node {
	kind := component.Info
	switch s {
	case document.Adapted:
		kind = component.Success
	case document.Outdated:
		kind = component.Warning
	case document.Standard:
	}
	return ui.Badge(kind, text.Key(s.Key()))
}
