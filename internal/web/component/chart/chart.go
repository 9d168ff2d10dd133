// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package chart draws figures on the server, as SVG that needs no script and
// no style of its own, with the same numbers in a table below.
//
// A reader who can't see colours tells the groups apart by pattern and label;
// one who can't see the chart has the table, which says all that it says. An
// uncertain figure always shows its interval, and one that may not be
// published shows by a mark, and in words, why it isn't there: it is never drawn as nought.
// Of a figure of which only limits are published the space between these is drawn.
package chart

import (
	"math"
	"strconv"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"baken/internal/text"
	"baken/internal/web/component"
)

// Unit says how the numbers of a chart are printed.
type Unit int

// The units.
const (
	Share  Unit = iota // a share of one, printed as a percentage
	Amount             // a plain number
)

// Interval is the range that a figure lies in.
type Interval struct{ Low, High float64 }

// Row is one group of a chart.
type Row struct {
	Label     text.Text
	Value     float64
	Shown     text.Text // the value as it is printed: the rounding is the caller's
	Interval  *Interval // nil when there is none
	Band      *Interval // all that is published: the figure lies between these; nil where Value is
	Reference bool      // the group that others are compared with; drawn hatched or open
	Missing   text.Text // why there is no value; then nothing is drawn
}

// Plot is a chart with its numbers.
type Plot struct {
	ID        string    // of the figure, unlike others on the page
	Title     text.Text // what it shows, as a finding or a question
	About     text.Text // one sentence for who can't see it: the shape of the numbers
	Axis      text.Text // what the horizontal axis measures
	Intervals text.Text // what the lines mean; nil when there are none
	Bands     text.Text // what the open bars mean; nil when there are none
	Compared  text.Text // what the hatched bars or open dots are; nil when there are none
	Source    text.Text // may be nil
	Rows      []Row
	Table     component.Table // the same numbers
}

// scale places a value on the width of the chart, from 0 to 100.
type scale struct {
	ticks []float64
	place func(x float64) float64
	tick  func(x float64) text.Text
	zero  float64 // where bars begin, or the line of no difference stands
}

// draw makes one row's picture.
type draw func(r Row, s scale, id string) g.Node

func figure(ui *component.UI, p Plot, s scale, kind string, paint draw) g.Node {
	p.Table.ID = p.ID + "-table"
	return h.Figure(
		h.Class("baken-chart baken-chart--"+kind), h.Aria("labelledby", p.ID+"-title"),
		h.FigCaption(
			h.P(h.Class("baken-chart__title"), h.ID(p.ID+"-title"), ui.Say(p.Title)),
			h.P(h.Class("baken-chart__about"), h.ID(p.ID+"-about"), ui.Say(p.About)),
		),
		legend(ui, p, kind),
		h.Div(
			h.Class("baken-chart__plot"), h.Role("img"),
			h.Aria("labelledby", p.ID+"-title"), h.Aria("describedby", p.ID+"-about"), h.Aria("details", p.Table.ID),
			g.Group(rows(ui, p, s, paint)),
			axis(ui, p, s),
		),
		ui.Table(p.Table),
		g.If(p.Source != nil, ui.Small(p.Source)),
	)
}

func rows(ui *component.UI, p Plot, s scale, paint draw) []g.Node {
	var out []g.Node
	for i, r := range p.Rows {
		if r.Missing != nil {
			out = append(out, h.Div(
				h.Class("baken-chart__row"),
				h.Span(h.Class("baken-chart__label"), ui.Say(r.Label)),
				h.Span(h.Class("baken-chart__missing"), nothing(), h.Span(ui.Say(r.Missing))),
			))
			continue
		}
		out = append(out, h.Div(
			h.Class("baken-chart__row"),
			h.Span(h.Class("baken-chart__label"), ui.Say(r.Label)),
			canvas("baken-chart__canvas", grid(s), picture(r, s, p.ID+"-"+strconv.Itoa(i), paint)),
			h.Span(h.Class("baken-chart__value"), ui.Say(r.Shown)),
		))
	}
	return out
}

// picture draws a figure, or between which limits it lies.
func picture(r Row, s scale, id string, paint draw) g.Node {
	if r.Band == nil {
		return paint(r, s, id)
	}
	return band(r, s, id)
}

// nothing is the mark of a figure that isn't there.
func nothing() g.Node {
	return canvas("baken-chart__nothing", g.El("circle", g.Attr("cx", "50%"), g.Attr("cy", "50%"), g.Attr("r", "8")), line("", 29, "71%", 71, "29%"))
}

// canvas is a picture as wide as its place: across it, positions are
// percentages, so lines and letters keep their size on every screen.
func canvas(class string, body ...g.Node) g.Node {
	return g.El("svg", g.Attr("class", class), g.Attr("aria-hidden", "true"), g.Attr("focusable", "false"), g.Group(body))
}

func grid(s scale) g.Node {
	return g.Group{
		g.Map(s.ticks, func(x float64) g.Node { return line("baken-chart__grid", s.place(x), "0", s.place(x), "100%") }),
		line("baken-chart__zero", s.place(s.zero), "0", s.place(s.zero), "100%"),
	}
}

func axis(ui *component.UI, p Plot, s scale) g.Node {
	return h.Div(
		h.Class("baken-chart__row baken-chart__row--axis"),
		h.Span(h.Class("baken-chart__label")),
		h.Div(
			h.Class("baken-chart__axis"),
			canvas("baken-chart__ticks", g.Map(s.ticks, func(x float64) g.Node {
				at := s.place(x)
				return g.El("text", g.Attr("class", "baken-chart__tick"), g.Attr("x", percent(at)), g.Attr("y", "1.1em"),
					g.Attr("text-anchor", anchor(at)), ui.Say(s.tick(x)))
			})),
			h.P(h.Class("baken-chart__unit"), ui.Say(p.Axis)),
		),
		h.Span(h.Class("baken-chart__value")),
	)
}

// anchor keeps the first and the last number of the axis within the chart.
func anchor(at float64) string {
	switch {
	case at < 2:
		return "start"
	case at > 98:
		return "end"
	}
	return "middle"
}

func legend(ui *component.UI, p Plot, kind string) g.Node {
	if p.Intervals == nil && p.Compared == nil && p.Bands == nil {
		return nil
	}
	sample := func(node g.Node, label text.Text) g.Node {
		return h.Li(canvas("baken-chart__sample", node), h.Span(ui.Say(label)))
	}
	whole := scale{place: func(x float64) float64 { return x }}
	compared := Row{Value: 100, Reference: true}
	mark := bar(compared, whole, p.ID+"-legend")
	if kind == "dots" {
		mark = dot(Row{Value: 50, Reference: true}, whole, "")
	}
	return h.Ul(
		h.Class("baken-chart__legend"),
		g.Iff(p.Compared != nil, func() g.Node { return sample(mark, p.Compared) }),
		g.Iff(p.Bands != nil, func() g.Node {
			return sample(band(Row{Band: &Interval{4, 96}}, whole, p.ID+"-legend-band"), p.Bands)
		}),
		g.Iff(p.Intervals != nil, func() g.Node { return sample(whisker(Interval{4, 96}, whole), p.Intervals) }),
	)
}

func percent(x float64) string {
	return strconv.FormatFloat(math.Round(x*1000)/1000, 'f', -1, 64) + "%"
}

func line(class string, x1 float64, y1 string, x2 float64, y2 string) g.Node {
	return g.El("line", g.Attr("class", class), g.Attr("x1", percent(x1)), g.Attr("y1", y1),
		g.Attr("x2", percent(x2)), g.Attr("y2", y2))
}
