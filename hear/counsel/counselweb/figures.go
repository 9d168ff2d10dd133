// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselweb

import (
	"bytes"
	"mime"
	"net/http"
	"strconv"

	g "maragu.dev/gomponents"

	"baken/base/disclose"
	"baken/ground/org"
	"baken/hear/counsel"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
	"baken/internal/web/figure"
)

// label says a message key in both languages.
func (p *Pages) label(key string) disclose.Label {
	in := func(l text.Lang) string { return text.Key(key).In(p.Catalogue.Printer(l)) }
	return disclose.Label{NL: in(text.NL), EN: in(text.EN)}
}

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
			csv, err := csvOf(t)
			if err != nil {
				return err
			}
			file := ui.Path + "/" + t.Spec().ID + ".csv"
			tables = append(tables, figure.Section(ui, t, ui.Download(file, text.Key("counsel.figures.csv"), "CSV", len(csv))))
		}
		body = append(body, ui.Section(year, tables...))
	}
	return web.Show(w, r, http.StatusOK, ui.Page(text.With("counsel.figures.title", "org", name(help.Name)), body...))
}

// figuresFile gives one table for machines.
func (p *Pages) figuresFile(w http.ResponseWriter, r *http.Request) error {
	help, all, err := p.findFigures(r)
	if err != nil {
		return err
	}
	for _, f := range all {
		for _, t := range f.Tables {
			if t.Spec().ID+".csv" != r.PathValue("file") {
				continue
			}
			csv, err := csvOf(t)
			if err != nil {
				return err
			}
			name := string(help.Org) + "-counsellors-" + r.PathValue("file")
			w.Header().Set("Content-Type", "text/csv; charset=utf-8")
			w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
			_, err = w.Write(csv)
			return err
		}
	}
	return counsel.ErrNotFound
}

func csvOf(t disclose.Table) ([]byte, error) {
	var csv bytes.Buffer
	err := disclose.CSV(&csv, t)
	return csv.Bytes(), err
}

func (p *Pages) findFigures(r *http.Request) (help counsel.Help, all []counsel.YearFigures, err error) {
	if help, err = p.Service.Help(r.Context(), org.ID(r.PathValue("org"))); err != nil {
		return help, nil, err
	}
	all, err = p.Service.Figures(r.Context(), help.Org, p.label)
	return help, all, err
}
