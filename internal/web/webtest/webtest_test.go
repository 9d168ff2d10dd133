// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package webtest_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"baken/internal/web/webtest"
)

func TestMain(m *testing.M) { webtest.Main(m) }

// listener is a test that may fail without failing this one.
type listener struct {
	testing.TB
	heard    []string
	cleanups []func()
}

func (l *listener) Errorf(format string, args ...any) {
	l.heard = append(l.heard, fmt.Sprintf(format, args...))
}
func (l *listener) Error(args ...any) { l.heard = append(l.heard, fmt.Sprint(args...)) }
func (l *listener) Cleanup(f func())  { l.cleanups = append(l.cleanups, f) }
func (l *listener) Failed() bool      { return false }
func (l *listener) end() {
	for i := len(l.cleanups) - 1; i >= 0; i-- {
		l.cleanups[i]()
	}
}

// pages is a site of which each page has one fault.
func pages() http.Handler {
	serve := func(body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; img-src *")
			_, _ = io.WriteString(w, "<!doctype html><html lang=nl><title>Proef</title><main><h1>Proef</h1>"+body+"</main>")
		}
	}
	mux := http.NewServeMux()
	mux.Handle("/fine", serve("<p>Goed</p>"))
	mux.Handle("/style", serve(`<p style="color:red">Stijl</p>`))
	mux.Handle("/script", serve("<script>1</script>"))
	mux.Handle("/elsewhere", serve(`<img alt="" src="http://elsewhere.invalid/x.png">`))
	mux.Handle("/gone", serve(`<script src="/gone.js"></script>`))
	mux.Handle("/shout", serve(`<script src="/shout.js"></script>`))
	mux.Handle("/throw", serve(`<script src="/throw.js"></script>`))
	mux.Handle("/wide", serve(`<pre>`+strings.Repeat("breed", 100)+`</pre>`))
	mux.Handle("/blind", serve(`<img src="/fine">`))
	mux.Handle("/named", serve(`<button>Doe</button><button aria-label="Doe"></button>`))
	mux.Handle("/nameless", serve(`<button> </button><button aria-label="Doe"></button>`))
	mux.Handle("/silent", serve(`<button>Doe</button><button aria-label=" "></button>`))
	mux.Handle("/silent-again", serve(`<button>Doen</button><button aria-label=" "></button>`))
	mux.HandleFunc("/favicon.ico", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.HandleFunc("/shout.js", script("console.error('au')"))
	mux.HandleFunc("/throw.js", script("throw new Error('au')"))
	return mux
}

func script(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		_, _ = io.WriteString(w, body)
	}
}

// TestEveryFaultIsHeard proves that the harness can fail.
func TestEveryFaultIsHeard(t *testing.T) {
	tests := []struct{ path, want string }{
		{"/fine", ""},
		{"/style", "style"},
		{"/script", "script"},
		{"/elsewhere", "a request to another site: http://elsewhere.invalid/x.png"},
		{"/gone", "gone.js is answered with 404"},
		{"/shout", "the console says: \"au\""},
		{"/throw", "a script failed"},
		{"/wide", "pixels wide on a screen of 320"},
		{"/blind", "axe: image-alt"},
		{"/named", ""}, // the others are alike, but for what axe looks at
		{"/nameless", "axe: button-name"},
		{"/silent", "axe: button-name"},
		{"/silent-again", "axe: button-name"},
	}
	for _, tt := range tests {
		l := &listener{TB: t}
		p := webtest.Open(l, pages())
		p.Go(tt.path)
		p.Fits(320)
		p.Axe()
		l.end()
		got := strings.Join(l.heard, "\n")
		if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
			t.Errorf("%s: heard %q, want %q", tt.path, got, tt.want)
		}
	}
}

func TestWithoutScriptNoneRuns(t *testing.T) {
	p := webtest.Open(t, pages(), webtest.WithoutScript())
	p.Go("/throw")
	if got := p.Text("h1"); got != "Proef" {
		t.Errorf("heading %q", got)
	}
}
