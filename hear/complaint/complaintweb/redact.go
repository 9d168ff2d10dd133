// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintweb

import (
	g "maragu.dev/gomponents"

	"baken/ground/document"
	"baken/internal/text"
	"baken/internal/web/component"
)

// withhold asks from whom a paper is kept, and why.
func withhold(ui *component.UI) g.Node {
	return ui.Panel("form",
		ui.Heading(text.Key("complaint.room.withhold")), ui.Prose(ui.Slot("paper")),
		ui.Paragraph(text.Key("complaint.note.withheld")), ui.Paragraph(text.Key("complaint.room.withhold_text")),
		ui.ScriptForm("withhold", withholdFields(ui), ui.Actions(
			ui.Button(component.Primary, text.Key("complaint.room.withhold_do")), ui.DoQuiet("withhold-cancel", text.Key("complaint.room.withhold_cancel")),
		)),
	)
}

func withholdFields(ui *component.UI, from ...component.Option) g.Node {
	return ui.Group(
		ui.Select(component.Field{Name: "withhold-from", Label: text.Key("complaint.room.withhold_from")}, from...),
		ui.Select(component.Field{Name: "withhold-ground", Label: text.Key("complaint.room.withhold_ground")}),
	)
}

// redact is the screen on which a version of a paper is made without some parts.
func redact(ui *component.UI) g.Node {
	reasons := make([]component.Option, 0, len(document.Reasons()))
	for _, r := range document.Reasons() {
		reasons = append(reasons, component.Option{Value: string(r), Label: text.Key(r.Key())})
	}
	return ui.Group(
		ui.DoQuiet("back", text.Key("complaint.room.redact_back")),
		ui.Prose(ui.Slot("paper")), ui.Paragraph(text.Key("complaint.room.redact_how")),
		ui.ScriptForm("redact",
			ui.Select(component.Field{Name: "redact-reason", Label: text.Key("complaint.room.redact_reason"), Value: string(document.Bystander)}, reasons...),
			ui.Part("pieces"),
			ui.Actions(ui.Do(component.Secondary, "redact-cut", text.Key("complaint.room.redact_cut")), ui.DoQuiet("redact-undo", text.Key("complaint.room.redact_undo"))),
			ui.TextField(component.Field{Name: "redact-find", Label: text.Key("complaint.room.redact_find"), Autocomplete: "off", Optional: true}),
			ui.Actions(ui.Do(component.Secondary, "redact-all", text.Key("complaint.room.redact_all"))),
			ui.Status("redact-said"),
			ui.Later("has-files", ui.Section(text.Key("complaint.room.redact_files"), ui.Part("files"))),
			ui.Section(text.Key("complaint.room.redact_show"), ui.Part("version"),
				ui.Later("left", ui.Notice(component.Warning, text.Key("complaint.room.redact_left"), ui.Paragraph(text.Key("complaint.room.redact_left_text")), ui.Part("left-list")))),
			ui.Later("can-withhold", ui.Section(text.Key("complaint.room.withhold"), ui.Paragraph(text.Key("complaint.room.withhold_text")),
				withholdFields(ui, component.Option{Value: "", Label: text.Key("complaint.room.withhold_nobody")}))),
			ui.Actions(ui.Button(component.Primary, text.Key("complaint.room.redact_do"))),
		),
		ui.Status("progress"),
	)
}

// redactTexts is what the scripts of these screens say.
func redactTexts() []text.Key {
	return []text.Key{
		"complaint.room.redact", "complaint.room.redact_words", "complaint.room.redact_mark", "complaint.room.redact_nothing", "complaint.room.redact_out",
		"complaint.room.redact_find_none", "complaint.room.redact_undone", "complaint.room.redact_no_undo", "complaint.room.redact_keep",
		"complaint.room.redact_whole", "complaint.room.redact_none", "complaint.room.redact_unsafe", "complaint.room.redact_dropped", "complaint.room.redacted",
		"complaint.room.withhold", "complaint.room.withhold_no", "complaint.room.withheld", "complaint.room.picture", "complaint.room.picture_box",
		"complaint.room.picture_broken", "complaint.room.picture_do", "complaint.room.picture_drop", "complaint.room.picture_height",
		"complaint.room.picture_none", "complaint.room.picture_numbers", "complaint.room.picture_width", "complaint.room.picture_x", "complaint.room.picture_y",
	}
}

// withheldTexts is what scripts say of a paper that is withheld, or is a version of another.
func withheldTexts() []text.Key {
	return append(keysOf(document.Reasons()), "complaint.view.own_letter", "complaint.view.withheld", "complaint.view.version")
}
