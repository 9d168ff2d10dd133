// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportweb

import (
	"net/http"
	"net/url"

	g "maragu.dev/gomponents"

	"baken/base/civil"
	"baken/ground/org"
	"baken/ground/taxonomy"
	"baken/hear/report"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// form is the form of one organisation. It works as it stands; a script shows
// it in small steps and seals it on the reporter's own device.
func (p *Pages) form(w http.ResponseWriter, r *http.Request) error {
	return p.showForm(w, r, http.StatusOK, nil, nil)
}

func (p *Pages) showForm(w http.ResponseWriter, r *http.Request, status int, typed url.Values, errs component.Errors) error {
	office, err := p.Service.Office(r.Context(), org.ID(r.PathValue("org")))
	if err != nil {
		return err
	}
	edition, err := taxonomy.At(civil.On(p.Now()))
	if err != nil {
		return err
	}
	ui := component.For(r)
	ui.Path = "/report/" + string(office.Org)
	f := questions{ui: ui, edition: edition, typed: typed, errs: errs}
	return web.Show(w, r, status, ui.Page(
		text.With("report.form.title", "org", name(office.Name)),
		ui.Script("report.js"),
		ui.Breadcrumb(component.Crumb{Label: text.Key("report.start.title"), Path: "/report"}),
		ui.Away(p.Away, text.Key("report.away")),
		ui.ErrorSummary(errs),
		ui.Later("restored", ui.Notice(component.Info, text.Key("report.draft.restored"), ui.Prose(ui.Slot("restored")))),
		ui.Part("view"),
		ui.Part("intro",
			ui.Lead(text.Key("report.form.lead")),
			signedIn(ui),
			ui.Plain(plainNotice(ui)),
			ui.Details(text.Key("report.form.readers"), readers(ui, office)),
		),
		ui.Part("form", ui.UploadForm(
			ui.Path,
			f.what(), f.conduct(), f.grounds(), f.source(), f.when(), f.hope(),
			ui.Plain(ui.Actions(ui.Button(component.Primary, text.Key("report.plain.send")))),
		)),
		p.formTemplates(ui, office),
		ui.ScriptTexts(formTexts()...),
	))
}

// signedIn warns who is signed in: the server could see both at once.
func signedIn(ui *component.UI) g.Node {
	if ui.Account == nil {
		return nil
	}
	return ui.Notice(component.Info, text.Key("report.form.signed_in"), ui.Paragraph(text.Key("report.form.signed_in_text")))
}

// plainNotice says what it means to report without JavaScript.
func plainNotice(ui *component.UI) g.Node {
	return ui.Notice(
		component.Warning, text.Key("report.plain.title"),
		ui.Paragraph(text.Key("report.plain.seal")),
		ui.Paragraph(text.Key("report.plain.loss")),
		ui.Paragraph(text.Key("report.plain.file")),
		ui.Paragraph(text.Key("report.plain.better")),
	)
}

// readers lists everybody who can read a report to the desk.
func readers(ui *component.UI, o report.Office) g.Node {
	var who []g.Node
	if n := len(o.Members); n > 0 {
		who = append(who, ui.Say(text.With("report.readers.desk", "n", n, "org", name(o.Name))))
	}
	if n := len(o.Independent); n > 0 {
		who = append(who, ui.Say(text.With("report.readers.independent", "n", n)))
	}
	who = append(who, ui.Say(text.Key("report.readers.you")))
	return ui.Group(ui.List(who...), ui.Paragraph(text.Key("report.readers.nobody")))
}
