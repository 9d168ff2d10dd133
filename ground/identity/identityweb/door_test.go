// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identityweb_test

import (
	"crypto/rand"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"baken/ground/identity"
	"baken/ground/identity/identitytest"
	"baken/ground/identity/identityweb"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// site is the door with two pages behind it: /desk says who asks, and /desk
// by POST says what was sent.
type site struct {
	*identitytest.House
	http.Handler
	log         *strings.Builder
	sessions    identityweb.Sessions
	invitations *identity.Invitations
}

func build(t testing.TB, change func(*identityweb.Config)) *site {
	t.Helper()
	h := identitytest.NewHouse(t)
	c := identityweb.Config{
		Local: h.Local, Sessions: h.Sessions, Key: identitytest.Key(t),
		Actors: org.NewService(h.Org, orgtest.Policy(t), h.Clock.Now, rand.Text), Invitations: h.Invitations(t), Site: "https://baken.example",
		Now: h.Clock.Now, Random: rand.Reader, HTTPS: true,
	}
	if change != nil {
		change(&c)
	}
	door, err := identityweb.New(c)
	if err != nil {
		t.Fatal(err)
	}
	catalogue, err := text.Load(web.Text, org.Text, identityweb.Text)
	if err != nil {
		t.Fatal(err)
	}
	open, desk := http.NewServeMux(), http.NewServeMux()
	door.Public(open)
	door.Private(desk)
	desk.Handle("GET /desk", web.Handle(func(w http.ResponseWriter, r *http.Request) error {
		ui := component.For(r)
		return web.Show(w, r, http.StatusOK, ui.Page(text.Data("Desk"), ui.Form("/desk",
			ui.Textarea(component.Field{Name: "story", Label: text.Data("Story")}),
			ui.Actions(ui.Button(component.Primary, text.Data("Send"))))))
	}))
	desk.Handle("POST /desk", web.Handle(func(w http.ResponseWriter, r *http.Request) error {
		if err := r.ParseMultipartForm(1 << 20); err != nil && r.PostForm == nil {
			return err
		}
		ui := component.For(r)
		return web.Show(w, r, http.StatusOK, ui.Page(text.Data("Sent"), ui.Code(text.Data(r.PostForm.Encode())),
			ui.Paragraph(text.Data(door.Actor(r).String()))))
	}))
	open.Handle("/desk", door.Require(desk))
	open.Handle("/account", door.Require(desk))
	open.Handle("/account/", door.Require(desk))
	open.Handle("/desk/", door.Require(desk))
	log := new(strings.Builder)
	handler := web.New(web.Config{Catalogue: catalogue, Log: slog.New(slog.NewTextHandler(log, nil)), HTTPS: c.HTTPS}, door.Wrap(web.Routes(open)))
	return &site{House: h, Handler: handler, log: log, sessions: c.Sessions, invitations: c.Invitations}
}

// browser keeps cookies and follows nothing.
type browser struct {
	t       testing.TB
	site    http.Handler
	cookies map[string]string
	set     []*http.Cookie // by the last answer
	source  string
}

func visit(t testing.TB, s http.Handler) *browser {
	return &browser{t: t, site: s, cookies: make(map[string]string), source: "192.0.2.1:1234"}
}

type page struct {
	status int
	to     string // where it redirects
	body   string
}

func (b *browser) send(r *http.Request) page {
	b.t.Helper()
	r.RemoteAddr = b.source
	r.Header.Set("Accept-Language", "en")
	r.Header.Set("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	w := httptest.NewRecorder()
	b.site.ServeHTTP(w, r)
	b.set = w.Result().Cookies()
	for _, c := range b.set {
		b.cookies[c.Name] = c.Value
		if c.MaxAge < 0 {
			delete(b.cookies, c.Name)
		}
	}
	body, err := io.ReadAll(w.Result().Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return page{w.Code, w.Header().Get("Location"), string(body)}
}

func (b *browser) get(path string) page {
	return b.send(httptest.NewRequest(http.MethodGet, path, nil))
}

func (b *browser) post(path string, fields url.Values) page {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(fields.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.send(r)
}

var hiddenField = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)">`)

// hidden gives the hidden fields of a page, with marks undone.
func hidden(p page) url.Values {
	fields := make(url.Values)
	undo := strings.NewReplacer("&#34;", `"`, "&#39;", "'", "&lt;", "<", "&gt;", ">", "&amp;", "&")
	for _, m := range hiddenField.FindAllStringSubmatch(p.body, -1) {
		fields.Add(undo.Replace(m[1]), undo.Replace(m[2]))
	}
	return fields
}

func (s *site) signIn(b *browser) {
	b.t.Helper()
	p := b.post("/sign-in", url.Values{"email": {"robin@example.nl"}, "passphrase": {identitytest.Passphrase}})
	if p.status != http.StatusSeeOther {
		b.t.Fatalf("after the passphrase: %d %s", p.status, p.body)
	}
	s.Clock.Pass(time.Minute) // a new code each time
	p = b.post(p.to, url.Values{"code": {s.Code(b.t)}})
	if p.status != http.StatusSeeOther {
		b.t.Fatalf("after the code: %d %s", p.status, p.body)
	}
}

func wantPage(t *testing.T, what string, p page, status int, parts ...string) {
	t.Helper()
	if p.status != status {
		t.Errorf("%s: status %d, want %d", what, p.status, status)
	}
	for _, part := range parts {
		if !strings.Contains(p.body, part) && !strings.Contains(p.to, part) {
			t.Errorf("%s: lacks %q in\n%s", what, part, p.body)
		}
	}
}
