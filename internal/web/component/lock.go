// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package component

import (
	g "maragu.dev/gomponents"

	"baken/internal/text"
)

// NewPassphrase asks for a new passphrase, twice; a script judges it.
func (ui *UI) NewPassphrase(label, hint text.Text) g.Node {
	return ui.Group(
		ui.PasswordField(Field{Name: "new-passphrase", Label: label, Hint: hint, Autocomplete: "new-password"}),
		ui.Status("strength"),
		ui.PasswordField(Field{Name: "same-passphrase", Label: text.Key("web.lock.again"), Autocomplete: "new-password"}),
	)
}

// Lock says what stands on the screens before what is sealed, as far as that isn't
// the same everywhere.
type Lock struct {
	SetUp, Unlock, Renew text.Text   // what each screen begins with
	Passphrase           text.Text   // of what it is
	Known                []text.Text // what else to know before the first keys
	Idle, EndedKept      text.Text   // what was locked; what was kept when the session ended
	Steps                []text.Text // in which other keys come to open something, if they do
	Lost, LostWhy        text.Text   // what other keys don't open
}

// Lock is the screens on which a script has somebody make keys, open them, and
// make other ones when the passphrase is forgotten.
func (ui *UI) Lock(l Lock) g.Node { return ui.Group(ui.setUp(l), ui.unlock(l), ui.renew(l)) }

func (ui *UI) setUp(l Lock) g.Node {
	known := append([]text.Text{text.Key("web.lock.browser"), text.Key("web.lock.nobody")}, l.Known...)
	return ui.Template(
		"setup", ui.Lead(l.SetUp), ui.List(g.Map(known, ui.Say)...),
		ui.ScriptForm("setup",
			ui.NewPassphrase(l.Passphrase, text.Key("web.lock.hint")), ui.Actions(ui.Button(Primary, text.Key("web.lock.make")))),
		ui.Status("progress"),
	)
}

func (ui *UI) unlock(l Lock) g.Node {
	return ui.Template(
		"unlock",
		ui.Later("idle", ui.Notice(Info, l.Idle, ui.Paragraph(text.Key("web.lock.kept")))),
		ui.Later("ended", ui.Notice(
			Warning, text.Key("web.lock.ended"), ui.Paragraph(l.EndedKept),
			ui.Actions(ui.Do(Primary, "sign-in", text.Key("web.account.sign_in"))),
		)),
		ui.Part(
			"ask",
			ui.Lead(l.Unlock),
			ui.ScriptForm(
				"unlock",
				ui.PasswordField(Field{Name: "passphrase", Label: l.Passphrase, Autocomplete: "current-password"}),
				ui.Actions(ui.Button(Primary, text.Key("web.lock.open"))),
			),
			ui.Status("progress"),
			ui.DoQuiet("forgot", text.Key("web.lock.forgot")),
		),
	)
}

func (ui *UI) renew(l Lock) g.Node {
	return ui.Template(
		"renew", ui.Lead(l.Renew), with(len(l.Steps) > 0, ui.Numbered(g.Map(l.Steps, ui.Say)...)),
		ui.Notice(Warning, l.Lost, ui.Paragraph(l.LostWhy)),
		ui.ScriptForm("renew",
			ui.NewPassphrase(l.Passphrase, text.Key("web.lock.hint")),
			ui.Actions(ui.Button(Danger, text.Key("web.lock.renew")), ui.DoQuiet("back", text.Key("web.lock.back")))),
		ui.Status("progress"),
	)
}
