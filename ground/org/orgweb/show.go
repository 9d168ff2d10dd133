// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package orgweb

import (
	"net/http"
	"slices"

	g "maragu.dev/gomponents"

	"baken/base/civil"
	"baken/ground/org"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// show is the page of one organisation.
func (p *Pages) show(w http.ResponseWriter, r *http.Request) error {
	o, err := p.find(r)
	if err != nil {
		return err
	}
	ui, as, today := component.For(r), p.actor(r), p.today()
	body := []g.Node{p.way(ui, as, o), done(ui, r), p.ending(ui, as, o), p.facts(ui, as, o)}
	if manage := p.offered(ui, as, o); len(manage) > 0 {
		body = append(body, ui.Section(text.Key("org.show.manage"), ui.List(manage...)))
	}
	below, err := p.below(r, as, o)
	if err != nil {
		return err
	}
	members, err := p.membersShort(r, as, o)
	if err != nil {
		return err
	}
	body = append(body, below, members, p.history(ui, as, o))
	return web.Show(w, r, http.StatusOK, ui.Page(named(o, today), body...))
}

// way leads up through what stands above an organisation.
func (p *Pages) way(ui *component.UI, as org.Actor, o org.Organisation) g.Node {
	return ui.Breadcrumb(p.crumbs(as, o.ID)...)
}

func (p *Pages) crumbs(as org.Actor, id org.ID) []component.Crumb {
	crumbs := []component.Crumb{{Label: text.Key("org.list.title"), Path: listPath}}
	path := as.Tree().Path(as.Tree().Above(id))
	slices.Reverse(path)
	for _, above := range path {
		if p.service.May(as, org.ViewOrganisation, above) {
			crumbs = append(crumbs, component.Crumb{Label: p.nameOf(as, above), Path: orgPath(above)})
		}
	}
	return crumbs
}

// inside leads up from a page about an organisation.
func (p *Pages) inside(ui *component.UI, as org.Actor, o org.Organisation, more ...component.Crumb) g.Node {
	crumbs := append(p.crumbs(as, o.ID), component.Crumb{Label: named(o, p.today()), Path: orgPath(o.ID)})
	return ui.Breadcrumb(append(crumbs, more...)...)
}

// ending says that an organisation no longer exists, or will not.
func (p *Pages) ending(ui *component.UI, as org.Actor, o org.Organisation) g.Node {
	if o.Period.Until.IsZero() {
		return ui.Group()
	}
	key, kind := text.Key("org.show.ends"), component.Info
	if !o.Period.Until.After(p.today()) {
		key, kind = "org.show.ended", component.Warning
	}
	title := text.With(key, "day", text.Day(o.Period.Until))
	if o.Successor == "" {
		return ui.Notice(kind, title)
	}
	return ui.Notice(kind, title, ui.Paragraph(text.Key("org.show.successor")), ui.Prose(p.to(ui, as, o.Successor)))
}

// to leads to an organisation, for who may see it.
func (p *Pages) to(ui *component.UI, as org.Actor, id org.ID) g.Node {
	if !p.service.May(as, org.ViewOrganisation, id) {
		return ui.Say(text.Key("org.unseen"))
	}
	return ui.Link(orgPath(id), p.nameOf(as, id))
}

func (p *Pages) facts(ui *component.UI, as org.Actor, o org.Organisation) g.Node {
	name := o.Name(p.today())
	terms := []component.Term{
		{Name: text.Key("org.show.name_nl"), Value: ui.Say(text.Data(name.NL))},
		{Name: text.Key("org.show.name_en"), Value: ui.Say(text.Data(name.EN))},
		{Name: text.Key("org.show.kind"), Value: ui.Say(kindName(o.Kind))},
	}
	if above := as.Tree().Above(o.ID); above != "" {
		terms = append(terms, component.Term{Name: text.Key("org.show.above"), Value: p.to(ui, as, above)})
	}
	terms = append(
		terms,
		component.Term{Name: text.Key("org.show.period"), Value: ui.Say(during(o.Period))},
		component.Term{Name: text.Key("org.show.tooi"), Value: code(ui, string(o.TOOI))},
		component.Term{Name: text.Key("org.show.oin"), Value: code(ui, string(o.OIN))},
	)
	return ui.Terms(terms...)
}

func code(ui *component.UI, s string) g.Node {
	if s == "" {
		return ui.Say(text.Key("org.show.no_identifier"))
	}
	return ui.Code(text.Data(s))
}

// offered lists what the reader may do with the organisation.
func (p *Pages) offered(ui *component.UI, as org.Actor, o org.Organisation) (links []g.Node) {
	for _, c := range changes() {
		if c.may(p, as, o) {
			links = append(links, ui.Link(orgPath(o.ID)+"/"+c.step, c.title()))
		}
	}
	return links
}

// below lists what stands directly below the organisation, and what will.
func (p *Pages) below(r *http.Request, as org.Actor, o org.Organisation) (g.Node, error) {
	ui, seen := component.For(r), []g.Node(nil)
	for _, id := range as.Tree().Below(o.ID) {
		if p.service.May(as, org.ViewOrganisation, id) {
			seen = append(seen, p.to(ui, as, id))
		}
	}
	if p.service.May(as, org.EditOrganisation, o.ID) {
		planned, err := p.service.Planned(r.Context(), as, o.ID)
		if err != nil {
			return nil, err
		}
		for _, one := range planned {
			seen = append(seen, ui.Say(text.With("org.show.planned", "name", named(one, p.today()), "from", text.Day(one.Period.From))))
		}
	}
	if len(seen) == 0 {
		return ui.Group(), nil
	}
	return ui.Section(text.Key("org.show.below"), ui.List(seen...)), nil
}

// membersShort shows who holds which role today, to who may see that.
func (p *Pages) membersShort(r *http.Request, as org.Actor, o org.Organisation) (g.Node, error) {
	ui := component.For(r)
	if !p.service.May(as, org.ViewMembers, o.ID) {
		return ui.Group(), nil
	}
	all, err := p.service.Members(r.Context(), as, o.ID, p.today())
	if err != nil {
		return nil, err
	}
	lead := ui.Link(orgPath(o.ID)+"/members", text.Key("org.show.to_members"))
	if len(all) == 0 {
		return ui.Section(text.Key("org.members.title"), ui.Paragraph(text.Key("org.show.nobody")), ui.Prose(lead)), nil
	}
	const most, columns = 10, 3 // without what can be done, which stands on the page of all
	t := p.memberRows(ui, as, o, all[:min(len(all), most)], p.today())
	t.Columns = t.Columns[:columns]
	for i := range t.Rows {
		t.Rows[i] = t.Rows[i][:columns]
	}
	return ui.Section(text.Key("org.members.title"), ui.Table(t), ui.Prose(lead)), nil
}

// history shows the names and places that the organisation had and will have.
func (p *Pages) history(ui *component.UI, as org.Actor, o org.Organisation) g.Node {
	names := component.Table{
		Caption: text.Key("org.show.names"),
		Columns: []component.Column{{Label: text.Key("org.show.when")}, {Label: text.Key("org.show.name_nl")}, {Label: text.Key("org.show.name_en")}},
	}
	for _, e := range o.Names {
		names.Rows = append(names.Rows, []g.Node{ui.Say(during(e.Period)), ui.Say(text.Data(e.Value.NL)), ui.Say(text.Data(e.Value.EN))})
	}
	places := component.Table{
		Caption: text.Key("org.show.places"),
		Columns: []component.Column{{Label: text.Key("org.show.when")}, {Label: text.Key("org.show.above")}},
	}
	for _, e := range o.Parents {
		places.Rows = append(places.Rows, []g.Node{ui.Say(during(e.Period)), p.to(ui, as, e.Value)})
	}
	if len(places.Rows) == 0 {
		return ui.Section(text.Key("org.show.history"), ui.Table(names))
	}
	return ui.Section(text.Key("org.show.history"), ui.Table(names), ui.Table(places))
}

// done says what the last action came to.
func done(ui *component.UI, r *http.Request) g.Node {
	for _, d := range []text.Key{
		"founded", "planned", "renamed", "identified", "moved", "merged", "closed",
		"enrolled", "granted", "ended", "corrected",
	} {
		if r.URL.Query().Get("done") == string(d) {
			return ui.Notice(component.Success, "org.done."+d)
		}
	}
	return ui.Group()
}

// current shows what now stands where somebody else was first.
func (p *Pages) current(ui *component.UI, as org.Actor, o org.Organisation) g.Node {
	last := func(d org.Dated[org.Name]) civil.Period { return d[len(d)-1].Period }
	name := o.Names[len(o.Names)-1].Value
	terms := []component.Term{
		{Name: text.Key("org.show.name_nl"), Value: ui.Say(text.Data(name.NL))},
		{Name: text.Key("org.show.name_en"), Value: ui.Say(text.Data(name.EN))},
		{Name: text.Key("org.show.named"), Value: ui.Say(during(last(o.Names)))},
	}
	if n := len(o.Parents); n > 0 {
		terms = append(terms,
			component.Term{Name: text.Key("org.show.above"), Value: p.to(ui, as, o.Parents[n-1].Value)},
			component.Term{Name: text.Key("org.show.placed"), Value: ui.Say(during(o.Parents[n-1].Period))})
	}
	terms = append(terms,
		component.Term{Name: text.Key("org.show.tooi"), Value: code(ui, string(o.TOOI))},
		component.Term{Name: text.Key("org.show.oin"), Value: code(ui, string(o.OIN))},
		component.Term{Name: text.Key("org.show.period"), Value: ui.Say(during(o.Period))})
	return ui.Notice(component.Warning, text.Key("org.clash"), ui.Paragraph(text.Key("org.clash_text")), ui.Terms(terms...))
}
