// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identityweb

import (
	"fmt"
	"net/http"

	"baken/internal/web"
)

// signOut ends the session.
func (d *Web) signOut(w http.ResponseWriter, r *http.Request) error {
	if err := d.sessions.Destroy(r.Context()); err != nil {
		return fmt.Errorf("sign out: %w", err)
	}
	return web.Redirect(w, r, "/")
}

// endAll ends every session of who asks, this one too.
func (d *Web) endAll(w http.ResponseWriter, r *http.Request) error {
	if err := d.Sessions.EndOthers(r.Context(), d.Actor(r), d.current(r)); err != nil {
		return fmt.Errorf("sign out everywhere: %w", err)
	}
	return d.signOut(w, r)
}

// endSession ends one other session of who asks.
func (d *Web) endSession(w http.ResponseWriter, r *http.Request) error {
	if _, err := web.ReadForm(r); err != nil {
		return err
	}
	if r.PostFormValue("session") == d.current(r) {
		return d.signOut(w, r)
	}
	if err := d.Sessions.End(r.Context(), d.Actor(r), r.PostFormValue("session")); err != nil {
		return fmt.Errorf("end a session: %w", err)
	}
	return web.Redirect(w, r, "/account")
}
