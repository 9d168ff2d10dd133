// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package web

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	g "maragu.dev/gomponents"

	"baken/internal/text"
	"baken/internal/web/component"
)

// health says that the program runs.
func health(w http.ResponseWriter, _ *http.Request) { plain(w, http.StatusOK, "ok\n") }

// ready says whether the program can serve. The reason is in the log alone.
func (c Config) ready(w http.ResponseWriter, r *http.Request) {
	if c.Ready != nil {
		if err := c.Ready(r.Context()); err != nil {
			traceOf(r).err = err
			plain(w, http.StatusServiceUnavailable, "not ready\n")
			return
		}
	}
	plain(w, http.StatusOK, "ready\n")
}

func plain(w http.ResponseWriter, status int, s string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, s)
}

// security says where a weakness can be reported (RFC 9116).
func (c Config) security(w http.ResponseWriter, r *http.Request) {
	if len(c.Contact) == 0 {
		ShowError(w, r, ErrNoPage)
		return
	}
	var b strings.Builder
	for _, address := range c.Contact {
		b.WriteString("Contact: " + address + "\n")
	}
	b.WriteString("Expires: " + c.Expires.UTC().Format(time.RFC3339) + "\n")
	b.WriteString("Preferred-Languages: nl, en\n")
	if c.Site != "" {
		b.WriteString("Canonical: " + c.Site + "/.well-known/security.txt\n")
	}
	plain(w, http.StatusOK, b.String())
}

// accessibility says how far everybody can use these pages, or leads to the
// statement of who runs this site.
func (c Config) accessibility(w http.ResponseWriter, r *http.Request) error {
	if c.Statement != "" {
		http.Redirect(w, r, c.Statement, http.StatusFound)
		return nil
	}
	ui := component.For(r)
	item := func(k text.Key) g.Node { return ui.Say(k) }
	return Show(w, r, http.StatusOK, ui.Page(
		text.Key("web.access.title"),
		ui.Lead(text.Key("web.access.lead")),
		ui.Section(text.Key("web.access.how"), ui.List(
			item("web.access.how_axe"), item("web.access.how_keyboard"),
			item("web.access.how_screens"), item("web.access.how_script"),
		)),
		ui.Section(text.Key("web.access.gaps"), ui.List(
			item("web.access.gaps_people"), item("web.access.gaps_file"), item("web.access.gaps_table"),
		)),
		ui.Section(text.Key("web.access.help"), ui.Paragraph(text.Key("web.access.help_text"))),
	))
}

// chooseLanguage keeps the language and returns to the page.
func (c Config) chooseLanguage(w http.ResponseWriter, r *http.Request) {
	if l, ok := text.Known(r.URL.Query().Get("to")); ok {
		http.SetCookie(w, &http.Cookie{
			Name: text.Cookie, Value: string(l), Path: "/", MaxAge: 365 * 24 * 3600,
			HttpOnly: true, Secure: c.HTTPS, SameSite: http.SameSiteLaxMode,
		})
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, Within(r.URL.Query().Get("back")), http.StatusSeeOther)
}

// Within gives the address when it is a page of this site, and the front page
// otherwise, so that a link can't send a reader to another site.
func Within(address string) string {
	u, err := url.Parse(address)
	switch {
	case err != nil, u.Scheme != "", u.Host != "", u.User != nil,
		!strings.HasPrefix(address, "/"), strings.HasPrefix(address, "//"),
		strings.ContainsAny(address, "\\\r\n\t"):
		return "/"
	}
	return address
}
