// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"baken/base/fault"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
	"baken/internal/web/webtest"
)

func TestMain(m *testing.M) { webtest.Main(m) }

var errLate = fault.New(fault.Conflict, "web.fault.form")

// site is a chassis around a few pages that go well or wrong.
func site(t *testing.T, log io.Writer) http.Handler {
	t.Helper()
	c, err := text.Load(web.Text)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if missed := c.Missed(); len(missed) > 0 {
			t.Errorf("texts that don't exist: %q", missed)
		}
	})
	mux := http.NewServeMux()
	mux.Handle("GET /{$}", web.Handle(front))
	mux.Handle("GET /person/{name}", web.Handle(front))
	mux.Handle("POST /form", web.Handle(func(w http.ResponseWriter, r *http.Request) error {
		if _, err := web.ReadForm(r); err != nil {
			return err
		}
		return web.Redirect(w, r, "/")
	}))
	mux.Handle("GET /late", web.Handle(func(http.ResponseWriter, *http.Request) error { return errLate }))
	mux.Handle("GET /broken", web.Handle(func(http.ResponseWriter, *http.Request) error { return errors.New("disk of J. Jansen") }))
	mux.Handle("GET /panic", web.Handle(func(http.ResponseWriter, *http.Request) error { panic("J. Jansen") }))
	return web.New(web.Config{
		Catalogue: c, Log: slog.New(slog.NewJSONHandler(log, nil)), Version: "1.0", Demo: true, HTTPS: true,
		Contact: []string{"mailto:security@baken.example"}, Site: "https://baken.example",
		Expires: time.Date(2027, 11, 23, 0, 0, 0, 0, time.UTC),
		Ready:   func(context.Context) error { return errors.New("no database") },
		Prepare: func(r *http.Request, ui *component.UI) {
			if r.URL.Query().Has("signed-in") {
				ui.Account = &component.Account{Name: "N. de Vries", Role: text.Key("web.gallery.option2")}
			}
			ui.Navigation = []component.NavItem{
				{Label: text.Key("web.gallery.figures"), Path: "/"},
				{Label: text.Key("web.gallery.title"), Path: "/components"},
				{Label: text.Key("web.gallery.tables"), Path: "/late"},
			}
		},
	}, web.Routes(mux))
}

func front(w http.ResponseWriter, r *http.Request) error {
	ui := component.For(r)
	return web.Show(w, r, http.StatusOK, ui.Page(
		text.Key("web.gallery.shares"),
		ui.Hero(
			text.Key("web.gallery.paragraph"),
			ui.LinkButton("/components", text.Key("web.gallery.start")),
			ui.LinkButtonSecondary("/late", text.Key("web.gallery.more")),
		),
	))
}

func TestStatus(t *testing.T) {
	tests := []struct {
		rule, method, path string
		header             map[string]string
		body               string
		want               int
		says               string
	}{
		{"a page", "GET", "/", nil, "", 200, "Wie maakt discriminatie mee?"},
		{"in English", "GET", "/", map[string]string{"Accept-Language": "en"}, "", 200, "Who lives through"},
		{"no such page", "GET", "/nothing", nil, "", 404, "Niet gevonden"},
		{"no such method", "DELETE", "/late", nil, "", 405, "Deze pagina kan dit niet"},
		{"a fault", "GET", "/late", nil, "", 409, "Iemand anders was u voor"},
		{"an error", "GET", "/broken", nil, "", 500, "Er is een storing"},
		{"a panic", "GET", "/panic", nil, "", 500, "Er is een storing"},
		{"a form of our own", "POST", "/form", map[string]string{"Sec-Fetch-Site": "same-origin"}, "a=b", 303, ""},
		{"a form of another site", "POST", "/form", map[string]string{"Sec-Fetch-Site": "cross-site"}, "a=b", 403, "andere site"},
		{"too large a form", "POST", "/form", nil, strings.Repeat("x", 2<<20), 413, "Dit is te groot"},
		{"health", "GET", "/healthz", nil, "", 200, "ok"},
		{"not ready", "GET", "/readyz", nil, "", 503, "not ready"},
		{"security.txt", "GET", "/.well-known/security.txt", nil, "", 200, "Contact: mailto:security@baken.example"},
	}
	for _, tt := range tests {
		var log bytes.Buffer
		h := site(t, &log)
		r := httptest.NewRequest(tt.method, tt.path, strings.NewReader(tt.body))
		if tt.body != "" {
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
		for k, v := range tt.header {
			r.Header.Set(k, v)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != tt.want {
			t.Errorf("%s: status %d, want %d", tt.rule, w.Code, tt.want)
		}
		if !strings.Contains(w.Body.String(), tt.says) {
			t.Errorf("%s: the page doesn't say %q:\n%s", tt.rule, tt.says, w.Body.String())
		}
		if strings.Contains(w.Body.String(), "Jansen") {
			t.Errorf("%s: the page tells the detail of an error", tt.rule)
		}
		if csp := w.Header().Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s: policy %q", tt.rule, csp)
		}
	}
}

func TestHeaders(t *testing.T) {
	var log bytes.Buffer
	w := httptest.NewRecorder()
	site(t, &log).ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	for name, want := range map[string]string{
		"X-Content-Type-Options":       "nosniff",
		"Referrer-Policy":              "same-origin",
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Strict-Transport-Security":    "max-age=63072000; includeSubDomains",
		"Content-Language":             "nl",
		"Vary":                         "Cookie, Accept-Language",
	} {
		if got := w.Header().Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	policy := w.Header().Get("Content-Security-Policy")
	for _, want := range []string{
		"default-src 'none'", "script-src 'self'", "connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'",
		"base-uri 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'",
	} {
		if !strings.Contains("; "+policy+"; ", "; "+want+"; ") {
			t.Errorf("the policy %q lacks %q", policy, want)
		}
	}
	page := w.Body.String()
	if strings.Contains(page, "style=") || strings.Contains(page, "<script") || strings.Contains(page, "integrity=\"\"") {
		t.Errorf("the page holds a style or a script: %s", page)
	}
	if !strings.Contains(page, `integrity="sha384-`) {
		t.Error("the page doesn't state the hash of its style")
	}
}

func TestLogNamesNobody(t *testing.T) {
	var log bytes.Buffer
	r := httptest.NewRequest("GET", "/person/J.Jansen?q=J.Jansen", nil)
	r.RemoteAddr = "192.0.2.7:1234"
	r.Header.Set("X-Forwarded-For", "192.0.2.8")
	site(t, &log).ServeHTTP(httptest.NewRecorder(), r)
	var line map[string]any
	if err := json.Unmarshal(log.Bytes(), &line); err != nil {
		t.Fatal(err)
	}
	if line["route"] != "GET /person/{name}" || line["status"] != 200.0 {
		t.Errorf("log line %s", log.String())
	}
	for _, secret := range []string{"Jansen", "192.0.2"} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the log tells %q: %s", secret, log.String())
		}
	}
}

func TestPanicNamesNobody(t *testing.T) {
	var log bytes.Buffer
	site(t, &log).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", "/panic", nil))
	if strings.Contains(log.String(), "Jansen") || !strings.Contains(log.String(), "stack") {
		t.Errorf("log of a panic: %s", log.String())
	}
}

func TestLanguageStaysOnThisSite(t *testing.T) {
	tests := []struct{ back, want string }{
		{"/components?a=b", "/components?a=b"},
		{"https://elsewhere.example/", "/"},
		{"//elsewhere.example/", "/"},
		{"/\\elsewhere.example/", "/"},
		{"javascript:alert(1)", "/"},
		{"", "/"},
	}
	for _, tt := range tests {
		var log bytes.Buffer
		r := httptest.NewRequest("GET", "/language", nil)
		r.URL.RawQuery = "to=en&back=" + strings.ReplaceAll(tt.back, "&", "%26")
		w := httptest.NewRecorder()
		site(t, &log).ServeHTTP(w, r)
		if got := w.Header().Get("Location"); got != tt.want {
			t.Errorf("back to %q: got %q, want %q", tt.back, got, tt.want)
		}
		if got := w.Header().Get("Set-Cookie"); !strings.HasPrefix(got, "lang=en") || !strings.Contains(got, "Secure") {
			t.Errorf("cookie %q", got)
		}
	}
}

func TestSignedInPagesAreNotKept(t *testing.T) {
	for path, want := range map[string]string{"/": "private, no-cache", "/?signed-in": "no-store"} {
		var log bytes.Buffer
		w := httptest.NewRecorder()
		site(t, &log).ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		if got := w.Header().Get("Cache-Control"); got != want {
			t.Errorf("%s: Cache-Control %q, want %q", path, got, want)
		}
	}
}

// The answer to a form may hold what was typed in it.
func TestAnswersToFormsAreNotKept(t *testing.T) {
	var log bytes.Buffer
	r := httptest.NewRequest("POST", "/form", strings.NewReader("%"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	site(t, &log).ServeHTTP(w, r)
	if got := w.Header().Get("Cache-Control"); got != "no-store" || w.Body.Len() == 0 {
		t.Errorf("Cache-Control %q of %d bytes, want no-store of a page", got, w.Body.Len())
	}
}

// What another site sends in somebody's name is refused.
func TestOtherSitesAreRefused(t *testing.T) {
	var log bytes.Buffer
	for from, want := range map[string]int{"cross-site": http.StatusForbidden, "same-site": http.StatusForbidden, "same-origin": http.StatusSeeOther} {
		r := httptest.NewRequest("POST", "/form", nil)
		r.Header.Set("Sec-Fetch-Site", from)
		w := httptest.NewRecorder()
		site(t, &log).ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("%s: status %d, want %d", from, w.Code, want)
		}
	}
}

func TestServeLetsRequestsEnd(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	begun := make(chan struct{})
	ended := make(chan error, 1)
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(begun)
		<-ctx.Done()
		_, _ = io.WriteString(w, "whole")
	})
	go func() { ended <- web.Serve(ctx, l, h, slog.New(slog.DiscardHandler)) }()
	go func() { <-begun; stop() }()
	answer, err := http.Get("http://" + l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if raw, err := io.ReadAll(answer.Body); err != nil || string(raw) != "whole" {
		t.Errorf("got %q, %v", raw, err)
	}
	if err := <-ended; err != nil {
		t.Errorf("serve: %v", err)
	}
}
