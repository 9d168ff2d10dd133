// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package orgweb

import (
	"net/http"

	g "maragu.dev/gomponents"

	"baken/base/civil"
	"baken/ground/org"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// members lists who holds which role on a day: today, or another that is
// asked for.
func (p *Pages) members(w http.ResponseWriter, r *http.Request) error {
	o, err := p.find(r)
	if err != nil {
		return err
	}
	ui, as := component.For(r), p.actor(r)
	t, on := &typed{values: r.URL.Query()}, p.today()
	if asked := t.dayOrNone("on"); !asked.IsZero() {
		on = asked
	}
	status := http.StatusOK
	if !t.ok() {
		status = http.StatusUnprocessableEntity
	}
	all, err := p.service.Members(r.Context(), as, o.ID, on)
	if err != nil {
		return err
	}
	path := orgPath(o.ID) + "/members"
	body := []g.Node{p.inside(ui, as, o), ui.ErrorSummary(t.errs), done(ui, r), ui.Prose(ui.Strong(named(o, p.today())))}
	if p.mayManage(as, o) {
		body = append(body, ui.Actions(
			ui.LinkButton(path+"/enrol", text.Key("org.enrol.title")),
			ui.LinkButtonSecondary(path+"/grant", text.Key("org.grant.title")),
		))
	}
	if len(all) == 0 {
		body = append(body, ui.EmptyState(text.With("org.members.empty", "day", text.Day(on)), text.Key("org.members.empty_why")))
	} else {
		body = append(body, p.memberTable(ui, as, o, all, on))
	}
	body = append(body, ui.Details(text.Key("org.members.another_day"), ui.Filter(
		path, t.optionalDate(ui, "on", "org.members.on", "org.members.on_hint"),
		ui.Actions(ui.Button(component.Secondary, text.Key("org.members.show"))),
	)))
	return web.Show(w, r, status, ui.Page(text.Key("org.members.title"), body...))
}

func (p *Pages) mayManage(as org.Actor, o org.Organisation) bool {
	return p.service.May(as, org.ManageMembers, o.ID) && o.Period.Covers(p.today())
}

func (p *Pages) memberTable(ui *component.UI, as org.Actor, o org.Organisation, all []org.Member, on civil.Date) g.Node {
	return ui.Table(p.memberRows(ui, as, o, all, on))
}

func (p *Pages) memberRows(ui *component.UI, as org.Actor, o org.Organisation, all []org.Member, on civil.Date) component.Table {
	manage := p.service.May(as, org.ManageMembers, o.ID)
	t := component.Table{
		Caption: text.With("org.members.caption", "day", text.Day(on)),
		Columns: []component.Column{
			{Label: text.Key("org.members.name")}, {Label: text.Key("org.members.role")}, {Label: text.Key("org.show.when")},
		},
	}
	if manage {
		t.Columns = append(t.Columns, component.Column{Label: text.Key("org.members.action")})
	}
	for _, m := range all {
		row := []g.Node{ui.Say(text.Data(m.Person.Name)), ui.Say(roleName(m.Role)), ui.Say(during(m.Period))}
		if manage {
			row[0] = ui.Link(personPath(m.Person.ID), text.Data(m.Person.Name))
			row = append(row, p.endLink(ui, m.Membership, m.Person))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// endLink leads to where a role is ended, while that can be done.
func (p *Pages) endLink(ui *component.UI, m org.Membership, who org.Person) g.Node {
	if !p.lasts(m) {
		return ui.Say(text.Key("org.members.over"))
	}
	return ui.Link(endPath(m), text.With("org.members.end", "role", roleName(m.Role), "name", text.Data(who.Name)))
}

// lasts reports whether a role is held today or later.
func (p *Pages) lasts(m org.Membership) bool {
	return m.Until.IsZero() || m.Until.After(p.today())
}

func endPath(m org.Membership) string {
	return orgPath(m.Org) + "/members/" + string(m.ID) + "/end"
}

// roleFields asks for a role and its days.
func (t *typed) roleFields(ui *component.UI) []g.Node {
	var roles []component.Option
	for _, r := range org.Roles() {
		roles = append(roles, component.Option{Value: string(r), Label: roleName(r)})
	}
	return []g.Node{
		ui.Select(t.field("role", "org.members.role"), roles...),
		t.dateField(ui, "from", "org.grant.from", "org.form.from_hint"),
		t.optionalDate(ui, "until", "org.grant.until", "org.grant.until_hint"),
	}
}

// role reads what roleFields asks.
func (t *typed) role() (org.Role, civil.Period) {
	role := t.needed("role", errRole)
	return org.Role(role), civil.Period{From: t.day("from"), Until: t.dayOrNone("until")}
}
