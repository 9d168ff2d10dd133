// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomeweb_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"baken/examine/outcome/registertest"
	"baken/ground/org"
	"baken/internal/web/webtest"
)

func TestMain(m *testing.M) { webtest.Main(m) }

// TestPages writes a plan, mends it, registers it and reads it, on a phone without
// JavaScript and on a wide screen, and judges every page on the way.
func TestPages(t *testing.T) {
	for name, options := range map[string][]webtest.Option{
		"wide-en": {webtest.In("en")}, "phone-nl": {webtest.Phone(), webtest.WithoutScript()},
	} {
		t.Run(name, func(t *testing.T) {
			s := build(t)
			s.as = org.Researcher
			first := s.registered("Controle")
			w := webtest.Open(t, s, options...)
			look := func(what string, got, want int) {
				t.Helper()
				if got != want {
					t.Errorf("%s: status %d, want %d", what, got, want)
				}
				w.Fits(320)
				w.Axe()
				w.Shot("plan-" + what + "-" + name)
			}
			look("write", w.Go("/desk/plans/write"), http.StatusOK)
			look("write-nothing", w.Follow("button[value=register]"), http.StatusUnprocessableEntity)
			w.Click("details summary") // what was found
			write(w)
			look("preview", w.Follow("button[value=register]"), http.StatusOK)
			w.Follow("button[value=back]")
			if got, want := w.Value("#group_values"), "nl | Nederland"; !strings.HasPrefix(got, want) {
				t.Errorf("what was typed comes back as %q", got)
			}
			w.Follow("button[value=register]")
			look("not-public", w.Follow("button[value=register]"), http.StatusUnprocessableEntity)
			w.Click("#public")
			look("registered", w.Follow("button[value=register]"), http.StatusOK)
			if got := w.Path(); !strings.HasPrefix(got, "/plans/") {
				t.Errorf("it leads to %s", got)
			}
			w.Go("/desk/plans/register")
			w.Attach("#file", file(t, registertest.Text("Nieuw")))
			w.Click("details summary")
			w.Choose("#replaces", first)
			w.Fill("#why_nl", "Een kolom ontbrak.")
			w.Fill("#why_en", "A column was missing.")
			w.Click("#public")
			w.Follow("button[value=register]") // shows it first
			look("deviation", w.Follow("button[value=register]"), http.StatusOK)
			look("left", w.Go("/plans/"+first), http.StatusOK)
			look("all", w.Go("/plans"), http.StatusOK)
			look("desk", w.Go("/desk/plans"), http.StatusOK)
		})
	}
}

// write answers the questions.
func write(w *webtest.Page) {
	for name, answers := range full() {
		switch {
		case name == "organisation" || strings.HasPrefix(name, "stratum2"):
		case name == "unforeseen" || strings.HasSuffix(name, "_kind") || strings.HasSuffix(name, "_empty"):
			w.Click("input[name='" + name + "'][value='" + answers[0] + "']")
		default:
			w.Fill("#"+name, answers[0])
		}
	}
}

func file(t *testing.T, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "plan.yaml")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
