// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintweb_test

import (
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"baken/base/civil"
	"baken/ground/document/documentweb"
	"baken/hear/complaint"
	"baken/hear/complaint/complaintweb"
	"baken/internal/text"
	"baken/internal/text/texttest"
	"baken/internal/web"
	"baken/internal/web/webtest"
)

func TestMain(m *testing.M) { webtest.Main(m) }

// site has the page over the first edition of the procedure.
func site(t *testing.T) (http.Handler, *text.Catalogue) {
	t.Helper()
	mux := http.NewServeMux()
	complaintweb.New(complaintweb.Config{
		Procedure: complaint.Edition2026(), Calendar: civil.NewCalendar(),
	}).Public(mux)
	catalogue := texttest.Catalogue(t, web.Text, documentweb.Text, complaintweb.Text)
	return web.New(web.Config{Catalogue: catalogue, Log: slog.New(slog.DiscardHandler)}, web.Routes(mux)), catalogue
}

// TestProcedure reads the page as everybody does, and has a day worked out by
// keyboard: first wrongly, then rightly, with why.
func TestProcedure(t *testing.T) {
	for _, lang := range text.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			handler, catalogue := site(t)
			say := func(key text.Key, pairs ...any) string { return text.With(key, pairs...).In(catalogue.Printer(lang)) }
			options := []webtest.Option{webtest.In(string(lang)), webtest.WithoutScript()}
			if lang == text.NL {
				options = append(options, webtest.Phone())
			}
			w := webtest.Open(t, handler, options...)
			if got := w.Go("/complaint"); got != http.StatusOK {
				t.Fatalf("status %d", got)
			}
			sees := func(all ...string) {
				t.Helper()
				shown := w.Text("main")
				for _, want := range all {
					if !strings.Contains(shown, want) {
						t.Errorf("the page doesn't say %q", want)
					}
				}
			}
			for _, r := range complaint.Edition2026().Rules {
				sees(say(text.Key(r.Step.Key())))
			}
			sees("Awb 9:10 lid 2", say("complaint.ground.little-weight"))
			w.Click("main details summary")
			sees("Awb 9:2", say("complaint.note.oral"))
			whole := webtest.Eval[string](w, "document.querySelector('main').textContent")
			for _, want := range []string{"Awb 9:15 lid 4", say("complaint.page.house"), say("complaint.fact.invited-other")} {
				if !strings.Contains(whole, want) {
					t.Errorf("nowhere on the page stands %q", want)
				}
			}
			w.Shot("complaint-" + string(lang))
			w.Axe()
			w.Fits(320)
			w.TabTo("main form button[type=submit]")
			if got := w.Enter(); got != http.StatusUnprocessableEntity {
				t.Errorf("with nothing filled in: %d", got)
			}
			sees(say("complaint.work.no_day"), say("complaint.work.no_advice"))
			w.Axe()
			// Thursday 12 March 2026 and six weeks is Thursday 23 April; four weeks
			// more is Thursday 21 May, which is a working day.
			w.Fill("#received", "12")
			w.Fill("#received-month", "3")
			w.Fill("#received-year", "2026")
			w.Click("input[name=advice][value=without]")
			w.Choose("#weeks", "4")
			if got := w.Follow("main form button[type=submit]"); got != http.StatusOK {
				t.Errorf("filled in: %d", got)
			}
			sees(say("complaint.work.due", "day", text.Day(civil.MustParse("2026-05-21"))), "Awb 9:11 lid 1", "Awb 9:11 lid 2")
			w.Shot("complaint-worked-" + string(lang))
			w.Axe()
			w.Fits(320)
		})
	}
}
