// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintweb

import (
	"net/http"
	"strconv"

	g "maragu.dev/gomponents"

	"baken/hear/complaint"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
	"baken/internal/web/figure"
)

// yearly is the yearly report (Awb 9:12a): each figure with where it comes from.
func (p *Pages) yearly(w http.ResponseWriter, r *http.Request) error {
	all, err := p.findYear(r)
	if err != nil {
		return err
	}
	ui := component.For(r)
	ui.Path = reportOf(all.Year)
	year := yearOf(all.Year)
	body := []g.Node{
		ui.Breadcrumb(
			component.Crumb{Label: text.Key("complaint.page.title"), Path: "/complaint"},
			component.Crumb{Label: text.Key("complaint.figures.title"), Path: atFigures},
		),
		ui.Lead(text.With("complaint.figures.report.lead", "year", year)),
		ui.Paragraph(text.Key("complaint.figures.report.basis")),
	}
	if len(all.Funnels) == 0 {
		body = append(body, ui.EmptyState(text.Key("complaint.figures.few"), text.With("complaint.figures.few_why", "n", int(complaint.LeastFigured()))))
	} else {
		body = append(body, ui.Section(text.Key("complaint.figures.report.whole"), ui.Table(whole(ui, all))))
	}
	for _, t := range all.Endings {
		body = append(body, figure.Section(ui, t, ui.Small(text.Key("complaint.figures.report.source_register")), figure.Download(ui, ui.Path, t)))
	}
	for _, f := range all.Funnels {
		body = append(body, figure.Section(ui, f.Table, ui.Small(sourceOf(f.Measure)), figure.Download(ui, ui.Path, f.Table)))
	}
	return web.Show(w, r, http.StatusOK, ui.Page(text.With("complaint.figures.report.title", "year", year), body...))
}

// whole sets the figures of all organisations together under each other, each
// with the number of complaints that it is of and its source.
func whole(ui *component.UI, all complaint.Figures) component.Table {
	t := component.Table{Caption: text.Key("complaint.figures.report.whole")}
	for _, c := range []string{"measure", "figure", "of", "source"} {
		t.Columns = append(t.Columns, component.Column{Label: text.Key("complaint.figures.report.column." + c), Numeric: c == "figure" || c == "of"})
	}
	for _, f := range all.Funnels {
		row, columns := f.Table.Rows()[0], f.Table.Spec().Columns
		of := ui.Say(figure.Words(row.Figures[0], columns[0].Unit))
		for i, c := range columns[1:] {
			if i+1 >= len(columns)-2 {
				break // the limits, which the whole has none of
			}
			t.Rows = append(t.Rows, []g.Node{
				ui.Say(text.Key(c.Title)), ui.Say(figure.Words(row.Figures[i+1], c.Unit)), of, ui.Say(sourceOf(f.Measure)),
			})
		}
	}
	return t
}

func sourceOf(m complaint.Measure) text.Text {
	if m.Counted() {
		return text.Key("complaint.figures.report.source_tallies")
	}
	return text.Key("complaint.figures.report.source_register")
}

// yearFile gives one table of a year as a file.
func (p *Pages) yearFile(w http.ResponseWriter, r *http.Request) error {
	all, err := p.findYear(r)
	if err != nil {
		return err
	}
	if !figure.Send(w, r, r.PathValue("file"), "complaints-", all.Tables()...) {
		return complaint.ErrNotFound
	}
	return nil
}

func (p *Pages) findYear(r *http.Request) (complaint.Figures, error) {
	year, err := strconv.Atoi(r.PathValue("year"))
	if err != nil {
		return complaint.Figures{}, complaint.ErrNotFound
	}
	return p.Service.Uniformity(r.Context(), year, figure.Labels(p.Catalogue))
}
