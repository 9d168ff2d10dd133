// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"net/http"
	"strings"
	"testing"

	"baken/account/publish"
	"baken/base/disclose"
	"baken/internal/web/webtest"
)

// dashboard finds a table of a release that the demo publishes, and where it is looked at.
func (h *house) dashboard(t *testing.T) (page, look string, table disclose.Table) {
	t.Helper()
	shelf, err := h.figures.Shelf(t.Context(), publish.Query{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	for _, listed := range shelf {
		p, err := h.figures.Open(t.Context(), listed.ID)
		if err != nil {
			t.Fatal(err)
		}
		if p.State != publish.Published { // another test withdrew it
			continue
		}
		b, err := p.Bundle()
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range b.Tables {
			if one.Release() > 0 {
				page = "/figures/" + string(p.ID)
				return page, page + "/look/" + one.Spec().ID, one
			}
		}
	}
	t.Fatal("the demo publishes no release")
	return "", "", table
}

// TestLook chooses with nothing but keys, without a script, on a screen of 320 pixels, what
// a table shows.
func TestLook(t *testing.T) {
	t.Parallel()
	page, look, table := home.dashboard(t)
	first := table.Rows()[0].Labels
	for _, lang := range []string{"nl", "en"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			words := func(l disclose.Label) string {
				if lang == "nl" {
					return l.NL
				}
				return l.EN
			}
			w := webtest.At(t, home.base, webtest.Size(320, 640), webtest.WithoutScript(), webtest.In(lang))
			status(t, page, w.Go(page), http.StatusOK)
			w.TabTo("a[href='" + look + "']")
			status(t, look, w.Enter(), http.StatusOK)
			all := lines(w)
			if len(all) != len(table.Rows()) {
				t.Fatalf("%d rows, want %d", len(all), len(table.Rows()))
			}
			w.Axe()
			w.Fits(320)
			w.Shot("look-1-" + lang)
			for _, choose := range []string{"#by0", "#by1"} {
				w.TabTo(choose)
				w.Type(words(first[0])) // a key that begins an option chooses it: here everybody
			}
			w.TabTo("main form button")
			status(t, look, w.Enter(), http.StatusOK)
			if got := lines(w); len(got) != 1 || got[0] != all[0] || !strings.Contains(w.Path(), "by0=0&by1=0") {
				t.Errorf("%s shows %q, want %q", w.Path(), got, all[0])
			}
			w.Axe()
			w.Fits(320)
			w.Shot("look-2-" + lang)
			status(t, look, w.Go(look+"?by0=99&by1=x"), http.StatusOK)
			if got := lines(w); len(got) != len(all) {
				t.Errorf("what isn't there shows %d rows, want %d", len(got), len(all))
			}
		})
	}
}

// lines gives what stands in the rows of the table of the page, without columns that are
// empty.
func lines(w *webtest.Page) []string {
	return webtest.Eval[[]string](w, `[...document.querySelectorAll("tbody tr")].map(r => [...r.cells].map(c => c.innerText.trim()).filter(s => s && s !== "–").join("|"))`)
}
