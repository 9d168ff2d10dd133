// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package chart

import (
	g "maragu.dev/gomponents"

	"baken/internal/web/component"
)

// Ratios compares groups by a ratio, on a scale on which twice and half are
// equally far from one: the line of no difference.
func Ratios(ui *component.UI, p Plot) g.Node {
	low, high := bounds(p.Rows)
	return figure(ui, p, logarithmic(low, high), "dots", dot)
}

// Differences compares groups by a difference, around the line of nought.
func Differences(ui *component.UI, p Plot, unit Unit) g.Node {
	low, high := bounds(p.Rows)
	return figure(ui, p, linear(min(low, 0), max(high, 0), 0, unit), "dots", dot)
}

func dot(r Row, s scale, _ string) g.Node {
	class := "baken-chart__dot"
	if r.Reference {
		class += " baken-chart__dot--open"
	}
	return g.Group{
		intervalOf(r, s),
		g.El("circle", g.Attr("class", class), g.Attr("cx", percent(s.place(r.Value))), g.Attr("cy", "50%"), g.Attr("r", "7")),
	}
}
