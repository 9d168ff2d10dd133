// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportdesk

import (
	g "maragu.dev/gomponents"

	"baken/hear/report"
	"baken/internal/text"
	"baken/internal/web/component"
)

// listScreens are the screens on which officers find reports.
func listScreens(ui *component.UI) []g.Node {
	return []g.Node{
		ui.Template("list",
			ui.Part("notices"),
			ui.Part("find",
				ui.Filter("/desk/reports", filters(ui)...),
				ui.ScriptForm("search",
					ui.TextField(component.Field{
						Name: "look-for", Label: text.Key("report.desk.search.label"), Hint: text.Key("report.desk.search.hint"), Autocomplete: "off",
					}),
					ui.Button(component.Secondary, text.Key("report.desk.search.do")),
					ui.DoQuiet("stop-search", text.Key("report.desk.search.stop")),
				),
			),
			ui.Details(text.Key("report.desk.leave.title"), leave(ui)),
			ui.Later("unread", ui.Actions(ui.Slot("unread"), ui.DoQuiet("index", text.Key("report.desk.search.index")))),
			ui.Status("count"),
			ui.Later("many",
				ui.Checkbox(component.Field{Name: "choose-all", Label: text.Key("report.desk.many.all")}),
				ui.Actions(
					ui.Do(component.Secondary, "acknowledge-many", text.Key("report.desk.many.acknowledge")),
					ui.Do(component.Secondary, "take-many", text.Key("report.desk.many.take")),
				),
				ui.Status("many-status"),
			),
			ui.Part("rows"),
			ui.Later("pages", ui.Actions(
				ui.Do(component.Secondary, "first", text.Key("report.desk.list.first")),
				ui.Do(component.Secondary, "next", text.Key("report.desk.list.next")),
			)),
		),
		ui.Template("none", ui.EmptyState(text.Key("report.desk.list.none"), text.Key("report.desk.list.none_why"))),
		ui.Template("empty", ui.EmptyState(text.Key("report.desk.list.empty"), text.Key("report.desk.list.empty_why"))),
		ui.Template("asks", ui.Notice(
			component.Warning, text.Key("report.desk.asks"), ui.Prose(ui.Slot("about")),
			ui.Prose(ui.Link("/desk/reports/keys", text.Key("report.desk.bar.keys"))),
		)),
		ui.Template("unknown", ui.Notice(
			component.Warning, text.Key("report.desk.unknown"), ui.Paragraph(text.Key("report.desk.unknown_why")),
			ui.Actions(ui.Do(component.Secondary, "check", text.Key("report.desk.unknown_do"))),
		)),
		ui.Template("renewed", ui.Notice(
			component.Info, text.Key("report.desk.renewed"), ui.Paragraph(text.Key("report.desk.renewed_do")),
		)),
	}
}

// leave asks when an officer is back, and who handles his reports until then.
func leave(ui *component.UI) g.Node {
	return ui.Group(
		ui.Paragraph(text.Key("report.desk.leave.about")),
		ui.Later("alone", ui.Paragraph(text.Key("report.desk.leave.alone"))),
		ui.Later("away", ui.Prose(ui.Slot("away")), ui.Actions(ui.Do(component.Secondary, "leave-end", text.Key("report.desk.leave.end")))),
		ui.Later("leaving", ui.ScriptForm(
			"leave",
			ui.DateField(component.Field{Name: "back", Label: text.Key("report.desk.leave.back")}),
			ui.Select(component.Field{Name: "substitute", Label: text.Key("report.desk.leave.who")}),
			ui.Actions(ui.Button(component.Secondary, text.Key("report.desk.leave.do"))),
		)),
		ui.Status("left"),
	)
}

// filters choose what of the list is shown. What is looked for in reports
// isn't among them: an address is kept in histories and logs.
func filters(ui *component.UI) []g.Node {
	var states []component.Option
	for _, s := range report.States() {
		states = append(states, component.Option{Value: string(s), Label: text.Key("report.desk.state." + string(s))})
	}
	return []g.Node{
		ui.Select(component.Field{Name: "which", Label: text.Key("report.desk.list.which")},
			component.Option{Value: "me", Label: text.Key("report.desk.list.which_me")},
			component.Option{Value: "none", Label: text.Key("report.desk.list.which_none")},
			component.Option{Value: "late", Label: text.Key("report.desk.list.which_late")}),
		ui.Select(component.Field{Name: "state", Label: text.Key("report.desk.list.state")}, states...),
		ui.Later("desks", ui.Select(component.Field{Name: "org", Label: text.Key("report.desk.list.org")})),
		ui.Button(component.Secondary, text.Key("report.desk.list.filter")),
	}
}
