// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package reportdesk has the page on which intake officers read and answer
// reports.
//
// The page that this server sends is empty of reports: it holds screens, words
// and a script. The officer's browser fetches what is sealed and opens it with
// keys that only his passphrase unlocks, so that nothing here ever holds what
// was reported. That is also why this page, unlike all others, can't work
// without JavaScript, and says so.
package reportdesk

import (
	"context"
	"embed"
	"net/http"
	"slices"

	g "maragu.dev/gomponents"

	"baken/ground/org"
	"baken/hear/report"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// Text holds the messages of these pages.
//
//go:embed text
var Text embed.FS

// Late knows what waits too long; report.Service does.
type Late interface {
	Overdue(ctx context.Context, as org.Actor) ([]report.Overdue, error)
}

// Pages are the pages of the desk, and that of who answers for it.
type Pages struct {
	actor func(*http.Request) org.Actor
	late  Late
}

// New makes the pages; actor says who sends a request.
func New(late Late, actor func(*http.Request) org.Actor) *Pages { return &Pages{actor, late} }

// Desk puts the pages for who is signed in on the mux. All addresses are the
// same page: the script shows the list, a case, or the keys of the desk, and
// keeps the officer's keys in memory while he goes from one to the other.
func (p *Pages) Desk(mux *http.ServeMux) {
	mux.Handle("GET /desk/reports", web.Handle(p.page))
	mux.Handle("GET /desk/reports/{case}", web.Handle(p.page))
	mux.Handle("GET /desk/overdue", web.Handle(p.overdue))
}

// Officer reports whether somebody works at a desk. The sealed reports
// themselves are guarded by the service, and by their seal.
func Officer(as org.Actor) bool {
	return slices.ContainsFunc(as.Roles, func(m org.Membership) bool { return m.Role == org.IntakeOfficer })
}

func (p *Pages) page(w http.ResponseWriter, r *http.Request) error {
	if !Officer(p.actor(r)) {
		return org.ErrForbidden
	}
	ui := component.For(r)
	body := []g.Node{
		ui.Script("desk.js"), ui.ScriptTexts(words()...),
		ui.Plain(ui.Notice(
			component.Warning, text.Key("report.desk.plain"),
			ui.Paragraph(text.Key("report.desk.plain_why")), ui.Paragraph(text.Key("report.desk.plain_do")),
		)),
		ui.Part("bar"), ui.Part("desk"), ui.Status("spoken"),
	}
	for _, screens := range [][]g.Node{keyScreens(ui), listScreens(ui), caseScreens(ui), alarms(ui)} {
		body = append(body, screens...)
	}
	return web.Show(w, r, http.StatusOK, ui.Page(text.Key("report.desk.title"), body...))
}
