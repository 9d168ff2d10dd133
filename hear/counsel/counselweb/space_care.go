// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselweb

import (
	g "maragu.dev/gomponents"

	"baken/internal/text"
	"baken/internal/web/component"
)

// spaceCares lists the aftercare that the counsellor gives.
func spaceCares(ui *component.UI) g.Node {
	return ui.Group(
		ui.Later("alerts", ui.Notice(component.Warning, text.Key("counsel.space.care.alert"), ui.Prose(ui.Slot("alerts")))),
		ui.Later("cares", ui.Section(text.Key("counsel.space.care.title"), ui.Part("care-rows"))),
	)
}

func spaceCare(ui *component.UI) g.Node {
	return ui.Group(
		ui.Template("care-line", careLine(ui)),
		ui.Template("care",
			ui.Later("alert", ui.Notice(
				component.Warning, text.Key("counsel.space.care.alert"), ui.Part("reasons"), ui.Paragraph(text.Key("counsel.space.care.alert_do")),
			)),
			ui.Later("odd", ui.Notice(component.Failure, text.Key("counsel.space.care.odd"), ui.Paragraph(text.Key("counsel.space.care.odd_text")))),
			ui.Section(text.Key("counsel.care.moments"), ui.Part("moments")),
			ui.Section(text.Key("counsel.space.care.fares"), ui.Part("scores"), ui.Small(text.Key("counsel.space.care.scores_note"))),
			ui.Section(text.Key("counsel.care.plan"),
				ui.Paragraph(text.Key("counsel.space.care.plan_text")),
				ui.Later("no-plan", ui.Paragraph(text.Key("counsel.space.care.plan_none"))),
				ui.Part("plan"),
				ui.ScriptForm("measure",
					ui.TextField(component.Field{Name: "measure-what", Label: text.Key("counsel.space.care.what"), Autocomplete: "off"}),
					ui.TextField(component.Field{
						Name: "measure-owner", Label: text.Key("counsel.space.care.owner"), Hint: text.Key("counsel.space.care.owner_hint"), Autocomplete: "off",
					}),
					ui.DateField(component.Field{Name: "measure-day", Label: text.Key("counsel.space.care.by"), Optional: true}),
					ui.Actions(ui.Button(component.Secondary, text.Key("counsel.space.care.add"))),
				),
			),
			ui.Section(text.Key("counsel.care.dialogue"), ui.Part("lines"),
				ui.ScriptForm("care-answer",
					ui.Textarea(component.Field{Name: "care-answer", Label: text.Key("counsel.space.care.answer"), Hint: text.Key("counsel.space.care.answer_hint"), Autocomplete: "off"}),
					ui.Actions(
						ui.Button(component.Primary, text.Key("counsel.space.care.answer_go")),
						ui.DoQuiet("back", text.Key("counsel.space.back")),
					),
				),
				ui.Status("progress"),
			),
		),
	)
}

// spaceCareTexts is what the script says of it.
func spaceCareTexts() []text.Key {
	keys := []text.Key{
		"counsel.space.care.closed", "counsel.space.care.odd", "counsel.space.care.open", "counsel.space.care.alert", "counsel.space.care.alerts", "counsel.space.care.named", "counsel.space.care.answered",
		"counsel.space.care.stale", "counsel.space.care.plan_kept", "counsel.space.care.measure_done", "counsel.space.care.measure_drop",
		"counsel.space.care.no_owner", "counsel.space.care.no_what", "counsel.space.care.scores", "counsel.space.care.scores_what",
		"counsel.space.care.no_scores", "counsel.space.care.unsaid", "counsel.space.care.reporter",
	}
	for _, why := range []string{"threatened", "unsafe", "high", "rise", "talk"} {
		keys = append(keys, text.Key("counsel.space.care.why."+why))
	}
	return append(keys, careTexts()...)
}
