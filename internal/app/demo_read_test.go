// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"strings"
	"testing"

	"baken/account/publish"
	"baken/base/disclose"
	"baken/hear/complaint"
	"baken/internal/demo"
	"baken/internal/text"
)

// reader collects what is public, as a reader has it.
type reader struct {
	t        *testing.T
	releases []disclose.PublicTable
	rates    []disclose.PublicTable
	shares   []disclose.Percentages
}

// anybody is how many people shares can be of where that isn't printed.
func anybody() disclose.Span {
	return disclose.Span{Low: disclose.LeastPrinted(disclose.ForEveryone()), High: 2000}
}

// publications reads all bundles on the shelf.
func (r *reader) publications(a *App) {
	r.t.Helper()
	shelf, err := a.figures.Shelf(r.t.Context(), publish.Query{Limit: 100})
	if err != nil {
		r.t.Fatal(err)
	}
	for _, listed := range shelf {
		p, err := a.figures.Open(r.t.Context(), listed.ID)
		if err != nil {
			r.t.Fatal(err)
		}
		b, err := p.Bundle()
		if err != nil {
			r.t.Fatal(err)
		}
		for _, t := range b.Tables {
			for _, row := range t.Rows() {
				r.row(t, row, anybody())
			}
			if public, ok := t.Public(); ok {
				r.releases = append(r.releases, public)
			} else if spec := t.Spec(); len(spec.Columns) == 2 && spec.Columns[1].Unit == disclose.Percent {
				r.rates = append(r.rates, rates(t, p.Title.EN+" "+spec.Columns[0].Title[strings.LastIndex(spec.Columns[0].Title, "_"):]))
			}
		}
	}
}

// row takes the shares of a row, of the people of its first column if that counts them.
func (r *reader) row(t disclose.Table, row disclose.Row, of disclose.Span) {
	columns := t.Spec().Columns
	if base := row.Figures[0]; columns[0].Unit == disclose.People && base.HasValue() {
		of = around(base)
	}
	p := disclose.Percentages{Base: of}
	for k, f := range row.Figures {
		if columns[k].Unit == disclose.Percent && f.Kind == disclose.Rounded {
			p.Of = append(p.Of, f.Percentage())
		}
	}
	if len(p.Of) > 0 {
		r.shares = append(r.shares, p)
	}
}

// column takes the shares of all rows, which are of the same people.
func (r *reader) column(t disclose.Table, of disclose.Span) {
	p := disclose.Percentages{Base: of}
	for _, row := range t.Rows() {
		if f := row.Figures[0]; f.Kind == disclose.Rounded && t.Spec().Columns[0].Unit == disclose.Percent {
			p.Of = append(p.Of, f.Percentage())
		}
	}
	if len(p.Of) > 0 {
		r.shares = append(r.shares, p)
	}
}

// around is what a number of people that was rounded to five can be.
func around(f disclose.Figure) disclose.Span {
	return disclose.Span{Low: max(1, int64(f.Value)-2), High: int64(f.Value) + 2}
}

// desks reads the figures of reports of all desks.
func (r *reader) desks(a *App, world demo.World) {
	r.t.Helper()
	for _, o := range world.Orgs {
		all, err := a.hear.reports.Figures(r.t.Context(), o.ID, says(a))
		if err != nil {
			r.t.Fatal(err)
		}
		for _, f := range all {
			of := anybody()
			if f.Gap { // it says how many reports there are
				gap := f.Tables[len(f.Tables)-1].Rows()[0].Figures[1]
				of = around(gap)
			}
			for _, t := range f.Tables {
				r.column(t, of)
			}
		}
	}
}

// counsellors reads what counsellors counted.
func (r *reader) counsellors(a *App, world demo.World) {
	r.t.Helper()
	for _, o := range world.Orgs {
		all, err := a.help.Figures(r.t.Context(), o.ID, says(a))
		if err != nil {
			r.t.Fatal(err)
		}
		for _, f := range all {
			for _, t := range f.Tables {
				r.column(t, anybody())
			}
		}
	}
}

// complaints reads the uniform figures of the last year of which there are.
func (r *reader) complaints(a *App) {
	r.t.Helper()
	year := a.complaints.Today().Year() - 1
	if a.complaints.Today().Before(complaint.Closes(year)) {
		year--
	}
	all, err := a.complaints.Uniformity(r.t.Context(), year, says(a))
	if err != nil || len(all.Funnels) == 0 || len(all.Endings) != 2 {
		r.t.Fatalf("%d funnels, %d tables of endings: %v", len(all.Funnels), len(all.Endings), err)
	}
	size := map[disclose.Label]disclose.Span{}
	for _, f := range all.Funnels {
		for _, row := range f.Table.Rows() {
			if r.row(f.Table, row, anybody()); f.Measure == complaint.MeasureWithin {
				size[row.Labels[1]] = around(row.Figures[0])
			}
		}
		if f.Measure != complaint.MeasureDuration {
			r.rates = append(r.rates, funnel(f))
		}
	}
	together, by := all.Endings[0], all.Endings[1]
	for _, row := range by.Rows() {
		of, ok := size[row.Labels[0]]
		if !ok {
			r.t.Fatalf("endings of %s, of which no number is printed", row.Labels[0].EN)
		}
		if r.row(by, row, of); row.Reference {
			r.column(together, of)
		}
	}
}

// says says a key in both languages.
func says(a *App) func(key string) disclose.Label {
	return func(key string) disclose.Label {
		say := func(l text.Lang) string { return text.Key(key).In(a.catalogue.Printer(l)) }
		return disclose.Label{NL: say(text.NL), EN: say(text.EN)}
	}
}
