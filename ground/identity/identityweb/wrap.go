// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identityweb

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"

	"baken/base/fault"
	"baken/ground/identity"
	"baken/ground/org"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

type actorKey struct{}

// Wrap stands around all pages, inside the chassis: it finds out who asks,
// and says so in the page's header.
func (d *Web) Wrap(next http.Handler) http.Handler {
	return d.sessions.LoadAndSave(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		actor, err := d.find(r.Context())
		if err != nil {
			web.ShowError(w, r, err)
			return
		}
		if actor.SignedIn() {
			component.For(r).Account = shown(actor)
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), actorKey{}, actor)))
	}))
}

// shown is how the page's header shows a person: by name, and by a role when
// he has one.
func shown(a org.Actor) *component.Account {
	account := &component.Account{Name: a.Name}
	if len(a.Roles) > 0 {
		account.Role = text.Key(a.Roles[0].Role.Key())
	}
	return account
}

// find gives who the session belongs to. Somebody who is no longer known is
// a visitor.
func (d *Web) find(ctx context.Context) (org.Actor, error) {
	person := org.PersonID(d.sessions.GetString(ctx, identity.SessionPerson))
	if person == "" {
		return org.Public(), nil
	}
	actor, err := d.Actors.Actor(ctx, person)
	if fault.KindOf(err) == fault.NotFound {
		return org.Public(), nil
	}
	if err != nil {
		return org.Actor{}, fmt.Errorf("find who is signed in: %w", err)
	}
	return actor, nil
}

// Actor gives who asks; a visitor where Wrap doesn't stand around.
func (d *Web) Actor(r *http.Request) org.Actor {
	if actor, ok := r.Context().Value(actorKey{}).(org.Actor); ok {
		return actor
	}
	return org.Public()
}

// current names the session of the request.
func (d *Web) current(r *http.Request) string {
	sum := sha256.Sum256([]byte(d.sessions.Token(r.Context())))
	return identity.SessionID(base64.RawURLEncoding.EncodeToString(sum[:]))
}

// Require lets only who is signed in through. Others are asked to sign in and
// then come back: to the page, or to the form that they had sent.
func (d *Web) Require(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if d.Actor(r).SignedIn() {
			next.ServeHTTP(w, r)
			return
		}
		if err := d.turnAway(w, r); err != nil {
			web.ShowError(w, r, err)
		}
	})
}

func (d *Web) turnAway(w http.ResponseWriter, r *http.Request) error {
	path := web.Within(r.URL.RequestURI())
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		return web.Redirect(w, r, signInPath(path))
	}
	form, err := collect(r)
	if err != nil {
		return err
	}
	form.Path = path
	sealed, err := d.Key.Carry(d.Random, form, d.Now())
	if err != nil {
		return fmt.Errorf("keep a form: %w", err)
	}
	ui := component.For(r)
	ui.Path = "/sign-in"
	return web.Show(w, r, http.StatusUnauthorized, signInPage(ui, way{back: path, carried: sealed}, "", nil))
}
