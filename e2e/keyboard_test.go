// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"baken/ground/org"
	"baken/internal/web/webtest"
)

// TestKeyboardOnAPhone goes the road with nothing but keys, without a script,
// on a narrow screen. TabTo fails where the focus can't be seen.
func TestKeyboardOnAPhone(t *testing.T) {
	t.Parallel()
	for lang, say := range map[string]words{"nl": dutch(), "en": english()} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			p := home.enrol(t, home.hire(t, "Ibrahim Bos", org.Controller, home.grants()))
			w := webtest.At(t, home.base, webtest.Phone(), webtest.WithoutScript(), webtest.In(lang))
			keyboardRoad(t, w, p, say, "phone-"+lang)
		})
	}
}

func keyboardRoad(t *testing.T, w *webtest.Page, p person, say words, shot string) {
	t.Helper()
	press := func(selector string) {
		t.Helper()
		w.TabTo(selector)
		status(t, selector, w.Enter(), http.StatusOK)
	}
	answer := func(selector, text string) {
		t.Helper()
		w.TabTo(selector)
		w.Type(text)
	}
	w.Go("/")
	w.Shot(shot + "-1-front")
	press("a[href='/sign-in']")
	answer("#email", p.Email)
	answer("#passphrase", p.passphrase)
	w.Enter()
	answer("#code", p.code(t))
	w.Enter()
	if got := w.Path(); got != "/" {
		t.Fatalf("signed in at %s", got)
	}
	press("nav a[href='/desk/figures']")
	w.Shot(shot + "-2-desk")
	press("a[href='/desk/figures/import']")
	w.TabTo("#bundle") // Enter opens the browser's own window to choose a file
	w.Attach("#bundle", file(t, "result.bundle", home.bundle(t)))
	press("form[action='/desk/figures/import'] button")
	says(t, w, append(say.figures, say.signed, say.caution)...)
	w.Shot(shot + "-3-draft")
	draft, _, _ := strings.Cut(w.Path(), "?")

	answer("#intro_nl", "Met de hand getypt.")
	answer("#intro_en", "Typed by hand.")
	press("form[action='" + draft + "'] button")
	says(t, w, say.saved)
	press("a[href='" + draft + "/publish']")
	press("form[action='" + draft + "/publish'] button")
	says(t, w, say.published)
	public := strings.TrimPrefix(draft, "/desk")
	press("main a[href='" + public + "']")
	says(t, w, append(say.figures, say.caution)...)
	w.Shot(shot + "-4-public")
	scrollByKeys(t, w)

	w.Go(draft)
	press("a[href='" + draft + "/withdraw']")
	answer("#why_nl", "Vergissing.")
	answer("#why_en", "Mistake.")
	press("form[action='" + draft + "/withdraw'] button.utrecht-button--danger")
	says(t, w, say.withdrawn)
	press(".baken-account__out")
	if w.Has(".baken-account__name") {
		t.Error("still signed in")
	}
	press("nav a[href='/figures']")
	press("main a[href='" + public + "']")
	says(t, w, say.gone)
	hides(t, w, say.figures...)
	w.Shot(shot + "-5-withdrawn")
}

// scrollByKeys moves a wide table, which is wider than the phone, with the
// arrow keys.
func scrollByKeys(t *testing.T, w *webtest.Page) {
	t.Helper()
	w.TabTo(".baken-table__scroll")
	const room = "(e => e.scrollWidth - e.clientWidth)(document.activeElement)"
	if webtest.Eval[int](w, room) <= 0 {
		t.Error("the table fits; nothing to scroll")
	}
	w.Type(kb.ArrowRight)
	for range 500 { // it glides there
		if webtest.Eval[bool](w, "document.activeElement.scrollLeft > 0") {
			return
		}
	}
	t.Error("the arrow key doesn't scroll the table")
}
