// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identityweb

import (
	"fmt"
	"net/http"

	g "maragu.dev/gomponents"

	"baken/ground/identity"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// account shows where one is signed in, and how many recovery codes are left.
func (d *Web) account(w http.ResponseWriter, r *http.Request) error {
	return d.showAccount(w, r, http.StatusOK, nil)
}

func (d *Web) showAccount(w http.ResponseWriter, r *http.Request, status int, errs component.Errors) error {
	as := d.Actor(r)
	sessions, err := d.Sessions.List(r.Context(), as)
	if err != nil {
		return fmt.Errorf("list sessions: %w", err)
	}
	left, err := d.Local.RecoveryLeft(r.Context(), as)
	if err != nil {
		return fmt.Errorf("count recovery codes: %w", err)
	}
	invited, err := d.invited(r)
	if err != nil {
		return err
	}
	ui := component.For(r)
	ui.Path = "/account"
	return web.Show(w, r, status, accountPage(ui, sessions, d.current(r), left, errs, history(ui, invited, d.Now())))
}

// invited lists the invitations to make one's account, or to make it anew.
func (d *Web) invited(r *http.Request) ([]identity.Invited, error) {
	if d.Invitations == nil {
		return nil, nil
	}
	s, err := d.Invitations.Own(r.Context(), d.Actor(r))
	return s.Invitations, err
}

// renewCodes gives new recovery codes, which are shown this once.
func (d *Web) renewCodes(w http.ResponseWriter, r *http.Request) error {
	if _, err := web.ReadForm(r); err != nil {
		return err
	}
	codes, err := d.Local.RenewRecovery(r.Context(), d.Actor(r), r.PostFormValue("code"), d.visitor(r))
	if refused(err) {
		var errs component.Errors
		errs.Add("code", text.Fault(err))
		return d.showAccount(w, r, http.StatusUnprocessableEntity, errs)
	}
	if err != nil {
		return fmt.Errorf("renew recovery codes: %w", err)
	}
	ui := component.For(r)
	ui.Path = "/account"
	return web.Show(w, r, http.StatusOK, codesPage(ui, codes))
}

func accountPage(ui *component.UI, sessions []identity.Session, current string, left int, errs component.Errors, invited g.Node) g.Node {
	return ui.Page(
		text.Key("identity.account.title"),
		ui.ErrorSummary(errs),
		ui.Section(
			text.Key("identity.sessions.title"),
			sessionTable(ui, sessions, current),
			ui.Form("/account/sessions/end-all", ui.Actions(
				ui.Button(component.Secondary, text.Key("identity.sessions.end_all")),
			)),
		),
		ui.Section(
			text.Key("identity.codes.title"),
			ui.Paragraph(text.With("identity.codes.left", "n", left)),
			ui.Paragraph(text.Key("identity.codes.about")),
			ui.Form(
				"/account/recovery-codes",
				ui.CodeField(component.Field{
					Name: "code", Label: text.Key("identity.code"), Hint: text.Key("identity.code_hint"), Error: errs.For("code"),
				}),
				ui.Actions(ui.Button(component.Secondary, text.Key("identity.codes.renew"))),
			),
		),
		invited,
	)
}

func sessionTable(ui *component.UI, sessions []identity.Session, current string) g.Node {
	t := component.Table{
		Caption: text.Key("identity.sessions.caption"),
		Columns: []component.Column{
			{Label: text.Key("identity.sessions.device")},
			{Label: text.Key("identity.sessions.started")},
			{Label: text.Key("identity.sessions.seen")},
			{Label: text.Key("identity.sessions.action")},
		},
	}
	for _, s := range sessions {
		t.Rows = append(t.Rows, []g.Node{
			ui.Say(device(s.Device)), ui.Say(text.Instant(s.Started)), ui.Say(text.Instant(s.Seen)),
			sessionAction(ui, s, current),
		})
	}
	return ui.Table(t)
}

func sessionAction(ui *component.UI, s identity.Session, current string) g.Node {
	if s.ID == current {
		return ui.Badge(component.Success, text.Key("identity.sessions.this"))
	}
	return ui.Form(
		"/account/sessions/end", ui.Hidden("session", s.ID),
		ui.Button(component.Secondary, text.With("identity.sessions.end", "device", device(s.Device))),
	)
}

func codesPage(ui *component.UI, codes []string) g.Node {
	var items []g.Node
	for _, c := range codes {
		items = append(items, ui.Code(text.Data(c)))
	}
	return ui.Page(
		text.Key("identity.codes.new_title"),
		ui.Lead(text.Key("identity.codes.new_lead")),
		ui.List(items...),
		ui.Paragraph(text.Key("identity.codes.new_about")),
		ui.Actions(ui.LinkButton("/account", text.Key("identity.codes.done"))),
	)
}
