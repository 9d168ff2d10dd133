// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"strings"
	"testing"

	"baken/internal/web/webtest"
)

const halfHour = "Een antwoord waar ik een half uur aan schreef."

// TestDeskExpired ends the session in the middle of an answer: nothing of it
// is lost, and nothing of it stands in the browser for others to read.
func TestDeskExpired(t *testing.T) {
	t.Parallel()
	inEachLanguage(t, func(t *testing.T, l tongue) {
		at := home.place(t)
		fatima := home.keyed(t, "Fatima El Amrani", at)
		fatima.person = home.enrol(t, fatima.person)
		f := home.report(t, at, "Mijn naam werd steeds belachelijk gemaakt.")
		w := home.atDesk(t, fatima, f.path(), webtest.Refused("/desk/reports/api/", 401), l.in())
		w.AwaitText("belachelijk gemaakt")
		w.Fill("#answer", halfHour)
		home.expire(t, fatima.person)
		w.Click("form[data-form=answer] button[type=submit]")
		w.AwaitText(l.say("web.lock.ended"))
		hides(t, w, "belachelijk gemaakt", halfHour)
		l.shot(w, "desk-40-ended")
		w.Axe()
		w.Fits(320)
		if kept := webtest.Eval[string](w, "JSON.stringify({...sessionStorage, ...localStorage})"); strings.Contains(kept, "half uur") || !strings.Contains(kept, "baken-draft:") {
			t.Errorf("the browser keeps %s", kept)
		}
		w.Follow("[data-do=sign-in]")
		signIn(t, w, fatima.person)
		if got := w.Path(); got != f.path() {
			t.Errorf("signed in at %s", got)
		}
		fatima.unlock(t, w)
		w.AwaitText(l.say("report.desk.answer.restored"))
		if got := w.Value("#answer"); got != halfHour {
			t.Errorf("after signing in again the field holds %q", got)
		}
		l.shot(w, "desk-41-restored")
		w.Click("form[data-form=answer] button[type=submit]")
		w.AwaitText(l.say("report.desk.answer.sent"))
		if got := dialogue(t, w); got[len(got)-1] != halfHour {
			t.Errorf("the dialogue holds %q", got)
		}
	})
}

// TestDeskIdle locks the desk after a quarter of an hour in which nobody did
// anything.
func TestDeskIdle(t *testing.T) {
	t.Parallel()
	at := home.place(t)
	fatima := home.keyed(t, "Fatima El Amrani", at)
	f := home.report(t, at, "Mijn verlof werd steeds geweigerd.")
	w := home.atDesk(t, fatima, f.path())
	w.AwaitText("Mijn verlof")
	w.Fill("#answer", halfHour)
	webtest.Eval[bool](w, "(real => { Date.now = () => real() + 14 * 60_000; return true })(Date.now.bind(Date))")
	w.Type("x")
	webtest.Eval[bool](w, "(real => { Date.now = () => real() + 16 * 60_000; return true })(Date.now.bind(Date))")
	w.AwaitText("U deed 15 minuten niets.")
	hides(t, w, "Mijn verlof", halfHour)
	w.Shot("desk-42-idle")
	w.Axe()
	fatima.unlock(t, w)
	w.AwaitText("Mijn verlof")
	w.Await("document.querySelector('#answer').value !== ''")
	if got := w.Value("#answer"); got != halfHour+"x" {
		t.Errorf("after the lock the field holds %q", got)
	}
	// Signing out locks this window and any other.
	w.Follow("form[action='/sign-out'] button")
	if kept := webtest.Eval[string](w, "JSON.stringify({...sessionStorage, ...localStorage})"); strings.Contains(kept, "half uur") {
		t.Errorf("after signing out the browser keeps %s", kept)
	}
}

// TestDeskPlain says to a browser without JavaScript why this page doesn't
// work there, and shows nothing else.
func TestDeskPlain(t *testing.T) {
	t.Parallel()
	at := home.place(t)
	fatima := home.officer(t, "Fatima El Amrani", at)
	for lang, want := range map[string]string{"nl": "Deze pagina werkt niet zonder JavaScript", "en": "This page doesn’t work without JavaScript"} {
		w := home.visit(t, fatima.person, webtest.WithoutScript(), webtest.In(lang))
		status(t, "the desk without a script", w.Go("/desk/reports"), 200)
		says(t, w, want)
		w.Shot("desk-43-plain-" + lang)
		w.Axe()
		w.Fits(320)
	}
}
