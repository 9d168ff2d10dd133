// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package component

import (
	"fmt"
	"strings"

	"github.com/boombuler/barcode/qr"
	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"baken/internal/text"
)

// quiet is the white edge that a QR code needs on each side, in squares
// (ISO/IEC 18004, 5.3.8).
const quiet = 4

// QR draws a QR code for a camera, black on white in the dark too. Its
// content stands beside it as text, for who has no camera.
func (ui *UI) QR(content string, label text.Text) (g.Node, error) {
	code, err := qr.Encode(content, qr.M, qr.Auto)
	if err != nil {
		return nil, fmt.Errorf("draw a QR code: %w", err)
	}
	size := code.Bounds().Dx()
	dark := func(x, y int) bool {
		r, _, _, _ := code.At(x, y).RGBA()
		return r == 0
	}
	whole := size + 2*quiet
	return h.Div(
		h.Class("baken-qr"),
		g.El(
			"svg",
			g.Attr("viewBox", fmt.Sprintf("0 0 %d %d", whole, whole)), g.Attr("width", "240"), g.Attr("height", "240"),
			g.Attr("role", "img"), h.Aria("label", ui.say(label)), g.Attr("shape-rendering", "crispEdges"),
			g.El("path", g.Attr("fill", "#fff"), g.Attr("d", fmt.Sprintf("M0 0h%dv%dH0z", whole, whole))),
			g.El("path", g.Attr("fill", "#000"), g.Attr("d", squares(size, dark))),
		),
	), nil
}

// squares draws each run of dark squares of a row as one rectangle.
func squares(size int, dark func(x, y int) bool) string {
	var path strings.Builder
	for y := range size {
		for x := 0; x < size; x++ {
			from := x
			for x < size && dark(x, y) {
				x++
			}
			if x > from {
				fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", from+quiet, y+quiet, x-from, x-from)
			}
		}
	}
	return path.String()
}
