// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package chart

import (
	"math"
	"strconv"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"baken/internal/text"
	"baken/internal/web/component"
)

// Mark is the symbol of a point. Shapes tell marks apart, not colours.
type Mark int

// The marks.
const (
	Disc     Mark = iota // between the limits
	Diamond              // beyond the inner limits
	Triangle             // beyond the outer limits
)

// Point is a group in a funnel plot: so many, and from where to where its
// figure lies.
type Point struct {
	Number    int // by which the table names it
	N         int64
	Low, High float64
	Mark      Mark
}

// Limit is where the figure of a group of N lies by chance.
type Limit struct {
	N                              int64
	LowOuter, Low, High, HighOuter float64
}

// FunnelPlot is figures of groups of many sizes, within limits that narrow as
// the groups grow.
type FunnelPlot struct {
	ID           string
	Title, About text.Text
	Across, Up   text.Text // what the axes measure
	Target       text.Text // what the line in the middle is
	Inner, Outer text.Text // what the lines beside it are
	Marks        [3]text.Text
	Unit         Unit
	Low, High    float64 // of all groups together
	Points       []Point
	Limits       []Limit
	Table        component.Table // the same numbers
}

// field places a point on the width and the height of the plot.
type field struct{ x, y scale }

// Funnel draws figures of groups by how many they are of, within their limits.
// What rounding leaves open of a figure is drawn as a line through its mark.
func Funnel(ui *component.UI, p FunnelPlot) g.Node {
	f := p.field()
	p.Table.ID = p.ID + "-table"
	return h.Figure(
		h.Class("baken-chart baken-chart--funnel"), h.Aria("labelledby", p.ID+"-title"),
		h.FigCaption(
			h.P(h.Class("baken-chart__title"), h.ID(p.ID+"-title"), ui.Say(p.Title)),
			h.P(h.Class("baken-chart__about"), h.ID(p.ID+"-about"), ui.Say(p.About)),
		),
		p.legend(ui),
		h.Div(
			h.Class("baken-funnel"), h.Role("img"), h.Aria("labelledby", p.ID+"-title"), h.Aria("describedby", p.ID+"-about"), h.Aria("details", p.Table.ID),
			h.P(h.Class("baken-chart__unit"), ui.Say(p.Up)),
			canvas("baken-funnel__canvas", f.grid(ui), p.curves(f), g.Map(p.Points, func(one Point) g.Node { return one.draw(ui, f) })),
			h.Div(
				h.Class("baken-chart__axis"),
				canvas("baken-chart__ticks", g.Map(f.x.ticks, func(x float64) g.Node {
					at := f.x.place(x)
					return words(ui, "baken-chart__tick", at, "1.1em", anchor(at), f.x.tick(x))
				})),
				h.P(h.Class("baken-chart__unit"), ui.Say(p.Across)),
			),
		),
		ui.Table(p.Table),
	)
}

func (p FunnelPlot) field() field {
	most := 1.0
	low, high := p.Low, p.High
	take := func(n int64, from, to float64) {
		most, low, high = max(most, float64(n)), min(low, from), max(high, to)
	}
	for _, one := range p.Points {
		take(one.N, one.Low, one.High)
	}
	for _, l := range p.Limits {
		take(l.N, l.LowOuter, l.HighOuter)
	}
	up := linear(low, high, low, p.Unit)
	rise := up.place
	up.place = func(x float64) float64 { return 100 - rise(x) }
	return field{x: linear(0, most, 0, Amount), y: up}
}

// grid draws the lines across, with their numbers on them.
func (f field) grid(ui *component.UI) g.Node {
	return g.Map(f.y.ticks, func(y float64) g.Node {
		at := f.y.place(y)
		return g.Group{
			line("baken-chart__grid", 0, percent(at), 100, percent(at)),
			g.El("text", g.Attr("class", "baken-chart__tick"), g.Attr("x", "0"), g.Attr("y", percent(at)), g.Attr("dy", "-0.25em"), ui.Say(f.y.tick(y))),
		}
	})
}

func (p FunnelPlot) curves(f field) g.Node {
	var out []g.Node
	for _, y := range []float64{p.Low, p.High} {
		out = append(out, line("baken-funnel__target", 0, percent(f.y.place(y)), 100, percent(f.y.place(y))))
	}
	curve := func(class string, of func(Limit) float64) {
		for i := 1; i < len(p.Limits); i++ {
			a, b := p.Limits[i-1], p.Limits[i]
			out = append(out, line(class, f.x.place(float64(a.N)), percent(f.y.place(of(a))), f.x.place(float64(b.N)), percent(f.y.place(of(b)))))
		}
	}
	curve("baken-funnel__outer", func(l Limit) float64 { return l.LowOuter })
	curve("baken-funnel__outer", func(l Limit) float64 { return l.HighOuter })
	curve("baken-funnel__inner", func(l Limit) float64 { return l.Low })
	curve("baken-funnel__inner", func(l Limit) float64 { return l.High })
	return g.Group(out)
}

func (one Point) draw(ui *component.UI, f field) g.Node {
	x, y := f.x.place(float64(one.N)), f.y.place((one.Low+one.High)/2)
	name := words(ui, "baken-funnel__number", x, percent(y), "start", text.Number(one.Number))
	if x > 94 {
		name = words(ui, "baken-funnel__number", x, percent(y), "end", text.Number(one.Number))
	}
	return g.Group{
		line("baken-chart__whisker baken-chart__whisker--edge", x, percent(f.y.place(one.Low)), x, percent(f.y.place(one.High))),
		line("baken-chart__whisker", x, percent(f.y.place(one.Low)), x, percent(f.y.place(one.High))),
		one.Mark.draw(x, y), name,
	}
}

// draw places a mark by percentages: only a nested picture can place a shape so.
func (m Mark) draw(x, y float64) g.Node {
	shapes := map[Mark]string{Disc: "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0 -12 0Z", Diamond: "M0 -9L9 0L0 9L-9 0Z", Triangle: "M0 -10L10 8L-10 8Z"}
	return g.El("svg", g.Attr("x", percent(x)), g.Attr("y", percent(y)), g.Attr("overflow", "visible"), g.Attr("width", "1"), g.Attr("height", "1"),
		g.El("path", g.Attr("class", "baken-funnel__mark baken-funnel__mark--"+strconv.Itoa(int(m))), g.Attr("d", shapes[m])))
}

func words(ui *component.UI, class string, x float64, y, side string, what text.Text) g.Node {
	away := map[string]string{"start": "12", "end": "-12"}[side]
	if class == "baken-chart__tick" {
		away = "0"
	}
	return g.El("text", g.Attr("class", class), g.Attr("x", percent(math.Round(x*100)/100)), g.Attr("y", y), g.Attr("dx", away), g.Attr("text-anchor", side), ui.Say(what))
}

func (p FunnelPlot) legend(ui *component.UI) g.Node {
	sample := func(node g.Node, label text.Text) g.Node {
		return h.Li(canvas("baken-chart__sample", node), h.Span(ui.Say(label)))
	}
	across := func(class string) g.Node { return line(class, 0, "50%", 100, "50%") }
	return h.Ul(
		h.Class("baken-chart__legend"),
		g.Map([]Mark{Disc, Diamond, Triangle}, func(m Mark) g.Node { return sample(m.draw(50, 50), p.Marks[m]) }),
		sample(across("baken-funnel__target"), p.Target),
		sample(across("baken-funnel__inner"), p.Inner),
		sample(across("baken-funnel__outer"), p.Outer),
	)
}
