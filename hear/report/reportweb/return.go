// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportweb

import (
	"net/http"

	g "maragu.dev/gomponents"

	"baken/hear/report"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// returning asks for the eight words. With a script they stay in the browser,
// which opens the case itself.
func (p *Pages) returning(w http.ResponseWriter, r *http.Request) error {
	return p.askWords(w, r, http.StatusOK, "", nil)
}

func (p *Pages) askWords(w http.ResponseWriter, r *http.Request, status int, typed string, errs component.Errors) error {
	site, err := p.Service.SiteName(r.Context())
	if err != nil {
		return err
	}
	gaps, err := p.Service.Gaps(r.Context())
	if err != nil {
		return err
	}
	ui := component.For(r)
	ui.Path = "/report/return"
	return web.Show(w, r, status, ui.Page(
		text.Key("report.back.title"),
		ui.Script("return.js"),
		ui.Breadcrumb(component.Crumb{Label: text.Key("report.start.title"), Path: "/report"}),
		ui.Away(p.Away, text.Key("report.away")),
		ui.ErrorSummary(errs),
		ui.Part("view"),
		ui.Part(
			"words",
			ui.Lead(text.Key("report.back.lead")),
			lostReports(ui, gaps),
			wrongWords(ui),
			ui.Form(
				"/report/return",
				ui.Hidden("site", site),
				ui.WordsField(component.Field{
					Name: "words", Label: text.Key("report.back.words"), Hint: text.Key("report.back.words_hint"),
					Error: errs.For("words"), Value: typed, Autocomplete: "off", Rows: 3,
				}),
				ui.Later("slip", ui.Status("slip-said"), ui.DoSlot("take")),
				ui.Plain(ui.Notice(component.Warning, text.Key("report.plain.title"), ui.Paragraph(text.Key("report.back.plain")))),
				ui.Actions(ui.Button(component.Primary, text.Key("report.back.open"))),
				ui.Status("opening"),
			),
		),
		p.returnTemplates(ui),
		ui.ScriptTexts(returnTexts()...),
	))
}

// lostReports tells, to everybody alike, of which times reports were lost.
func lostReports(ui *component.UI, gaps []report.Gap) g.Node {
	var nodes []g.Node
	for _, gap := range gaps {
		said := text.With("report.back.lost_text", "from", gap.From, "to", gap.To)
		nodes = append(nodes, ui.Notice(component.Warning, text.Key("report.back.lost"), ui.Paragraph(said), ui.Paragraph(text.Key("report.back.lost_again"))))
	}
	return ui.Group(nodes...)
}

func wrongWords(ui *component.UI) g.Node {
	return ui.Group(
		ui.Later("wrong", ui.Notice(component.Failure, text.Key("report.back.wrong"), ui.Paragraph(text.Key("report.back.wrong_text")))),
		ui.Later("fail", ui.Notice(component.Failure, text.Key("report.back.fail"), ui.Paragraph(text.Key("report.back.fail_text")))),
	)
}

// signs lists what the script can find that isn't right, as it names it.
func signs() []string {
	return []string{"keys", "reader", "dropped", "replayed", "reordered", "forged", "closed"}
}

// returnTemplates is what the script shows of an open case.
func (p *Pages) returnTemplates(ui *component.UI) g.Node {
	nodes := []g.Node{
		fileTemplate(ui),
		ui.Template("turn", turn(ui, false)),
		ui.Template("turn-mine", turn(ui, true)),
		ui.Template("attached", ui.Prose(ui.DoSlot("fetch")), ui.Status("fetched")),
		ui.Template("case", caseParts(ui)),
	}
	for _, s := range signs() {
		nodes = append(nodes, ui.Template("alarm-"+s, ui.Notice(
			component.Failure, text.Key("report.warn."+s), ui.Prose(ui.Slot("text")), ui.Paragraph(text.Key("report.warn.do")),
		)))
	}
	return ui.Group(nodes...)
}

func turn(ui *component.UI, mine bool) g.Node {
	return ui.Message(component.Message{
		Mine: mine, Who: ui.Slot("who"), When: ui.Slot("when"),
		Body: []g.Node{
			ui.Prose(ui.Slot("kind")),
			ui.SlotBlock("text"),
			ui.Part("facts"),
			ui.Part("attached"),
			ui.Later("later", ui.Small(text.Key("report.case.later"))),
		},
	})
}

func caseParts(ui *component.UI) g.Node {
	return ui.Group(
		ui.Part("alarms"),
		ui.Prose(ui.Slot("sent")),
		ui.Later("server", ui.Notice(component.Info, text.Key("report.case.server"))),
		ui.Terms(component.Term{
			Name:  text.Key("report.case.state"),
			Value: ui.Group(ui.Prose(ui.SlotBadge("state")), ui.Prose(ui.Slot("state-text")), ui.Later("kept", ui.Prose(ui.Slot("kept")))),
		}),
		ui.Part("standing"),
		ui.Status("heard-said"),
		ui.Later("heard", heard{talk{ui: ui}}.ask()),
		ui.Later("who", talk{ui: ui}.who()),
		ui.Part(
			"dialogue",
			ui.Section(text.Key("report.case.dialogue"), ui.Status("said"), ui.Part("turns")),
		),
		ui.Later("say", talk{ui: ui}.say()),
		ui.Later("notice", notice{talk{ui: ui}}.parts()),
		ui.Part("aftercare", aftercare(ui, "/aftercare")),
		carry(ui),
		ui.Actions(
			ui.Do(component.Secondary, "proof", text.Key("report.case.proof")),
			ui.Do(component.Secondary, "close", text.Key("report.back.close")),
		),
		ui.Status("proof-said"),
	)
}

// carry lets a reporter make a formal complaint of what he reported. A complaint
// isn't anonymous, which is said first.
func carry(ui *component.UI) g.Node {
	return ui.Section(text.Key("report.carry.title"), ui.Paragraph(text.Key("report.carry.text")), ui.Prose(ui.Link("/complaint", text.Key("report.carry.how"))),
		ui.Actions(ui.Do(component.Secondary, "carry", text.Key("report.carry.go"))), ui.Status("carry-said"))
}

// aftercare leads to who can follow how the reporter fares, which is none of
// the desk's business.
func aftercare(ui *component.UI, to string) g.Node {
	return ui.Section(text.Key("report.aftercare.title"), ui.Paragraph(text.Key("report.aftercare.text")), ui.Prose(ui.Link(to, text.Key("report.aftercare.go"))))
}

// returnTexts is what the script says on the page of a case.
func returnTexts() []text.Key {
	keys := append(
		attachTexts(),
		"report.back.opening",
		"report.case.kept", "report.case.kept_backups", "report.case.kept_effect", "report.case.held", "report.case.title", "report.case.sent", "report.case.you", "report.case.desk", "report.case.independent",
		"report.case.answer_yes", "report.case.answer_no", "report.case.name", "report.case.contact",
		"report.case.fetch", "report.case.fetching", "report.case.fetch_fail",
		"report.say.none", "report.say.sent", "report.say.fail", "report.say.withdraw_none", "report.who.none", "report.who.name_none",
		"report.say.sending", "report.say.refused", "report.send.refused", "report.receipt.proof_file", "report.receipt.proof_later", "report.warn.keys",
		"report.step.conduct", "report.step.grounds", "report.step.source", "report.position", "report.step.when", "report.step.hope",
	)
	keys = append(keys, web.SlipTexts()...)
	keys = append(keys, noticeTexts()...)
	keys = append(keys, heardTexts()...)
	keys = append(keys, standingTexts()...)
	keys = append(keys, actionTexts()...)
	for _, s := range report.States() {
		keys = append(keys, text.Key("report.state."+string(s)), text.Key("report.state."+string(s)+"_text"))
	}
	for _, kind := range []string{"report", "correction", "withdrawal", "identity-request", "feedback", "identity-answer"} {
		keys = append(keys, text.Key("report.case.kind."+kind))
	}
	for _, s := range signs() {
		keys = append(keys, text.Key("report.warn."+s+"_text"))
	}
	return append(keys, codeTexts()...)
}
