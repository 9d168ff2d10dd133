// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"net/http"
	"strings"
	"testing"

	"baken/ground/org"
	"baken/internal/web/webtest"
)

// signIn signs somebody in by the pages, from the page that asks him to.
func signIn(t *testing.T, w *webtest.Page, p person) {
	t.Helper()
	w.Fill("#email", p.Email)
	w.Fill("#passphrase", p.passphrase)
	w.Follow("main form button")
	w.Fill("#code", p.code(t))
	w.Follow("form[action='/sign-in/code'] button")
}

// says fails where the page lacks one of the texts.
func says(t *testing.T, w *webtest.Page, texts ...string) {
	t.Helper()
	main := w.Text("main")
	for _, s := range texts {
		if !strings.Contains(main, s) {
			t.Errorf("%s doesn't say %q:\n%s", w.Path(), s, main)
		}
	}
}

func hides(t *testing.T, w *webtest.Page, texts ...string) {
	t.Helper()
	main := w.Text("main")
	for _, s := range texts {
		if strings.Contains(main, s) {
			t.Errorf("%s says %q:\n%s", w.Path(), s, main)
		}
	}
}

func status(t *testing.T, what string, got, want int) {
	t.Helper()
	if got != want {
		t.Errorf("%s: status %d, want %d", what, got, want)
	}
}

// words are what a reader finds on the pages, in one language.
type words struct {
	signed, saved, published, withdrawn, gone string
	figures                                   []string
	caution                                   string
}

func dutch() words {
	return words{
		signed: "De handtekening klopt", saved: "Opgeslagen", published: "Iedereen kan de cijfers nu zien",
		withdrawn: "De reden staat op de openbare pagina", gone: "Deze cijfers zijn ingetrokken op",
		// From the published counts: 1,050 of 178,200 and 2,010 of 54,820; the
		// ratios as R computes them, see base/disparity.
		figures: []string{"0,589%", "3,667%", "6,22", "6,42", "3,98"},
		caution: "Deze cijfers kunnen laten zien dat er verschil is. Dat er géén discriminatie is, kunnen ze niet laten zien.",
	}
}

func english() words {
	return words{
		signed: "Its signature is right", saved: "Saved", published: "Everyone can see the figures now",
		withdrawn: "The reason stands on the public page", gone: "These figures were withdrawn on",
		figures: []string{"0.589%", "3.667%", "6.22", "6.42", "3.98"},
		caution: "These figures can show that there is a difference. They can't show that there is no discrimination.",
	}
}

// TestRoad goes all the way: a signed file in, a public figure out, and back.
func TestRoad(t *testing.T) {
	t.Parallel()
	p := home.enrol(t, home.hire(t, "Samira de Graaf", org.ProgrammeManager, home.grants()))
	home.road(t, p)
}

func (h *house) road(t *testing.T, p person) {
	raw := h.bundle(t)
	en, nl := english(), dutch()
	w := webtest.At(t, h.base, webtest.In("en"))
	w.Go("/desk/figures")
	w.Shot("road-1-sign-in")
	signIn(t, w, p)
	if got := w.Path(); got != "/desk/figures" {
		t.Fatalf("signed in at %s", got)
	}
	w.Shot("road-2-desk")
	w.Follow("a[href='/desk/figures/import']")
	w.Attach("#bundle", file(t, "result.bundle", raw))
	w.Shot("road-3-import")
	w.Follow("form[action='/desk/figures/import'] button")
	says(t, w, append(en.figures, en.signed, en.caution)...)
	w.Shot("road-4-draft")
	draft, _, _ := strings.Cut(w.Path(), "?")

	w.Fill("#title_nl", "Wie kreeg een huisbezoek?")
	w.Fill("#title_en", "Who got a home visit?")
	w.Fill("#intro_nl", "De aantallen zijn van het CBS en waren al openbaar.")
	w.Fill("#intro_en", "The counts are from Statistics Netherlands and were public already.")
	w.Follow("form[action='" + draft + "'] button")
	says(t, w, en.saved)
	w.Follow("a[href='" + draft + "/publish']")
	w.Shot("road-5-publish")
	w.Follow("form[action='" + draft + "/publish'] button")
	says(t, w, en.published)
	w.Shot("road-6-published")

	public := strings.TrimPrefix(draft, "/desk")
	w.Follow("main a[href='" + public + "']")
	says(t, w, append(en.figures, en.caution, "Who got a home visit?", "The counts are from Statistics Netherlands and were public already.")...)
	w.Shot("road-7-public-en")
	h.downloads(t, w, raw)
	w.Follow("a[hreflang=nl]")
	if got := w.Path(); got != public {
		t.Errorf("the other language leads to %s", got)
	}
	says(t, w, append(nl.figures, nl.caution, "Wie kreeg een huisbezoek?", "De aantallen zijn van het CBS en waren al openbaar.")...)
	w.Shot("road-8-public-nl")

	w.Go(draft)
	w.Follow("a[href='" + draft + "/withdraw']")
	w.Fill("#why_nl", "Een groep was dubbel geteld.")
	w.Fill("#why_en", "One group was counted twice.")
	w.Shot("road-9-withdraw")
	w.Follow("form[action='" + draft + "/withdraw'] button")
	says(t, w, nl.withdrawn)
	w.Go(public)
	says(t, w, nl.gone, "Een groep was dubbel geteld.")
	hides(t, w, append(nl.figures, "De aantallen zijn van het CBS")...)
	w.Shot("road-10-withdrawn")
	for _, name := range []string{"selection.csv", "figures.bundle"} {
		code, _ := fetch(t, h.base+public+"/"+name, "")
		status(t, name+" of what was withdrawn", code, http.StatusNotFound)
	}
	if got := h.find(t, p, idOf(draft)); got.State != "withdrawn" || got.Why.NL != "Een groep was dubbel geteld." {
		t.Errorf("kept as %s, because %q", got.State, got.Why.NL)
	}
}
