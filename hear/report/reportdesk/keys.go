// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportdesk

import (
	g "maragu.dev/gomponents"

	"baken/internal/text"
	"baken/internal/web/component"
)

// keyScreens are the screens about the officer's own keys and those of the
// others of his desk.
func keyScreens(ui *component.UI) []g.Node {
	return []g.Node{
		ui.Template("bar",
			ui.Slot("who"),
			ui.Link("/desk/reports", text.Key("report.desk.bar.list")),
			ui.Link("/desk/reports/keys", text.Key("report.desk.bar.keys")),
			ui.DoQuiet("lock", text.Key("report.desk.bar.lock")),
		),
		lock(ui), keysScreen(ui),
		ui.Template("doubts",
			ui.Lead(text.Key("report.desk.doubt.lead")), ui.Part("list"),
			ui.Actions(ui.Do(component.Secondary, "later", text.Key("report.desk.doubt.later"))),
		),
		doubt(ui, "new", component.Warning), doubt(ui, "changed", component.Warning),
		ui.Template("doubt-unlogged", ui.Notice(
			component.Failure, text.Key("report.desk.doubt.unlogged"), ui.Prose(ui.Slot("about")),
			ui.Paragraph(text.Key("report.desk.doubt.unlogged_do")), ui.Paragraph(text.Key("report.desk.alarm.tell")),
		)),
		ui.Template("doubt-foreign", ui.Notice(
			component.Failure, text.Key("report.desk.doubt.foreign"), ui.Prose(ui.Slot("about")),
			ui.Paragraph(text.Key("report.desk.doubt.foreign_do")), ui.Paragraph(text.Key("report.desk.alarm.tell")),
		)),
		ui.Template("doubt-other", ui.Notice(
			component.Failure, text.Key("report.desk.doubt.other"),
			ui.Paragraph(text.Key("report.desk.doubt.other_do")), ui.Paragraph(text.Key("report.desk.alarm.tell")),
		)),
	}
}

// lock is the screens before the reports.
func lock(ui *component.UI) g.Node {
	return ui.Lock(component.Lock{
		SetUp: text.Key("report.desk.setup.lead"), Unlock: text.Key("report.desk.unlock.lead"), Renew: text.Key("report.desk.renew.lead"),
		Passphrase: text.Key("report.desk.passphrase"), Known: []text.Text{text.Key("report.desk.setup.colleague")},
		Idle: text.Key("report.desk.locked.idle"), EndedKept: text.Key("report.desk.locked.ended_kept"),
		Steps: []text.Text{text.Key("report.desk.renew.first"), text.Key("report.desk.renew.second"), text.Key("report.desk.renew.third")},
		Lost:  text.Key("report.desk.renew.alone"), LostWhy: text.Key("report.desk.renew.alone_why"),
	})
}

// doubt asks a person to say that a key is right.
func doubt(ui *component.UI, kind string, weight component.Kind) g.Node {
	key := text.Key("report.desk.doubt." + kind)
	return ui.Template("doubt-"+kind, ui.Notice(
		weight, key, ui.Prose(ui.Slot("about")), ui.Paragraph(text.Key("report.desk.doubt.call")),
		ui.Prose(ui.Slot("words")),
		ui.Actions(
			ui.Do(component.Primary, "right", text.Key("report.desk.doubt.right")),
			ui.Do(component.Secondary, "wrong", text.Key("report.desk.doubt.wrong")),
		),
	))
}

func keysScreen(ui *component.UI) g.Node {
	return ui.Template("keys",
		ui.Section(text.Key("report.desk.keys.own"),
			ui.Paragraph(text.Key("report.desk.keys.own_about")), ui.Prose(ui.Slot("words")),
			ui.Details(text.Key("report.desk.keys.change"),
				ui.Paragraph(text.Key("report.desk.keys.change_about")),
				ui.ScriptForm("change", ui.NewPassphrase(text.Key("report.desk.passphrase"), text.Key("web.lock.hint")), ui.Actions(ui.Button(component.Secondary, text.Key("report.desk.keys.change_do")))),
				ui.Status("progress"),
			),
		),
		ui.Section(text.Key("report.desk.keys.others"), ui.Paragraph(text.Key("report.desk.keys.others_about")), ui.Part("others")),
		ui.Status("giving"),
	)
}
