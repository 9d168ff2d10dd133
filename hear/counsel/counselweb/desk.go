// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselweb

import (
	"net/http"

	g "maragu.dev/gomponents"

	"baken/hear/counsel"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

const deskPath = "/desk/help"

func entryPath(id counsel.EntryID) string { return deskPath + "/" + string(id) }

// desk shows the directories that the reader keeps.
func (p *Pages) desk(w http.ResponseWriter, r *http.Request) error {
	all, err := p.Service.Desk(r.Context(), p.Actor(r))
	if err != nil {
		return err
	}
	ui := component.For(r)
	body := []g.Node{done(ui, r), ui.Lead(text.With("counsel.desk.lead", "months", int(p.Limit)))}
	for _, k := range all {
		body = append(body, p.kept(ui, k))
	}
	return web.Show(w, r, http.StatusOK, ui.Page(text.Key("counsel.desk.title"), body...))
}

// kept shows one directory, with what the reader may do to it.
func (p *Pages) kept(ui *component.UI, k counsel.Kept) g.Node {
	body := []g.Node{}
	if gap := k.Gap(); gap != counsel.NoGap {
		body = append(body, ui.Notice(component.Warning, text.Key(gap.Key()), ui.Paragraph(text.Key("counsel.desk.gap."+string(gap)))))
	}
	if len(k.Entries) == 0 {
		body = append(body, ui.EmptyState(text.Key("counsel.desk.empty"), text.Key("counsel.desk.empty_why")))
	} else {
		body = append(body, ui.Table(keptTable(ui, k)))
	}
	actions := []g.Node{}
	if k.Adds {
		actions = append(actions, ui.LinkButton(deskPath+"/"+string(k.Org)+"/new", text.Key("counsel.desk.add")))
	}
	actions = append(actions, ui.Link("/help/"+string(k.Org), text.Key("counsel.desk.public")))
	return ui.Section(name(k.Name), append(body, ui.Actions(actions...))...)
}

func keptTable(ui *component.UI, k counsel.Kept) component.Table {
	table := component.Table{
		Caption: text.With("counsel.desk.caption", "org", name(k.Name)),
		Columns: []component.Column{
			{Label: text.Key("counsel.desk.name")},
			{Label: text.Key("counsel.desk.kind")},
			{Label: text.Key("counsel.desk.state")},
			{Label: text.Key("counsel.desk.confirmed")},
		},
	}
	for _, l := range k.Entries {
		who := ui.Say(text.Data(l.Name))
		if k.Rights[l.ID] != counsel.NoRight {
			who = ui.Link(entryPath(l.ID), text.Data(l.Name))
		}
		table.Rows = append(table.Rows, []g.Node{
			who, ui.Say(text.Key(l.Kind.Key())), badge(ui, l.State), ui.Say(text.Day(l.Confirmed)),
		})
	}
	return table
}

func badge(ui *component.UI, s counsel.State) g.Node {
	kind := component.Info
	switch s {
	case counsel.Reachable, counsel.Substituted:
		kind = component.Success
	case counsel.Absent, counsel.Unconfirmed:
		kind = component.Warning
	case counsel.Planned, counsel.Ended:
	}
	return ui.Badge(kind, text.Key(s.Key()))
}

// confirm says that all of an entry is right today. Who looked at an older
// version is shown the present one first.
func (p *Pages) confirm(w http.ResponseWriter, r *http.Request) error {
	id := counsel.EntryID(r.PathValue("id"))
	t, err := read(r)
	if err != nil {
		return err
	}
	err = p.Service.Confirm(r.Context(), p.Actor(r), id, t.since)
	if !stale(err) {
		return finish(w, r, err, "confirmed")
	}
	f, found := p.found(r)
	if found != nil {
		return found
	}
	f.clash = true
	return p.showEntry(w, r, web.Status(err), f)
}

// finish leads back to the desk after something was done.
func finish(w http.ResponseWriter, r *http.Request, err error, what string) error {
	if err != nil {
		return err
	}
	return web.Redirect(w, r, deskPath+"?done="+what)
}

// done says what the last action came to.
func done(ui *component.UI, r *http.Request) g.Node {
	for _, d := range []text.Key{"added", "saved", "away", "confirmed"} {
		if r.URL.Query().Get("done") == string(d) {
			return ui.Notice(component.Success, "counsel.done."+d)
		}
	}
	return ui.Group()
}
