// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselweb

import (
	"net/http"
	"net/url"

	g "maragu.dev/gomponents"

	"baken/base/civil"
	"baken/hear/counsel"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// absence is the page on which somebody says when he isn't there.
type absence struct {
	*typed
	entry counsel.Entry
}

func (p *Pages) absence(r *http.Request) (absence, error) {
	e, _, err := p.Service.Find(r.Context(), p.Actor(r), counsel.EntryID(r.PathValue("id")))
	if err != nil {
		return absence{}, err
	}
	f := absence{&typed{values: url.Values{}, since: e.Version}, e}
	f.on("from", e.Away.From)
	f.on("until", e.Away.Until)
	f.values.Set("name", e.Away.Substitute.Name)
	f.values.Set("phone", e.Away.Substitute.Phone)
	f.values.Set("email", e.Away.Substitute.Email)
	return f, nil
}

func (p *Pages) awayForm(w http.ResponseWriter, r *http.Request) error {
	f, err := p.absence(r)
	if err != nil {
		return err
	}
	return p.showAway(w, r, http.StatusOK, f)
}

func (p *Pages) leave(w http.ResponseWriter, r *http.Request) error {
	t, err := read(r)
	if err != nil {
		return err
	}
	f, err := p.absence(r)
	if err != nil {
		return err
	}
	f.typed = t
	a := f.away()
	if len(f.errs) > 0 {
		return p.showAway(w, r, http.StatusUnprocessableEntity, f)
	}
	err = p.Service.Leave(r.Context(), p.Actor(r), f.entry.ID, t.since, a)
	status := f.refused(err, awayFields())
	if status == 0 {
		return finish(w, r, err, "away")
	}
	if f.clash {
		f.since = f.entry.Version
	}
	return p.showAway(w, r, status, f)
}

// away reads what was typed; who is back leaves all of it away.
func (f absence) away() counsel.Away {
	if f.values.Get("back") != "" {
		return counsel.Away{}
	}
	return counsel.Away{
		Period:     civil.Period{From: f.day("from"), Until: f.day("until")},
		Substitute: counsel.Contact{Name: f.line("name"), Phone: f.line("phone"), Email: f.line("email")},
	}
}

func (p *Pages) showAway(w http.ResponseWriter, r *http.Request, status int, f absence) error {
	ui := component.For(r)
	action := entryPath(f.entry.ID) + "/away"
	body := []g.Node{
		ui.Breadcrumb(
			component.Crumb{Label: text.Key("counsel.desk.title"), Path: deskPath},
			component.Crumb{Label: text.Data(f.entry.Name), Path: entryPath(f.entry.ID)},
		),
		ui.ErrorSummary(f.errs),
	}
	if f.clash {
		body = append(body, clash(ui, f.entry))
	}
	until := f.optional("until", text.Key("counsel.absent.until"), text.Key("counsel.absent.until_hint"))
	form := []g.Node{
		f.version(ui),
		f.date(ui, f.field("from", text.Key("counsel.absent.from"), nil)),
		f.date(ui, until),
		ui.TextField(f.optional("name", text.Key("counsel.absent.name"), text.Key("counsel.absent.name_hint"))),
	}
	form = append(append(form, f.ways(ui)...), ui.Actions(ui.Button(component.Primary, text.Key("counsel.edit.save"))))
	body = append(body, ui.Lead(text.Key("counsel.absent.lead")), ui.Form(action, form...))
	if !f.entry.Away.From.IsZero() {
		body = append(body, ui.Section(text.Key("counsel.absent.back"), ui.Form(
			action, f.version(ui), ui.Hidden("back", "yes"), ui.Button(component.Secondary, text.Key("counsel.absent.back_go")),
		)))
	}
	return web.Show(w, r, status, ui.Page(text.With("counsel.absent.of", "name", text.Data(f.entry.Name)), body...))
}
