// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportweb

import (
	"net/http"
	"slices"
	"strconv"

	g "maragu.dev/gomponents"

	"baken/base/civil"
	"baken/ground/org"
	"baken/hear/report"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
	"baken/internal/web/figure"
)

// figures shows what was counted of reports: of which organisations, or of one.
func (p *Pages) figures(w http.ResponseWriter, r *http.Request) error {
	choices, err := p.Service.Choices(r.Context())
	if err != nil {
		return err
	}
	ui := component.For(r)
	ui.Path = "/report/figures"
	var links []g.Node
	for _, c := range choices {
		links = append(links, ui.Link("/report/figures/"+string(c.Org), name(c.Name)))
	}
	body := ui.EmptyState(text.Key("report.start.nobody"), text.Key("report.start.nobody_why"))
	if len(links) > 0 {
		body = ui.Section(text.Key("report.figures.choose"), ui.List(links...))
	}
	return web.Show(w, r, http.StatusOK, ui.Page(
		text.Key("report.figures.title"),
		ui.Breadcrumb(component.Crumb{Label: text.Key("report.start.title"), Path: "/report"}),
		ui.Lead(text.Key("report.figures.lead")),
		ui.List(
			ui.Say(text.Key("report.figures.how_counted")),
			ui.Say(text.With("report.figures.how_few", "n", int(report.LeastTallies()))),
			ui.Say(text.Key("report.figures.how_printed")),
		),
		body,
	))
}

// figuresOf shows the figures of one organisation, the newest first.
func (p *Pages) figuresOf(w http.ResponseWriter, r *http.Request) error {
	choice, all, err := p.findFigures(r)
	if err != nil {
		return err
	}
	ui := component.For(r)
	ui.Path = "/report/figures/" + string(choice.Org)
	shown, others := ofQuarter(all, r.FormValue("until"))
	var sections []g.Node
	gap := false
	for _, f := range shown {
		var tables []g.Node
		for _, t := range f.Tables {
			tables = append(tables, figure.Section(ui, t, figure.Download(ui, ui.Path, t)))
		}
		if len(tables) == 0 {
			tables = append(tables, ui.Paragraph(text.Key("report.figures.nothing_printed")))
		}
		gap = gap || f.Gap
		sections = append(sections, ui.Section(period(f), tables...))
	}
	if len(all) == 0 {
		sections = append(sections, ui.EmptyState(
			text.Key("report.figures.none"), text.With("report.figures.none_why", "n", int(report.LeastTallies())),
		))
	}
	if !gap {
		sections = append(sections, ui.Section(text.Key("report.figures.title.gap"), ui.Paragraph(text.Key("report.figures.no_survey"))))
	}
	if len(others) > 0 {
		links := make([]g.Node, len(others))
		for i, q := range others {
			links[i] = ui.Link(ui.Path+"?until="+q.String(), quarter(q))
		}
		sections = append(sections, ui.Section(text.Key("report.figures.others"), ui.List(links...)))
	}
	return web.Show(w, r, http.StatusOK, ui.Page(
		text.With("report.figures.of", "org", name(choice.Name)),
		append([]g.Node{ui.Breadcrumb(
			component.Crumb{Label: text.Key("report.start.title"), Path: "/report"},
			component.Crumb{Label: text.Key("report.figures.title"), Path: "/report/figures"},
		)}, sections...)...,
	))
}

// ofQuarter gives the figures up to and including one quarter, the newest when
// there are none of that, and the other quarters.
func ofQuarter(all []report.Figures, until string) (shown []report.Figures, others []civil.Quarter) {
	if len(all) == 0 {
		return nil, nil
	}
	chosen := all[0].Until
	if i := slices.IndexFunc(all, func(f report.Figures) bool { return f.Until.String() == until }); i >= 0 {
		chosen = all[i].Until
	}
	for _, f := range all {
		switch {
		case f.Until == chosen:
			shown = append(shown, f)
		case !slices.Contains(others, f.Until):
			others = append(others, f.Until)
		}
	}
	return shown, others
}

func quarter(q civil.Quarter) text.Text {
	return text.With("report.figures.quarter", "n", q.N(), "year", text.Data(strconv.Itoa(q.Year())))
}

// period says of what a count is, and from when to when.
func period(f report.Figures) text.Text {
	if f.From == f.Until {
		return text.With(text.Key("report.figures.counted."+string(f.Kind)), "quarter", quarter(f.Until))
	}
	return text.With(text.Key("report.figures.counted_until."+string(f.Kind)), "from", quarter(f.From), "quarter", quarter(f.Until))
}

// figuresFile gives one table as a file.
func (p *Pages) figuresFile(w http.ResponseWriter, r *http.Request) error {
	_, all, err := p.findFigures(r)
	if err != nil {
		return err
	}
	for _, f := range all {
		if figure.Send(w, r, r.PathValue("file"), r.PathValue("org")+"-", f.Tables...) {
			return nil
		}
	}
	return report.ErrNotFound
}

func (p *Pages) findFigures(r *http.Request) (c report.Choice, all []report.Figures, err error) {
	choices, err := p.Service.Choices(r.Context())
	if err != nil {
		return c, nil, err
	}
	i := slices.IndexFunc(choices, func(c report.Choice) bool { return c.Org == org.ID(r.PathValue("org")) })
	if i < 0 {
		return c, nil, report.ErrNoDesk
	}
	all, err = p.Service.Figures(r.Context(), choices[i].Org, figure.Labels(p.Catalogue))
	return choices[i], all, err
}
