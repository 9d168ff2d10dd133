// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportweb

import (
	"net/url"

	g "maragu.dev/gomponents"

	"baken/ground/taxonomy"
	"baken/hear/report"
	"baken/internal/text"
	"baken/internal/web/component"
)

// questions draws what the form asks. All but the first may be left open.
type questions struct {
	ui      *component.UI
	edition taxonomy.Edition
	typed   url.Values
	errs    component.Errors
}

// field is a question that may be left open.
func (q questions) field(name string, label, hint text.Text) component.Field {
	return component.Field{
		Name: name, Label: label, Hint: hint, Error: q.errs.For(name), Optional: true,
		Value: q.typed.Get(name), Values: q.typed[name], Autocomplete: "off",
	}
}

func (q questions) what() g.Node {
	story := q.field("what", text.Key("report.what"), text.Key("report.what_hint"))
	story.Optional, story.Rows = false, 9
	return q.ui.Stage(
		"what", text.Key("report.step.what"),
		q.ui.Textarea(story),
		attach(q.ui, q.errs.For("file")),
	)
}

// megabytes is what one attachment may be.
const megabytes = 100

// attach asks for files; one where no script can take more.
func attach(ui *component.UI, problem text.Text) g.Node {
	size := text.With("web.size.megabytes", "amount", text.Number(megabytes))
	return ui.Part(
		"attach",
		ui.FileField(component.Field{
			Name: "file", Label: text.Key("report.file"), Optional: true, Error: problem,
			Hint: text.With("report.file_hint_plain", "size", size), // a script says more, see files.ts
		}),
		ui.Status("file-said"),
		ui.Part("files"),
	)
}

func (q questions) conduct() g.Node {
	var options []component.Option
	for _, c := range q.edition.Conduct {
		options = append(options, component.Option{Value: string(c.Code), Label: text.Key(c.Code.Key())})
	}
	return q.ui.Stage(
		"conduct", text.Key("report.step.conduct"),
		q.ui.Checkboxes(q.field("conduct", text.Key("report.conduct"), text.Key("report.many_hint")), options...),
	)
}

func (q questions) grounds() g.Node {
	option := func(c taxonomy.Ground) component.Option {
		return component.Option{Value: string(c), Label: text.Key(c.Key())}
	}
	var branches []component.Branch
	for _, c := range q.edition.Grounds.Broadest() {
		b := component.Branch{Option: option(c)}
		for _, under := range q.edition.Grounds.Below(c) {
			b.Under = append(b.Under, option(under))
		}
		branches = append(branches, b)
	}
	return q.ui.Stage(
		"grounds", text.Key("report.step.grounds"),
		q.ui.Tree(q.field("grounds", text.Key("report.grounds"), text.Key("report.many_hint")), branches...),
	)
}

func (q questions) source() g.Node {
	var options []component.Option
	for _, c := range q.edition.Sources {
		options = append(options, component.Option{Value: string(c.Code), Label: text.Key(c.Code.Key())})
	}
	options = append(options, component.Option{Label: text.Key("report.source.unknown")})
	return q.ui.Stage(
		"source", text.Key("report.step.source"),
		q.ui.Radios(q.field("source", text.Key("report.source"), nil), options...),
		q.position(),
	)
}

// position asks who the reporter is in what happened: he may have seen it, or
// report for somebody else. It stands beside the question who did it, so that
// the form gets no step more.
func (q questions) position() g.Node {
	var options []component.Option
	for _, c := range report.Positions() {
		options = append(options, component.Option{Value: c, Label: text.Key("report.position." + c)})
	}
	options = append(options, component.Option{Label: text.Key("report.position.unsaid")})
	return q.ui.Radios(q.field("position", text.Key("report.position"), nil), options...)
}

func (q questions) when() g.Node {
	return q.ui.Stage(
		"when", text.Key("report.step.when"),
		q.ui.TextField(q.field("when", text.Key("report.when"), text.Key("report.when_hint"))),
	)
}

func (q questions) hope() g.Node {
	var options []component.Option
	for _, c := range report.Hopes() {
		options = append(options, component.Option{Value: c, Label: text.Key("report.hope." + c)})
	}
	return q.ui.Stage(
		"hope", text.Key("report.step.hope"),
		q.ui.Checkboxes(q.field("hope", text.Key("report.hope"), text.Key("report.hope_hint")), options...),
	)
}
