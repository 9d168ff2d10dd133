// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportdesk

import (
	g "maragu.dev/gomponents"

	"baken/hear/report"
	"baken/internal/text"
	"baken/internal/web/component"
)

// actions is where a desk agrees what it does about a report, and later looks
// whether it helped. The reporter reads every word of it: who wasn't told what
// was agreed can't say that it didn't happen.
func actions(ui *component.UI) g.Node {
	return ui.Later("actions", ui.Section(
		text.Key("report.desk.action.title"),
		ui.Paragraph(text.Key("report.desk.action.about")),
		ui.Part("action-list"),
		ui.Later("deed", deed(ui)),
		ui.Later("plan", ui.Details(text.Key("report.desk.action.plan"), planning(ui))),
		ui.Status("acted"),
	))
}

// planning asks what will be done, by whom, and who sees to it.
func planning(ui *component.UI) g.Node {
	return ui.ScriptForm(
		"plan",
		ui.Textarea(component.Field{Name: "action-what", Label: text.Key("report.desk.action.what"), Hint: text.Key("report.desk.action.read")}),
		agreed(ui, "action"),
		ui.Actions(ui.Button(component.Secondary, text.Key("report.desk.action.plan_do"))),
	)
}

// agreed asks who does it, who sees to it, and by when.
func agreed(ui *component.UI, form string) g.Node {
	return ui.Group(
		ui.TextField(component.Field{Name: form + "-who", Label: text.Key("report.desk.action.who"), Hint: text.Key("report.desk.action.who_hint"), Autocomplete: "off"}),
		ui.Select(component.Field{Name: form + "-owner", Label: text.Key("report.desk.action.owner"), Hint: text.Key("report.desk.action.owner_hint")}),
		ui.DateField(component.Field{Name: form + "-due", Label: text.Key("report.desk.action.due")}),
	)
}

// deed asks what came of an action that was chosen in the list.
func deed(ui *component.UI) g.Node {
	return ui.ScriptForm(
		"deed",
		ui.Subheading(text.Key("report.desk.action.deed")),
		ui.Prose(ui.Slot("deed-title")),
		ui.Later("deed-result", ui.Radios(
			component.Field{Name: "result", Label: text.Key("report.desk.action.result")},
			component.Option{Value: "worked", Label: text.Key("report.desk.action.worked")},
			component.Option{Value: "partly", Label: text.Key("report.desk.action.partly")},
			component.Option{Value: "not", Label: text.Key("report.desk.action.not")},
		)),
		ui.Later("deed-move", agreed(ui, "deed")),
		ui.Prose(ui.Slot("deed-asks")),
		ui.Textarea(component.Field{Name: "deed-text", Label: text.Key("report.desk.action.text"), Hint: text.Key("report.desk.action.read")}),
		ui.Actions(
			ui.Button(component.Secondary, text.Key("report.desk.action.deed_do")),
			ui.DoQuiet("deed-cancel", text.Key("report.desk.action.cancel")),
		),
	)
}

// actionWords lists what the script says about them.
func actionWords() []text.Key {
	keys := []text.Key{
		"report.action.nth", "report.action.who", "report.action.until",
		"report.action.looked.worked", "report.action.looked.partly", "report.action.looked.not", "report.action.looked.unsaid",
		"report.desk.action.none", "report.desk.action.owned", "report.desk.action.title_of", "report.desk.action.unread", "report.desk.action.desk",
		"report.desk.action.dropped", "report.desk.action.done", "report.desk.action.look", "report.desk.action.look_late",
		"report.desk.action.missing", "report.desk.action.no_result", "report.desk.waits.until_action",
	}
	for _, do := range []report.Do{report.DoPlan, report.DoMove, report.DoDone, report.DoDrop, report.DoCheck} {
		keys = append(keys, text.Key("report.desk.action.sent."+string(do)))
		if do != report.DoCheck {
			keys = append(keys, text.Key("report.action.said."+string(do)))
		}
		if do != report.DoPlan {
			keys = append(keys, text.Key("report.desk.action.do."+string(do)), text.Key("report.desk.action.ask."+string(do)))
		}
	}
	return keys
}
