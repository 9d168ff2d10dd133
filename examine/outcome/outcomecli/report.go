// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomecli

import (
	"bytes"

	g "maragu.dev/gomponents"

	"baken/internal/text"
	"baken/internal/web/component"
	"baken/internal/web/figure"
)

// report draws the result as a page that stands by itself.
func report(o Outcome, p *text.Printer) ([]byte, error) {
	ui := &component.UI{Printer: p}
	body := []g.Node{
		ui.Lead(figure.Label(o.Plan.Population)),
		ui.Section(
			text.Key("outcome.report.reading"),
			ui.Terms(
				component.Term{Name: text.Key("outcome.report.shows"), Value: ui.Say(figure.Label(o.Plan.Shows))},
				component.Term{Name: text.Key("outcome.report.shows_not"), Value: ui.Say(figure.Label(o.Plan.ShowsNot))},
			),
		),
	}
	for _, t := range o.Result.Tables {
		body = append(body, figure.Section(ui, t))
	}
	body = append(body, ui.Section(
		text.Key("outcome.report.made"),
		ui.Terms(
			component.Term{Name: text.Key("outcome.report.plan"), Value: ui.Code(text.Data(o.Header.Plan))},
			component.Term{Name: text.Key("outcome.report.snapshot"), Value: ui.Code(text.Data(o.Header.Snapshot))},
			component.Term{Name: text.Key("outcome.report.engine"), Value: ui.Say(text.Data(o.Header.Engine))},
			component.Term{Name: text.Key("outcome.report.at"), Value: ui.Say(text.Instant(o.Header.Made))},
		),
	))
	page, err := ui.Document(figure.Label(o.Plan.Title), body...)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := page.Render(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
