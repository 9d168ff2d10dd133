// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identityweb

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"

	g "maragu.dev/gomponents"

	"baken/ground/identity"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// deviceAge is how long the browser keeps what a sign-in left, in seconds.
const deviceAge = 180 * 24 * 3600

// askCode asks for the code of the app.
func (d *Web) askCode(w http.ResponseWriter, r *http.Request) error {
	to := readWay(r)
	if d.sessions.GetString(r.Context(), stateKey) == "" {
		return web.Redirect(w, r, signInPath(to.back))
	}
	return web.Show(w, r, http.StatusOK, codePage(component.For(r), to, nil))
}

// takeCode takes the code of the app or a recovery code, and signs in.
func (d *Web) takeCode(w http.ResponseWriter, r *http.Request) error {
	if _, err := web.ReadForm(r); err != nil {
		return err
	}
	ui, to, state := component.For(r), readWay(r), d.sessions.GetString(r.Context(), stateKey)
	field, value := identity.ValueCode, r.PostFormValue("code")
	if recovery := r.PostFormValue("recovery"); value == "" && recovery != "" {
		field, value = identity.ValueRecovery, recovery
	}
	var errs component.Errors
	if value == "" && state != "" {
		errs.Add("code", text.Key("identity.code_missing"))
		return web.Show(w, r, http.StatusUnprocessableEntity, codePage(ui, to, errs))
	}
	out, err := d.step(r, state, field, value)
	if errors.Is(err, identity.ErrStartAgain) {
		d.sessions.Remove(r.Context(), stateKey)
		errs.Add("", text.Fault(err))
		ui.Path = signInPath(to.back)
		return web.Show(w, r, http.StatusUnprocessableEntity, signInPage(ui, to, "", errs))
	}
	if refused(err) {
		errs.Add(field, text.Fault(err))
		return web.Show(w, r, http.StatusUnprocessableEntity, codePage(ui, to, errs))
	}
	if err != nil {
		return fmt.Errorf("take the code: %w", err)
	}
	return d.welcome(w, r, out, to)
}

func (d *Web) step(r *http.Request, state, field, value string) (identity.Outcome, error) {
	if state == "" {
		return identity.Outcome{}, identity.ErrStartAgain
	}
	return d.Provider.Step(r.Context(), identity.Answer{
		State: []byte(state), Values: map[string]string{field: value}, Visitor: d.visitor(r),
	})
}

// welcome begins the session of who is known now, under a new token, and
// leads on.
func (d *Web) welcome(w http.ResponseWriter, r *http.Request, out identity.Outcome, to way) error {
	ctx := r.Context()
	if err := d.sessions.RenewToken(ctx); err != nil {
		return fmt.Errorf("begin a session: %w", err)
	}
	d.sessions.Remove(ctx, stateKey)
	d.sessions.Put(ctx, identity.SessionPerson, string(out.Person))
	d.sessions.Put(ctx, identity.SessionDevice, browser(r.UserAgent()))
	d.sessions.Put(ctx, identity.SessionStarted, strconv.FormatInt(d.Now().Unix(), 10))
	http.SetCookie(w, &http.Cookie{
		Name: d.cookie("device"), Value: out.Device, Path: "/", MaxAge: deviceAge,
		HttpOnly: true, Secure: d.HTTPS, SameSite: http.SameSiteLaxMode,
	})
	if to.carried == "" {
		return web.Redirect(w, r, to.back)
	}
	return d.resume(w, r, out.Person, to)
}

func codePage(ui *component.UI, to way, errs component.Errors) g.Node {
	return ui.Page(
		text.Key("identity.code.title"),
		ui.ErrorSummary(errs),
		ui.Form(
			"/sign-in/code",
			to.hidden(ui),
			ui.CodeField(component.Field{
				Name: "code", Label: text.Key("identity.code"), Hint: text.Key("identity.code_hint"), Error: errs.For("code"),
			}),
			ui.Actions(ui.Button(component.Primary, text.Key("identity.sign_in.title"))),
		),
		ui.Section(
			text.Key("identity.recovery.title"),
			ui.Paragraph(text.Key("identity.recovery.about")),
			ui.Form(
				"/sign-in/code",
				to.hidden(ui),
				ui.TextField(component.Field{
					Name: "recovery", Label: text.Key("identity.recovery"), Hint: text.Key("identity.recovery_hint"),
					Error: errs.For("recovery"), Autocomplete: "off", Width: 12,
				}),
				ui.Actions(ui.Button(component.Secondary, text.Key("identity.recovery.use"))),
			),
		),
	)
}
