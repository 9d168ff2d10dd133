// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package orgweb

import (
	"net/http"

	g "maragu.dev/gomponents"

	"baken/base/fault"
	"baken/ground/org"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// held gives the role of the address and its person, to who gives roles there.
func (p *Pages) held(r *http.Request) (org.Membership, org.Person, error) {
	m, who, err := p.service.Role(r.Context(), p.actor(r), org.MembershipID(r.PathValue("role")))
	if err == nil && m.Org != org.ID(r.PathValue("id")) {
		return m, who, org.ErrNotFound
	}
	return m, who, err
}

func (p *Pages) endForm(w http.ResponseWriter, r *http.Request) error {
	m, who, err := p.held(r)
	if err != nil {
		return err
	}
	day := p.today()
	if !m.From.Before(day) {
		day = m.From.AddDays(1)
	}
	return p.showEnd(w, r, http.StatusOK, m, who, fresh(m.Version, nil).on("on", day))
}

// end lets a role stop on a day.
func (p *Pages) end(w http.ResponseWriter, r *http.Request) error {
	t, err := read(r)
	if err != nil {
		return err
	}
	m, who, err := p.held(r)
	if err != nil {
		return err
	}
	on := t.day("on")
	if !t.ok() {
		return p.showEnd(w, r, http.StatusUnprocessableEntity, m, who, t)
	}
	err = p.service.End(r.Context(), p.actor(r), m.ID, t.since, on)
	if err == nil {
		return web.Redirect(w, r, orgPath(m.Org)+"/members?done=ended")
	}
	status := t.refused(err, among(map[*fault.Error]string{org.ErrPeriod: "on"}))
	if status == 0 {
		return err
	}
	if m, who, err = p.held(r); err != nil {
		return err
	}
	return p.showEnd(w, r, status, m, who, t)
}

func (p *Pages) showEnd(w http.ResponseWriter, r *http.Request, status int, m org.Membership, who org.Person, t *typed) error {
	ui, as, clash := component.For(r), p.actor(r), g.Node(nil)
	if t.clash {
		t.since = m.Version
		clash = ui.Notice(component.Warning, text.Key("org.clash"), ui.Paragraph(text.Key("org.clash_text")), ui.Terms(
			component.Term{Name: text.Key("org.show.when"), Value: ui.Say(during(m.Period))},
		))
	}
	path := orgPath(m.Org) + "/members"
	crumbs := append(p.crumbs(as, m.Org),
		component.Crumb{Label: p.nameOf(as, m.Org), Path: orgPath(m.Org)},
		component.Crumb{Label: text.Key("org.members.title"), Path: path})
	return web.Show(w, r, status, ui.Page(
		text.Key("org.end.title"),
		ui.Breadcrumb(crumbs...), ui.ErrorSummary(t.errs), ui.Group(clash),
		ui.Terms(
			component.Term{Name: text.Key("org.person.name"), Value: ui.Link(personPath(who.ID), text.Data(who.Name))},
			component.Term{Name: text.Key("org.members.role"), Value: ui.Say(roleName(m.Role))},
			component.Term{Name: text.Key("org.person.org"), Value: p.to(ui, as, m.Org)},
			component.Term{Name: text.Key("org.show.when"), Value: ui.Say(during(m.Period))},
		),
		ui.Form(
			endPath(m), t.version(ui), t.dateField(ui, "on", "org.end.on", "org.end.on_hint"),
			ui.Actions(
				ui.Button(component.Danger, text.Key("org.end.send")), ui.LinkButtonSecondary(path, text.Key("org.form.back")),
			),
		),
	))
}
