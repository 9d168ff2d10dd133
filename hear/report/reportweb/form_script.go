// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportweb

import (
	g "maragu.dev/gomponents"

	"baken/hear/report"
	"baken/internal/text"
	"baken/internal/web/component"
)

// formTemplates is what the form's script shows at its time.
func (p *Pages) formTemplates(ui *component.UI, office report.Office) g.Node {
	return ui.Group(
		ui.Template("way", ui.Meter("way")),
		ui.Template("buttons", ui.Actions(
			ui.Button(component.Primary, text.Key("report.step.next")),
			ui.Do(component.Secondary, "back", text.Key("report.step.back")),
			ui.DoQuiet("to-check", text.Key("report.step.to_check")),
		)),
		ui.Template("check", checkStage(ui, office)),
		ui.Template("draft", draftPart(ui)),
		fileTemplate(ui),
		ui.Template("sending", ui.Heading(text.Key("report.send.sending")), ui.Paragraph(text.Key("report.draft.kept"))),
		ui.Template(
			"failed",
			ui.Heading(text.Key("report.send.fail")),
			ui.Paragraph(text.Key("report.send.fail_text")),
			ui.Actions(ui.Do(component.Primary, "again", text.Key("report.send.again"))),
		),
		Receipt(ui),
		ui.Template(
			"done",
			ui.Heading(text.Key("report.start.next")),
			ui.Paragraph(text.With("report.done.text", "days", int(p.Promise.Read))),
			ui.Paragraph(text.Key("report.done.gone")),
			ui.Actions(
				ui.LinkButton(p.Away, text.Key("report.done.leave")),
				ui.LinkButtonSecondary("/report/return", text.Key("report.start.back_go")),
			),
		),
	)
}

// checkStage shows all answers before they are sent, and who can read them.
func checkStage(ui *component.UI, office report.Office) g.Node {
	row := func(name string, label text.Key) component.Summary {
		return component.Summary{Label: label, Value: ui.SlotBlock("shown-" + name), Change: "#" + name}
	}
	files := row("files", "report.check.files")
	files.Change = "#what"
	position := row("position", "report.position")
	position.Change = "#source"
	return ui.Stage(
		"check", text.Key("report.step.check"),
		ui.Paragraph(text.Key("report.check.lead")),
		ui.Summaries(
			row("what", "report.step.what"), files, row("conduct", "report.step.conduct"), row("grounds", "report.step.grounds"),
			row("source", "report.step.source"), position, row("when", "report.step.when"), row("hope", "report.step.hope"),
		),
		ui.Subheading(text.Key("report.form.readers")),
		readers(ui, office),
		ui.Paragraph(text.Key("report.check.words")),
		ui.Later("send-failed", ui.Notice(component.Failure, text.Key("report.send.fail"), ui.Prose(ui.Slot("why")))),
		ui.Status("sending"),
		ui.Actions(ui.Do(component.Primary, "send", text.Key("report.check.send"))),
	)
}

func draftPart(ui *component.UI) g.Node {
	return ui.Group(
		ui.Later("draft-off", ui.Small(text.Key("report.draft.off"))),
		ui.Panel(
			"draft",
			ui.Small(text.Key("report.draft.kept")),
			ui.Small(text.Key("report.draft.shared")),
			ui.DoQuiet("delete", text.Key("report.draft.delete")),
			ui.Later(
				"draft-sure",
				ui.Prose(ui.Strong(text.Key("report.draft.delete_sure"))),
				ui.Actions(
					ui.Do(component.Danger, "delete-yes", text.Key("report.draft.delete_yes")),
					ui.Do(component.Secondary, "delete-no", text.Key("report.draft.delete_no")),
				),
			),
		),
	)
}

// fileTemplate shows one attachment: how far it is, what was left out of it,
// or what may be in it.
func fileTemplate(ui *component.UI) g.Node {
	return ui.Template("file", ui.Panel(
		"row",
		ui.Meter("sent"),
		ui.Later("stripped", ui.Prose(ui.Slot("stripped")), ui.Small(text.Key("report.attach.visible"))),
		ui.Later("risk", ui.Notice(
			component.Warning, text.Key("report.attach.risk"),
			ui.Prose(ui.Slot("risk")),
			ui.Prose(ui.Strong(text.Key("report.attach.choose"))),
			ui.Actions(
				ui.Do(component.Secondary, "yes", text.Key("report.attach.yes")),
				ui.Do(component.Secondary, "no", text.Key("report.attach.no")),
			),
		)),
		ui.Later("offline", ui.Prose(ui.Say(text.Key("report.attach.offline")))),
		ui.Later("again", ui.Prose(ui.Slot("again")), ui.PickFile(text.Key("report.attach.again_field"))),
		ui.DoQuiet("pause", text.Key("report.attach.pause")),
		ui.DoQuiet("resume", text.Key("report.attach.resume")),
		ui.DoSlot("remove"),
	))
}

// Receipt is what a script shows of eight words that were just drawn, until they
// are kept.
func Receipt(ui *component.UI) g.Node { return ui.Group(receiptTemplate(ui), typeBackTemplate(ui)) }

// ReceiptTexts is what the script says of them.
func ReceiptTexts() []text.Key {
	return []text.Key{
		"report.receipt.title", "report.receipt.copied", "report.receipt.copy_fail", "report.receipt.file",
		"report.receipt.proof_file", "report.receipt.word", "report.receipt.wrong",
	}
}

func receiptTemplate(ui *component.UI) g.Node {
	way := func(do string) g.Node {
		return ui.Group(
			ui.Prose(ui.DoQuiet(do, text.Key("report.receipt."+do))),
			ui.Small(text.Key("report.receipt."+do+"_risk")),
		)
	}
	return ui.Template(
		"receipt",
		ui.Heading(text.Key("report.receipt.words")),
		ui.Receipt(text.Key("report.receipt.list")),
		ui.Paragraph(text.Key("report.receipt.why")),
		ui.Paragraph(text.Key("report.receipt.secret")),
		ui.Subheading(text.Key("report.receipt.how")),
		ui.Prose(ui.Strong(text.Key("report.receipt.paper"))),
		ui.Small(text.Key("report.receipt.paper_risk")),
		way("copy"), way("save"), way("print"),
		ui.Status("said"),
		ui.Part("proof-of",
			ui.Subheading(text.Key("report.receipt.proof")),
			ui.Paragraph(text.Key("report.receipt.proof_text")),
			ui.Later("proof", ui.Actions(ui.Do(component.Secondary, "proof", text.Key("report.receipt.proof_save")))),
			ui.Later("proof-later", ui.Paragraph(text.Key("report.receipt.proof_later"))),
		),
		ui.Actions(ui.Do(component.Primary, "kept", text.Key("report.receipt.kept"))),
		ui.Small(text.Key("report.receipt.unsaved")),
	)
}

func typeBackTemplate(ui *component.UI) g.Node {
	return ui.Template(
		"typeback",
		ui.Heading(text.Key("report.receipt.back_title")),
		ui.Paragraph(text.Key("report.receipt.back_text")),
		ui.ScriptForm(
			"typeback",
			ui.WordField("word-1"), ui.WordField("word-2"),
			ui.Actions(
				ui.Button(component.Primary, text.Key("report.receipt.check")),
				ui.Do(component.Secondary, "show", text.Key("report.receipt.show")),
			),
		),
		ui.Prose(ui.DoQuiet("skip", text.Key("report.receipt.skip"))),
		ui.Later("skip", ui.Notice(
			component.Warning, text.Key("report.receipt.skip_title"),
			ui.Paragraph(text.Key("report.receipt.skip_text")),
			ui.Actions(
				ui.Do(component.Primary, "skip-no", text.Key("report.receipt.show")),
				ui.Do(component.Secondary, "skip-yes", text.Key("report.receipt.skip_yes")),
			),
		)),
	)
}

// stripped lists what can be left out of a picture, as the script names it.
func stripped() []string {
	return []string{
		"place", "time", "author", "camera", "serial", "software", "words", "settings",
		"thumbnail", "pictures", "history", "maker", "profile", "other",
	}
}

// risks lists what kinds of files can't be cleaned, as the script names them.
func risks() []string { return []string{"picture", "document", "recording", "mail", "other"} }

// formTexts is what the form's script says.
func formTexts() []text.Key {
	return append(
		append(attachTexts(), ReceiptTexts()...),
		"report.what_none", "report.what_long", "report.step.here", "report.step.last", "report.check.none", "report.check.no_files", "report.check.waiting",
		"report.send.locking", "report.send.fail_text", "report.send.refused", "report.draft.restored_text",
		"report.done.title",
	)
}

// attachTexts is what scripts say about attachments.
func attachTexts() []text.Key {
	keys := []text.Key{
		"text.instant", "web.size.bytes", "web.size.kilobytes", "web.size.megabytes",
		"report.file_hint", "report.attach.named", "report.attach.looking", "report.attach.stripped", "report.attach.nothing", "report.attach.sending",
		"report.attach.done", "report.attach.paused", "report.attach.offline", "report.attach.remove", "report.attach.again",
		"report.attach.other", "report.attach.large", "report.attach.many", "report.attach.unreadable",
	}
	for _, code := range stripped() {
		keys = append(keys, text.Key("report.removed."+code))
	}
	for _, risk := range risks() {
		keys = append(keys, text.Key("report.risk."+risk))
	}
	return keys
}
