// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselweb

import (
	"net/http"
	"strconv"

	g "maragu.dev/gomponents"

	"baken/ground/org"
	"baken/hear/counsel"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
	"baken/internal/web/figure"
)

// figures shows what the counsellors of an organisation counted, year by year.
func (p *Pages) figures(w http.ResponseWriter, r *http.Request) error {
	help, all, err := p.findFigures(r)
	if err != nil {
		return err
	}
	ui := component.For(r)
	ui.Path = toHelp(help.Org) + "/figures"
	body := []g.Node{
		p.crumbs(ui, help), ui.Lead(text.Key("counsel.figures.lead")),
		ui.List(
			ui.Say(text.Key("counsel.figures.how_counted")), ui.Say(text.With("counsel.figures.how_few", "n", int(counsel.LeastCounted()))),
			ui.Say(text.Key("counsel.figures.how_printed")),
		),
	}
	if len(all) == 0 {
		body = append(body, ui.EmptyState(text.Key("counsel.figures.none"), text.Key("counsel.figures.none_why")))
	}
	for _, f := range all {
		year := text.With("counsel.figures.year", "year", text.Data(strconv.Itoa(f.Year)))
		if len(f.Tables) == 0 {
			body = append(body, ui.Section(year, ui.Paragraph(text.Key("counsel.figures.nothing"))))
			continue
		}
		var tables []g.Node
		for _, t := range f.Tables {
			tables = append(tables, figure.Section(ui, t, figure.Download(ui, ui.Path, t)))
		}
		body = append(body, ui.Section(year, tables...))
	}
	return web.Show(w, r, http.StatusOK, ui.Page(text.With("counsel.figures.title", "org", name(help.Name)), body...))
}

// figuresFile gives one table as a file.
func (p *Pages) figuresFile(w http.ResponseWriter, r *http.Request) error {
	help, all, err := p.findFigures(r)
	if err != nil {
		return err
	}
	for _, f := range all {
		if figure.Send(w, r, r.PathValue("file"), string(help.Org)+"-counsellors-", f.Tables...) {
			return nil
		}
	}
	return counsel.ErrNotFound
}

func (p *Pages) findFigures(r *http.Request) (help counsel.Help, all []counsel.YearFigures, err error) {
	if help, err = p.Service.Help(r.Context(), org.ID(r.PathValue("org"))); err != nil {
		return help, nil, err
	}
	all, err = p.Service.Figures(r.Context(), help.Org, figure.Labels(p.Catalogue))
	return help, all, err
}
