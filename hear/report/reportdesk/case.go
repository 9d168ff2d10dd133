// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportdesk

import (
	g "maragu.dev/gomponents"

	"baken/internal/text"
	"baken/internal/web/component"
)

// caseScreens are the screens of one report and the dialogue about it.
func caseScreens(ui *component.UI) []g.Node {
	return []g.Node{
		ui.Template("case",
			ui.Part("facts"), ui.Part("alarms"),
			ui.Later("by-server", ui.Notice(
				component.Info, text.Key("report.desk.case.by_server"), ui.Paragraph(text.Key("report.desk.case.by_server_why")),
			)),
			ui.Later("no-access", ui.Notice(
				component.Warning, text.Key("report.desk.case.no_access"), ui.Paragraph(text.Key("report.desk.case.no_access_do")),
			)),
			ui.Part("dialogue"),
			ui.Later("newer", ui.Notice(
				component.Info, text.Key("report.desk.case.newer"),
				ui.Actions(ui.Do(component.Secondary, "refresh", text.Key("report.desk.case.newer_do"))),
			)),
			ui.Later("answer", answer(ui)),
			ui.Later("blocked", ui.Notice(
				component.Warning, text.Key("report.desk.case.blocked"), ui.Prose(ui.Slot("blocked")),
				ui.Actions(
					ui.Do(component.Secondary, "check", text.Key("report.desk.unknown_do")),
					ui.Do(component.Secondary, "anyway", text.Key("report.desk.case.anyway")),
				),
			)),
			actions(ui),
			ui.Later("states", ui.Section(text.Key("report.desk.case.states"), ui.Paragraph(text.Key("report.desk.case.states_about")),
				ui.Later("no-feedback", ui.Paragraph(text.Key("report.desk.case.no_feedback"))),
				ui.Later("no-actions", ui.Paragraph(text.Key("report.desk.case.no_actions"))),
				ui.Actions(
					ui.Do(component.Secondary, "acknowledge", text.Key("report.desk.case.acknowledge")),
					ui.Do(component.Secondary, "close", text.Key("report.desk.case.close")),
					ui.Do(component.Secondary, "reopen", text.Key("report.desk.case.reopen")),
				))),
			handling(ui),
			ui.Section(text.Key("report.desk.case.readers"), ui.Paragraph(text.Key("report.desk.case.readers_about")), ui.Part("readers"),
				ui.Details(text.Key("report.desk.case.verified_what"), ui.Paragraph(text.Key("report.desk.case.verified_means")))),
			ui.Later("export", export(ui)),
		),
		ui.Template("message", ui.Message(component.Message{
			Who: ui.Slot("who"), When: ui.Slot("when"),
			Body: []g.Node{ui.Part("mark"), ui.SlotBlock("text"), ui.Part("more")},
		})),
		ui.Template("picture", ui.Actions(
			ui.Do(component.Secondary, "save", text.Key("report.desk.file.save")),
			ui.Do(component.Secondary, "look", text.Key("report.desk.file.look")),
		)),
		ui.Template("file", ui.Actions(ui.Do(component.Secondary, "save", text.Key("report.desk.file.save")))),
		ui.Template("foreign-file", ui.Notice(
			component.Warning, text.Key("report.desk.file.foreign"), ui.Paragraph(text.Key("report.desk.file.foreign_why")),
			ui.Actions(
				ui.Do(component.Secondary, "sure", text.Key("report.desk.file.sure")),
				ui.DoQuiet("not", text.Key("report.desk.file.not")),
			),
		)),
	}
}

// answer is the form in which an officer writes. What is typed stays in the
// browser: the script seals it first.
func answer(ui *component.UI) g.Node {
	return ui.Section(
		text.Key("report.desk.answer.title"),
		ui.Later("first", ui.Notice(
			component.Warning, text.Key("report.desk.answer.first"), ui.Paragraph(text.Key("report.desk.answer.first_do")),
		)),
		ui.Later("offline", ui.Notice(
			component.Warning, text.Key("report.desk.answer.offline"), ui.Paragraph(text.Key("report.desk.answer.offline_do")),
		)),
		ui.Later("refused", ui.Notice(component.Failure, text.Key("report.desk.answer.refused"), ui.Prose(ui.Slot("refused")))),
		ui.ScriptForm("answer",
			ui.Radios(component.Field{Name: "kind", Label: text.Key("report.desk.answer.kind"), Value: "text"},
				component.Option{Value: "text", Label: text.Key("report.desk.answer.text")},
				component.Option{
					Value: "feedback", Label: text.Key("report.desk.answer.feedback"), Hint: text.Key("report.desk.answer.feedback_hint"),
				},
				component.Option{
					Value: "identity-request", Label: text.Key("report.desk.answer.identity"), Hint: text.Key("report.desk.answer.identity_hint"),
				},
			),
			ui.Later("identity", ui.Notice(
				component.Info, text.Key("report.desk.answer.identity_sees"), ui.Paragraph(text.Key("report.desk.answer.identity_choice")),
			)),
			ui.Later("feedback", ui.Notice(
				component.Info, text.Key("report.desk.answer.feedback_means"), ui.Paragraph(text.Key("report.desk.answer.feedback_after")),
			)),
			ui.Textarea(component.Field{
				Name: "answer", Label: text.Key("report.desk.answer.label"), Hint: text.Key("report.desk.answer.hint"), Rows: 8,
			}),
			ui.Status("draft"),
			ui.Actions(ui.Button(component.Primary, text.Key("report.desk.answer.send"))),
		),
		ui.Status("progress"),
	)
}
