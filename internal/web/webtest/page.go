// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package webtest

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Option changes the browser that a test gets.
type Option func(*settings)

type settings struct {
	width, height int64
	script        bool
	language      string
	dark          bool
	refused       []refusal
}

// Phone is a browser of 360 by 740 pixels.
func Phone() Option { return Size(360, 740) }

// Size is a browser of that many pixels.
func Size(width, height int) Option {
	return func(s *settings) { s.width, s.height = int64(width), int64(height) }
}

// WithoutScript is a browser that runs no JavaScript.
func WithoutScript() Option { return func(s *settings) { s.script = false } }

// In is a browser whose reader prefers that language: "nl" or "en".
func In(language string) Option { return func(s *settings) { s.language = language } }

// Dark is a browser whose reader prefers dark pages.
func Dark() Option { return func(s *settings) { s.dark = true } }

// Page is a browser window with its own profile, on a server of its own. When
// the test ends, it fails for what went wrong unseen.
type Page struct {
	t      testing.TB
	ctx    context.Context
	base   string
	script bool
	seen   *witness
}

// Open serves the handler and opens a window on it; 1280 by 900 pixels and in
// Dutch unless options say otherwise. It opens no page yet: see Go.
func Open(t testing.TB, handler http.Handler, options ...Option) *Page {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return At(t, server.URL, options...)
}

// At opens a window on a server that runs already.
func At(t testing.TB, base string, options ...Option) *Page {
	t.Helper()
	s := settings{width: 1280, height: 900, script: true, language: "nl"}
	for _, o := range options {
		o(&s)
	}
	parent, err := browser()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := chromedp.NewContext(parent, chromedp.WithNewBrowserContext())
	p := &Page{t: t, ctx: ctx, base: strings.TrimSuffix(base, "/"), script: s.script, seen: &witness{base: base, refused: s.refused}}
	t.Cleanup(cancel)
	p.must("open a window", chromedp.Do(ctx))
	p.must("listen to the window", chromedp.Listen(ctx, p.seen.hear))
	p.must("set up the window", chromedp.Do(ctx, s.apply))
	t.Cleanup(p.close)
	return p
}

// apply sets the window up as the settings say.
func (s settings) apply(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
	var none chromedp.Void
	steps := []chromedp.Action[chromedp.Void]{
		chromedp.EmulateViewport(s.width, s.height),
		call(network.Enable, network.EnableParams{}),
		call(network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{
			Headers: map[string]any{"Accept-Language": s.language},
		}),
		scripting(s.script),
	}
	scheme := "light"
	if s.dark {
		scheme = "dark"
	}
	steps = append(steps, call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	}))
	for _, step := range steps {
		if _, err := step(ctx, t); err != nil {
			return none, err
		}
	}
	return none, nil
}

// scripting lets pages run scripts, or not.
func scripting(on bool) chromedp.Action[chromedp.Void] {
	return call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
}

// close judges what the witness saw, and keeps a picture of a failure.
func (p *Page) close() {
	for _, fault := range p.seen.faults() {
		p.t.Error(fault)
	}
	if p.t.Failed() {
		p.keepFailure()
	}
}

func (p *Page) must(what string, err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatalf("%s: %v", what, err)
	}
}

// URL gives the address of a path on the server.
func (p *Page) URL(path string) string { return p.base + path }

// Cookie gives the window a cookie of the server, as after signing in.
func (p *Page) Cookie(name, value string) {
	p.t.Helper()
	p.do("set a cookie", call(network.SetCookie, network.SetCookieParams{Name: name, Value: value, URL: p.base}))
}

// Path gives the path and query of the page that is open.
func (p *Page) Path() string {
	p.t.Helper()
	at, err := chromedp.Run(p.ctx, chromedp.Location())
	p.must("read the address", err)
	u, err := url.Parse(at)
	p.must("read the address", err)
	return u.RequestURI()
}
