// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselweb

import (
	g "maragu.dev/gomponents"

	"baken/internal/text"
	"baken/internal/web/component"
)

// spacePassphrase asks for a new passphrase, twice.
func spacePassphrase(ui *component.UI) g.Node {
	return ui.NewPassphrase(component.NewPassphrase{
		Label: text.Key("counsel.space.passphrase"), Hint: text.Key("counsel.space.passphrase_hint"), Again: text.Key("counsel.space.passphrase_again"),
	})
}

func spaceSetUp(ui *component.UI) g.Node {
	return ui.Template("setup",
		ui.Lead(text.Key("counsel.space.setup.lead")),
		ui.List(
			ui.Say(text.Key("counsel.space.setup.browser")), ui.Say(text.Key("counsel.space.setup.nobody")),
			ui.Say(text.Key("counsel.space.setup.lost")), ui.Say(text.Key("counsel.space.setup.both")),
		),
		ui.ScriptForm("setup", spacePassphrase(ui), ui.Actions(ui.Button(component.Primary, text.Key("counsel.space.setup.make")))),
		ui.Status("progress"),
	)
}

func spaceUnlock(ui *component.UI) g.Node {
	return ui.Unlock(component.Lock{
		Idle: text.Key("counsel.space.locked.idle"), IdleKept: text.Key("counsel.space.locked.kept"),
		Ended: text.Key("counsel.space.locked.ended"), EndedKept: text.Key("counsel.space.locked.ended_kept"),
		Lead: text.Key("counsel.space.unlock.lead"), Passphrase: text.Key("counsel.space.passphrase"),
		Open: text.Key("counsel.space.unlock.open"), Forgot: text.Key("counsel.space.unlock.forgot"),
	})
}

func spaceRenew(ui *component.UI) g.Node {
	return ui.Template("renew",
		ui.Lead(text.Key("counsel.space.renew.lead")),
		ui.Notice(component.Warning, text.Key("counsel.space.renew.lost"), ui.Paragraph(text.Key("counsel.space.renew.lost_why"))),
		ui.ScriptForm("renew", spacePassphrase(ui), ui.Actions(
			ui.Button(component.Danger, text.Key("counsel.space.renew.make")),
			ui.DoQuiet("back", text.Key("counsel.space.renew.back")),
		)),
		ui.Status("progress"),
	)
}
