// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomecli

import (
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"baken/internal/text"
	"baken/internal/web/webtest"
)

// serve shows a report as a reader opens it.
func serve(page []byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			w.WriteHeader(http.StatusNoContent) // the browser asks for an icon
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(page)
	})
}

// The report can be read by everyone, on a telephone too; on paper it has its headings,
// lists and tables as such, and what a reader would have to open or to scroll to is there.
func TestReportInABrowser(t *testing.T) {
	dir := folder(t, people(3, 20_000))
	o := run(t, Job{Plan: planFile(t, dir, fromCSV)})
	for _, l := range text.Langs() {
		page, err := o.page(catalogue(t).Printer(l))
		if err != nil {
			t.Fatal(err)
		}
		w := webtest.Open(t, serve(page), webtest.In(string(l)))
		w.Go("/")
		w.Axe()
		w.Fits(320)
		w = webtest.Open(t, serve(page), webtest.In(string(l)), webtest.Size(672, 900)) // A4 within its margins
		w.Go("/")
		w.Printed()
		wide := webtest.Eval[string](w, `[...document.querySelectorAll("table")].filter(t => t.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map(t => t.caption.textContent + " by " + (t.getBoundingClientRect().right - document.documentElement.clientWidth)).join("; ")`)
		if wide != "" {
			t.Errorf("%s: paper cuts off %s", l, wide)
		}
		if hidden := webtest.Eval[int](w, `[...document.querySelectorAll("details dd")].filter(d => !d.checkVisibility({contentVisibilityAuto: true})).length`); hidden > 0 {
			t.Errorf("%s: %d facts are closed on paper", l, hidden)
		}
		w.Shot("print-" + string(l))
		path := filepath.Join(t.TempDir(), "report.pdf")
		if err := os.WriteFile(path, w.PDF(), 0o600); err != nil {
			t.Fatal(err)
		}
		tagged(t, path, string(l))
	}
}

// tagged looks for the title, the language and the tags in a PDF.
func tagged(t *testing.T, path, lang string) {
	t.Helper()
	raw, err := exec.CommandContext(t.Context(), "qpdf", "--json=2", path).Output()
	if err != nil {
		t.Fatalf("qpdf (Debian: qpdf): %v", err)
	}
	var all struct{ QPDF [2]json.RawMessage }
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	var objects map[string]struct{ Value any }
	if err := json.Unmarshal(all.QPDF[1], &objects); err != nil {
		t.Fatal(err)
	}
	var marked, named, spoken bool
	tags := map[string]int{}
	for _, o := range objects {
		d, ok := o.Value.(map[string]any)
		if !ok {
			continue
		}
		if mark, ok := d["/MarkInfo"].(map[string]any); ok {
			marked = mark["/Marked"] == true
		}
		if title, ok := d["/Title"].(string); ok {
			named = named || strings.HasPrefix(title, "u:Controles") || strings.HasPrefix(title, "u:Checks")
		}
		if said, ok := d["/Lang"].(string); ok {
			spoken = spoken || strings.HasPrefix(said, "u:"+lang)
		}
		if kind, ok := d["/S"].(string); ok && d["/P"] != nil {
			tags[kind]++
		}
	}
	if !marked || !named || !spoken {
		t.Errorf("%s: tagged %v, with its title %v and its language %v", lang, marked, named, spoken)
	}
	for kind, least := range map[string]int{"/H1": 1, "/H2": 8, "/H3": 8, "/L": 8, "/Table": 7, "/TH": 20, "/TD": 40} {
		if tags[kind] < least {
			t.Errorf("%s: %d of %s, in %v", lang, tags[kind], kind, tags)
		}
	}
}
