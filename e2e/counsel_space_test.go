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

// sentinel is what nobody but the counsellor may ever read.
const sentinel = "Zij durft niet meer naar het werkoverleg."

// counsellor is a counsellor with keys.
func (h *house) counsellor(t *testing.T, name string, at org.ID) member {
	t.Helper()
	return h.keyedAs(t, name, org.Counsellor, at)
}

// TestCounselSpace makes keys, keeps a conversation and changes it, by
// keyboard; locks, opens, and deletes it after a second question.
func TestCounselSpace(t *testing.T) {
	t.Parallel()
	inEachLanguage(t, func(t *testing.T, l tongue) {
		noor := member{person: home.hire(t, "Noor Peters", org.Counsellor, home.sibling()), words: deskWords}
		w := home.visit(t, noor.person, l.in())
		status(t, "the space", w.Go("/counsel"), http.StatusOK)
		w.Await("document.querySelector('#new-passphrase')")
		l.shot(w, "counsel-10-setup")
		w.Axe()
		w.Fits(320)
		w.Fill("#new-passphrase", noor.words)
		w.Fill("#same-passphrase", noor.words)
		w.Click("form[data-form=setup] button[type=submit]")
		w.AwaitText(l.say("counsel.space.none"))
		l.shot(w, "counsel-11-empty")
		w.Axe()
		w.Fits(320)
		l.write(t, w)

		noor.words = "appel brug gracht wilg koplamp"
		w.Click("details:has([data-form=rewrap]) > summary")
		w.Fill("#new-passphrase", noor.words)
		w.Fill("#same-passphrase", noor.words)
		w.Click("form[data-form=rewrap] button[type=submit]")
		w.AwaitText(l.say("counsel.space.rewrapped"))

		w.Click("[data-do=lock]")
		w.AwaitText(l.say("counsel.space.locked.title"))
		hides(t, w, sentinel, "bedrijfsarts")
		noor.unlock(t, w)
		w.AwaitText(sentinel)
		l.drop(t, w)
	})
}

// write keeps a conversation by keyboard, and then makes a referral of it.
func (l tongue) write(t *testing.T, w *webtest.Page) {
	t.Helper()
	w.TabTo("[data-do=new]")
	w.Type(" ")
	w.Await("document.querySelector('#text')")
	l.shot(w, "counsel-12-form")
	w.Axe()
	w.Fits(320)
	w.TabTo("form[data-form=note] button[type=submit]")
	w.Type(" ")
	w.AwaitText(l.say("counsel.space.missing"))
	w.Fill("#text", sentinel)
	w.Click("form[data-form=note] summary")
	w.Click("input[name=conduct][value=bullying]")
	w.Click("form[data-form=note] button[type=submit]")
	w.AwaitText(l.say("counsel.space.kept"))
	says(t, w, sentinel)
	l.shot(w, "counsel-13-list")
	w.Axe()
	w.Fits(320)

	w.Click(".baken-case button")
	w.AwaitText(l.say("taxonomy.conduct.bullying"))
	l.shot(w, "counsel-14-note")
	w.Axe()
	w.Fits(320)
	w.Click("[data-do=change]")
	w.Await("document.querySelector('#text').value !== ''")
	w.Click("input[name=kind][value=referral]")
	w.Fill("#to", "bedrijfsarts")
	w.Click("form[data-form=note] button[type=submit]")
	w.AwaitText(l.say("counsel.space.kept"))
	says(t, w, l.say("counsel.space.kind.referral"))
}

func (l tongue) drop(t *testing.T, w *webtest.Page) {
	t.Helper()
	w.Click(".baken-case button")
	w.AwaitText("bedrijfsarts")
	w.Click("[data-do=drop]")
	w.AwaitText(l.say("counsel.space.drop_sure"))
	l.shot(w, "counsel-15-sure")
	w.Axe()
	w.Click("[data-do=drop-sure]")
	w.AwaitText(l.say("counsel.space.dropped"))
	says(t, w, l.say("counsel.space.none"))
}

// TestCounselSpaceIsSealed: neither an administrator, nor another counsellor,
// nor who has the database reads what a counsellor keeps.
func TestCounselSpaceIsSealed(t *testing.T) {
	t.Parallel()
	at := home.sibling()
	noor, karim := home.counsellor(t, "Noor Peters", at), home.counsellor(t, "Karim Bos", at)
	w := home.visit(t, noor.person)
	w.Go("/counsel")
	noor.unlock(t, w)
	w.Click("[data-do=new]")
	w.Await("document.querySelector('#text')")
	w.Fill("#text", sentinel)
	w.Click("form[data-form=note] button[type=submit]")
	w.AwaitText("Alleen u kunt haar lezen.")
	if kept := webtest.Eval[string](w, "JSON.stringify({...sessionStorage, ...localStorage})"); strings.Contains(kept, "werkoverleg") {
		t.Errorf("the browser keeps %s", kept)
	}

	admin := home.hire(t, "Sam de Boer", org.Administrator, at)
	a := home.visit(t, admin)
	status(t, "the space as administrator", a.Go("/counsel"), http.StatusNotFound)
	a.Go("/account")
	if a.Has("a[href='/counsel']") {
		t.Error("an administrator has the space in his menu")
	}
	hides(t, a, sentinel)

	var theirs struct{ Notes []struct{ Envelope []byte } }
	home.call(t, http.MethodGet, "/counsel/api/notes", home.session(t, karim.person), nil, &theirs)
	if len(theirs.Notes) > 0 {
		t.Errorf("another counsellor is sent %v", theirs)
	}
	var own struct{ Notes []struct{ Envelope []byte } }
	home.call(t, http.MethodGet, "/counsel/api/notes", home.session(t, noor.person), nil, &own)
	if len(own.Notes) != 1 || strings.Contains(string(own.Notes[0].Envelope), "werkoverleg") {
		t.Errorf("the counsellor is sent %d notes, sealed as %q", len(own.Notes), own.Notes)
	}
}

// TestCounselSpaceExpired ends the session in the middle of a note: nothing of
// it is lost, and nothing of it stands in the browser for others to read.
func TestCounselSpaceExpired(t *testing.T) {
	t.Parallel()
	noor := home.counsellor(t, "Noor Peters", home.sibling())
	noor.person = home.enrol(t, noor.person)
	w := home.visit(t, noor.person, webtest.Refused("/counsel/api/", 401))
	w.Go("/counsel")
	noor.unlock(t, w)
	w.Click("[data-do=new]")
	w.Await("document.querySelector('#text')")
	w.Fill("#text", sentinel)
	home.expire(t, noor.person)
	w.Click("form[data-form=note] button[type=submit]")
	w.AwaitText("U bent niet meer ingelogd")
	hides(t, w, sentinel)
	if kept := webtest.Eval[string](w, "JSON.stringify({...sessionStorage, ...localStorage})"); strings.Contains(kept, "werkoverleg") || !strings.Contains(kept, "baken-draft:") {
		t.Errorf("the browser keeps %s", kept)
	}
	w.Follow("[data-do=sign-in]")
	signIn(t, w, noor.person)
	noor.unlock(t, w)
	w.AwaitText("Het is nog niet bewaard")
	if got := w.Value("#text"); got != sentinel {
		t.Errorf("after signing in again the field holds %q", got)
	}
}
