// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"baken/account/publish"
	"baken/ground/org"
	"baken/internal/demo"
	"baken/internal/web/webtest"
)

// reader is one kind of person who finds his way through the site.
type reader struct {
	name  string
	role  org.Role // empty for a visitor
	least int      // pages that he must find, so that a dead end is noticed
	start []string // where no link leads, or only in one state
	langs []string
}

// TestEveryPage starts at the front page, follows every link of this site, as
// a visitor in both languages and in each role in one of them, and judges each page
// once: journeys go through the roles' pages in both. It
// runs before the tests that stand in line to run at the same time, so that
// their publications aren't judged too.
func TestEveryPage(t *testing.T) {
	pm := home.hire(t, "Wei Mertens", org.ProgrammeManager, home.grants())
	grants := agency{oin: demo.GrantsOIN, secret: home.read(t, "agency.key")}
	draft, gone := home.draft(t, pm, grants.bundle(t)), home.draft(t, pm, grants.bundle(t))
	as := home.actor(t, pm)
	why := publish.Label{NL: "Eén groep is dubbel geteld.", EN: "One group was counted twice."}
	if err := home.figures.Publish(t.Context(), as, gone, 1); err != nil {
		t.Fatal(err)
	}
	if err := home.figures.Withdraw(t.Context(), as, gone, 2, why); err != nil {
		t.Fatal(err)
	}
	desk := "/desk/figures/" + string(draft)
	readers := []reader{
		{"visitor", "", 7, []string{"/components", "/nowhere", "/figures/nobody", "/figures/" + string(gone) + "/x.csv"}, []string{"nl", "en"}},
		{"manager", org.ProgrammeManager, 9, []string{"/desk/keys", "/desk/figures/nobody"}, []string{"nl"}},
		{"researcher", org.Researcher, 6, []string{desk + "/publish", "/desk/nowhere"}, []string{"en"}},
		{"administrator", org.Administrator, 4, []string{"/desk/figures", desk}, []string{"en"}},
		{"employee", org.Employee, 2, []string{"/desk/figures", "/desk/keys"}, []string{"nl"}},
	}
	var judged sync.Map // what was judged in another role
	for _, r := range readers {
		for _, lang := range r.langs {
			t.Run(r.name+"-"+lang, func(t *testing.T) {
				t.Parallel()
				c := crawl{t: t, lang: lang, reader: r, judged: &judged, w: home.enter(t, r, webtest.In(lang))}
				c.all()
			})
		}
	}
}

// enter opens a window for a reader.
func (h *house) enter(t *testing.T, r reader, options ...webtest.Option) *webtest.Page {
	t.Helper()
	if r.role == "" {
		return webtest.At(t, h.base, options...)
	}
	return h.visit(t, h.enrol(t, h.hire(t, "Tess Lieuw", r.role, h.grants())), options...)
}

// crawl follows links.
type crawl struct {
	t      *testing.T
	w      *webtest.Page
	lang   string
	reader reader
	judged *sync.Map
}

func (c crawl) all() {
	todo, seen, files := append([]string{"/"}, c.reader.start...), map[string]bool{}, map[string]bool{}
	alike := map[string]int{}
	for len(todo) > 0 {
		path := todo[0]
		todo = todo[1:]
		if seen[path] {
			continue
		}
		if shape := identifier.ReplaceAllString(path, "*"); shape != path {
			if alike[shape]++; alike[shape] > 3 { // the pages of a hundred people are alike
				continue
			}
		}
		seen[path] = true
		status := c.w.Go(path)
		if known := slices.Contains(c.reader.start, path); !known && status != http.StatusOK {
			c.t.Errorf("a link leads to %s: %d", path, status)
		}
		c.judge()
		todo = append(todo, webtest.Eval[[]string](c.w, links)...)
		for _, f := range webtest.Eval[[]string](c.w, downloads) {
			files[f] = true
		}
	}
	if got := len(seen) - len(c.reader.start); got < c.reader.least {
		c.t.Errorf("found %d pages by links, want at least %d", got, c.reader.least)
	}
	if c.reader.role == "" {
		for f := range files {
			code, body := fetch(c.t, home.base+f, "")
			status(c.t, f, code, http.StatusOK)
			if len(body) == 0 {
				c.t.Errorf("%s is empty", f)
			}
		}
	}
}

const (
	ours = `[...document.querySelectorAll("a[href]")].filter(a => a.origin === location.origin)`
	// The language stays; a mark within a page isn't another page.
	links = ours + `.filter(a => !a.hasAttribute("download") && a.pathname !== "/language" && !a.pathname.startsWith("/assets/"))
		.map(a => a.pathname + a.search)`
	downloads = ours + `.filter(a => a.hasAttribute("download") || a.pathname.startsWith("/assets/")).map(a => a.pathname)`
)

// identifier is how a record is named in addresses.
var identifier = regexp.MustCompile(`\b[0-9a-z]{26}\b`)

// key is a message that has no text: it would stand on the page by its name.
var key = regexp.MustCompile(`\b(web|app|counsel|publish|figure|disclose|identity|org|outcome)\.[a-z_]+(\.[a-z_]+)*\b`)

// judge fails for what a reader would suffer from, once for each content.
func (c crawl) judge() {
	c.t.Helper()
	main := c.w.Text("main")
	if _, before := c.judged.LoadOrStore(c.lang+c.w.Path()+main, true); before {
		return
	}
	if c.w.Has("head meta[name=viewport]") { // else it is a plain file
		c.w.Shot("page-" + c.lang + "-" + c.reader.name + strings.ReplaceAll(c.w.Path(), "/", "-"))
		judge(c.t, c.w, c.lang, main)
	}
}

func judge(t *testing.T, w *webtest.Page, lang, main string) {
	t.Helper()
	if k := key.FindString(strings.ReplaceAll(main, "baken/", "")); k != "" {
		t.Errorf("%s shows the key %s", w.Path(), k)
	}
	if got := webtest.Eval[string](w, "document.documentElement.lang"); got != lang {
		t.Errorf("%s is in %q, want %q", w.Path(), got, lang)
	}
	if got := webtest.Eval[int](w, `document.querySelectorAll("h1").length`); got != 1 {
		t.Errorf("%s has %d main titles", w.Path(), got)
	}
	if dead := webtest.Eval[[]string](w, `[...document.querySelectorAll("main a[href^='#']")].map(a => a.getAttribute("href").slice(1)).filter(id => !document.getElementById(id))`); len(dead) > 0 {
		t.Errorf("%s: links to nothing on the page: %q", w.Path(), dead)
	}
	w.Fits(320)
	w.Axe()
}
