// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package orgweb

import (
	"net/http"
	"slices"

	g "maragu.dev/gomponents"

	"baken/base/fault"
	"baken/ground/org"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// people finds persons, for who gives roles.
func (p *Pages) people(w http.ResponseWriter, r *http.Request) error {
	ui, as := component.For(r), p.actor(r)
	if !givesRoles(p, as) {
		return org.ErrNotFound
	}
	results, errs, err := p.search(r, func(who org.Person) string { return personPath(who.ID) })
	if err != nil {
		return err
	}
	return web.Show(w, r, statusOf(errs), ui.Page(
		text.Key("org.people.title"),
		ui.Breadcrumb(component.Crumb{Label: text.Key("org.list.title"), Path: listPath}),
		ui.ErrorSummary(errs), ui.Lead(text.Key("org.people.lead")), finder(ui, r, peoplePath, errs), results,
	))
}

// person shows somebody and the roles that he holds where the reader gives
// them.
func (p *Pages) person(w http.ResponseWriter, r *http.Request) error {
	ui, as := component.For(r), p.actor(r)
	c, err := p.service.Colleague(r.Context(), as, org.PersonID(r.PathValue("person")))
	if err != nil {
		return err
	}
	body := []g.Node{
		personWay(ui), done(ui, r),
		ui.Terms(component.Term{Name: text.Key("org.person.email"), Value: ui.Say(text.Data(c.Email))}),
	}
	if c.Elsewhere {
		body = append(body, ui.Notice(component.Info, text.Key("org.person.elsewhere"), ui.Paragraph(text.Key("org.person.elsewhere_text"))))
	} else {
		actions := []g.Node{ui.LinkButtonSecondary(personPath(c.ID)+"/correct", text.Key("org.correct.title"))}
		if slices.ContainsFunc(c.Held, p.lasts) {
			actions = slices.Insert(actions, 0, ui.LinkButton(personPath(c.ID)+"/account", text.Key("org.person.account")))
		}
		body = append(body, ui.Actions(actions...))
	}
	return web.Show(w, r, http.StatusOK, ui.Page(text.Data(c.Name), append(body, p.roles(ui, as, c))...))
}

func personWay(ui *component.UI, more ...component.Crumb) g.Node {
	return ui.Breadcrumb(append([]component.Crumb{
		{Label: text.Key("org.list.title"), Path: listPath}, {Label: text.Key("org.people.title"), Path: peoplePath},
	}, more...)...)
}

func (p *Pages) roles(ui *component.UI, as org.Actor, c org.Colleague) g.Node {
	if len(c.Held) == 0 {
		return ui.EmptyState(text.Key("org.person.no_roles"), text.Key("org.person.no_roles_why"))
	}
	t := component.Table{
		Caption: text.Key("org.person.roles"),
		Columns: []component.Column{
			{Label: text.Key("org.members.role")},
			{Label: text.Key("org.person.org")},
			{Label: text.Key("org.show.when")},
			{Label: text.Key("org.members.action")},
		},
	}
	for _, m := range c.Held {
		t.Rows = append(t.Rows, []g.Node{
			ui.Say(roleName(m.Role)), p.to(ui, as, m.Org), ui.Say(during(m.Period)), p.endLink(ui, m, c.Person),
		})
	}
	return ui.Section(text.Key("org.person.roles_title"), ui.Table(t))
}

func (p *Pages) correctForm(w http.ResponseWriter, r *http.Request) error {
	c, err := p.corrected(r)
	if err != nil {
		return err
	}
	return p.showCorrect(w, r, http.StatusOK, c, fresh(c.Version, map[string]string{"name": c.Name, "email": c.Email}))
}

// corrected gives a person to who may correct him.
func (p *Pages) corrected(r *http.Request) (org.Colleague, error) {
	c, err := p.service.Colleague(r.Context(), p.actor(r), org.PersonID(r.PathValue("person")))
	if err == nil && c.Elsewhere {
		return c, org.ErrForbidden
	}
	return c, err
}

// correct changes a name or an e-mail address.
func (p *Pages) correct(w http.ResponseWriter, r *http.Request) error {
	t, err := read(r)
	if err != nil {
		return err
	}
	c, err := p.corrected(r)
	if err != nil {
		return err
	}
	name, email := t.needed("name", errName), t.line("email")
	if _, err := org.ParseEmail(email); err != nil {
		t.wrong("email", err)
	}
	if !t.ok() {
		return p.showCorrect(w, r, http.StatusUnprocessableEntity, c, t)
	}
	err = p.service.Correct(r.Context(), p.actor(r), c.ID, t.since, name, email)
	if err == nil {
		return web.Redirect(w, r, personPath(c.ID)+"?done=corrected")
	}
	status := t.refused(err, among(map[*fault.Error]string{
		org.ErrName: "name", org.ErrEmail: "email", org.ErrEmailUsed: "email",
	}))
	if status == 0 {
		return err
	}
	if c, err = p.corrected(r); err != nil {
		return err
	}
	return p.showCorrect(w, r, status, c, t)
}

func (p *Pages) showCorrect(w http.ResponseWriter, r *http.Request, status int, c org.Colleague, t *typed) error {
	ui, clash := component.For(r), g.Node(nil)
	if t.clash {
		t.since = c.Version
		clash = ui.Notice(component.Warning, text.Key("org.clash"), ui.Paragraph(text.Key("org.clash_text")), ui.Terms(
			component.Term{Name: text.Key("org.person.name"), Value: ui.Say(text.Data(c.Name))},
			component.Term{Name: text.Key("org.person.email"), Value: ui.Say(text.Data(c.Email))},
		))
	}
	name, email := t.field("name", "org.person.name"), t.hinted("email", "org.person.email", "org.correct.email_hint")
	name.Autocomplete, email.Autocomplete = "off", "off"
	return web.Show(w, r, status, ui.Page(
		text.Key("org.correct.title"),
		personWay(ui, component.Crumb{Label: text.Data(c.Name), Path: personPath(c.ID)}),
		ui.ErrorSummary(t.errs), ui.Group(clash),
		ui.Form(
			personPath(c.ID)+"/correct", t.version(ui), ui.TextField(name), ui.EmailField(email),
			ui.Actions(
				ui.Button(component.Primary, text.Key("org.form.save")),
				ui.LinkButtonSecondary(personPath(c.ID), text.Key("org.form.back")),
			),
		),
	))
}
