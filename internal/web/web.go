// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package web is the chassis on which all pages run.
//
// It promises that no page runs a script or loads a style that isn't ours,
// that no other site can act in a reader's name, that what is written to the
// log names nobody, and that whatever goes wrong ends in a page that says
// what to do. It sets no cookie but the language.
package web

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"baken/internal/asset"
	"baken/internal/text"
	"baken/internal/web/component"
)

// Config is what the chassis is told once, at start.
type Config struct {
	Catalogue *text.Catalogue
	Log       *slog.Logger
	Version   string
	HTTPS     bool                        // served over TLS, by this program or by what stands before it
	Demo      bool                        // the data is made up; shows the page of components
	Theme     string                      // address of the customer's own tokens, or empty
	Ready     func(context.Context) error // whether the program can serve; nil is always
	Contact   []string                    // for security.txt: mailto: or https: addresses
	Expires   time.Time                   // until when security.txt holds
	Site      string                      // this site's own address, as "https://baken.example"
	MaxBody   int64                       // the largest body that any page takes; 0 is 64 MiB
	Statement string                      // address of the customer's own accessibility statement, or empty
	Prepare   func(*http.Request, *component.UI)
	// Around stands around the chassis' own pages, as around all others: it
	// knows who is signed in. Nil is nothing.
	Around func(http.Handler) http.Handler
}

const (
	pageBody  = 1 << 20  // a form without a file
	wholeBody = 64 << 20 // the largest body by default
)

// New puts the chassis around the pages. Handlers find their UI with
// component.For; what knows who is signed in sets its Account and Navigation,
// between the chassis and the pages.
func New(c Config, pages http.Handler) http.Handler {
	if c.MaxBody == 0 {
		c.MaxBody = wholeBody
	}
	if c.Around == nil {
		c.Around = func(next http.Handler) http.Handler { return next }
	}
	mux := http.NewServeMux()
	mux.Handle("GET "+asset.Prefix, asset.Handler())
	mux.HandleFunc("GET /healthz", health)
	mux.HandleFunc("GET /readyz", c.ready)
	mux.HandleFunc("GET /.well-known/security.txt", c.security)
	mux.HandleFunc("GET /language", c.chooseLanguage)
	mux.Handle("GET /accessibility", c.Around(Handle(c.accessibility)))
	if c.Demo {
		mux.Handle("GET /components", c.Around(Handle(gallery)))
		mux.Handle("POST /components", c.Around(Handle(gallery)))
	}
	mux.Handle("/", pages)
	out := marked(mux)
	out = http.MaxBytesHandler(out, c.MaxBody)
	out = c.guard(out)
	out = c.rescue(out)
	out = c.dress(out)
	out = c.headers(out)
	return c.record(out)
}

// dress gives each request the UI that its pages are drawn with.
func (c Config) dress(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ui := &component.UI{
			Printer:   c.Catalogue.Printer(text.Negotiate(r)),
			Path:      r.URL.RequestURI(),
			Theme:     c.Theme,
			Version:   c.Version,
			Demo:      c.Demo,
			RequestID: traceOf(r).id,
			Contact:   len(c.Contact) > 0,
		}
		r = component.Into(r, ui)
		if c.Prepare != nil {
			c.Prepare(r, ui)
		}
		next.ServeHTTP(w, r)
	})
}

// guard refuses what another site sends in the reader's name.
func (c Config) guard(next http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	protection.SetDenyHandler(Handle(func(http.ResponseWriter, *http.Request) error { return ErrElsewhere }))
	return protection.Handler(next)
}

// rescue turns a panic into the page for our own faults.
func (c Config) rescue(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			p := recover()
			if p == nil {
				return
			}
			if err, ok := p.(error); ok && errors.Is(err, http.ErrAbortHandler) {
				panic(p)
			}
			traceOf(r).panicked(p)
			if !traceOf(r).begun {
				ShowError(w, r, errPanic)
			}
		}()
		next.ServeHTTP(w, r)
	})
}
