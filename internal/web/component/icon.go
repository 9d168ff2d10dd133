// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package component

import g "maragu.dev/gomponents"

// icon draws one of our own signs; the text beside it says the same.
func icon(name string) g.Node {
	return g.El(
		"svg",
		g.Attr("class", "baken-icon"), g.Attr("viewBox", "0 0 24 24"), g.Attr("aria-hidden", "true"),
		g.Attr("focusable", "false"), g.Attr("fill", "none"), g.Attr("stroke", "currentColor"),
		g.Attr("stroke-width", "2"), g.Attr("stroke-linecap", "round"), g.Attr("stroke-linejoin", "round"),
		g.Map(strokes(name), func(d string) g.Node { return g.El("path", g.Attr("d", d)) }),
	)
}

func strokes(name string) []string {
	const ring = "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18"
	switch name {
	case "ok":
		return []string{ring, "M8 12.4l2.7 2.7L16 9.6"}
	case "warning":
		return []string{"M12 3.8L2.8 19.6h18.4z", "M12 10v4.2", "M12 17v.01"}
	case "error":
		return []string{"M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3z", "M12 7.8v5", "M12 16.2v.01"}
	case "download":
		return []string{"M12 4v11", "M7.5 11L12 15.5 16.5 11", "M4.5 20h15"}
	case "arrow":
		return []string{"M5 12h13", "M13 7l5 5-5 5"}
	}
	return []string{ring, "M12 11.2V16", "M12 7.8v.01"}
}

// lighthouse is Baken's mark, drawn for it: a beacon with its light.
func lighthouse(name string) g.Node {
	path := func(class, d string) g.Node {
		return g.El("path", g.Attr("class", class), g.Attr("d", d))
	}
	return g.El(
		"svg",
		g.Attr("class", name), g.Attr("viewBox", "0 0 48 48"),
		g.Attr("aria-hidden", "true"), g.Attr("focusable", "false"),
		path("baken-mark__beam", "M19.5 12.5L2 5.5v14zM28.5 12.5L46 5.5v14z"),
		path("baken-mark__light", "M19.5 9h9v7.5h-9z"),
		path("baken-mark__tower", "M24 1.5L31 8H17zM18 18h12l.6 4H17.4zM17.1 24.5h13.8l1 7H16.1zM15.7 34h16.6l1.2 8.5h4V46h-27v-3.5h4z"),
	)
}
