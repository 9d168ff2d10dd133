// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportweb

import (
	"net/http"

	g "maragu.dev/gomponents"

	"baken/base/fault"
	"baken/hear/report"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// feel counts how somebody without JavaScript says that he was treated, or
// that he doesn't want to say.
func (p *Pages) feel(w http.ResponseWriter, r *http.Request) error {
	if _, err := web.ReadForm(r); err != nil {
		return err
	}
	words, said := r.PostFormValue("words"), text.Key("report.heard.thanks")
	var err error
	if r.PostForm.Has("decline") {
		said, err = "report.heard.declined", p.Server.Decline(r.Context(), words)
	} else {
		if errs := unanswered(r); len(errs) > 0 {
			return p.showCase(w, r, http.StatusUnprocessableEntity, errs)
		}
		err = p.Server.Feel(r.Context(), words, r.PostFormValue("heard"), r.PostFormValue("retaliation"))
	}
	if err != nil && fault.KindOf(err) == fault.Internal {
		return err
	}
	if err != nil {
		var errs component.Errors
		errs.Add("heard", text.Fault(err))
		return p.showCase(w, r, web.Status(err), errs)
	}
	component.For(r).Flash = &component.Flash{Kind: component.Success, Title: said}
	return p.showCase(w, r, http.StatusOK, nil)
}

// unanswered says which of the two questions is still open.
func unanswered(r *http.Request) (errs component.Errors) {
	for _, name := range []string{report.FieldHeard, report.FieldRetaliation} {
		if r.PostFormValue(name) == "" {
			errs.Add(name, text.Key("report.heard.none"))
		}
	}
	return errs
}

// heard asks a reporter, once, how he was treated. It says who learns of the
// answer before it asks.
type heard struct{ talk }

func (h heard) ask() g.Node {
	ui := h.ui
	body := []g.Node{
		ui.Radios(
			h.field(report.FieldHeard, text.Key("report.heard.question")),
			component.Option{Value: report.Yes, Label: text.Key("report.heard.yes")},
			component.Option{Value: report.Partly, Label: text.Key("report.heard.partly")},
			component.Option{Value: report.No, Label: text.Key("report.heard.no")},
		),
		ui.Radios(
			h.field(report.FieldRetaliation, text.Key("report.heard.retaliation")),
			component.Option{Value: report.Yes, Label: text.Key("report.heard.retaliation_yes")},
			component.Option{Value: report.No, Label: text.Key("report.heard.retaliation_no")},
			component.Option{Value: report.Unsaid, Label: text.Key("report.heard.retaliation_unsaid")},
		),
		ui.Actions(ui.Button(component.Primary, text.Key("report.heard.send"))),
	}
	rather := []g.Node{ui.Actions(ui.Button(component.Secondary, text.Key("report.heard.rather_not")))}
	forms := ui.Group(ui.ScriptForm("heard", body...), ui.ScriptForm("heard-decline", rather...))
	if !h.scripted() {
		words := ui.Hidden("words", h.words)
		forms = ui.Group(
			ui.Form("/report/return/heard", append(body, words)...),
			ui.Form("/report/return/heard", append(rather, words, ui.Hidden("decline", "1"))...),
		)
	}
	return ui.Section(
		text.Key("report.heard.title"),
		ui.Paragraph(text.Key("report.heard.text")),
		ui.List(
			ui.Say(text.Key("report.heard.counted")),
			ui.Say(text.Key("report.heard.desk")),
			ui.Say(text.Key("report.heard.server")),
		),
		ui.Paragraph(text.Key("report.heard.help")),
		forms,
	)
}

// heard is what the server shows: the question, as long as it is asked.
func (c served) heard() g.Node {
	if !c.dialogue.Asks {
		return nil
	}
	return heard{c.talk}.ask()
}

// heardTexts is what the script says of it.
func heardTexts() []text.Key {
	return []text.Key{"report.heard.none", "report.heard.thanks", "report.heard.declined", "report.heard.fail"}
}
