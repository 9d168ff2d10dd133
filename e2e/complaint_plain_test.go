// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"net/http"
	"strings"
	"testing"

	"baken/internal/web/webtest"
)

// TestComplaintWithoutJavaScript files a complaint, reads the secretary's letter,
// adds something, makes words of one's own and withdraws, with pages alone; the
// secretary's browser opens what the server sealed, and the server what that
// browser did.
func TestComplaintWithoutJavaScript(t *testing.T) {
	t.Parallel()
	inEachLanguage(t, func(t *testing.T, l tongue) {
		b := home.bench(t)
		w := webtest.At(t, home.base, l.in(), webtest.Phone(), webtest.WithoutScript())
		words := l.filesPlain(t, w, b)

		s := l.room(t, b.secretary)
		l.openOnly(t, s)
		s.Click("[data-kind=complaint] summary")
		s.Click("[data-kind=details] summary")
		says(t, s, harmed, "Amira Haddad", "Dorpsstraat 1", l.say("complaint.sealed.server"))
		hides(t, s, l.say("complaint.doubt.damaged"), l.say("complaint.doubt.forged"), l.say("complaint.doubt.stranger"))
		l.steps(t, s, "acknowledge")

		l.opensPlain(t, w, words)
		w.Click("details:has(.baken-letter) > summary")
		says(t, w, l.say("complaint.document.acknowledgement"), "Tekst bij acknowledge.", l.say("complaint.clock.why"))
		hides(t, w, l.say("complaint.doubt.damaged"), l.say("complaint.doubt.forged"), l.say("complaint.view.odd"))
		l.judged(w, "complaint-91-plain-follow")
		w.Click("details:has(#supplement-text) > summary")
		w.Fill("#supplement-text", reply)
		status(t, "adding", w.Follow("form:has(#supplement-text) button"), http.StatusOK)
		says(t, w, l.say("complaint.follow.supplement.done"))

		own := l.ownPlain(t, w)
		l.again(t, s)
		s.Click("[data-kind=enclosure] summary")
		says(t, s, reply)
		l.opensPlain(t, w, own)
		w.Click("details:has(#withdraw-text) > summary")
		status(t, "withdrawing unsure", w.Follow("form:has(#withdraw-text) button"), http.StatusUnprocessableEntity)
		w.Click("#withdraw-sure")
		status(t, "withdrawing", w.Follow("form:has(#withdraw-text) button"), http.StatusOK)
		says(t, w, l.say("complaint.follow.withdraw.done"), l.say("complaint.state.withdrawn"))
		l.judged(w, "complaint-93-plain-withdrawn")

		c := l.follows(t, own) // with a script
		says(t, c, l.say("complaint.state.withdrawn"))
		c.Click("[data-kind=confirmation] summary")
		says(t, c, l.say("complaint.follow.withdraw.words"), l.say("complaint.sealed.server"))
		hides(t, c, l.say("complaint.doubt.damaged"), l.say("complaint.doubt.closed"))
	})
}

// judged holds a page against what every page has to be.
func (l tongue) judged(w *webtest.Page, name string) {
	l.shot(w, name)
	w.Axe()
	w.Fits(320)
}

// filesPlain files a complaint, first without what is needed, and gives the words.
func (l tongue) filesPlain(t *testing.T, w *webtest.Page, b bench) string {
	t.Helper()
	status(t, "the form", w.Go("/complaint/file/"+string(b.at)), http.StatusOK)
	says(t, w, l.say("complaint.plain.seal"))
	l.judged(w, "complaint-90-plain-form")
	w.Fill("#name", "Amira Haddad")
	w.Fill("#address", "Dorpsstraat 1\n1234 AB Ons Dorp")
	w.Fill("#about", "Kees Jansen, team inkoop")
	w.Fill("#when", "maandag 2 november")
	w.Fill("#text", harmed)
	const send = ".baken-plain button"
	status(t, "filing unsigned", w.Follow(send), http.StatusUnprocessableEntity)
	says(t, w, l.say("complaint.file.signed_none"))
	w.Click("#signed")
	status(t, "filing", w.Follow(send), http.StatusOK)
	says(t, w, l.say("complaint.file.sent"))
	return l.drawnPlain(t, w)
}

// drawnPlain reads the words on a page.
func (l tongue) drawnPlain(t *testing.T, w *webtest.Page) string {
	t.Helper()
	l.judged(w, "complaint-92-plain-words")
	words := webtest.Eval[[]string](w, "[...document.querySelectorAll('.baken-receipt li')].map(e => e.textContent)")
	if len(words) != 8 {
		t.Fatalf("%d words on\n%s", len(words), w.Text("main"))
	}
	return strings.Join(words, " ")
}

// opensPlain opens a complaint by words.
func (l tongue) opensPlain(t *testing.T, w *webtest.Page, words string) {
	t.Helper()
	status(t, "the page", w.Go("/complaint/follow"), http.StatusOK)
	says(t, w, l.say("complaint.plain.follow"))
	w.Fill("#words", words)
	status(t, "the words", w.Follow("main form button[type=submit]"), http.StatusOK)
	says(t, w, l.say("complaint.plain.once"), l.say("complaint.follow.as.complainant"))
}

// ownPlain makes words of one's own.
func (l tongue) ownPlain(t *testing.T, w *webtest.Page) string {
	t.Helper()
	const send = "form[action='/complaint/follow/own'] button"
	w.Click("details:has(form[action='/complaint/follow/own']) > summary")
	status(t, "drawing", w.Follow(send), http.StatusOK)
	own := l.drawnPlain(t, w)
	status(t, "keeping", w.Follow(send), http.StatusOK)
	says(t, w, l.say("complaint.plain.owned"))
	return own
}
