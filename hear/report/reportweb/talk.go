// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportweb

import (
	"net/url"

	g "maragu.dev/gomponents"

	"baken/hear/report/reportserver"
	"baken/internal/text"
	"baken/internal/web/component"
)

// talk draws what a reporter can say in his case: for the script, or, with the
// words of the receipt, for the server.
type talk struct {
	ui    *component.UI
	words string // empty where a script has them
	typed url.Values
	errs  component.Errors

	withdrawn bool // where the server shows it
}

func (t talk) scripted() bool { return t.words == "" }

func (t talk) form(name string, kind reportserver.Kind, body ...g.Node) g.Node {
	if t.scripted() {
		return t.ui.ScriptForm(name, body...)
	}
	return t.ui.Form("/report/return/say", append(body, t.ui.Hidden("words", t.words), t.ui.Hidden("kind", string(kind)))...)
}

// field is a question with what was typed in it before.
func (t talk) field(name string, label text.Text) component.Field {
	return component.Field{
		Name: name, Label: label, Autocomplete: "off", Error: t.errs.For(name), Value: t.typed.Get(name),
	}
}

func (t talk) maybe(name string, label, hint text.Text) component.Field {
	f := t.field(name, label)
	f.Optional, f.Hint = true, hint
	return f
}

// who asks for a yes or no to the question who the reporter is.
func (t talk) who() g.Node {
	ui := t.ui
	return ui.Section(
		text.Key("report.who.title"),
		ui.Paragraph(text.Key("report.who.text")),
		t.form(
			"who", reportserver.KindIdentityAnswer,
			ui.Radios(
				t.field("answer", text.Key("report.who.choose")),
				component.Option{Value: "yes", Label: text.Key("report.who.yes"), Hint: text.Key("report.who.yes_text")},
				component.Option{Value: "no", Label: text.Key("report.who.no"), Hint: text.Key("report.who.no_text")},
			),
			ui.TextField(t.maybe("name", text.Key("report.who.name"), nil)),
			ui.TextField(t.maybe("contact", text.Key("report.who.contact"), text.Key("report.who.contact_hint"))),
			ui.Textarea(t.maybe("remark", text.Key("report.who.say"), nil)),
			ui.Status("who-said"),
			ui.Actions(ui.Button(component.Primary, text.Key("report.who.send"))),
		),
	)
}

// say is what the reporter can say at any time.
func (t talk) say() g.Node {
	ui := t.ui
	files := ui.Small(text.Key("report.plain.nofile"))
	if t.scripted() {
		files = attach(ui, nil)
	}
	return ui.Section(
		text.Key("report.say.title"),
		ui.Subheading(text.Key("report.say.add")),
		t.form(
			"add", reportserver.KindText,
			ui.Textarea(t.field("add", text.Key("report.say.add_label"))),
			files,
			ui.Status("add-said"),
			ui.Actions(ui.Button(component.Primary, text.Key("report.say.send"))),
		),
		ui.Part("say-correct", t.folded("correct", text.Key("report.say.correct"), t.correct())),
		t.mayWithdraw(),
	)
}

// folded is opened by its reader, or by what is wrong in it.
func (t talk) folded(field string, summary text.Text, body g.Node) g.Node {
	if t.errs.For(field) != nil {
		return t.ui.DetailsOpen(summary, body)
	}
	return t.ui.Details(summary, body)
}

func (t talk) mayWithdraw() g.Node {
	if t.withdrawn {
		return nil
	}
	return t.ui.Part("say-withdraw", t.folded("sure", text.Key("report.say.withdraw"), t.withdraw()))
}

func (t talk) correct() g.Node {
	ui := t.ui
	return ui.Group(
		ui.Paragraph(text.Key("report.say.correct_text")),
		t.form(
			"correct", reportserver.KindCorrection,
			ui.Textarea(t.field("correct", text.Key("report.say.correct_label"))),
			ui.Status("correct-said"),
			ui.Actions(ui.Button(component.Primary, text.Key("report.say.correct_send"))),
		),
	)
}

func (t talk) withdraw() g.Node {
	ui := t.ui
	return ui.Group(
		ui.Paragraph(text.Key("report.say.withdraw_text")),
		t.form(
			"withdraw", reportserver.KindWithdrawal,
			ui.TextField(t.maybe("why", text.Key("report.say.withdraw_label"), nil)),
			ui.Checkbox(t.field("sure", text.Key("report.say.withdraw_sure"))),
			ui.Status("withdraw-said"),
			ui.Actions(ui.Button(component.Danger, text.Key("report.say.withdraw_send"))),
		),
	)
}
