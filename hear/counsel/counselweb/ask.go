// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselweb

import (
	"net/http"

	"baken/base/civil"
	"baken/ground/taxonomy"
	"baken/hear/counsel"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// ask asks what somebody hopes for.
func (p *Pages) ask(w http.ResponseWriter, r *http.Request) error {
	return p.showQuestions(w, r, counsel.Answers{})
}

func (p *Pages) edition() (taxonomy.Edition, error) { return taxonomy.At(civil.On(p.Now())) }

// showQuestions draws the questions, as they were answered before.
func (p *Pages) showQuestions(w http.ResponseWriter, r *http.Request, a counsel.Answers) error {
	edition, err := p.edition()
	if err != nil {
		return err
	}
	ui := component.For(r)
	ui.Path = "/routes"
	return web.Show(w, r, http.StatusOK, ui.Page(
		text.Key("counsel.ask.title"),
		ui.Away(p.Away, text.Key("counsel.leave")),
		ui.Lead(text.Key("counsel.ask.lead")),
		ui.Prose(ui.Strong(text.Key("counsel.danger"))),
		ui.Form(
			"/routes",
			ui.Checkboxes(component.Field{
				Name: "hope", Label: text.Key("counsel.ask.hope"), Hint: text.Key("counsel.ask.hope_hint"),
				Values: hopesOf(a), Optional: true,
			}, hopeOptions()...),
			ui.Radios(component.Field{
				Name: "asker", Label: text.Key("counsel.ask.asker"), Value: string(a.Asker), Optional: true,
			}, askerOptions()...),
			ui.Radios(component.Field{
				Name: "about", Label: text.Key("counsel.ask.about"), Value: string(a.About), Optional: true,
			}, aboutOptions(edition)...),
			ui.Notice(component.Info, text.Key("counsel.kept.title"), ui.Paragraph(text.Key("counsel.kept.text"))),
			ui.Actions(
				ui.Button(component.Primary, text.Key("counsel.ask.go")),
				ui.Link("/routes/all", text.Key("counsel.ask.all")),
			),
		),
		ui.Section(text.Key("counsel.ask.help"), ui.Paragraph(text.Key("counsel.ask.help_text")),
			ui.Actions(ui.LinkButtonSecondary("/help", text.Key("counsel.to_help")))),
	))
}

func hopesOf(a counsel.Answers) (values []string) {
	for _, h := range a.Hopes {
		values = append(values, string(h))
	}
	return values
}

func hopeOptions() (options []component.Option) {
	for _, h := range counsel.Hopes() {
		options = append(options, component.Option{Value: string(h), Label: text.Key(h.Key())})
	}
	return options
}

func askerOptions() (options []component.Option) {
	for _, a := range counsel.Askers() {
		options = append(options, component.Option{Value: string(a), Label: text.Key(a.Key())})
	}
	return append(options, component.Option{Label: text.Key("counsel.ask.unsaid")})
}

func aboutOptions(edition taxonomy.Edition) (options []component.Option) {
	for _, c := range edition.Sources {
		options = append(options, component.Option{Value: string(c.Code), Label: text.Key(c.Code.Key())})
	}
	return append(options, component.Option{Label: text.Key("counsel.ask.unsaid")})
}
