// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselweb

import (
	"errors"
	"net/http"
	"net/url"

	"baken/ground/org"
	"baken/hear/counsel"
	"baken/hear/counsel/counselserver"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// asking is the form with which somebody asks for a talk.
type asking struct {
	*typed
	help      counsel.Help
	listeners []counsel.Listener
	full      bool // too many wait for the counsellor who was chosen
}

func (a asking) path() string { return toHelp(a.help.Org) + "/appointment" }

func toHelp(id org.ID) string { return "/help/" + string(id) }

func (p *Pages) asking(r *http.Request, t *typed) (a asking, err error) {
	a.typed = t
	if a.help, err = p.Service.Help(r.Context(), org.ID(r.PathValue("org"))); err != nil {
		return a, err
	}
	a.listeners, err = p.Service.Listeners(r.Context(), a.help.Directory)
	return a, err
}

// appointment asks whom somebody wants to talk with, and how he is reached. It
// works as it stands; a script seals it on the asker's own device.
func (p *Pages) appointment(w http.ResponseWriter, r *http.Request) error {
	a, err := p.asking(r, &typed{values: url.Values{}})
	if err != nil {
		return err
	}
	if string(a.help.Org) != r.PathValue("org") {
		return web.Redirect(w, r, a.path())
	}
	return web.Show(w, r, http.StatusOK, p.askPage(component.For(r), a))
}

// askForTalk takes the form as it comes without JavaScript: it is sealed at
// once, and never kept as it came.
func (p *Pages) askForTalk(w http.ResponseWriter, r *http.Request) error {
	t, err := read(r)
	if err != nil {
		return err
	}
	to := counsel.EntryID(t.line("with"))
	err = p.Server.Ask(r.Context(), org.ID(r.PathValue("org")), to, counselserver.Wish{
		Contact: t.values.Get("contact"), When: t.values.Get("when"), About: t.values.Get("about"),
	})
	a, problem := p.asking(r, t)
	if problem != nil {
		return problem
	}
	ui := component.For(r)
	if err == nil {
		return web.Show(w, r, http.StatusOK, p.askedPage(ui, a, to))
	}
	if !a.misfit(err) {
		return err
	}
	return web.Show(w, r, web.Status(err), p.askPage(ui, a))
}

// misfit takes a fault that can be mended on the page. Where there is one
// counsellor there is no field that a fault about him leads to.
func (a *asking) misfit(err error) bool {
	with := "with"
	if len(a.listeners) == 1 {
		with = ""
	}
	switch {
	case errors.Is(err, counsel.ErrNobody) && a.line("with") == "":
		a.errs.Add(with, text.Key("counsel.talk.whom_none"))
	case errors.Is(err, counsel.ErrNobody):
		a.errs.Add(with, text.Fault(err))
	case errors.Is(err, counsel.ErrFull):
		a.full = true
		a.errs.Add(with, text.Fault(err))
	case errors.Is(err, counsel.ErrReach):
		a.errs.Add("contact", text.Fault(err))
	case errors.Is(err, counsel.ErrRequestLarge):
		a.errs.Add("about", text.Fault(err))
	default:
		return false
	}
	return true
}
