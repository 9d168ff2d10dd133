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

// change is one thing that can be done to an organisation, as a form on a
// page of its own.
type change struct {
	step   string // the last part of its address, and of its message keys
	button component.ButtonKind
	may    func(*Pages, org.Actor, org.Organisation) bool
	start  func(*Pages, org.Organisation) *typed
	fields func(*Pages, form) []g.Node
	send   func(*Pages, *http.Request, form) (to string, err error)
	about  map[*fault.Error]string // the field that each fault is about
}

// form is a change of one organisation that is being typed.
type form struct {
	*typed
	ui *component.UI
	as org.Actor
	o  org.Organisation
}

func changes() []change {
	return []change{rename(), identify(), foundBelow(), move(), merge(), shut()}
}

func (c change) title() text.Key { return text.Key("org.change." + c.step) }
func (c change) lead() text.Key  { return text.Key("org.change_lead." + c.step) }
func (c change) verb() text.Key  { return text.Key("org.change_send." + c.step) }

func mayEdit(p *Pages, as org.Actor, o org.Organisation) bool {
	return p.service.May(as, org.EditOrganisation, o.ID) && o.Period.Covers(p.today())
}

func mayRestructure(p *Pages, as org.Actor, o org.Organisation) bool {
	return p.service.MayRestructure(as, o.ID) && o.Period.Covers(p.today())
}

// ask shows the form of a change.
func (p *Pages) ask(c change) web.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) error {
		o, err := p.find(r)
		if err != nil {
			return err
		}
		if !c.may(p, p.actor(r), o) {
			return org.ErrForbidden
		}
		return p.showForm(w, r, http.StatusOK, c, form{c.start(p, o), component.For(r), p.actor(r), o})
	}
}

// take makes the change. What can't be taken is shown again as it was typed.
func (p *Pages) take(c change) web.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) error {
		t, err := read(r)
		if err != nil {
			return err
		}
		o, err := p.find(r)
		if err != nil {
			return err
		}
		f := form{t, component.For(r), p.actor(r), o}
		to, err := c.send(p, r, f)
		if err == nil && t.ok() {
			return web.Redirect(w, r, to)
		}
		status := http.StatusUnprocessableEntity
		if err != nil {
			if status = t.refused(err, among(c.about)); status == 0 {
				return err
			}
			if f.o, err = p.find(r); err != nil {
				return err
			}
		}
		if t.clash {
			t.since = f.o.Version // he sees what was saved, and may save over it
		}
		return p.showForm(w, r, status, c, f)
	}
}

func (p *Pages) showForm(w http.ResponseWriter, r *http.Request, status int, c change, f form) error {
	ui := f.ui
	body := []g.Node{p.inside(ui, f.as, f.o), ui.ErrorSummary(f.errs), ui.Prose(ui.Strong(named(f.o, p.today()))), ui.Lead(c.lead())}
	if f.clash {
		body = append(body, p.current(ui, f.as, f.o))
	}
	fields := append([]g.Node{f.version(ui)}, c.fields(p, f)...)
	fields = append(fields, ui.Actions(
		ui.Button(c.button, c.verb()),
		ui.LinkButtonSecondary(orgPath(f.o.ID), text.Key("org.form.back")),
	))
	body = append(body, ui.Form(orgPath(f.o.ID)+"/"+c.step, fields...))
	return web.Show(w, r, status, ui.Page(c.title(), body...))
}

// confirm asks once more before what can't be undone.
func (f form) confirm() g.Node {
	field := f.field("confirm", "org.form.confirm")
	return f.ui.Checkbox(field)
}

func (f form) confirmed() {
	if f.line("confirm") != "yes" {
		f.wrong("confirm", errConfirm)
	}
}

// choose asks for one of the organisations, each with what stands above it.
func (p *Pages) choose(f form, name string, label text.Key, all []org.Organisation) g.Node {
	options := make([]component.Option, len(all))
	for i, o := range all {
		say := named(o, p.today())
		if above := f.as.Tree().Above(o.ID); above != "" && p.service.May(f.as, org.ViewOrganisation, above) {
			say = text.With("org.form.option", "name", say, "above", p.nameOf(f.as, above))
		}
		options[i] = component.Option{Value: string(o.ID), Label: say}
	}
	return f.ui.Select(f.field(name, label), options...)
}
