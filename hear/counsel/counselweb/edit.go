// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselweb

import (
	"net/http"
	"net/url"

	g "maragu.dev/gomponents"

	"baken/base/civil"
	"baken/ground/org"
	"baken/hear/counsel"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// entryForm is the page on which an entry is made or changed.
type entryForm struct {
	*typed
	org   org.ID
	entry counsel.Entry // of no id while it is new
	right counsel.Right
}

// newForm asks for a new entry, which holds from today.
func (p *Pages) newForm(w http.ResponseWriter, r *http.Request) error {
	f := entryForm{typed: &typed{values: url.Values{}}, org: org.ID(r.PathValue("org")), right: counsel.Whole}
	f.on("from", civil.On(p.Now()))
	f.values.Set("side", string(counsel.Internal))
	return p.showEntry(w, r, http.StatusOK, f)
}

func (p *Pages) add(w http.ResponseWriter, r *http.Request) error {
	t, err := read(r)
	if err != nil {
		return err
	}
	f := entryForm{typed: t, org: org.ID(r.PathValue("org")), right: counsel.Whole}
	d := f.details()
	if len(f.errs) > 0 {
		return p.showEntry(w, r, http.StatusUnprocessableEntity, f)
	}
	_, err = p.Service.Add(r.Context(), p.Actor(r), f.org, d)
	if status := f.refused(err, entryFields()); status != 0 {
		return p.showEntry(w, r, status, f)
	}
	return finish(w, r, err, "added")
}

// found gives the form of the entry in the address, as it is kept.
func (p *Pages) found(r *http.Request) (entryForm, error) {
	e, right, err := p.Service.Find(r.Context(), p.Actor(r), counsel.EntryID(r.PathValue("id")))
	if err != nil {
		return entryForm{}, err
	}
	f := entryForm{typed: &typed{values: url.Values{}, since: e.Version}, org: e.Org, entry: e, right: right}
	for name, value := range map[string]string{
		"kind": string(e.Kind), "side": string(e.Side), "person": string(e.Person), "name": e.Name, "phone": e.Phone,
		"email": e.Email, "when_nl": e.When.NL, "when_en": e.When.EN,
	} {
		f.values.Set(name, value)
	}
	for _, l := range e.Languages {
		f.values.Add("language", string(l))
	}
	f.on("from", e.From)
	f.on("until", e.Until)
	return f, nil
}

func (p *Pages) editForm(w http.ResponseWriter, r *http.Request) error {
	f, err := p.found(r)
	if err != nil {
		return err
	}
	return p.showEntry(w, r, http.StatusOK, f)
}

func (p *Pages) edit(w http.ResponseWriter, r *http.Request) error {
	t, err := read(r)
	if err != nil {
		return err
	}
	f, err := p.found(r)
	if err != nil {
		return err
	}
	f.typed = t
	d := f.details()
	if len(f.errs) > 0 {
		return p.showEntry(w, r, http.StatusUnprocessableEntity, f)
	}
	err = p.Service.Edit(r.Context(), p.Actor(r), f.entry.ID, t.since, d)
	status := f.refused(err, entryFields())
	if status == 0 {
		return finish(w, r, err, "saved")
	}
	if f.clash { // he sees what was saved, and may save over it
		now, found := p.found(r)
		if found != nil {
			return found
		}
		f.entry, f.since = now.entry, now.entry.Version
	}
	return p.showEntry(w, r, status, f)
}

// details reads what was typed. Who may only keep his own entry was not asked
// for the rest, which stays as it is.
func (f entryForm) details() counsel.Details {
	d := counsel.Details{
		Contact: counsel.Contact{Name: f.line("name"), Phone: f.line("phone"), Email: f.line("email")},
		When:    counsel.Words{NL: f.line("when_nl"), EN: f.line("when_en")},
	}
	for _, l := range f.values["language"] {
		d.Languages = append(d.Languages, counsel.Language(l))
	}
	if f.right == counsel.OwnOnly {
		d.Kind, d.Side, d.Person, d.Period = f.entry.Kind, f.entry.Side, f.entry.Person, f.entry.Period
		return d
	}
	d.Kind, d.Side, d.Person = counsel.Kind(f.line("kind")), counsel.Side(f.line("side")), org.PersonID(f.line("person"))
	d.Period = civil.Period{From: f.day("from"), Until: f.day("until")}
	return d
}

func (p *Pages) showEntry(w http.ResponseWriter, r *http.Request, status int, f entryForm) error {
	ui, as := component.For(r), p.Actor(r)
	isNew := f.entry.ID == ""
	title, action := text.Text(text.Data(f.entry.Name)), entryPath(f.entry.ID)
	if isNew {
		if !p.Service.Adds(as, f.org) {
			return org.ErrNotFound
		}
		title, action = text.Key("counsel.edit.new"), deskPath+"/"+string(f.org)+"/new"
	}
	fields, err := p.fields(r, ui, f)
	if err != nil {
		return err
	}
	body := []g.Node{
		ui.Breadcrumb(component.Crumb{Label: text.Key("counsel.desk.title"), Path: deskPath}),
		ui.ErrorSummary(f.errs),
	}
	if f.clash {
		body = append(body, clash(ui, f.entry))
	}
	body = append(body,
		ui.Paragraph(text.Key("counsel.edit.public")),
		ui.Form(action, append(append([]g.Node{f.version(ui)}, fields...), ui.Actions(ui.Button(component.Primary, text.Key("counsel.edit.save"))))...),
	)
	if !isNew {
		body = append(body,
			ui.Section(text.Key("counsel.right.title"),
				ui.Paragraph(text.With("counsel.right.text", "day", text.Day(f.entry.Confirmed), "months", int(p.Limit))),
				ui.Form(action+"/confirm", f.version(ui), ui.Button(component.Secondary, text.Key("counsel.right.go")))),
			ui.Section(text.Key("counsel.absent.title"), ui.Paragraph(text.Key("counsel.absent.text")),
				ui.Actions(ui.LinkButtonSecondary(action+"/away", text.Key("counsel.absent.go")))),
		)
	}
	return web.Show(w, r, status, ui.Page(title, body...))
}

// clash shows what somebody else saved meanwhile.
func clash(ui *component.UI, e counsel.Entry) g.Node {
	terms := append([]component.Term{{Name: text.Key("counsel.edit.name"), Value: ui.Say(text.Data(e.Name))}}, facts(ui, e)...)
	if !e.Away.From.IsZero() {
		terms = append(terms, component.Term{Name: text.Key("counsel.absent.title"), Value: ui.Say(away(e.Away))})
	}
	return ui.Notice(component.Warning, text.Key("counsel.edit.clash"), ui.Paragraph(text.Key("counsel.edit.clash_text")), ui.Terms(terms...))
}
