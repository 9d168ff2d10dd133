// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publishweb

import (
	"net/http"
	"slices"
	"strconv"

	g "maragu.dev/gomponents"

	"baken/account/publish"
	"baken/base/disclose"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
	"baken/internal/web/figure"
)

// choosable tells whether a table crosses several classifications, in which each
// combination is a row of what was released.
func choosable(t disclose.Table) bool { return t.Release() > 0 && len(t.Spec().Heads) > 1 }

// look is the page on which a reader chooses which rows of a table he sees. He can choose
// along the classifications of the table alone, of which all combinations were audited
// together when they were released: no choice makes a figure, or a difference, that isn't
// in the table.
func (p *Pages) look(w http.ResponseWriter, r *http.Request) error {
	one, err := p.service.Open(r.Context(), publish.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	b, err := one.Bundle()
	if err != nil || one.State != publish.Published {
		return publish.ErrNotFound
	}
	at := slices.IndexFunc(b.Tables, func(t disclose.Table) bool { return t.Spec().ID == r.PathValue("table") && choosable(t) })
	if at < 0 {
		return publish.ErrNotFound
	}
	ui, t := component.For(r), b.Tables[at]
	page := "/figures/" + string(one.ID)
	asked := choose(t, r.URL.Query().Get)
	shown := t.Only(asked.has)
	body := []g.Node{
		ui.Breadcrumb(
			component.Crumb{Label: text.Key("publish.shelf.title"), Path: "/figures"},
			component.Crumb{Label: figure.Label(one.Title), Path: page}),
		ui.Lead(text.Key("publish.look.lead")),
		ui.Filter(r.URL.Path, append(asked.fields(ui), ui.Actions(ui.Button(component.Primary, text.Key("publish.look.show"))))...),
	}
	if n := len(shown.Rows()); n > 0 {
		body = append(body, ui.Paragraph(text.With("publish.look.shown", "n", n, "all", len(t.Rows()))), figure.Section(ui, shown, figure.Download(ui, page, t)))
	} else {
		body = append(body, ui.Notice(component.Info, text.Key("publish.look.none"), ui.Paragraph(text.Key("publish.look.none_text"))))
	}
	return web.Show(w, r, http.StatusOK, ui.Page(figure.Title(t.Spec()), body...))
}

// choice is which label of each classification a reader wants to see.
type choice struct {
	heads  []disclose.Label
	labels [][]disclose.Label // of each classification, in the order of rows
	at     []int              // -1: all
}

// choose reads what is asked; anything that isn't there is all.
func choose(t disclose.Table, get func(name string) string) choice {
	c := choice{heads: t.Spec().Heads}
	for k := range c.heads {
		var labels []disclose.Label
		for _, row := range t.Rows() {
			if !slices.Contains(labels, row.Labels[k]) {
				labels = append(labels, row.Labels[k])
			}
		}
		at, err := strconv.Atoi(get(nameOf(k)))
		if err != nil || at < 0 || at >= len(labels) {
			at = -1
		}
		c.labels, c.at = append(c.labels, labels), append(c.at, at)
	}
	return c
}

func nameOf(head int) string { return "by" + strconv.Itoa(head) }

func (c choice) has(row disclose.Row) bool {
	for k, at := range c.at {
		if at >= 0 && row.Labels[k] != c.labels[k][at] {
			return false
		}
	}
	return true
}

func (c choice) fields(ui *component.UI) (out []g.Node) {
	for k, head := range c.heads {
		options := []component.Option{{Value: "all", Label: text.Key("publish.look.all")}}
		for i, l := range c.labels[k] {
			options = append(options, component.Option{Value: strconv.Itoa(i), Label: figure.Label(l)})
		}
		value := "all"
		if c.at[k] >= 0 {
			value = strconv.Itoa(c.at[k])
		}
		out = append(out, ui.Select(component.Field{Name: nameOf(k), Label: figure.Label(head), Value: value}, options...))
	}
	return out
}
