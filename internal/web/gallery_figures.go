// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package web

import (
	g "maragu.dev/gomponents"

	"baken/internal/text"
	"baken/internal/web/component"
	"baken/internal/web/component/chart"
)

func galleryFigures(ui *component.UI) g.Node {
	return ui.Section(
		text.Key("web.gallery.figures"),
		ui.Figures(
			component.Figure{
				Value: text.Number(41_250), Label: text.Key("web.gallery.figure1"), Note: text.Key("web.gallery.figure1_note"),
			},
			component.Figure{
				Value: text.Percent(0.124, 1), Label: text.Key("web.gallery.figure2"),
				Note: text.With("web.gallery.interval", "range", text.Range(text.Percent(0.113, 1), text.Percent(0.136, 1))),
			},
			component.Figure{Value: text.Decimal(1.8, 1), Label: text.Key("web.gallery.figure3")},
		),
		chart.Bars(ui, galleryShares(ui), chart.Share),
		chart.Ratios(ui, galleryRatios(ui)),
	)
}

func galleryShares(ui *component.UI) chart.Plot {
	row := func(label text.Key, x, low, high float64) chart.Row {
		return chart.Row{Label: label, Value: x, Shown: text.Percent(x, 1), Interval: &chart.Interval{Low: low, High: high}}
	}
	reference := row("web.gallery.group1", 0.124, 0.113, 0.136)
	reference.Reference = true
	rows := []chart.Row{
		reference,
		row("web.gallery.group2", 0.172, 0.141, 0.208),
		row("web.gallery.group3", 0.223, 0.196, 0.252),
		{Label: text.Key("web.gallery.group4"), Missing: text.Key("web.gallery.missing")},
	}
	return chart.Plot{
		ID: "shares", Title: text.Key("web.gallery.shares"), About: text.Key("web.gallery.shares_about"),
		Axis: text.Key("web.gallery.shares_axis"), Intervals: text.Key("web.gallery.intervals"),
		Compared: text.Key("web.gallery.compared"), Source: text.Key("web.gallery.source_note"),
		Rows: rows, Table: numbers(ui, rows, text.Key("web.gallery.shares_table"), percentOne),
	}
}

func galleryRatios(ui *component.UI) chart.Plot {
	row := func(label text.Key, x, low, high float64) chart.Row {
		return chart.Row{Label: label, Value: x, Shown: text.Decimal(x, 2), Interval: &chart.Interval{Low: low, High: high}}
	}
	rows := []chart.Row{
		row("web.gallery.group2", 1.39, 1.10, 1.74),
		row("web.gallery.group3", 1.80, 1.51, 2.14),
		row("web.gallery.group5", 0.92, 0.61, 1.38),
	}
	return chart.Plot{
		ID: "ratios", Title: text.Key("web.gallery.ratios"), About: text.Key("web.gallery.ratios_about"),
		Axis: text.Key("web.gallery.ratios_axis"), Intervals: text.Key("web.gallery.intervals"),
		Rows: rows, Table: numbers(ui, rows, text.Key("web.gallery.ratios_table"), decimalTwo),
	}
}

func percentOne(x float64) text.Text { return text.Percent(x, 1) }
func decimalTwo(x float64) text.Text { return text.Decimal(x, 2) }

// numbers sets the numbers of a chart in a table.
func numbers(ui *component.UI, rows []chart.Row, caption text.Text, show func(float64) text.Text) component.Table {
	t := component.Table{Caption: caption, Columns: []component.Column{
		{Label: text.Key("web.gallery.column_group")},
		{Label: text.Key("web.gallery.column_value"), Numeric: true},
		{Label: text.Key("web.gallery.column_interval"), Numeric: true},
	}}
	for _, r := range rows {
		if r.Missing != nil {
			t.Rows = append(t.Rows, []g.Node{ui.Say(r.Label), ui.Say(r.Missing), ui.Group()})
			continue
		}
		t.Rows = append(t.Rows, []g.Node{
			ui.Say(r.Label), ui.Say(r.Shown), ui.Say(text.Range(show(r.Interval.Low), show(r.Interval.High))),
		})
	}
	return t
}

func galleryTables(ui *component.UI) g.Node {
	number := func(n int) g.Node { return ui.Say(text.Number(n)) }
	share := func(x float64) g.Node { return ui.Say(text.Percent(x, 1)) }
	row := func(label text.Key, staff, invited, answered int) []g.Node {
		return []g.Node{
			ui.Say(label), number(staff), number(invited), number(answered), share(float64(answered) / float64(invited)),
			ui.Badge(component.Success, text.Key("web.gallery.badge_ok")),
		}
	}
	return ui.Section(
		text.Key("web.gallery.tables"),
		ui.Table(component.Table{
			Caption: text.Key("web.gallery.table"),
			Columns: []component.Column{
				{Label: text.Key("web.gallery.column_ministry")},
				{Label: text.Key("web.gallery.column_staff"), Numeric: true},
				{Label: text.Key("web.gallery.column_invited"), Numeric: true},
				{Label: text.Key("web.gallery.column_answered"), Numeric: true},
				{Label: text.Key("web.gallery.column_response"), Numeric: true},
				{Label: text.Key("web.gallery.column_state")},
			},
			Rows: [][]g.Node{
				row("web.gallery.ministry1", 12_480, 6_240, 3_415),
				row("web.gallery.ministry2", 8_035, 4_020, 2_190),
				row("web.gallery.ministry3", 20_735, 10_365, 4_870),
			},
			Total: []g.Node{
				ui.Say(text.Key("web.gallery.total")), number(41_250), number(20_625), number(10_475),
				share(10_475.0 / 20_625), ui.Group(),
			},
			Note: text.Key("web.gallery.table_note"),
		}),
		ui.Summaries(
			component.Summary{Label: text.Key("web.gallery.ground"), Value: ui.Say(text.Key("web.gallery.option1")), Change: "#ground"},
			component.Summary{Label: text.Key("web.gallery.ministry"), Value: ui.Say(text.Key("web.gallery.option2")), Change: "#ministry"},
		),
		ui.Terms(
			component.Term{Name: text.Key("web.gallery.term1"), Value: ui.Say(text.Key("web.gallery.term1_text"))},
			component.Term{Name: text.Key("web.gallery.term2"), Value: ui.Code(text.Key("web.gallery.term2_text"))},
		),
	)
}
