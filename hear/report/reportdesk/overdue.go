// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportdesk

import (
	"net/http"

	g "maragu.dev/gomponents"

	"baken/hear/report"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// overdue shows who answers for a desk where somebody waits too long: the
// organisation, the regime and the days, and nothing else.
func (p *Pages) overdue(w http.ResponseWriter, r *http.Request) error {
	late, err := p.late.Overdue(r.Context(), p.actor(r))
	if err != nil {
		return err
	}
	ui := component.For(r)
	ui.Path = "/desk/overdue"
	terms := report.Promise()
	return web.Show(w, r, http.StatusOK, ui.Page(
		text.Key("report.overdue.title"),
		ui.Lead(text.With("report.overdue.lead", "days", int(terms.Read), "months", int(terms.Feedback))),
		overdueTable(ui, late),
		ui.Paragraph(text.Key("report.overdue.only")),
	))
}

func overdueTable(ui *component.UI, late []report.Overdue) g.Node {
	if len(late) == 0 {
		return ui.EmptyState(text.Key("report.overdue.none"), text.Key("report.overdue.none_text"))
	}
	t := component.Table{
		Caption: text.Key("report.overdue.title"),
		Columns: []component.Column{
			{Label: text.Key("report.overdue.org")},
			{Label: text.Key("report.overdue.regime")},
			{Label: text.Key("report.overdue.days"), Numeric: true},
		},
	}
	for _, o := range late {
		t.Rows = append(t.Rows, []g.Node{
			ui.Say(text.Both(o.Name.NL, o.Name.EN)), ui.Say(text.Key("report.regime." + o.Regime)), ui.Say(text.Number(int(o.Days))),
		})
	}
	return ui.Table(t)
}
