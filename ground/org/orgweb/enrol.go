// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package orgweb

import (
	"errors"
	"net/http"
	"net/url"

	g "maragu.dev/gomponents"

	"baken/base/fault"
	"baken/ground/org"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// managed gives the organisation of the address to who gives roles there.
func (p *Pages) managed(r *http.Request) (org.Organisation, error) {
	o, err := p.find(r)
	if err == nil && !p.mayManage(p.actor(r), o) {
		return o, org.ErrForbidden
	}
	return o, err
}

func (p *Pages) enrolForm(w http.ResponseWriter, r *http.Request) error {
	o, err := p.managed(r)
	if err != nil {
		return err
	}
	return p.showEnrol(w, r, http.StatusOK, o, fresh(0, nil).on("from", p.today()))
}

// enrol adds a newcomer with a first role.
func (p *Pages) enrol(w http.ResponseWriter, r *http.Request) error {
	t, err := read(r)
	if err != nil {
		return err
	}
	o, err := p.managed(r)
	if err != nil {
		return err
	}
	n := org.Newcomer{Name: t.needed("name", errName), Email: t.line("email"), Org: o.ID}
	if _, err := org.ParseEmail(n.Email); err != nil {
		t.wrong("email", err)
	}
	n.Role, n.Period = t.role()
	if !t.ok() {
		return p.showEnrol(w, r, http.StatusUnprocessableEntity, o, t)
	}
	id, err := p.service.Enrol(r.Context(), p.actor(r), n)
	if err == nil {
		return web.Redirect(w, r, personPath(id)+"?done=enrolled")
	}
	status := t.refused(err, among(map[*fault.Error]string{
		org.ErrName: "name", org.ErrEmail: "email", org.ErrEmailUsed: "email", org.ErrRole: "role", org.ErrPeriod: "until",
	}))
	if status == 0 {
		return err
	}
	if errors.Is(err, org.ErrEmailUsed) {
		t.values.Set("known", "yes")
	}
	return p.showEnrol(w, r, status, o, t)
}

func (p *Pages) showEnrol(w http.ResponseWriter, r *http.Request, status int, o org.Organisation, t *typed) error {
	ui, path := component.For(r), orgPath(o.ID)+"/members"
	known := ui.Group()
	if t.values.Get("known") == "yes" {
		to := path + "/grant?" + url.Values{"q": {t.line("email")}}.Encode()
		known = ui.Notice(component.Info, text.Key("org.enrol.known"), ui.Prose(ui.Link(to, text.Key("org.enrol.to_grant"))))
	}
	email := t.hinted("email", "org.person.email", "org.enrol.email_hint")
	email.Autocomplete = "off"
	name := t.hinted("name", "org.person.name", "org.enrol.name_hint")
	name.Autocomplete = "off"
	fields := append([]g.Node{ui.TextField(name), ui.EmailField(email)}, t.roleFields(ui)...)
	fields = append(fields, ui.Actions(
		ui.Button(component.Primary, text.Key("org.enrol.send")), ui.LinkButtonSecondary(path, text.Key("org.form.back")),
	))
	return web.Show(w, r, status, ui.Page(
		text.Key("org.enrol.title"),
		p.inside(ui, p.actor(r), o, component.Crumb{Label: text.Key("org.members.title"), Path: path}),
		ui.ErrorSummary(t.errs), ui.Lead(text.With("org.enrol.lead", "org", named(o, p.today()))), known,
		ui.Form(path+"/enrol", fields...),
	))
}
