// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportweb

import (
	"net/http"
	"slices"

	g "maragu.dev/gomponents"

	"baken/hear/report"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// start explains what a report is and asks for the organisation.
func (p *Pages) start(w http.ResponseWriter, r *http.Request) error {
	return p.askOrg(w, r, http.StatusOK, nil)
}

// choose leads to the form of the organisation that was chosen.
func (p *Pages) choose(w http.ResponseWriter, r *http.Request) error {
	if _, err := web.ReadForm(r); err != nil {
		return err
	}
	choices, err := p.Service.Choices(r.Context())
	if err != nil {
		return err
	}
	chosen := r.PostFormValue("org")
	if !slices.ContainsFunc(choices, func(c report.Choice) bool { return string(c.Org) == chosen }) {
		var errs component.Errors
		errs.Add("org", text.Key("report.start.org_none"))
		return p.askOrg(w, r, http.StatusUnprocessableEntity, errs)
	}
	return web.Redirect(w, r, "/report/"+chosen)
}

func (p *Pages) askOrg(w http.ResponseWriter, r *http.Request, status int, errs component.Errors) error {
	choices, err := p.Service.Choices(r.Context())
	if err != nil {
		return err
	}
	ui := component.For(r)
	ui.Path = "/report"
	return web.Show(w, r, status, ui.Page(
		text.Key("report.start.title"),
		ui.Away(p.Away, text.Key("report.away")),
		ui.ErrorSummary(errs),
		ui.Lead(text.Key("report.start.lead")),
		ui.Prose(ui.Strong(text.Key("report.start.danger"))),
		ui.Section(text.Key("report.start.choose"), chooseForm(ui, choices, errs)),
		ui.Section(
			text.Key("report.start.back"),
			ui.Prose(ui.Say(text.Key("report.start.back_text"))),
			ui.Actions(ui.LinkButtonSecondary("/report/return", text.Key("report.start.back_go"))),
		),
		startReading(ui),
		p.startNext(ui),
		ui.Section(text.Key("report.start.work"), ui.Paragraph(text.Key("report.start.work_text"))),
		ui.Section(text.Key("report.start.fear"), ui.Paragraph(text.Key("report.start.fear_text"))),
		ui.Section(text.Key("report.figures.title"), ui.Paragraph(text.Key("report.figures.lead")),
			ui.Actions(ui.LinkButtonSecondary("/report/figures", text.Key("report.start.figures_go")))),
		startWays(ui),
	))
}

func chooseForm(ui *component.UI, choices []report.Choice, errs component.Errors) g.Node {
	if len(choices) == 0 {
		return ui.EmptyState(text.Key("report.start.nobody"), text.Key("report.start.nobody_why"))
	}
	options := make([]component.Option, len(choices))
	for i, c := range choices {
		options[i] = component.Option{Value: string(c.Org), Label: name(c.Name)}
	}
	return ui.Form(
		"/report",
		ui.Select(component.Field{
			Name: "org", Label: text.Key("report.start.org"), Hint: text.Key("report.start.org_hint"), Error: errs.For("org"),
		}, options...),
		ui.Actions(ui.Button(component.Primary, text.Key("report.start.go"))),
		ui.Small(text.Key("report.start.time")),
	)
}

func startReading(ui *component.UI) g.Node {
	return ui.Section(
		text.Key("report.start.reading"),
		ui.Paragraph(text.Key("report.start.reading_who")),
		ui.Paragraph(text.Key("report.start.reading_not")),
		ui.Paragraph(text.Key("report.start.reading_name")),
	)
}

func (p *Pages) startNext(ui *component.UI) g.Node {
	return ui.Section(text.Key("report.start.next"), ui.Numbered(
		ui.Say(text.Key("report.start.next_words")),
		ui.Say(text.With("report.start.next_read", "days", int(p.Promise.Read))),
		ui.Say(text.Key("report.start.next_talk")),
		ui.Say(text.With("report.start.next_answer", "months", int(p.Promise.Feedback))),
	))
}

// outside lists who helps outside the organisation (DOMAIN.md, section 2).
func outside() []string {
	return []string{"rights", "local", "ombudsman", "police", "inspectorate", "doctor"}
}

func startWays(ui *component.UI) g.Node {
	var terms []component.Term
	for _, o := range outside() {
		terms = append(terms, component.Term{
			Name: text.Key("report.outside." + o), Value: ui.Say(text.Key("report.outside." + o + "_text")),
		})
	}
	way := func(k text.Key) g.Node {
		return ui.Group(ui.Subheading("report.way."+k), ui.Paragraph("report.way."+k+"_text"))
	}
	return ui.Section(
		text.Key("report.start.ways"),
		ui.Paragraph(text.Key("report.start.ways_lead")),
		ui.Actions(ui.LinkButtonSecondary("/routes", text.Key("report.start.ways_go"))),
		way("counsellor"), way("complaint"), way("outside"),
		ui.Terms(terms...),
	)
}
