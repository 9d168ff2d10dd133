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
		setUp(ui), unlock(ui), renew(ui), keysScreen(ui),
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

// passphrase asks for a new passphrase, twice; label and hint say what for.
func passphrase(ui *component.UI, label, hint text.Key) g.Node {
	return ui.NewPassphrase(component.NewPassphrase{Label: label, Hint: hint, Again: text.Key("report.desk.passphrase_again")})
}

func setUp(ui *component.UI) g.Node {
	return ui.Template("setup",
		ui.Lead(text.Key("report.desk.setup.lead")),
		ui.List(
			ui.Say(text.Key("report.desk.setup.browser")), ui.Say(text.Key("report.desk.setup.nobody")),
			ui.Say(text.Key("report.desk.setup.colleague")),
		),
		ui.ScriptForm("setup", passphrase(ui, "report.desk.passphrase", "report.desk.passphrase_hint"), ui.Actions(ui.Button(component.Primary, text.Key("report.desk.setup.make")))),
		ui.Status("progress"),
	)
}

func unlock(ui *component.UI) g.Node {
	return ui.Unlock(component.Lock{
		Idle: text.Key("report.desk.locked.idle"), IdleKept: text.Key("report.desk.locked.kept"),
		Ended: text.Key("report.desk.locked.ended"), EndedKept: text.Key("report.desk.locked.ended_kept"),
		Lead: text.Key("report.desk.unlock.lead"), Passphrase: text.Key("report.desk.passphrase"),
		Open: text.Key("report.desk.unlock.open"), Forgot: text.Key("report.desk.unlock.forgot"),
	})
}

func renew(ui *component.UI) g.Node {
	return ui.Template("renew",
		ui.Lead(text.Key("report.desk.renew.lead")),
		ui.Numbered(
			ui.Say(text.Key("report.desk.renew.first")), ui.Say(text.Key("report.desk.renew.second")),
			ui.Say(text.Key("report.desk.renew.third")),
		),
		ui.Notice(component.Warning, text.Key("report.desk.renew.alone"), ui.Paragraph(text.Key("report.desk.renew.alone_why"))),
		ui.ScriptForm("renew", passphrase(ui, "report.desk.passphrase", "report.desk.passphrase_hint"), ui.Actions(
			ui.Button(component.Danger, text.Key("report.desk.renew.make")),
			ui.DoQuiet("back", text.Key("report.desk.renew.back")),
		)),
		ui.Status("progress"),
	)
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
				ui.ScriptForm("change", passphrase(ui, "report.desk.passphrase", "report.desk.passphrase_hint"), ui.Actions(ui.Button(component.Secondary, text.Key("report.desk.keys.change_do")))),
				ui.Status("progress"),
			),
		),
		ui.Section(text.Key("report.desk.keys.others"), ui.Paragraph(text.Key("report.desk.keys.others_about")), ui.Part("others")),
		ui.Status("giving"),
	)
}
