// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomeweb

import (
	"strconv"
	"strings"

	g "maragu.dev/gomponents"

	"baken/base/disparity"
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
	if p.Source.Published != nil {
		about = append(about, component.Term{Name: text.Key("outcome.read.published"), Value: ui.Say(figure.Label(p.Source.Published.By))})
	}
	if from := p.Group.Estimated; from != nil {
		about = append(about, component.Term{Name: text.Key("outcome.read.estimated"), Value: ui.Say(text.With("outcome.read.estimated_by",
			"place", figure.Label(from.Label), "by", figure.Label(from.By), "title", figure.Label(from.Title)))})
	}
	if o := p.Only; o != nil {
		about = append(about, component.Term{Name: text.Key("outcome.read.only"), Value: ui.Say(text.With("outcome.read.only_values",
			"column", figure.Label(o.Label), "values", codes(o.Values...), "reason", figure.Label(o.Reason)))})
	}
	if p.Random != nil {
		about = append(about, component.Term{Name: text.Key("outcome.read.random"), Value: ui.Say(figure.Label(p.Random.Label))})
	}
	if p.Unforeseen == outcome.Bound {
		about = append(about, component.Term{Name: text.Key("outcome.read.unforeseen"), Value: ui.Say(text.Key("outcome.read.unforeseen_bound"))})
	}
	body := []g.Node{
		ui.Section(text.Key("outcome.read.about"), ui.Terms(about...)),
		ui.Section(text.Key("outcome.read.groups"), ui.Table(groups(ui, p.Group))),
		ui.Section(text.Key("outcome.read.decisions"), ui.Table(decisions(ui, p))),
		ui.Section(text.Key("outcome.read.test"), test(ui, p)),
		ui.Section(text.Key("outcome.read.strata"), strata(ui, p.Strata)),
	}
	if len(p.Proxies) > 0 {
		body = append(body, ui.Section(text.Key("outcome.read.proxies"), ui.Table(proxies(ui, p.Proxies))))
	}
	return body
}

// test says which difference matters, and how sure the answer has to be.
func test(ui *component.UI, p outcome.Plan) g.Node {
	if p.Test == nil {
		return ui.Paragraph(text.Key("outcome.read.no_test"))
	}
	terms := []component.Term{
		{Name: text.Key("outcome.read.matters"), Value: ui.Say(points(p.Test.Matters))},
		{Name: text.Key("outcome.read.power"), Value: ui.Say(percent(p.Test.Power))},
		{Name: text.Key("outcome.read.confidence"), Value: ui.Say(percent(p.Test.Confidence))},
		{Name: text.Key("outcome.read.correction"), Value: ui.Say(text.Key("outcome.read.correction_" + text.Key(p.Test.Correction)))},
		{Name: text.Key("outcome.read.looks"), Value: ui.Say(text.Number(p.Test.Looks))},
	}
	for _, d := range chain(p) {
		if d.Matters > 0 {
			terms = append(terms, component.Term{Name: text.With("outcome.read.matters_of", "decision", figure.Label(d.Label)), Value: ui.Say(points(d.Matters))})
		}
	}
	return ui.Terms(terms...)
}

// chain gives the decisions of a plan in the order in which they are read.
func chain(p outcome.Plan) []outcome.Decision {
	all := []outcome.Decision{p.Selection}
	if p.Finding != nil {
		all = append(all, *p.Finding)
	}
	if p.Truth != nil {
		all = append(all, *p.Truth)
	}
	for _, s := range p.Steps {
		all = append(all, s.Decision)
	}
	return all
}

func points(x float64) text.Text  { return text.With("outcome.read.points", "x", exact(x)) }
func percent(x float64) text.Text { return text.With("outcome.read.percent", "x", exact(x)) }

// exact says a number with the decimals that it was written with.
func exact(x float64) text.Text {
	_, decimals, _ := strings.Cut(strconv.FormatFloat(x, 'f', -1, 64), ".")
	return text.Decimal(x, len(decimals))
}

// proxies says within what people mayn't be compared.
func proxies(ui *component.UI, all []outcome.Proxy) component.Table {
	t := component.Table{
		Caption: text.Key("outcome.read.proxies_caption"),
		Columns: []component.Column{column("outcome.read.column"), column("outcome.read.reason_not")},
	}
	for _, x := range all {
		t.Rows = append(t.Rows, []g.Node{ui.Say(text.Data(x.Column)), ui.Say(figure.Label(x.Reason))})
	}
	return t
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
			column("outcome.read.decision"), column("outcome.read.column"), column("outcome.read.kind"),
			column("outcome.read.yes"), column("outcome.read.no"), column("outcome.read.neither"),
		},
	}
	for _, d := range chain(p) {
		out.Rows = append(out.Rows, []g.Node{
			ui.Say(figure.Label(d.Label)), ui.Say(text.Data(d.Column)), ui.Say(kind(d.Kind)),
			ui.Say(codes(d.Yes...)), ui.Say(codes(d.No...)), ui.Say(codes(d.Neither...)),
		})
	}
	return out
}

// kind says whether people want the decision.
func kind(k disparity.Decision) text.Text {
	switch k {
	case disparity.Burden:
		return text.Key("outcome.read.burden")
	case disparity.Benefit:
		return text.Key("outcome.read.benefit")
	default:
		return text.Key("outcome.read.unsaid")
	}
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
		reason := text.Text(figure.Label(s.Reason))
		if !s.Doubt.Empty() {
			reason = text.With("outcome.read.doubt", "reason", reason, "doubt", figure.Label(s.Doubt))
		}
		t.Rows = append(t.Rows, []g.Node{
			ui.Say(figure.Label(s.Label)), ui.Say(text.Data(s.Column)), ui.Say(text.Join("; ", values...)), ui.Say(reason),
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
