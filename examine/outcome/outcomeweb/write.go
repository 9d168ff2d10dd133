// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomeweb

import (
	"errors"
	"net/http"
	"net/url"

	g "maragu.dev/gomponents"

	"baken/base/disparity"
	"baken/base/fault"
	"baken/base/plan"
	"baken/examine/outcome"
	"baken/ground/org"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// writeForm is the page that helps to write a plan.
func (p *Pages) writeForm(w http.ResponseWriter, r *http.Request) error {
	usual := url.Values{"test_power": {"80"}, "test_confidence": {"95"}}
	return p.showWrite(w, r, http.StatusOK, &answers{form: usual})
}

// write makes a plan of the answers: to keep as a file, or to go on and register.
func (p *Pages) write(w http.ResponseWriter, r *http.Request) error {
	if _, err := web.ReadForm(r); err != nil {
		return err
	}
	a := &answers{form: r.PostForm}
	if r.PostForm.Get("do") == "back" {
		return p.showWrite(w, r, http.StatusOK, a)
	}
	written := a.plan()
	if len(a.errs) > 0 {
		return p.showWrite(w, r, http.StatusUnprocessableEntity, a)
	}
	raw, err := written.YAML()
	if err != nil {
		return err
	}
	read, err := outcome.ParsePlan(raw)
	if broken, ok := errors.AsType[plan.Broken](err); ok {
		a.breaks(broken)
		return p.showWrite(w, r, http.StatusUnprocessableEntity, a)
	}
	if err != nil {
		return err
	}
	if r.PostFormValue("do") == "download" {
		return send(w, "application/yaml", planFile, raw)
	}
	return p.showRegister(w, r, http.StatusOK, entry{raw: raw, plan: &read, answers: a.form})
}

// breaks says at its question which rule the answers break.
func (a *answers) breaks(b plan.Broken) {
	at := a.questionOf(b)
	args := b.Err.Args()
	a.errs.Add(at, text.With(text.Key(b.Err.Key()), "field", label(at), "value", args["value"]))
}

// errEmpty says that a question has no answer.
var errEmpty = fault.New(fault.Invalid, "outcome.write.empty")

func (p *Pages) showWrite(w http.ResponseWriter, r *http.Request, status int, a *answers) error {
	ui := component.For(r)
	mine, err := p.service.For(r.Context(), p.actor(r))
	if err != nil {
		return err
	}
	if len(mine) == 0 {
		return org.ErrNotFound
	}
	return web.Show(w, r, status, ui.Page(
		text.Key("outcome.write.title"),
		ui.Breadcrumb(component.Crumb{Label: text.Key("outcome.desk.title"), Path: deskPath}),
		ui.ErrorSummary(a.errs),
		ui.Lead(text.Key("outcome.write.lead")),
		ui.Form(deskPath+"/write", append(a.parts(ui, mine), ui.Actions(
			ui.NamedButton(component.Primary, "do", "register", text.Key("outcome.write.register")),
			ui.NamedButton(component.Secondary, "do", "download", text.Key("outcome.write.download")),
		))...),
	))
}

// parts are the questions, in the order in which a plan is thought out.
func (a *answers) parts(ui *component.UI, mine []org.Organisation) []g.Node {
	return []g.Node{
		ui.Fieldset(text.Key("outcome.write.part.about"),
			a.organisation(ui, mine), a.both(ui, line("title")), a.both(ui, area("population")),
			a.both(ui, area("shows")), a.both(ui, area("shows_not"))),
		ui.Fieldset(text.Key("outcome.write.part.source"),
			a.ask(ui, line("source_file")), a.kind(ui), a.ask(ui, maybe(line("source_count"))), a.ask(ui, maybe(line("source_person"))), a.tick(ui, "unforeseen")),
		ui.Fieldset(text.Key("outcome.write.part.group"),
			a.ask(ui, line("group_column")), a.both(ui, line("group_label")), a.ask(ui, area("group_values")),
			a.ask(ui, line("group_reference")), a.ask(ui, maybe(area("group_outside"))), a.tick(ui, "group_empty")),
		ui.Fieldset(text.Key("outcome.write.part.selection"), append(a.decision(ui, "selection", needed), a.wanted(ui))...),
		ui.Fieldset(text.Key("outcome.write.part.finding"), ui.Paragraph(text.Key("outcome.write.finding_text")), a.fold(ui, "finding",
			text.Key("outcome.write.finding_open"), append(a.decision(ui, "finding", maybe), a.askNumber(ui, maybe(line("finding_matters"))), a.both(ui, maybe(area("finding_alike"))))...)),
		ui.Fieldset(text.Key("outcome.write.part.test"), ui.Paragraph(text.Key("outcome.write.test_text")),
			a.askNumber(ui, line("test_matters")), a.askNumber(ui, line("test_power")), a.askNumber(ui, line("test_confidence"))),
		ui.Fieldset(text.Key("outcome.write.part.strata"), append([]g.Node{ui.Paragraph(text.Key("outcome.write.strata_text"))}, append(a.strata(ui), a.ask(ui, maybe(area("proxies"))))...)...),
	}
}

func (a *answers) organisation(ui *component.UI, mine []org.Organisation) g.Node {
	var options []component.Option
	for _, o := range mine {
		number := string(o.OIN)
		if number == "" {
			number = string(o.TOOI)
		}
		if number != "" {
			n := o.Name(o.Period.From)
			options = append(options, component.Option{Value: number, Label: text.Both(n.NL, n.EN)})
		}
	}
	value := a.get("organisation")
	if len(options) == 1 {
		value = options[0].Value
	}
	if len(options) == 0 {
		return ui.Notice(component.Warning, text.Key("outcome.write.no_number"))
	}
	return ui.Select(component.Field{Name: "organisation", Label: label("organisation"), Value: value, Error: a.errs.For("organisation")}, options...)
}

func (a *answers) kind(ui *component.UI) g.Node {
	return ui.Radios(component.Field{Name: "source_kind", Label: label("source_kind"), Value: a.get("source_kind"), Error: a.errs.For("source_kind")},
		component.Option{Value: string(outcome.Records), Label: text.Key("outcome.write.kind.records")},
		component.Option{Value: string(outcome.Counted), Label: text.Key("outcome.write.kind.counts")})
}

// wanted asks whether people want the decision.
func (a *answers) wanted(ui *component.UI) g.Node {
	return ui.Radios(component.Field{Name: "selection_kind", Label: label("selection_kind"), Value: a.get("selection_kind"), Error: a.errs.For("selection_kind")},
		component.Option{Value: string(disparity.Burden), Label: text.Key("outcome.write.kind.burden")},
		component.Option{Value: string(disparity.Benefit), Label: text.Key("outcome.write.kind.benefit")})
}

// decision asks about the selection, or about the finding.
func (a *answers) decision(ui *component.UI, of string, how func(question) question) []g.Node {
	return []g.Node{
		a.ask(ui, how(line(of+"_column"))), a.both(ui, how(line(of+"_label"))),
		a.ask(ui, how(area(of+"_yes"))), a.ask(ui, how(area(of+"_no"))), a.ask(ui, maybe(area(of+"_neither"))), a.tick(ui, of+"_empty"),
	}
}

func (a *answers) strata(ui *component.UI) (out []g.Node) {
	for n := 1; n <= mostStrata; n++ {
		at := stratum(n)
		out = append(out, a.fold(ui, at,
			text.With("outcome.write.stratum", "n", n),
			a.ask(ui, maybe(line(at+"_column"))), a.both(ui, maybe(line(at+"_label"))),
			a.ask(ui, maybe(area(at+"_values"))), a.both(ui, maybe(area(at+"_reason"))), a.both(ui, maybe(area(at+"_doubt")))))
	}
	return out
}

// fold hides a part that can be left out until it is opened, or something is in it.
func (a *answers) fold(ui *component.UI, part string, title text.Text, body ...g.Node) g.Node {
	if a.has(part) {
		return ui.DetailsOpen(title, body...)
	}
	return ui.Details(title, body...)
}

func (a *answers) field(q question) component.Field {
	return component.Field{
		Name: q.name, Label: label(q.name), Hint: hint(q.name), Value: a.get(q.name),
		Error: a.errs.For(q.name), Optional: q.optional, Rows: q.rows,
	}
}

func (a *answers) ask(ui *component.UI, q question) g.Node {
	if q.rows > 0 {
		return ui.WordsField(a.field(q))
	}
	return ui.TextField(a.field(q))
}

func (a *answers) askNumber(ui *component.UI, q question) g.Node { return ui.NumberField(a.field(q)) }

// both asks in two languages.
func (a *answers) both(ui *component.UI, q question) g.Node {
	nl, en := q, q
	nl.name, en.name = q.name+"_nl", q.name+"_en"
	return ui.Group(a.ask(ui, nl), a.ask(ui, en))
}

func (a *answers) tick(ui *component.UI, name string) g.Node {
	return ui.Checkbox(component.Field{Name: name, Label: label(name), Value: a.get(name), Optional: true})
}
