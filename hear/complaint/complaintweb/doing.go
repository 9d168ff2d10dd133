// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintweb

import (
	"strconv"

	g "maragu.dev/gomponents"

	"baken/hear/complaint"
	"baken/internal/text"
	"baken/internal/web/component"
)

// doing draws what a party can do: for the script, or, with the words, for the
// server.
type doing struct {
	ui    *component.UI
	words string // empty where a script has them
	since int64  // the version that is on the screen
	typed
}

func (d doing) scripted() bool { return d.words == "" }

// step is a step that a party takes. Of one that adds something, that is needed; of
// any other it has to be sure.
func (d doing) step(step complaint.StepName) g.Node {
	ui, name := d.ui, string(step)
	adds := step == complaint.Supplement || step == complaint.MakeComplete
	words := d.in(component.Field{Name: name + "-text", Label: text.Key("complaint.follow.text"), Autocomplete: "off", Rows: 6, Optional: !adds})
	var more g.Node
	if adds {
		more = d.files(name)
	} else {
		words.Rows = 3
		more = ui.Checkbox(d.in(component.Field{Name: name + "-sure", Label: text.Key("complaint.follow.sure." + name)}))
	}
	body := []g.Node{ui.Textarea(words), more, ui.Actions(ui.Button(component.Secondary, text.Key("complaint.follow.send")))}
	return d.folded(text.Key("complaint.follow.do."+name), []string{name + "-text", name + "-sure", name + "-file"},
		ui.Paragraph(text.Key("complaint.follow.about."+name)),
		d.form(name, "/complaint/follow/do", append(body, d.hidden("step", name))...),
	)
}

// files asks for files; without a script it is one, as it is.
func (d doing) files(name string) g.Node {
	f := d.in(component.Field{Name: name + "-file", Label: text.Key("complaint.file.files"), Hint: text.Key("complaint.file.files_hint"), Optional: true})
	if d.scripted() {
		return d.ui.FileField(f)
	}
	return d.ui.Group(d.ui.FileField(f), d.ui.Small(text.Key("complaint.plain.file")))
}

// form is a form for the script, or one with the words that is sent.
func (d doing) form(name, to string, body ...g.Node) g.Node {
	ui := d.ui
	if d.scripted() {
		return ui.ScriptForm(name, append(body, ui.Status(name+"-said"))...)
	}
	body = append(body, ui.Hidden("words", d.words), ui.Hidden("version", strconv.FormatInt(d.since, 10)))
	if to == "/complaint/follow/do" {
		return ui.UploadForm(to, body...)
	}
	return ui.Form(to, body...)
}

func (d doing) hidden(name, value string) g.Node {
	if d.scripted() {
		return nil
	}
	return d.ui.Hidden(name, value)
}

// folded is opened by its reader, or by what is wrong in it.
func (d doing) folded(summary text.Text, fields []string, body ...g.Node) g.Node {
	for _, name := range fields {
		if d.errs.For(name) != nil {
			return d.ui.DetailsOpen(summary, body...)
		}
	}
	return d.ui.Details(summary, body...)
}

// invite lets somebody else read along, or act.
func (d doing) invite() g.Node {
	ui := d.ui
	return d.folded(text.Key("complaint.follow.invite"), []string{"capacity"},
		ui.Paragraph(text.Key("complaint.follow.invite_text")),
		d.form("invite", "/complaint/follow/invite",
			ui.Radios(d.in(component.Field{Name: "capacity", Label: text.Key("complaint.follow.capacity")}),
				component.Option{Value: string(complaint.Supporter), Label: text.Key("complaint.capacity.supporter"), Hint: text.Key("complaint.follow.supporter")},
				component.Option{Value: string(complaint.Representative), Label: text.Key("complaint.capacity.representative"), Hint: text.Key("complaint.follow.representative")}),
			ui.Actions(ui.Button(component.Secondary, text.Key("complaint.follow.invite_go"))),
		),
	)
}

// own offers words that only who comes here knows.
func (d doing) own() g.Node {
	ui := d.ui
	about := ui.Paragraph(text.Key("complaint.follow.own_text"))
	if d.scripted() {
		return ui.Details(text.Key("complaint.follow.own"), about,
			ui.Actions(ui.Do(component.Secondary, "own", text.Key("complaint.follow.own_go"))), ui.Status("own-said"))
	}
	return ui.Details(text.Key("complaint.follow.own"), about,
		d.form("own", "/complaint/follow/own", ui.Actions(ui.Button(component.Secondary, text.Key("complaint.follow.own_go")))))
}
