// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportdesk

import (
	g "maragu.dev/gomponents"

	"baken/internal/text"
	"baken/internal/web/component"
)

// signs lists what the script can see of somebody changing things, as
// internal/asset/src/desk/dossier.ts names it.
func signs() []string {
	return []string{
		"missing", "twice", "moved", "elsewhere", "forged", "damaged", "epoch", "locked", "kind", "gone", "changed",
		"maker", "grant", "readers", "swapped", "stranger",
	}
}

// alarms say, for each sign, what was seen, what not to do, and whom to tell.
// What failed a check is never shown.
func alarms(ui *component.UI) []g.Node {
	var out []g.Node
	for _, sign := range signs() {
		out = append(out, alarm(ui, sign))
	}
	for _, sign := range []string{"log", "vault-older", "vault-lost", "vault-foreign"} {
		out = append(out, alarm(ui, sign))
	}
	return append(out, ui.Template("loss", ui.Notice(
		component.Warning, text.Key("report.desk.loss"), ui.Prose(ui.Slot("about")), ui.Paragraph(text.Key("report.desk.loss_do")),
	)))
}

func alarm(ui *component.UI, sign string) g.Node {
	key := text.Key("report.desk.alarm." + sign)
	return ui.Template("alarm-"+sign, ui.Notice(
		component.Failure, key, ui.Prose(ui.Slot("where")),
		ui.Paragraph(key+"_do"), ui.Paragraph(text.Key("report.desk.alarm.tell")),
	))
}
