// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomeweb

import (
	"strings"

	g "maragu.dev/gomponents"

	"baken/examine/outcome"
	"baken/internal/text"
	"baken/internal/web/component"
	"baken/internal/web/figure"
)

// reading says a plan in words, for who doesn't read YAML.
func reading(ui *component.UI, p outcome.Plan) []g.Node {
	about := []component.Term{
		{Name: text.Key("outcome.read.population"), Value: ui.Say(figure.Label(p.Population))},
		{Name: text.Key("outcome.read.shows"), Value: ui.Say(figure.Label(p.Shows))},
		{Name: text.Key("outcome.read.shows_not"), Value: ui.Say(figure.Label(p.ShowsNot))},
		{Name: text.Key("outcome.read.source"), Value: ui.Say(text.With("outcome.read.source_"+text.Key(p.Source.Kind), "name", text.Data(p.Source.Name())))},
	}
	return []g.Node{
		ui.Section(text.Key("outcome.read.about"), ui.Terms(about...)),
		ui.Section(text.Key("outcome.read.groups"), ui.Table(groups(ui, p.Group))),
		ui.Section(text.Key("outcome.read.decisions"), ui.Table(decisions(ui, p))),
		ui.Section(text.Key("outcome.read.strata"), strata(ui, p.Strata)),
	}
}

func column(k text.Key) component.Column { return component.Column{Label: k} }

// groups says who is compared with whom.
func groups(ui *component.UI, of outcome.Grouping) component.Table {
	out := component.Table{
		Caption: text.With("outcome.read.groups_caption", "label", figure.Label(of.Label), "column", text.Data(of.Column)),
		Columns: []component.Column{column("outcome.read.group"), column("outcome.read.value"), column("outcome.read.role")},
	}
	for _, v := range of.Values {
		role := text.Key("outcome.read.compared")
		if v.Code == of.Reference {
			role = "outcome.read.reference"
		}
		out.Rows = append(out.Rows, []g.Node{ui.Say(figure.Label(v.Label)), ui.Say(text.Data(v.Code)), ui.Say(role)})
	}
	for _, v := range of.Outside {
		out.Rows = append(out.Rows, []g.Node{ui.Say(codes(v)), ui.Say(codes(v)), ui.Say(text.Key("outcome.read.outside"))})
	}
	return out
}

// decisions says which values are a yes, a no and neither.
func decisions(ui *component.UI, p outcome.Plan) component.Table {
	out := component.Table{
		Caption: text.Key("outcome.read.decisions_caption"),
		Columns: []component.Column{
			column("outcome.read.decision"), column("outcome.read.column"),
			column("outcome.read.yes"), column("outcome.read.no"), column("outcome.read.neither"),
		},
	}
	add := func(d outcome.Decision) {
		out.Rows = append(out.Rows, []g.Node{
			ui.Say(figure.Label(d.Label)), ui.Say(text.Data(d.Column)),
			ui.Say(codes(d.Yes...)), ui.Say(codes(d.No...)), ui.Say(codes(d.Neither...)),
		})
	}
	add(p.Selection)
	if p.Finding != nil {
		add(*p.Finding)
	}
	return out
}

// strata says within what is compared, and why that is lawful.
func strata(ui *component.UI, all []outcome.Stratum) g.Node {
	if len(all) == 0 {
		return ui.Paragraph(text.Key("outcome.read.no_strata"))
	}
	t := component.Table{
		Caption: text.Key("outcome.read.strata_caption"),
		Columns: []component.Column{
			column("outcome.read.stratum"), column("outcome.read.column"), column("outcome.read.values"), column("outcome.read.reason"),
		},
	}
	for _, s := range all {
		values := make([]text.Text, len(s.Values))
		for i, v := range s.Values {
			values[i] = figure.Label(v.Label)
		}
		t.Rows = append(t.Rows, []g.Node{
			ui.Say(figure.Label(s.Label)), ui.Say(text.Data(s.Column)), ui.Say(text.Join("; ", values...)), ui.Say(figure.Label(s.Reason)),
		})
	}
	return ui.Table(t)
}

// codes says values of a column; one without a letter is called empty.
func codes(values ...string) text.Text {
	out := make([]text.Text, len(values))
	for i, v := range values {
		out[i] = text.Data(v)
		if strings.TrimSpace(v) == "" {
			out[i] = text.Key("outcome.read.empty")
		}
	}
	return text.Join("; ", out...)
}
