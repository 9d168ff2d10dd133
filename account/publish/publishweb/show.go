// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publishweb

import (
	"net/http"
	"strings"

	g "maragu.dev/gomponents"

	"baken/account/publish"
	"baken/base/civil"
	"baken/base/disclose"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
	"baken/internal/web/figure"
)

// show is the public page of one publication.
func (p *Pages) show(w http.ResponseWriter, r *http.Request) error {
	one, err := p.service.Open(r.Context(), publish.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	tree, err := p.service.Today(r.Context())
	if err != nil {
		return err
	}
	ui := component.For(r)
	by := text.With("publish.shelf.by", "org", name(tree, one.Org), "day", text.Day(civil.On(one.Opened)))
	crumbs := ui.Breadcrumb(component.Crumb{Label: text.Key("publish.shelf.title"), Path: "/figures"})
	if one.State == publish.Withdrawn {
		return web.Show(w, r, http.StatusOK, ui.Page(figure.Label(one.Title), crumbs, ui.Lead(by), ui.Notice(
			component.Warning, text.With("publish.show.withdrawn", "day", text.Day(civil.On(one.Closed))),
			ui.Paragraph(figure.Label(one.Why)))))
	}
	body, err := p.content(r, one, "/figures/"+string(one.ID)+"/")
	if err != nil {
		return err
	}
	return web.Show(w, r, http.StatusOK, ui.Page(figure.Label(one.Title), append([]g.Node{crumbs, ui.Lead(by)}, body...)...))
}

// content shows what a bundle says; files is where its files are, or empty
// where they can't be had yet.
func (p *Pages) content(r *http.Request, one publish.Publication, files string) ([]g.Node, error) {
	ui := component.For(r)
	b, err := one.Bundle()
	if err != nil {
		return nil, err
	}
	plan, err := p.plans.Registered(r.Context(), b.Header.Plan, one.Org)
	if err != nil {
		return nil, err
	}
	var body []g.Node
	for paragraph := range strings.SplitSeq(pick(ui, one.Intro), "\n\n") {
		if paragraph != "" {
			body = append(body, ui.Paragraph(text.Data(paragraph)))
		}
	}
	body = append(body, ui.Section(text.Key("publish.show.reading"), ui.Terms(
		component.Term{Name: text.Key("publish.show.population"), Value: ui.Say(figure.Label(b.Header.Population))},
		component.Term{Name: text.Key("publish.show.shows"), Value: ui.Say(figure.Label(b.Header.Shows))},
		component.Term{Name: text.Key("publish.show.shows_not"), Value: ui.Say(figure.Label(b.Header.ShowsNot))},
	)))
	for _, t := range b.Tables {
		var more []g.Node
		if files != "" {
			more = append(more, figure.Download(ui, strings.TrimSuffix(files, "/"), t))
			if choosable(t) {
				more = append(more, ui.Prose(ui.Link(files+"look/"+t.Spec().ID, text.With("publish.look.link", "title", figure.Title(t.Spec())))))
			}
		}
		body = append(body, figure.Section(ui, t, more...))
	}
	return append(body, made(ui, one, b, plan, files)), nil
}

func pick(ui *component.UI, l disclose.Label) string {
	text := l.NL
	if ui.Lang() == "en" {
		text = l.EN
	}
	return strings.ReplaceAll(text, "\r\n", "\n")
}

// made says how the figures came about, and lets anyone check it.
func made(ui *component.UI, one publish.Publication, b disclose.Bundle, plan publish.Registration, files string) g.Node {
	h := b.Header
	body := []g.Node{
		foreseen(ui, plan, plan.Foresight(h.Made, one.Imported)),
		ui.Paragraph(text.Key("publish.show.signed")),
		ui.Terms(
			component.Term{Name: text.Key("publish.show.signer"), Value: ui.Say(text.Data(h.Signer))},
			component.Term{Name: text.Key("publish.show.made_at"), Value: ui.Say(text.Instant(h.Made))},
			component.Term{Name: text.Key("publish.show.key"), Value: ui.Code(text.Data(one.Key))},
			component.Term{Name: text.Key("publish.show.plan"), Value: ui.Code(text.Data(h.Plan))},
			component.Term{Name: text.Key("publish.show.snapshot"), Value: ui.Code(text.Data(h.Snapshot))},
			component.Term{Name: text.Key("publish.show.engine"), Value: ui.Code(text.Data(h.Engine))},
			component.Term{Name: text.Key("publish.show.bundle"), Value: ui.Code(text.Data(one.Hash()))},
		),
	}
	if len(h.Deviations) > 0 {
		items := make([]g.Node, len(h.Deviations))
		for i, n := range figure.Notes(h.Deviations) {
			items[i] = ui.Say(n)
		}
		body = append(body, ui.Notice(component.Warning, text.Key("publish.show.deviations"), ui.List(items...)))
	}
	if files != "" {
		body = append(body, ui.Prose(ui.Download(files+bundleFile, text.Key("publish.show.download"), "bundle", len(one.Raw))))
	}
	return ui.Section(text.Key("publish.show.made"), body...)
}

// foreseen says whether the question was fixed before anybody could know the answer.
func foreseen(ui *component.UI, plan publish.Registration, when publish.Foresight) g.Node {
	said := text.With("publish.show.plan_"+text.Key(when), "at", plan.At)
	if when == publish.Unregistered {
		return ui.Notice(component.Info, said, ui.Paragraph(text.Key("publish.show.plan_why")))
	}
	kind := component.Success
	if when == publish.Afterwards {
		kind = component.Warning
	}
	var more []g.Node
	if plan.Replaces {
		more = append(more, ui.Paragraph(text.Key("publish.show.plan_replaces")))
	}
	if !plan.Left.IsZero() {
		more = append(more, ui.Paragraph(text.With("publish.show.plan_left", "at", plan.Left)))
	}
	return ui.Notice(kind, said, append(more, ui.Prose(ui.Link(plan.Page, text.Key("publish.show.plan_to"))))...)
}

const bundleFile = "figures.bundle"

// file gives a table as a file, or the signed bundle itself.
func (p *Pages) file(w http.ResponseWriter, r *http.Request) error {
	one, err := p.service.Open(r.Context(), publish.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	b, err := one.Bundle()
	if err != nil {
		return publish.ErrNotFound
	}
	asked := r.PathValue("file")
	if asked == bundleFile {
		return send(w, "application/octet-stream", string(one.ID)+".bundle", one.Raw)
	}
	if !figure.Send(w, r, asked, "", b.Tables...) {
		return publish.ErrNotFound
	}
	return nil
}

func send(w http.ResponseWriter, kind, name string, content []byte) error {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", "attachment; filename=\""+name+"\"")
	_, _ = w.Write(content) // a reader who left can't be told
	return nil
}
