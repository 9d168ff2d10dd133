// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package estimatecli

import (
	"bytes"
	"fmt"
	"math"

	g "maragu.dev/gomponents"

	"baken/base/estimate"
	"baken/internal/text"
	"baken/internal/web/component"
	"baken/internal/web/component/chart"
)

// report draws the result as a page that stands by itself.
func report(r *Result, p *text.Printer) ([]byte, error) {
	ui := &component.UI{Printer: p}
	body := []g.Node{ui.Notice(component.Warning, text.Key("estimate.unchecked"), ui.Paragraph(text.Key("estimate.unchecked_why")))}
	if warnings := r.warnings(); len(warnings) > 0 {
		items := make([]g.Node, len(warnings))
		for i, w := range warnings {
			items[i] = ui.Say(w)
		}
		body = append(body, ui.Section(text.Key("estimate.report.warnings"), ui.List(items...)))
	}
	for at := 0; at < len(r.Figures); {
		end := at + 1
		for end < len(r.Figures) && r.Figures[end].Item.Name == r.Figures[at].Item.Name {
			end++
		}
		body = append(body, r.section(ui, r.Figures[at:end], fmt.Sprintf("figure-%d", at)))
		at = end
	}
	page, err := ui.Document(text.Data(r.Plan.Title), append(body, r.made(ui))...)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := page.Render(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func (r *Result) made(ui *component.UI) g.Node {
	return ui.Section(text.Key("estimate.report.made"), ui.Terms(
		component.Term{Name: text.Key("estimate.report.respondents"), Value: ui.Say(r.respondents())},
		component.Term{Name: text.Key("estimate.report.people"), Value: ui.Say(amount(r.People))},
		component.Term{Name: text.Key("estimate.report.method"), Value: ui.Say(r.method())},
		component.Term{Name: text.Key("estimate.report.plan"), Value: ui.Code(text.Data(r.Plan.Hash()))},
		component.Term{Name: text.Key("estimate.report.data"), Value: ui.Code(text.Data(r.Snapshot))},
		component.Term{Name: text.Key("estimate.report.engine"), Value: ui.Say(text.Data(r.Engine))},
	))
}

func (r *Result) respondents() text.Text {
	if r.Response == nil {
		return text.Number(r.Rows)
	}
	return text.With("estimate.report.of", "count", r.Responded, "all", r.Rows)
}

func (r *Result) method() text.Text {
	return text.With("estimate.errors", "how", r.Plan.errors(), "percent", text.Percent(r.Plan.Confidence, 0), "interval", text.Key("estimate.interval."+r.Plan.Interval))
}

// warnings says what whoever reads the figures should know of the weights.
func (r *Result) warnings() (out []text.Text) {
	for _, fit := range []*estimate.Fit{r.Response, r.Fit} {
		if fit == nil {
			continue
		}
		for _, w := range fit.Warnings {
			out = append(out, warning(w))
		}
	}
	return out
}

func warning(w estimate.Warning) text.Text {
	switch w.Code {
	case "small":
		return text.With("estimate.warning.small", "n", w.N, "column", text.Data(w.Column), "value", valueText(w.Level))
	case "negative":
		return text.With("estimate.warning.negative", "n", w.N)
	default:
		return text.With("estimate.warning.extreme", "n", w.N)
	}
}

// most is how many figures a chart shows.
const most = 40

// section shows one item: a chart of shares, and the table.
func (r *Result) section(ui *component.UI, figures []Figure, id string) g.Node {
	t := r.table(ui, figures)
	title := text.Data(figures[0].Item.label())
	if figures[0].Item.Kind != Share || len(figures) > most {
		return ui.Section(title, ui.Table(t))
	}
	plot := chart.Plot{
		ID: id, Title: text.Key("estimate.report.chart"), About: text.With("estimate.report.about", "n", len(figures)), Axis: text.Key("estimate.kind.share"),
		Intervals: text.With("estimate.column.interval", "percent", text.Percent(r.Plan.Confidence, 0)), Table: t,
	}
	for _, f := range figures {
		row := chart.Row{Label: f.name(), Value: f.Value, Shown: f.said(f.Value)}
		switch {
		case math.IsNaN(f.Value):
			row.Missing = f.reason()
		case f.Reason == "":
			row.Interval = &chart.Interval{Low: max(f.Low, 0), High: min(f.High, 1)}
		}
		plot.Rows = append(plot.Rows, row)
	}
	return ui.Section(title, chart.Bars(ui, plot, chart.Share))
}

func (r *Result) table(ui *component.UI, figures []Figure) component.Table {
	t := component.Table{
		Caption: text.With("estimate.report.caption", "kind", figures[0].kind(), "item", text.Data(figures[0].Item.label())),
		Columns: []component.Column{
			{Label: text.Key("estimate.column.domain")},
			{Label: text.Key("estimate.column.estimate"), Numeric: true},
			{Label: text.With("estimate.column.interval", "percent", text.Percent(r.Plan.Confidence, 0)), Numeric: true},
			{Label: text.Key("estimate.column.se"), Numeric: true},
			{Label: text.Key("estimate.column.n"), Numeric: true},
			{Label: text.Key("estimate.column.missing"), Numeric: true},
		},
	}
	for _, f := range figures {
		value, interval := f.said(f.Value), f.interval()
		if math.IsNaN(f.Value) {
			value, interval = f.reason(), text.Key("estimate.none")
		}
		t.Rows = append(t.Rows, []g.Node{
			ui.Say(f.name()), ui.Say(value), ui.Say(interval), ui.Say(f.said(f.SE)), ui.Say(text.Number(f.N)), ui.Say(text.Number(f.Missing)),
		})
	}
	return t
}

// name says who a figure is about.
func (f Figure) name() text.Text {
	if f.Domain == "" {
		return text.Key("estimate.everybody")
	}
	label := f.Label
	if label == "" {
		label = f.Domain
	}
	level := text.Data(f.Level.name())
	if f.Level.name() == "" {
		level = text.Key("estimate.missing")
	}
	return text.With("estimate.of", "domain", text.Data(label), "level", level)
}

func (f Figure) kind() text.Text { return text.Key("estimate.kind." + string(f.Item.Kind)) }

func (f Figure) reason() text.Text { return text.Key("estimate.reason." + f.Reason) }

func (f Figure) interval() text.Text {
	if f.Reason != "" {
		return f.reason()
	}
	return text.Range(f.said(f.Low), f.said(f.High))
}

// said prints a value of the figure: a share as a percentage.
func (f Figure) said(x float64) text.Text {
	switch {
	case math.IsNaN(x):
		return text.Key("estimate.none")
	case f.Item.Kind == Share:
		return text.Percent(x, 1)
	}
	return amount(x)
}

// amount prints a number with five digits that count, or all of a whole part.
func amount(x float64) text.Text { return digits(x, 5) }

func digits(x float64, significant int) text.Text {
	if whole := math.Round(x); math.IsNaN(x) || math.IsInf(x, 0) || math.Abs(x-whole) <= 1e-9*math.Abs(x) {
		return text.Decimal(whole, 0)
	}
	return text.Decimal(x, max(0, significant-1-int(math.Floor(math.Log10(math.Abs(x))))))
}
