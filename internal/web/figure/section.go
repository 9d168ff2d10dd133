// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package figure

import (
	"slices"

	g "maragu.dev/gomponents"

	"baken/base/disclose"
	"baken/internal/text"
	"baken/internal/web/component"
	"baken/internal/web/component/chart"
)

// Section shows a disclosed table: its chart where it has one, the same
// numbers below, what to keep in mind, the method and the source. reference is
// the label of the group that others are compared with, or empty. more stands
// at the end: a download, for instance.
func Section(ui *component.UI, t disclose.Table, more ...g.Node) g.Node {
	return section(ui, t, plot(ui, t), more)
}

// Drawn shows a table as Section does, with a picture of the caller's, who is
// given the same numbers to set below it.
func Drawn(ui *component.UI, t disclose.Table, draw func(component.Table) g.Node, more ...g.Node) g.Node {
	return section(ui, t, draw(grid(ui, t)), more)
}

func section(ui *component.UI, t disclose.Table, picture g.Node, more []g.Node) g.Node {
	spec := t.Spec()
	body := []g.Node{picture}
	if notes := t.Notes(); len(notes) > 0 {
		items := make([]g.Node, len(notes))
		for i, n := range notes {
			items[i] = ui.Say(Note(n))
		}
		body = append(body, ui.Subheading(text.Key("figure.notes")), ui.List(items...))
	}
	var terms []component.Term
	for _, f := range facts(t) {
		value := ui.Say(f.said)
		switch from, _ := t.Source(); {
		case f.name == "figure.hash":
			value = ui.Code(f.said)
		case f.name == "figure.source" && from.URL != "":
			value = ui.Link(from.URL, f.said)
		}
		terms = append(terms, component.Term{Name: f.name, Value: value})
	}
	body = append(body, ui.Details(text.With("figure.about", "title", Title(spec)), ui.Terms(terms...)))
	return ui.Section(Title(spec), append(body, more...)...)
}

// plot draws the columns that the table names for its chart; without one, or
// with none of their figures printed, the table stands alone.
func plot(ui *component.UI, t disclose.Table) g.Node {
	spec := t.Spec()
	var columns []int
	for i, c := range spec.Columns {
		if slices.Contains(spec.Chart, c.ID) {
			columns = append(columns, i)
		}
	}
	rows, printed := rowsOf(t, columns)
	if !printed {
		return ui.Table(grid(ui, t))
	}
	first := spec.Columns[columns[0]]
	axis := text.Text(text.Key(first.Title))
	if len(columns) == 1 && !first.Label.Empty() {
		axis = text.With("figure.column", "column", axis, "part", Label(first.Label))
	}
	if len(columns) > 1 && first.Unit == disclose.Ratio {
		axis = text.Key("figure.axis_ratio")
	}
	p := chart.Plot{
		ID: "figure-" + spec.ID, Axis: axis, Rows: rows,
		Title: text.With("figure.chart_title", "column", axis),
		About: text.With("figure.chart_about", "n", len(t.Rows())),
		Table: grid(ui, t),
	}
	if slices.ContainsFunc(rows, func(r chart.Row) bool { return r.Interval != nil }) {
		p.Intervals = text.Key("figure.interval")
	}
	if slices.ContainsFunc(rows, func(r chart.Row) bool { return r.Band != nil }) {
		p.Bands = text.Key("figure.band")
	}
	if slices.ContainsFunc(rows, func(r chart.Row) bool { return r.Reference }) {
		p.Compared = text.Key("figure.reference")
	}
	return draw(ui, p, first.Unit)
}

// draw draws a chart as its figures ask for.
func draw(ui *component.UI, p chart.Plot, u disclose.Unit) g.Node {
	switch u {
	case disclose.Ratio:
		return chart.Ratios(ui, p)
	case disclose.Points:
		return chart.Differences(ui, p, chart.Amount)
	case disclose.Percent:
		return chart.Bars(ui, p, chart.Share)
	case disclose.People, disclose.PValue, disclose.Days, disclose.Hours, disclose.Euro, disclose.Words, disclose.Place:
	}
	return chart.Bars(ui, p, chart.Amount)
}

// rowsOf gives the lines of a chart over one or more columns, and whether anything
// is printed of their figures.
func rowsOf(t disclose.Table, columns []int) (rows []chart.Row, printed bool) {
	spec := t.Spec()
	for _, r := range t.Rows() {
		for _, at := range columns {
			one := row(r, at, spec.Columns[at].Unit)
			if len(columns) > 1 {
				one.Label = text.With("figure.column", "column", label(r), "part", short(spec.Columns[at]))
			}
			rows, printed = append(rows, one), printed || one.Missing == nil
		}
	}
	return rows, printed
}

// short names a column beside others of its row.
func short(c disclose.Column) text.Text {
	if !c.Label.Empty() {
		return Label(c.Label)
	}
	return text.Key(c.Short)
}

// row is a line of the chart. Percentages are drawn as shares of one.
func row(r disclose.Row, at int, u disclose.Unit) chart.Row {
	f := r.Figures[at]
	out := chart.Row{Label: label(r), Shown: Value(f, u), Value: f.Value, Reference: r.Reference}
	by := 1.0
	if u == disclose.Percent {
		by = 100
	}
	switch limits := f.Range; {
	case f.Kind == disclose.Band && limits != nil && limits.Low != nil && limits.High != nil:
		out.Band, out.Value = &chart.Interval{Low: *limits.Low / by, High: *limits.High / by}, 0
		return out
	case !f.HasValue():
		out.Missing = Words(f, u)
		return out
	}
	out.Value /= by
	if i := f.Interval; i != nil && i.Low != nil && i.High != nil {
		out.Interval = &chart.Interval{Low: *i.Low / by, High: *i.High / by}
	}
	return out
}

func label(r disclose.Row) text.Text {
	parts := make([]text.Text, len(r.Labels))
	for i, l := range r.Labels {
		parts[i] = Label(l)
	}
	return text.Join(", ", parts...)
}

// grid gives the figures as a table: each with its interval and with what
// rounding leaves open, where any row has that.
func grid(ui *component.UI, t disclose.Table) component.Table {
	spec := t.Spec()
	out := component.Table{Caption: text.With("figure.caption", "title", Title(spec))}
	for _, h := range spec.Heads {
		out.Columns = append(out.Columns, component.Column{Label: Label(h)})
	}
	parts := make([][]part, len(spec.Columns))
	for i, c := range spec.Columns {
		parts[i] = partsOf(t, i)
		for _, p := range parts[i] {
			name := text.Text(text.Key(c.Title))
			if !c.Label.Empty() {
				name = text.With("figure.column", "column", name, "part", Label(c.Label))
			}
			if p.name != "" {
				name = text.With("figure.column", "column", name, "part", p.name)
			}
			out.Columns = append(out.Columns, component.Column{Label: name, Numeric: true})
		}
	}
	for _, r := range t.Rows() {
		var cells []g.Node
		for _, l := range r.Labels {
			cells = append(cells, ui.Say(Label(l)))
		}
		for i, f := range r.Figures {
			for _, p := range parts[i] {
				cells = append(cells, ui.Say(p.say(f, spec.Columns[i].Unit)))
			}
		}
		out.Rows = append(out.Rows, cells)
	}
	return out
}

// part is what is said of a figure in one column of the page.
type part struct {
	name text.Key // empty for the figure itself
	say  func(disclose.Figure, disclose.Unit) text.Text
}

func partsOf(t disclose.Table, column int) []part {
	var interval, open bool
	for _, r := range t.Rows() {
		f := r.Figures[column]
		interval = interval || f.Interval != nil
		open = open || f.Range != nil && f.Kind != disclose.Band
	}
	out := []part{{say: Words}}
	if interval {
		out = append(out, part{"figure.interval", Interval})
	}
	if open {
		out = append(out, part{"figure.range", Range})
	}
	return out
}

// Words says a figure, or why there is none.
func Words(f disclose.Figure, u disclose.Unit) text.Text {
	if why := Reason(f); why != nil && !f.HasValue() {
		return why
	}
	return Value(f, u)
}
