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
	return ui.Group(
		ui.PasswordField(component.Field{
			Name: "new-passphrase", Label: text.Key("counsel.space.passphrase"),
			Hint: text.Key("counsel.space.passphrase_hint"), Autocomplete: "new-password",
		}),
		ui.Status("strength"),
		ui.PasswordField(component.Field{
			Name: "same-passphrase", Label: text.Key("counsel.space.passphrase_again"), Autocomplete: "new-password",
		}),
	)
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
	return ui.Template("unlock",
		ui.Later("idle", ui.Notice(component.Info, text.Key("counsel.space.locked.idle"), ui.Paragraph(text.Key("counsel.space.locked.kept")))),
		ui.Later("ended", ui.Notice(
			component.Warning, text.Key("counsel.space.locked.ended"), ui.Paragraph(text.Key("counsel.space.locked.ended_kept")),
			ui.Actions(ui.Do(component.Primary, "sign-in", text.Key("web.account.sign_in"))),
		)),
		ui.Part("ask",
			ui.Lead(text.Key("counsel.space.unlock.lead")),
			ui.ScriptForm("unlock",
				ui.PasswordField(component.Field{
					Name: "passphrase", Label: text.Key("counsel.space.passphrase"), Autocomplete: "current-password",
				}),
				ui.Actions(ui.Button(component.Primary, text.Key("counsel.space.unlock.open"))),
			),
			ui.Status("progress"),
			ui.DoQuiet("forgot", text.Key("counsel.space.unlock.forgot")),
		),
	)
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
