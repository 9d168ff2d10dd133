// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportdesk

import (
	g "maragu.dev/gomponents"

	"baken/internal/text"
	"baken/internal/web/component"
)

// export lets an officer take a whole report out: closed by a passphrase, or
// as a document that anybody can read.
func export(ui *component.UI) g.Node {
	return ui.Section(
		text.Key("report.desk.export.title"), ui.Paragraph(text.Key("report.desk.export.about")),
		ui.Details(text.Key("report.desk.export.archive"),
			ui.Paragraph(text.Key("report.desk.export.archive_about")),
			ui.ScriptForm("export", ui.NewPassphrase(text.Key("report.desk.export.passphrase"), text.Key("report.desk.export.passphrase_hint")), ui.Actions(ui.Button(component.Secondary, text.Key("report.desk.export.archive_do")))),
		),
		ui.Details(text.Key("report.desk.export.odt"),
			ui.Notice(component.Warning, text.Key("report.desk.export.odt_open"), ui.Paragraph(text.Key("report.desk.export.odt_about"))),
			ui.Actions(ui.Do(component.Secondary, "export-odt", text.Key("report.desk.export.odt_do"))),
		),
		ui.Status("progress"),
	)
}

// exportWords lists what the script says about it.
func exportWords() []text.Key {
	return []text.Key{
		"report.desk.export.file", "report.desk.export.making", "report.desk.export.done", "report.desk.export.done_odt", "report.desk.export.left",
		"report.desk.export.org", "report.desk.export.state", "report.desk.export.submitted", "report.desk.export.made",
		"report.desk.export.unopened", "report.desk.export.attachment",
	}
}
