// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identityweb

import (
	"errors"
	"net/http"
	"strings"

	g "maragu.dev/gomponents"

	"baken/base/fault"
	"baken/ground/identity"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// invitationPath is where an invitation is used.
func invitationPath(token string) string { return "/invitation/" + token }

// invitation shows what a link is for and asks for a passphrase. Looking uses
// nothing up, so that a program that follows links does no harm.
func (d *Web) invitation(w http.ResponseWriter, r *http.Request) error {
	return d.askPassphrase(w, r, http.StatusOK, nil)
}

func (d *Web) askPassphrase(w http.ResponseWriter, r *http.Request, status int, errs component.Errors) error {
	welcome, err := d.Invitations.Open(r.Context(), r.PathValue("token"))
	if err != nil {
		return deadLink(w, r, err)
	}
	ui := component.For(r)
	ui.Path = invitationPath(r.PathValue("token"))
	return privately(w, r, status, passphrasePage(ui, welcome, errs))
}

// choose takes the passphrase and shows the secret for the code app.
func (d *Web) choose(w http.ResponseWriter, r *http.Request) error {
	if _, err := web.ReadForm(r); err != nil {
		return err
	}
	var errs component.Errors
	phrase := r.PostFormValue("passphrase")
	if phrase == "" {
		errs.Add("passphrase", text.Key("identity.invitation.choose"))
		return d.askPassphrase(w, r, http.StatusUnprocessableEntity, errs)
	}
	if phrase != r.PostFormValue("again") {
		errs.Add("again", text.Key("identity.invitation.differ"))
		return d.askPassphrase(w, r, http.StatusUnprocessableEntity, errs)
	}
	setup, err := d.Invitations.Choose(r.Context(), r.PathValue("token"), phrase)
	if fault.KindOf(err) == fault.Invalid {
		errs.Add("passphrase", text.Fault(err))
		return d.askPassphrase(w, r, http.StatusUnprocessableEntity, errs)
	}
	if err != nil {
		return deadLink(w, r, err)
	}
	return showSetup(w, r, http.StatusOK, setup, nil)
}

// accept takes the first code of the app and makes the account.
func (d *Web) accept(w http.ResponseWriter, r *http.Request) error {
	if _, err := web.ReadForm(r); err != nil {
		return err
	}
	token, sealed := r.PathValue("token"), r.PostFormValue("sealed")
	var errs component.Errors
	codes, err := d.Invitations.Accept(r.Context(), token, sealed, r.PostFormValue("code"))
	switch {
	case errors.Is(err, identity.ErrCode):
		setup, err := d.Invitations.Again(r.Context(), token, sealed)
		if err != nil {
			return deadLink(w, r, err)
		}
		errs.Add("code", text.Key("identity.invitation.code_wrong"))
		return showSetup(w, r, http.StatusUnprocessableEntity, setup, errs)
	case errors.Is(err, identity.ErrSealed):
		errs.Add("passphrase", text.Key("identity.invitation.again_from_start"))
		return d.askPassphrase(w, r, http.StatusUnprocessableEntity, errs)
	case err != nil:
		return deadLink(w, r, err)
	}
	ui := component.For(r)
	ui.Path = "/sign-in"
	return web.Show(w, r, http.StatusOK, donePage(ui, codes))
}

// privately shows a page that no browser and no proxy keeps, since its
// address is a secret.
func privately(w http.ResponseWriter, r *http.Request, status int, page g.Node) error {
	w.Header().Set("Cache-Control", "no-store")
	return web.Show(w, r, status, page)
}

// deadLink says why an invitation doesn't work and what to do.
func deadLink(w http.ResponseWriter, r *http.Request, err error) error {
	if fault.KindOf(err) != fault.NotFound {
		return err
	}
	ui := component.For(r)
	ui.Path = "/sign-in"
	body := []g.Node{ui.Lead(text.Fault(err))}
	if errors.Is(err, identity.ErrInvitationUsed) {
		body = append(body, ui.Actions(ui.LinkButton("/sign-in", text.Key("identity.sign_in.title"))))
	}
	return web.Show(w, r, web.Status(err), ui.Page(text.Key("identity.invitation.dead"), body...))
}

func steps(ui *component.UI, now int) g.Node {
	return ui.Steps(
		now, text.Key("identity.passphrase"), text.Key("identity.invitation.app"), text.Key("identity.codes.title"),
	)
}

func passphrasePage(ui *component.UI, w identity.Welcome, errs component.Errors) g.Node {
	title, warning := text.Key("identity.invitation.title"), ui.Group()
	if w.Renews {
		title = text.Key("identity.invitation.title_renew")
		warning = ui.Notice(component.Warning, text.Key("identity.invitation.renews"), ui.Paragraph(text.Key("identity.invitation.renews_text")))
	}
	return ui.Page(
		title,
		ui.ErrorSummary(errs),
		steps(ui, 1),
		ui.Lead(text.With("identity.invitation.for", "name", text.Data(w.Name), "email", text.Data(w.Email))),
		warning,
		ui.Form(
			ui.Path,
			ui.PasswordField(component.Field{
				Name: "passphrase", Label: text.Key("identity.invitation.passphrase"), Hint: text.Key("identity.invitation.passphrase_hint"),
				Error: errs.For("passphrase"), Autocomplete: "new-password",
			}),
			ui.PasswordField(component.Field{
				Name: "again", Label: text.Key("identity.invitation.again"), Error: errs.For("again"), Autocomplete: "new-password",
			}),
			ui.Actions(ui.Button(component.Primary, text.Key("identity.sign_in.next"))),
		),
		ui.Small(text.With("identity.invitation.until", "until", text.Instant(w.Until))),
	)
}

func showSetup(w http.ResponseWriter, r *http.Request, status int, s identity.Setup, errs component.Errors) error {
	ui := component.For(r)
	ui.Path = invitationPath(r.PathValue("token"))
	picture, err := ui.QR(s.URL, text.Key("identity.invitation.picture"))
	if err != nil {
		return err
	}
	return privately(w, r, status, ui.Page(
		text.Key("identity.invitation.app_title"),
		ui.ErrorSummary(errs),
		steps(ui, 2),
		ui.Lead(text.Key("identity.invitation.app_lead")),
		ui.Section(
			text.Key("identity.invitation.scan"),
			picture,
			ui.Paragraph(text.Key("identity.invitation.type")),
			ui.Prose(ui.Code(text.Data(inFours(s.Secret)))),
		),
		ui.Section(
			text.Key("identity.invitation.prove"),
			ui.Form(
				ui.Path+"/code",
				ui.Hidden("sealed", s.Sealed),
				ui.CodeField(component.Field{
					Name: "code", Label: text.Key("identity.code"), Hint: text.Key("identity.code_hint"), Error: errs.For("code"),
				}),
				ui.Actions(ui.Button(component.Primary, text.Key("identity.invitation.make"))),
			),
		),
	))
}

// inFours sets a secret in groups of four letters, to be typed over.
func inFours(secret string) string {
	var groups []string
	for ; len(secret) > 4; secret = secret[4:] {
		groups = append(groups, secret[:4])
	}
	return strings.Join(append(groups, secret), " ")
}

func donePage(ui *component.UI, codes []string) g.Node {
	var items []g.Node
	for _, c := range codes {
		items = append(items, ui.Code(text.Data(c)))
	}
	return ui.Page(
		text.Key("identity.invitation.done_title"),
		steps(ui, 3),
		ui.Confirmation(text.Key("identity.invitation.done")),
		ui.Lead(text.Key("identity.codes.about_each")),
		ui.List(items...),
		ui.Paragraph(text.Key("identity.codes.new_about")),
		ui.Paragraph(text.Key("identity.invitation.done_code")),
		ui.Actions(ui.LinkButton("/sign-in", text.Key("identity.invitation.to_sign_in"))),
	)
}
