// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselweb

import (
	g "maragu.dev/gomponents"

	"baken/hear/counsel"
	"baken/internal/text"
	"baken/internal/web/component"
)

// spaceYear lets a counsellor's browser count a year, and says what of it goes
// to the server.
func spaceYear(ui *component.UI) g.Node {
	return ui.Details(text.Key("counsel.space.year"),
		ui.Paragraph(text.Key("counsel.space.year.about")),
		ui.Paragraph(text.With("counsel.space.year.few", "n", int(counsel.LeastCounted()))),
		ui.Paragraph(text.Key("counsel.space.year.until")),
		ui.ScriptForm("count",
			ui.Select(component.Field{Name: "year", Label: text.Key("counsel.space.year.which")}),
			ui.Later("counted-seats", ui.Select(component.Field{Name: "counted-seat", Label: text.Key("counsel.space.seat")})),
			ui.Actions(ui.Button(component.Secondary, text.Key("counsel.space.year.send"))),
		),
		ui.Status("counted"),
	)
}
