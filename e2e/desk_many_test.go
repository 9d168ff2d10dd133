// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"baken/hear/report"
	"baken/internal/web/webtest"
)

const (
	manyStatus = "document.querySelector('[data-part=many-status]').innerText"
	manyBoxes  = ".baken-case input[type=checkbox]"
)

// badges counts the reports on the page with this badge.
func badges(w *webtest.Page, label string) int {
	return webtest.Eval[int](w, fmt.Sprintf("[...document.querySelectorAll('.baken-case')].filter(c => [...c.querySelectorAll('.baken-badge')].some(b => b.innerText === %q)).length", label))
}

// version gives the version of a case, as a member sees it.
func (h *house) version(t *testing.T, m member, f filed) int64 {
	t.Helper()
	var c struct{ Version int64 }
	h.call(t, http.MethodGet, "/desk/reports/api/cases/"+string(f.id), h.session(t, m.person), nil, &c)
	return c.Version
}

// TestDeskMany does one thing to several reports at once. What a colleague
// changed meanwhile stays chosen, with the reason.
func TestDeskMany(t *testing.T) {
	t.Parallel()
	at := home.place(t)
	fatima, bas := home.keyed(t, "Fatima El Amrani", at), home.keyed(t, "Bas Visser", at)
	var all []filed
	for i := range 5 {
		all = append(all, home.report(t, at, fmt.Sprintf("Melding nummer %d.", i)))
	}
	w := home.atDesk(t, fatima, "/desk/reports", webtest.Refused("/desk/reports/api/cases/", 409))
	w.Await("document.querySelectorAll('" + manyBoxes + "').length === 5")
	w.Click("[data-do=take-many]")
	w.AwaitText("Kies eerst een melding")
	if n := badges(w, "Van u"); n > 0 {
		t.Errorf("%d reports were taken, and none was chosen", n)
	}
	w.Shot("desk-68-many-nothing")
	w.Axe()
	w.Click("#choose-all")
	w.AwaitText("5 meldingen gekozen.")
	// A colleague acknowledges one of them, which this screen doesn't know yet.
	home.call(t, http.MethodPost, "/desk/reports/api/cases/"+string(all[2].id)+"/state", home.session(t, bas.person),
		map[string]any{"state": report.Acknowledged, "version": home.version(t, bas, all[2])}, nil)
	w.Click("[data-do=acknowledge-many]")
	w.AwaitText("4 meldingen zijn klaar. Bij 1 melding lukte het niet.")
	if got := webtest.Eval[string](w, "[...document.querySelectorAll('"+manyBoxes+":checked')].map(b => b.value + b.getAttribute('aria-describedby')).join()"); got != string(all[2].id)+"why-"+string(all[2].id) {
		t.Errorf("still chosen: %s, want %s with its reason", got, all[2].id)
	}
	w.Await("document.querySelectorAll('.baken-case__why').length === 1")
	w.Shot("desk-69-many-failed")
	w.Axe()
	w.Fits(320)
	if n := badges(w, "Ontvangst bevestigd"); n != 5 {
		t.Errorf("%d reports are acknowledged, want 5", n)
	}
	w.Click("[data-do=acknowledge-many]") // not new, so nothing is sent
	w.AwaitText("Deze melding is niet nieuw")
	w.Click("[data-do=take-many]")
	w.AwaitText("1 melding is klaar.")
	if n := badges(w, "Van u"); n != 1 {
		t.Errorf("%d reports are taken, want 1", n)
	}
	if got := webtest.Eval[int](w, "document.querySelectorAll('"+manyBoxes+":checked').length"); got != 0 {
		t.Errorf("%d are chosen after all went well", got)
	}
	w.Fill("#look-for", "nummer")
	w.Await("document.querySelector('[data-part=many]').hidden") // what is found is of no page
}

// TestDeskManyKeyboard does it without a mouse, in English, on a phone, and
// hears how far it is.
func TestDeskManyKeyboard(t *testing.T) {
	t.Parallel()
	at := home.place(t)
	fatima := home.keyed(t, "Fatima El Amrani", at)
	for i := range 12 {
		home.report(t, at, fmt.Sprintf("Report number %d.", i))
	}
	w := home.atDesk(t, fatima, "/desk/reports", webtest.In("en"), webtest.Phone())
	w.Await("document.querySelectorAll('" + manyBoxes + "').length === 12")
	webtest.Eval[bool](w, `(said => { window.said = said; new MutationObserver(() => said.push(`+manyStatus+`)).observe(document.querySelector("[data-part=many-status]"), { childList: true, subtree: true, characterData: true }); return true })([])`)
	w.TabTo("[data-do=take-many]")
	w.Type(kb.Enter)
	w.AwaitText("Choose a report first")
	w.TabTo("#choose-all")
	w.Type(" ")
	w.AwaitText("12 reports chosen.")
	w.TabTo(manyBoxes)
	w.Type(" ")
	w.AwaitText("11 reports chosen.")
	if !webtest.Eval[bool](w, "document.querySelector('#choose-all').indeterminate") {
		t.Error("the box for all doesn't show that one is left out")
	}
	w.Type(" ")
	w.AwaitText("12 reports chosen.")
	w.TabTo("[data-do=take-many]")
	w.Type(kb.Enter)
	w.AwaitText("12 reports are done.")
	if said := webtest.Eval[string](w, "window.said.join(' | ')"); !webtest.Eval[bool](w, "window.said.includes('Under way: 7 of 12.')") {
		t.Errorf("on the way was said: %s", said)
	}
	if n := badges(w, "Yours"); n != 12 {
		t.Errorf("%d reports are taken, want 12", n)
	}
	if got := webtest.Eval[string](w, "document.activeElement.getAttribute('data-do') ?? ''"); got != "take-many" {
		t.Errorf("the focus is at %q", got)
	}
	w.Shot("desk-70-phone-many")
	w.Axe()
	w.Fits(320)
}
