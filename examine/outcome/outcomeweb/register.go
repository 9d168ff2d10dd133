// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomeweb

import (
	"encoding/base64"
	"maps"
	"net/http"
	"net/url"
	"slices"

	g "maragu.dev/gomponents"

	"baken/base/fault"
	"baken/examine/outcome"
	"baken/ground/org"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
	"baken/internal/web/figure"
)

func (p *Pages) registerForm(w http.ResponseWriter, r *http.Request) error {
	return p.showRegister(w, r, http.StatusOK, entry{deviation: outcome.Deviation{Replaces: r.URL.Query().Get("replaces")}})
}

// register shows the plan as others will see it, and registers it when that is asked by who
// has seen that very plan.
func (p *Pages) register(w http.ResponseWriter, r *http.Request) error {
	e, field, err := typed(r)
	if err == nil {
		field = "plan"
		err = e.parse()
	}
	if err == nil && (r.PostFormValue("do") != "register" || r.PostFormValue("seen") != e.plan.Hash()) {
		return p.showRegister(w, r, http.StatusOK, e)
	}
	if err == nil && e.public != "yes" {
		field, err = "public", errPublic
	}
	var one outcome.Registered
	if err == nil {
		one, err = p.service.Register(r.Context(), p.actor(r), e.raw, e.deviation)
		field = fieldOf(err, e.deviation)
	}
	switch kind := fault.KindOf(err); {
	case err == nil:
		return web.Redirect(w, r, Address(one.Plan)+"?done=registered")
	case kind == fault.Invalid || kind == fault.Conflict || kind == fault.TooLarge:
		e.errs.Add(field, text.Fault(err))
		return p.showRegister(w, r, web.Status(err), e)
	default:
		return err
	}
}

func (p *Pages) showRegister(w http.ResponseWriter, r *http.Request, status int, e entry) error {
	ui := component.For(r)
	mine, err := p.service.For(r.Context(), p.actor(r))
	if err != nil {
		return err
	}
	if len(mine) == 0 {
		return org.ErrNotFound
	}
	earlier, err := p.service.Desk(r.Context(), p.actor(r), outcome.Page{Limit: mostEarlier})
	if err != nil {
		return err
	}
	body := []g.Node{
		ui.Breadcrumb(component.Crumb{Label: text.Key("outcome.desk.title"), Path: deskPath}),
		ui.ErrorSummary(e.errs),
		ui.Lead(text.Key("outcome.register.lead")),
	}
	if e.plan != nil {
		body = append(body, preview(ui, *e.plan)...)
	} else {
		body = append(body, ui.Prose(ui.Link(deskPath+"/write", text.Key("outcome.register.to_write"))))
	}
	if e.answers != nil {
		body = append(body, backTo(ui, e.answers))
	}
	body = append(body, registerForm(ui, e, earlier))
	return web.Show(w, r, status, ui.Page(text.Key("outcome.register.title"), body...))
}

// preview shows what everyone will see.
func preview(ui *component.UI, read outcome.Plan) []g.Node {
	body := []g.Node{ui.Notice(component.Info, text.With("outcome.register.preview", "title", figure.Label(read.Title)),
		ui.Paragraph(text.Key("outcome.register.preview_text")), ui.Prose(ui.Code(text.Data(read.Hash()))))}
	if read.Source.Database != "" {
		body = append(body, ui.Notice(component.Warning, text.Key("outcome.register.address"), ui.Prose(ui.Code(text.Data(read.Source.Database)))))
	}
	return append(body, reading(ui, read)...)
}

// backTo leads back to the questions, with what was answered.
func backTo(ui *component.UI, answers url.Values) g.Node {
	var form []g.Node
	for _, name := range slices.Sorted(maps.Keys(answers)) {
		if name != "do" {
			form = append(form, ui.Hidden(name, answers.Get(name)))
		}
	}
	return ui.Form(deskPath+"/write", append(form, ui.Actions(ui.NamedButton(component.Secondary, "do", "back", text.Key("outcome.register.back"))))...)
}

// mostEarlier is how many earlier plans can be chosen from; another one is named in the
// address of the page.
const mostEarlier = 100

func registerForm(ui *component.UI, e entry, earlier []outcome.Registered) g.Node {
	field := func(name string, label text.Key, value string) component.Field {
		return component.Field{Name: name, Label: label, Value: value, Error: e.errs.For(name)}
	}
	file := field("file", "outcome.register.file", "")
	file.Optional, file.Accept, file.Hint = true, ".yaml,.yml", text.Key("outcome.register.file_hint")
	words := field("plan", "outcome.register.plan", string(e.raw))
	words.Rows, words.Optional, words.Hint = 12, true, text.Key("outcome.register.plan_hint")
	form := []g.Node{ui.FileField(file), ui.WordsField(words)}
	if len(e.raw) > 0 {
		form = append(form, ui.Hidden("exact", base64.StdEncoding.EncodeToString(e.raw)))
	}
	if e.plan != nil {
		form = append(form, ui.Hidden("seen", e.plan.Hash()))
	}
	if len(earlier) > 0 {
		form = append(form, deviation(ui, e, earlier, field))
	}
	public := field("public", "outcome.register.public", e.public)
	return ui.UploadForm(deskPath+"/register", append(form,
		ui.Checkbox(public),
		ui.Actions(
			ui.NamedButton(component.Secondary, "do", "look", text.Key("outcome.register.look")),
			ui.NamedButton(component.Primary, "do", "register", text.Key("outcome.register.send")),
		))...)
}

// deviation asks which plan is left, and why.
func deviation(ui *component.UI, e entry, earlier []outcome.Registered, field func(string, text.Key, string) component.Field) g.Node {
	options := make([]component.Option, len(earlier))
	for i, one := range earlier {
		options[i] = component.Option{Value: one.Plan, Label: text.With("outcome.register.earlier", "title", figure.Label(one.Title), "at", one.At)}
	}
	replaces := field("replaces", "outcome.register.replaces_label", e.deviation.Replaces)
	replaces.Optional = true
	nl, en := field("why_nl", "outcome.register.why_nl", e.deviation.Why.NL), field("why_en", "outcome.register.why_en", e.deviation.Why.EN)
	nl.Optional, en.Optional = true, true
	details := ui.Details
	if e.deviation != (outcome.Deviation{}) {
		details = ui.DetailsOpen
	}
	return details(text.Key("outcome.register.deviation"), ui.Paragraph(text.Key("outcome.register.deviation_text")),
		ui.Select(replaces, options...), ui.Textarea(nl), ui.Textarea(en))
}
