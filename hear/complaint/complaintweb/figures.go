// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintweb

import (
	"net/http"
	"slices"
	"strconv"

	g "maragu.dev/gomponents"

	"baken/base/disclose"
	"baken/hear/complaint"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
	"baken/internal/web/component/chart"
	"baken/internal/web/figure"
)

// figures compares organisations over one closed year: the newest, or that which
// is asked for.
func (p *Pages) figures(w http.ResponseWriter, r *http.Request) error {
	years, err := p.Service.Years(r.Context())
	if err != nil {
		return err
	}
	ui := component.For(r)
	ui.Path = atFigures
	body := []g.Node{
		ui.Breadcrumb(component.Crumb{Label: text.Key("complaint.page.title"), Path: "/complaint"}),
		ui.Lead(text.Key("complaint.figures.lead")),
		ui.List(
			ui.Say(text.Key("complaint.figures.how_counted")), ui.Say(text.With("complaint.figures.how_few", "n", int(disclose.ForEveryone().Intersection))),
			ui.Say(text.Key("complaint.figures.how_printed")),
		),
	}
	if len(years) == 0 {
		body = append(body, ui.EmptyState(text.Key("complaint.figures.none"), text.Key("complaint.figures.none_why")))
		return web.Show(w, r, http.StatusOK, ui.Page(text.Key("complaint.figures.title"), body...))
	}
	year := years[0]
	if asked, err := strconv.Atoi(r.FormValue("year")); err == nil && slices.Contains(years, asked) {
		year = asked
	}
	all, err := p.Service.Uniformity(r.Context(), year, figure.Labels(p.Catalogue))
	if err != nil {
		return err
	}
	body = append(body, ui.Section(text.With("complaint.figures.year", "year", yearOf(year)),
		ui.Prose(ui.Link(reportOf(year), text.With("complaint.figures.report_of", "year", yearOf(year))))))
	if len(all.Funnels) == 0 {
		body = append(body, ui.EmptyState(text.Key("complaint.figures.few"), text.With("complaint.figures.few_why", "n", int(complaint.LeastFigured()))))
	} else {
		body = append(body, limits(ui))
	}
	for _, f := range all.Funnels {
		body = append(body, funnel(ui, f, year))
	}
	if len(years) > 1 {
		var links []g.Node
		for _, y := range years {
			if y != year {
				links = append(links, ui.Link(ui.Path+"?year="+strconv.Itoa(y), text.Data(strconv.Itoa(y))))
			}
		}
		body = append(body, ui.Section(text.Key("complaint.figures.others"), ui.List(links...)))
	}
	return web.Show(w, r, http.StatusOK, ui.Page(text.Key("complaint.figures.title"), body...))
}

const atFigures = "/complaint/figures"

func reportOf(year int) string { return atFigures + "/" + strconv.Itoa(year) }

// yearOf says a year, which is no number with a mark for thousands.
func yearOf(year int) text.Text { return text.Data(strconv.Itoa(year)) }

// limits says what the limits mean, and what they don't.
func limits(ui *component.UI) g.Node {
	return ui.Section(text.Key("complaint.figures.limits"),
		ui.Paragraph(text.Key("complaint.figures.limits_text")),
		ui.List(
			ui.Say(text.Key("complaint.figures.limits_look")), ui.Say(text.Key("complaint.figures.limits_differs")),
			ui.Say(text.Key("complaint.figures.limits_rounding")), ui.Say(text.Key("complaint.figures.limits_not")), ui.Say(text.Key("complaint.figures.limits_many")),
		),
	)
}

// funnel shows a measure: its plot, and the same numbers under it.
func funnel(ui *component.UI, f complaint.Funnel, year int) g.Node {
	say := func(key text.Key) text.Text { return text.Key("complaint.figures." + key) }
	across := say("n.register")
	if f.Measure.Counted() {
		across = say("n.tallies")
	}
	plot := chart.FunnelPlot{
		ID: "funnel-" + string(f.Measure), Title: text.With("complaint.figures.plot", "measure", text.Key(f.Measure.Key())), About: about(f),
		Across: across, Up: text.Key(f.Measure.Key()), Target: say("target"), Inner: say("limits.inner"), Outer: say("limits.outer"),
		Marks: [3]text.Text{say("mark.expected"), say("mark.look"), say("mark.differs")}, Unit: chart.Share, Low: f.Low, High: f.High,
	}
	if f.Measure == complaint.MeasureDuration {
		plot.Unit = chart.Amount
	}
	for _, one := range f.Points {
		plot.Points = append(plot.Points, chart.Point{Number: one.Number, N: one.N, Low: one.Low, High: one.High, Mark: mark(one.Reading)})
	}
	for _, l := range f.Curve {
		plot.Limits = append(plot.Limits, chart.Limit{N: l.N, LowOuter: l.LowOuter, Low: l.Low, High: l.High, HighOuter: l.HighOuter})
	}
	return figure.Drawn(ui, f.Table, func(t component.Table) g.Node {
		plot.Table = t
		return chart.Funnel(ui, plot)
	}, figure.Download(ui, reportOf(year), f.Table))
}

// about says how many organisations stand where.
func about(f complaint.Funnel) text.Text {
	count := map[complaint.Reading]int{}
	for _, one := range f.Points {
		count[one.Reading]++
	}
	return text.With("complaint.figures.plot_about", "n", len(f.Points), "look", count[complaint.Look], "differs", count[complaint.Differs])
}

func mark(r complaint.Reading) chart.Mark {
	switch r {
	case complaint.Look:
		return chart.Diamond
	case complaint.Differs:
		return chart.Triangle
	case complaint.Expected:
	}
	return chart.Disc
}
