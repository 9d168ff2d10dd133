// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package component

import (
	g "maragu.dev/gomponents"

	"baken/internal/text"
)

// NewPassphrase says what a new passphrase is asked for with.
type NewPassphrase struct{ Label, Hint, Again text.Text }

// NewPassphrase asks for a new passphrase, twice; a script judges it.
func (ui *UI) NewPassphrase(p NewPassphrase) g.Node {
	return ui.Group(
		ui.PasswordField(Field{Name: "new-passphrase", Label: p.Label, Hint: p.Hint, Autocomplete: "new-password"}),
		ui.Status("strength"),
		ui.PasswordField(Field{Name: "same-passphrase", Label: p.Again, Autocomplete: "new-password"}),
	)
}

// Lock says what stands on the screen before what is sealed: why it was locked
// and what was kept, and how it is opened.
type Lock struct {
	Idle, IdleKept   text.Text // nothing was done for a while
	Ended, EndedKept text.Text // the session is over
	Lead, Passphrase text.Text
	Open, Forgot     text.Text
}

// Unlock is the screen on which a script asks for the passphrase of a key.
func (ui *UI) Unlock(l Lock) g.Node {
	return ui.Template(
		"unlock",
		ui.Later("idle", ui.Notice(Info, l.Idle, ui.Paragraph(l.IdleKept))),
		ui.Later("ended", ui.Notice(
			Warning, l.Ended, ui.Paragraph(l.EndedKept),
			ui.Actions(ui.Do(Primary, "sign-in", text.Key("web.account.sign_in"))),
		)),
		ui.Part(
			"ask",
			ui.Lead(l.Lead),
			ui.ScriptForm(
				"unlock",
				ui.PasswordField(Field{Name: "passphrase", Label: l.Passphrase, Autocomplete: "current-password"}),
				ui.Actions(ui.Button(Primary, l.Open)),
			),
			ui.Status("progress"),
			ui.DoQuiet("forgot", l.Forgot),
		),
	)
}
