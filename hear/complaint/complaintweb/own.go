// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintweb

import (
	"net/http"
	"strings"

	g "maragu.dev/gomponents"

	"baken/hear/complaint"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// drawing is what a page says of words that were drawn, and where it sends that they
// are kept.
type drawing struct {
	title, sent, why, kept text.Key
	to                     string
}

// own draws words for who comes here, and puts them in the place of his own once he
// has kept them.
func (p *Pages) own(w http.ResponseWriter, r *http.Request) error {
	if _, err := web.ReadForm(r); err != nil {
		return err
	}
	words, next := r.PostForm.Get("words"), r.PostForm.Get("next")
	if next == "" {
		return p.showDrawn(w, r, drawing{
			"complaint.follow.owned", "complaint.plain.own_sent", "complaint.plain.own_why", "complaint.plain.own_go", "/complaint/follow/own",
		})
	}
	if err := p.Server.Own(r.Context(), words, next); err != nil {
		return p.refused(w, r, err, words, nil, "")
	}
	return p.done(w, r, next, text.Key("complaint.plain.owned"))
}

// invite draws words for somebody else, and lets him take part once they are kept.
func (p *Pages) invite(w http.ResponseWriter, r *http.Request) error {
	if _, err := web.ReadForm(r); err != nil {
		return err
	}
	words, next, as := r.PostForm.Get("words"), r.PostForm.Get("next"), r.PostForm.Get("capacity")
	if as == "" {
		var errs component.Errors
		errs.Add("capacity", text.Key("complaint.follow.capacity_none"))
		return p.showComplaint(w, r, http.StatusUnprocessableEntity, words, typed{r.PostForm, errs})
	}
	if next == "" {
		return p.showDrawn(w, r, drawing{
			"complaint.follow.invited", "complaint.plain.invite_sent", "complaint.plain.invite_why", "complaint.plain.invite_go", "/complaint/follow/invite",
		})
	}
	if err := p.Server.Invite(r.Context(), words, next, complaint.Capacity(as)); err != nil {
		return p.refused(w, r, err, words, r.PostForm, "")
	}
	return p.done(w, r, words, text.Key("complaint.plain.invited"))
}

// showDrawn shows words that were drawn, with which nothing is done before they are
// kept.
func (p *Pages) showDrawn(w http.ResponseWriter, r *http.Request, d drawing) error {
	ui, next := component.For(r), p.Server.Draw()
	ui.Path = "/complaint/follow"
	kept := []g.Node{ui.Hidden("words", r.PostForm.Get("words")), ui.Hidden("next", strings.Join(next, " "))}
	if as := r.PostForm.Get("capacity"); as != "" {
		kept = append(kept, ui.Hidden("capacity", as))
	}
	return web.Show(w, r, http.StatusOK, ui.Page(
		d.title,
		ui.Away(p.Away, text.Key("complaint.leave")),
		ui.Notice(component.Warning, d.sent),
		drawn(ui, next),
		ui.Paragraph(d.why),
		ui.Form(d.to, append(kept, ui.Actions(ui.Button(component.Primary, d.kept)))...),
	))
}
