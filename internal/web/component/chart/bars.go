// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package chart

import (
	g "maragu.dev/gomponents"

	"baken/internal/web/component"
)

// Bars compares groups by the length of a bar from nought. Values below
// nought are drawn by Differences, not by Bars.
func Bars(ui *component.UI, p Plot, unit Unit) g.Node {
	_, high := bounds(p.Rows)
	return figure(ui, p, linear(0, high, 0, unit), "bars", bar)
}

func bar(r Row, s scale, id string) g.Node {
	from, to := s.place(s.zero), s.place(max(r.Value, 0))
	rect := func(class string, attrs ...g.Node) g.Node {
		return g.El("rect", g.Attr("class", class), g.Attr("x", percent(from)), g.Attr("y", "20%"),
			g.Attr("width", percent(to-from)), g.Attr("height", "60%"), g.Group(attrs))
	}
	return g.Group{
		g.If(!r.Reference, rect("baken-chart__bar")),
		g.If(r.Reference, g.Group{
			hatch(id),
			rect("baken-chart__reference", g.Attr("fill", "url(#"+id+")")),
		}),
		intervalOf(r, s),
	}
}

// band draws the space between limits: a bar that is open, so that nobody takes its ends for
// figures.
func band(r Row, s scale, id string) g.Node {
	from, to := s.place(r.Band.Low), s.place(r.Band.High)
	rect := func(class string, attrs ...g.Node) g.Node {
		return g.El("rect", g.Attr("class", class), g.Attr("x", percent(from)), g.Attr("y", "25%"),
			g.Attr("width", percent(to-from)), g.Attr("height", "50%"), g.Group(attrs))
	}
	if r.Reference {
		return g.Group{hatch(id), rect("baken-chart__band-reference", g.Attr("fill", "url(#"+id+")"))}
	}
	return rect("baken-chart__band")
}

// hatch is the pattern of the group that others are compared with.
func hatch(id string) g.Node {
	return g.El("defs", g.El(
		"pattern",
		g.Attr("id", id), g.Attr("width", "7"), g.Attr("height", "7"),
		g.Attr("patternUnits", "userSpaceOnUse"), g.Attr("patternTransform", "rotate(45)"),
		g.El("rect", g.Attr("class", "baken-chart__hatch-paper"), g.Attr("width", "7"), g.Attr("height", "7")),
		g.El("line", g.Attr("class", "baken-chart__hatch"),
			g.Attr("x1", "0"), g.Attr("y1", "0"), g.Attr("x2", "0"), g.Attr("y2", "7")),
	))
}

func intervalOf(r Row, s scale) g.Node {
	if r.Interval == nil {
		return nil
	}
	return whisker(*r.Interval, s)
}

// whisker draws an interval. Its light edge keeps it visible across a bar.
func whisker(i Interval, s scale) g.Node {
	low, high := s.place(i.Low), s.place(i.High)
	strokes := func(class string) g.Node {
		return g.Group{
			line(class, low, "50%", high, "50%"),
			line(class, low, "36%", low, "64%"),
			line(class, high, "36%", high, "64%"),
		}
	}
	return g.Group{strokes("baken-chart__whisker baken-chart__whisker--edge"), strokes("baken-chart__whisker")}
}
