// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identityweb

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	g "maragu.dev/gomponents"

	"baken/base/fault"
	"baken/ground/identity"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// way is where somebody goes after signing in, with the form that he sent.
type way struct {
	back    string
	carried string
}

func readWay(r *http.Request) way {
	return way{back: web.Within(r.FormValue("back")), carried: r.PostFormValue("carried")}
}

func (w way) hidden(ui *component.UI) g.Node {
	if w.carried == "" {
		return ui.Hidden("back", w.back)
	}
	return ui.Group(ui.Hidden("back", w.back), ui.Hidden("carried", w.carried))
}

func signInPath(back string) string {
	if back == "/" {
		return "/sign-in"
	}
	return "/sign-in?" + url.Values{"back": {back}}.Encode()
}

const stateKey = "sign-in state" // in the session, between two steps

// signIn asks for e-mail address and passphrase, and takes them.
func (d *Web) signIn(w http.ResponseWriter, r *http.Request) error {
	if _, err := web.ReadForm(r); err != nil {
		return err
	}
	ui, to := component.For(r), readWay(r)
	if r.Method != http.MethodPost {
		if d.Actor(r).SignedIn() {
			return web.Redirect(w, r, to.back)
		}
		return web.Show(w, r, http.StatusOK, signInPage(ui, to, "", nil))
	}
	email := strings.TrimSpace(r.PostFormValue("email"))
	var errs component.Errors
	if email == "" {
		errs.Add("email", text.Key("identity.email_missing"))
	}
	if r.PostFormValue("passphrase") == "" {
		errs.Add("passphrase", text.Key("identity.passphrase_missing"))
	}
	if len(errs) > 0 {
		return web.Show(w, r, http.StatusUnprocessableEntity, signInPage(ui, to, email, errs))
	}
	out, err := d.Provider.Step(r.Context(), identity.Answer{
		Values:  map[string]string{identity.ValueEmail: email, identity.ValuePassphrase: r.PostFormValue("passphrase")},
		Visitor: d.visitor(r),
	})
	if refused(err) {
		errs.Add("email", text.Fault(err))
		return web.Show(w, r, http.StatusUnprocessableEntity, signInPage(ui, to, email, errs))
	}
	if err != nil {
		return fmt.Errorf("sign in: %w", err)
	}
	if err := d.sessions.RenewToken(r.Context()); err != nil {
		return fmt.Errorf("begin a session: %w", err)
	}
	d.sessions.Put(r.Context(), stateKey, string(out.State))
	if to.carried == "" {
		return web.Redirect(w, r, "/sign-in/code?"+url.Values{"back": {to.back}}.Encode())
	}
	ui.Path = "/sign-in"
	return web.Show(w, r, http.StatusOK, codePage(ui, to, nil))
}

func (d *Web) visitor(r *http.Request) identity.Visitor {
	v := identity.Visitor{Source: d.Source(r)}
	if c, err := r.Cookie(d.cookie("device")); err == nil {
		v.Device = c.Value
	}
	return v
}

// refused reports whether the visitor is told what was wrong, beside what he
// handed in.
func refused(err error) bool {
	kind := fault.KindOf(err)
	return err != nil && (kind == fault.Unauthenticated || kind == fault.Busy)
}

func signInPage(ui *component.UI, to way, email string, errs component.Errors) g.Node {
	before := ui.Group()
	if to.carried != "" {
		before = ui.Notice(component.Info, text.Key("identity.session_ended"), ui.Paragraph(text.Key("identity.session_ended_kept")))
	}
	return ui.Page(
		text.Key("identity.sign_in.title"),
		ui.ErrorSummary(errs),
		before,
		ui.Form(
			"/sign-in",
			to.hidden(ui),
			ui.EmailField(component.Field{
				Name: "email", Label: text.Key("identity.email"), Value: email,
				Error: errs.For("email"), Autocomplete: "username",
			}),
			ui.PasswordField(component.Field{
				Name: "passphrase", Label: text.Key("identity.passphrase"),
				Error: errs.For("passphrase"), Autocomplete: "current-password",
			}),
			ui.Actions(ui.Button(component.Primary, text.Key("identity.sign_in.next"))),
		),
	)
}
