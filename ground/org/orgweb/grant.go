// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package orgweb

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	g "maragu.dev/gomponents"

	"baken/base/fault"
	"baken/ground/org"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// grantForm finds a person and then asks for the role.
func (p *Pages) grantForm(w http.ResponseWriter, r *http.Request) error {
	o, err := p.managed(r)
	if err != nil {
		return err
	}
	if email := r.URL.Query().Get("person"); email != "" {
		who, err := p.service.Person(r.Context(), p.actor(r), email)
		if err != nil {
			return err
		}
		return p.showGrant(w, r, http.StatusOK, o, who, fresh(0, nil).on("from", p.today()))
	}
	return p.showFind(w, r, o)
}

// grant gives a known person a role.
func (p *Pages) grant(w http.ResponseWriter, r *http.Request) error {
	t, err := read(r)
	if err != nil {
		return err
	}
	o, err := p.managed(r)
	if err != nil {
		return err
	}
	who, err := p.service.Person(r.Context(), p.actor(r), t.line("person"))
	if err != nil {
		return err
	}
	role, period := t.role()
	if !t.ok() {
		return p.showGrant(w, r, http.StatusUnprocessableEntity, o, who, t)
	}
	_, err = p.service.Grant(r.Context(), p.actor(r), who.ID, o.ID, role, period)
	if err == nil {
		return web.Redirect(w, r, personPath(who.ID)+"?done=granted")
	}
	status := t.refused(err, among(map[*fault.Error]string{
		org.ErrRole: "role", org.ErrHeld: "role", org.ErrPeriod: "until",
	}))
	if status == 0 {
		return err
	}
	return p.showGrant(w, r, status, o, who, t)
}

func (p *Pages) showGrant(w http.ResponseWriter, r *http.Request, status int, o org.Organisation, who org.Person, t *typed) error {
	ui, path := component.For(r), orgPath(o.ID)+"/members"
	fields := append([]g.Node{ui.Hidden("person", who.Email)}, t.roleFields(ui)...)
	fields = append(fields, ui.Actions(
		ui.Button(component.Primary, text.Key("org.grant.send")), ui.LinkButtonSecondary(path, text.Key("org.form.back")),
	))
	return web.Show(w, r, status, ui.Page(
		text.Key("org.grant.title"),
		p.inside(ui, p.actor(r), o, component.Crumb{Label: text.Key("org.members.title"), Path: path}),
		ui.ErrorSummary(t.errs),
		ui.Terms(
			component.Term{Name: text.Key("org.person.name"), Value: ui.Say(text.Data(who.Name))},
			component.Term{Name: text.Key("org.person.email"), Value: ui.Say(text.Data(who.Email))},
			component.Term{Name: text.Key("org.person.org"), Value: ui.Say(named(o, p.today()))},
		),
		ui.Form(path+"/grant", fields...),
	))
}

// showFind asks who gets the role.
func (p *Pages) showFind(w http.ResponseWriter, r *http.Request, o org.Organisation) error {
	ui, path := component.For(r), orgPath(o.ID)+"/members"
	results, errs, err := p.search(r, func(who org.Person) string {
		return path + "/grant?" + url.Values{"person": {who.Email}}.Encode()
	})
	if err != nil {
		return err
	}
	return web.Show(w, r, statusOf(errs), ui.Page(
		text.Key("org.grant.title"),
		p.inside(ui, p.actor(r), o, component.Crumb{Label: text.Key("org.members.title"), Path: path}),
		ui.ErrorSummary(errs), ui.Lead(text.With("org.grant.lead", "org", named(o, p.today()))),
		finder(ui, r, path+"/grant", errs), results,
		ui.Prose(ui.Link(path+"/enrol", text.Key("org.grant.newcomer"))),
	))
}

func statusOf(errs component.Errors) int {
	if len(errs) > 0 {
		return http.StatusUnprocessableEntity
	}
	return http.StatusOK
}

// finder asks for a part of a name or an e-mail address.
func finder(ui *component.UI, r *http.Request, path string, errs component.Errors) g.Node {
	return ui.Filter(path,
		ui.TextField(component.Field{
			Name: "q", Label: text.Key("org.people.search"), Hint: text.Key("org.people.search_hint"),
			Value: r.URL.Query().Get("q"), Error: errs.For("q"), Autocomplete: "off",
		}),
		ui.Actions(ui.Button(component.Secondary, text.Key("org.list.find"))),
	)
}

// search lists the persons that are asked for, each with a link.
func (p *Pages) search(r *http.Request, to func(org.Person) string) (g.Node, component.Errors, error) {
	ui, words := component.For(r), strings.TrimSpace(r.URL.Query().Get("q"))
	var errs component.Errors
	if !r.URL.Query().Has("q") {
		return ui.Group(), nil, nil
	}
	all, err := p.lookUp(r.Context(), p.actor(r), words)
	if errors.Is(err, org.ErrTooShort) {
		errs.Add("q", text.Fault(err))
		return ui.Group(), errs, nil
	}
	if err != nil {
		return nil, nil, err
	}
	if len(all) == 0 {
		return ui.EmptyState(text.Key("org.people.none"), text.Key("org.people.none_why")), nil, nil
	}
	items := make([]g.Node, len(all))
	for i, one := range all {
		items[i] = ui.Group(ui.Link(to(one), text.Data(one.Name)), ui.Small(text.Data(one.Email)))
	}
	return ui.Section(text.With("org.people.found", "n", len(all)), ui.List(items...)), nil, nil
}

// lookUp searches by a part of a name; a whole e-mail address also finds
// somebody from elsewhere.
func (p *Pages) lookUp(ctx context.Context, as org.Actor, words string) ([]org.Person, error) {
	all, err := p.service.Search(ctx, as, words)
	if err != nil || !strings.Contains(words, "@") {
		return all, err
	}
	one, err := p.service.Person(ctx, as, words)
	if kind := fault.KindOf(err); err != nil && (kind == fault.NotFound || kind == fault.Invalid) {
		return all, nil
	}
	if err == nil && !slices.ContainsFunc(all, func(q org.Person) bool { return q.ID == one.ID }) {
		all = append(all, one)
	}
	return all, err
}
