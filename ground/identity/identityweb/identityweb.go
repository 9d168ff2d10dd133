// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package identityweb is the door: the pages to sign in and out, the account
// page, and what stands around all other pages to know who asks.
//
// It promises that who typed in a form while his session ended loses nothing
// of it, with or without JavaScript.
package identityweb

import (
	"context"
	"embed"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"baken/ground/identity"
	"baken/ground/org"
	"baken/internal/web"
)

// Text holds the messages of these pages.
//
//go:embed text/nl.json text/en.json
var Text embed.FS

// Actors gives a person as he may act now; org.Service does.
type Actors interface {
	Actor(ctx context.Context, id org.PersonID) (org.Actor, error)
}

// Sessions keeps sessions; identitydb does.
type Sessions interface {
	scs.CtxStore
	identity.Sessions
}

// Config is what the pages work with.
type Config struct {
	Provider identity.Provider // how people sign in; nil is Local
	Local    *identity.Local   // accounts that are kept here
	// Invitations lets people make their own accounts; without it there are
	// no pages for that.
	Invitations *identity.Invitations
	Site        string // address as people type it, before the path of an invitation
	Actors      Actors
	Sessions    Sessions
	Lifetimes   identity.Lifetimes // zero is identity.DefaultLifetimes
	Key         identity.Key
	Now         func() time.Time
	Random      io.Reader
	HTTPS       bool // served over TLS; without it cookies can't be Secure
	// Source gives the network address of who asks; nil takes the other end
	// of the connection. Behind a proxy that the operator trusts it reads the
	// header that this proxy sets.
	Source func(*http.Request) string
}

// Web is the door.
type Web struct {
	Config
	sessions *scs.SessionManager
}

// New makes the door.
func New(c Config) (*Web, error) {
	if c.Local == nil || c.Actors == nil || c.Sessions == nil || c.Now == nil || c.Random == nil {
		return nil, fmt.Errorf("identityweb: Local, Actors, Sessions, Now and Random are needed")
	}
	if c.Provider == nil {
		c.Provider = c.Local
	}
	if c.Lifetimes == (identity.Lifetimes{}) {
		c.Lifetimes = identity.DefaultLifetimes()
	}
	if c.Source == nil {
		c.Source = remote
	}
	return &Web{Config: c, sessions: c.manager()}, nil
}

// manager keeps a session in a cookie of the browser's session, under
// __Host-: no other host, path or plain connection can set or read it.
func (c Config) manager() *scs.SessionManager {
	return &scs.SessionManager{ // not scs.New, which starts a goroutine for a store of its own
		Store:            c.Sessions,
		HashTokenInStore: true,
		Codec:            identity.Codec{},
		IdleTimeout:      c.Lifetimes.Idle,
		Lifetime:         c.Lifetimes.Absolute,
		ErrorFunc:        web.ShowError,
		Cookie: scs.SessionCookie{
			Name: c.cookie("session"), Path: "/",
			HttpOnly: true, Secure: c.HTTPS, SameSite: http.SameSiteLaxMode,
		},
	}
}

func (c Config) cookie(name string) string {
	if c.HTTPS {
		return "__Host-baken-" + name
	}
	return "baken-" + name
}

func remote(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// signInBody is how much a sign-in page takes: a form of one page, sealed.
const signInBody = 2 << 20

// Public adds the pages to sign in and out.
func (d *Web) Public(mux *http.ServeMux) {
	mux.Handle("GET /sign-in", web.Handle(d.signIn))
	mux.Handle("POST /sign-in", web.Upload(signInBody, d.signIn))
	mux.Handle("GET /sign-in/code", web.Handle(d.askCode))
	mux.Handle("POST /sign-in/code", web.Upload(signInBody, d.takeCode))
	mux.Handle("POST /sign-out", web.Handle(d.signOut))
	if d.Invitations != nil {
		mux.Handle("GET /invitation/{token}", web.Handle(d.invitation))
		mux.Handle("POST /invitation/{token}", web.Handle(d.choose))
		mux.Handle("POST /invitation/{token}/code", web.Handle(d.accept))
	}
}

// Private adds the pages about one's own account, and those on which an
// administrator invites people to make theirs. They stand behind Require.
func (d *Web) Private(mux *http.ServeMux) {
	mux.Handle("GET /account", web.Handle(d.account))
	mux.Handle("POST /account/sessions/end", web.Handle(d.endSession))
	mux.Handle("POST /account/sessions/end-all", web.Handle(d.endAll))
	mux.Handle("POST /account/recovery-codes", web.Handle(d.renewCodes))
	if d.Invitations != nil {
		mux.Handle("GET /desk/people/{person}/account", web.Handle(d.standing))
		mux.Handle("POST /desk/people/{person}/account/invite", web.Handle(d.invite))
		mux.Handle("POST /desk/people/{person}/account/withdraw", web.Handle(d.withdraw))
	}
}
