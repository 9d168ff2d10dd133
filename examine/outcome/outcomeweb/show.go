// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomeweb

import (
	"context"
	"net/http"
	"time"

	g "maragu.dev/gomponents"

	"baken/examine/outcome"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
	"baken/internal/web/figure"
)

const (
	planFile  = "plan.yaml"
	proofFile = "proof.txt"
)

// show is the public page of one registered plan.
func (p *Pages) show(w http.ResponseWriter, r *http.Request) error {
	one, err := p.service.Find(r.Context(), r.PathValue("plan"))
	if err != nil {
		return err
	}
	later, err := p.service.Successors(r.Context(), one.Plan)
	if err != nil {
		return err
	}
	tree, err := p.service.Today(r.Context())
	if err != nil {
		return err
	}
	ui := component.For(r)
	body := []g.Node{
		ui.Breadcrumb(component.Crumb{Label: text.Key("outcome.plans.title"), Path: publicPath}),
		ui.Lead(text.With("outcome.plans.by", "org", name(tree, one.Org), "at", one.At)),
	}
	if r.URL.Query().Get("done") == "registered" {
		body = append(body, ui.Notice(component.Success, text.Key("outcome.show.done"), ui.Paragraph(text.Key("outcome.show.done_text"))))
	}
	for _, l := range later {
		body = append(body, ui.Notice(component.Warning, text.With("outcome.show.left", "at", l.At),
			ui.Paragraph(figure.Label(l.Why)), ui.Prose(ui.Link(Address(l.Plan), text.Key("outcome.show.left_to")))))
	}
	if one.Replaces != "" {
		changed, err := p.changes(r.Context(), ui, one)
		if err != nil {
			return err
		}
		body = append(body, ui.Notice(component.Info, text.Key("outcome.show.replaces"),
			ui.Paragraph(figure.Label(one.Why)), changed, ui.Prose(ui.Link(Address(one.Replaces), text.Key("outcome.show.replaces_to")))))
	}
	body = append(body, registered(ui, one)...)
	return web.Show(w, r, http.StatusOK, ui.Page(figure.Label(one.Title), body...))
}

// changes lists what differs from the plan that was left, as the texts have it.
func (p *Pages) changes(ctx context.Context, ui *component.UI, one outcome.Registered) (g.Node, error) {
	before, err := p.service.Find(ctx, one.Replaces)
	if err != nil {
		return nil, err
	}
	all, err := outcome.Changes(before.Raw, one.Raw)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return ui.Paragraph(text.Key("outcome.show.no_change")), nil
	}
	items := make([]g.Node, len(all))
	for i, c := range all {
		items[i] = ui.Say(figure.Note(c.Note()))
	}
	return g.Group{ui.Paragraph(text.Key("outcome.show.changes")), ui.List(items...)}, nil
}

// registered shows a plan as words, as text, and how to check it. A plan of an older form
// than this program reads is shown as text alone.
func registered(ui *component.UI, one outcome.Registered) (body []g.Node) {
	if plan, err := outcome.ParsePlan(one.Raw); err == nil {
		body = reading(ui, plan)
	} else {
		body = []g.Node{ui.Notice(component.Info, text.Key("outcome.show.older"))}
	}
	path := Address(one.Plan) + "/"
	return append(body,
		ui.Section(text.Key("outcome.show.text"),
			ui.CodeBlock(text.Data(string(one.Raw))),
			ui.Prose(ui.Download(path+planFile, text.Key("outcome.show.download"), "YAML", len(one.Raw)))),
		ui.Section(text.Key("outcome.show.check"),
			ui.Paragraph(text.Key("outcome.show.check_text")),
			ui.Terms(component.Term{Name: text.Key("outcome.show.hash"), Value: ui.Code(text.Data(one.Plan))}),
			ui.Prose(ui.Download(path+proofFile, text.Key("outcome.show.proof"), "TXT", 0))),
	)
}

// file gives the plan as it was registered, to the byte.
func (p *Pages) file(w http.ResponseWriter, r *http.Request) error {
	one, err := p.service.Find(r.Context(), r.PathValue("plan"))
	if err != nil {
		return err
	}
	return send(w, "application/yaml", planFile, one.Raw)
}

// patience is how long a reader waits for the log to place a registration.
const patience = 2 * time.Second

// proof gives the file that shows that the log holds the registration.
func (p *Pages) proof(w http.ResponseWriter, r *http.Request) error {
	one, err := p.service.Find(r.Context(), r.PathValue("plan"))
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(r.Context(), patience)
	defer cancel()
	raw, err := p.ledger.Proof(ctx, one)
	if err != nil {
		return err
	}
	return send(w, "text/plain; charset=utf-8", proofFile, raw)
}

func send(w http.ResponseWriter, kind, name string, content []byte) error {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", "attachment; filename=\""+name+"\"")
	_, _ = w.Write(content) // a reader who left can't be told
	return nil
}
