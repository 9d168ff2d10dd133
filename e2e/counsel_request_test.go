// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"baken/base/civil"
	"baken/ground/org"
	"baken/hear/counsel"
	"baken/hear/counsel/counseldb"
	"baken/internal/db"
	"baken/internal/demo"
	"baken/internal/web/webtest"
)

// listed puts a counsellor in the directory of his organisation.
func (h *house) listed(t *testing.T, m member, at org.ID) counsel.EntryID {
	t.Helper()
	policy, err := org.NewPolicy(counsel.Rules())
	if err != nil {
		t.Fatal(err)
	}
	help := counsel.NewService(counsel.Config{
		Store: counseldb.New(h.db, time.Now), Orgs: h.orgs, People: h.people, Policy: policy, Now: time.Now, NewID: db.NewID,
	})
	id, err := help.Add(t.Context(), org.System("e2e"), at, counsel.Details{
		Kind: counsel.KindCounsellor, Side: counsel.Internal, Person: m.ID, Period: civil.Since(demo.Start()),
		Contact: counsel.Contact{Name: m.Name, Phone: "070 000 77 77"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

const (
	reachedAt = "Bel mij op 06 000 000 00"
	plainAt   = "Mail mij thuis"
)

// TestAskForATalk asks a counsellor for a talk, with JavaScript and without,
// first wrongly; he reads it, makes a note of it and marks it as handled; nobody
// else sees anything of it.
func TestAskForATalk(t *testing.T) {
	t.Parallel()
	inEachLanguage(t, func(t *testing.T, l tongue) {
		at := home.agency(t).id
		noor := home.counsellor(t, "Noor Peters", at)
		home.listed(t, noor, at)
		l.ask(t, noor, at)
		l.askPlain(t, noor, at)
		home.keepsQuiet(t, at)

		w := home.visit(t, noor.person, l.in())
		w.Go("/counsel")
		w.Await("document.querySelector('#passphrase')")
		hides(t, w, l.say("counsel.space.asked.title"))
		noor.unlock(t, w)
		w.AwaitText(l.say("counsel.space.asked.count", "n", 2))
		l.shot(w, "counsel-20-asked")
		w.Axe()
		w.Fits(320)
		l.hear(t, w)
		l.renewed(t, w, noor)
	})
}

// ask asks by keyboard, from the page of who helps.
func (l tongue) ask(t *testing.T, noor member, at org.ID) {
	t.Helper()
	w := webtest.At(t, home.base, l.in())
	w.Go("/help/" + string(at))
	w.TabTo("main a[href$='/appointment']")
	status(t, "to the form", w.Enter(), http.StatusOK)
	says(t, w, l.say("counsel.talk.one", "name", noor.Name))
	w.Await("document.documentElement.classList.contains('baken-live')")
	w.TabTo("#when")
	w.Type("Maandag")
	w.TabTo("main form button[type=submit]")
	w.Type(" ")
	w.AwaitText(l.say("counsel.reach"))
	if got := w.Focused(); !strings.HasPrefix(got, "textarea#contact") {
		t.Errorf("the focus is at %q", got)
	}
	w.Axe()
	w.Fits(320)
	w.Type(reachedAt)
	w.TabTo("main form button[type=submit]")
	w.Type(" ")
	w.AwaitText(l.say("counsel.talk.sent_to"))
	says(t, w, noor.Name, l.say("counsel.talk.sent"))
	hides(t, w, reachedAt)
	l.shot(w, "counsel-21-sent")
	w.Axe()
	w.Fits(320)
	if kept := webtest.Eval[string](w, "JSON.stringify({...sessionStorage, ...localStorage})"); kept != "{}" {
		t.Errorf("the browser keeps %s", kept)
	}
}

// askPlain asks without JavaScript.
func (l tongue) askPlain(t *testing.T, noor member, at org.ID) {
	t.Helper()
	w := webtest.At(t, home.base, l.in(), webtest.WithoutScript(), webtest.Phone())
	w.Go("/help/" + string(at) + "/appointment")
	says(t, w, l.say("counsel.talk.plain.seal"))
	w.Fill("#about", "Een grap in het overleg")
	status(t, "without a way to reach him", w.Follow("main form button"), http.StatusUnprocessableEntity)
	says(t, w, l.say("counsel.reach"))
	if got := w.Value("#about"); got != "Een grap in het overleg" {
		t.Errorf("lost what was typed: %q", got)
	}
	l.shot(w, "counsel-22-plain")
	w.Axe()
	w.Fits(320)
	w.Fill("#contact", plainAt)
	status(t, "sent", w.Follow("main form button"), http.StatusOK)
	says(t, w, noor.Name, l.say("counsel.talk.sent"))
	w.Axe()
}

// keepsQuiet looks as an administrator and as another counsellor, and into the
// database.
func (h *house) keepsQuiet(t *testing.T, at org.ID) {
	t.Helper()
	for name, tt := range map[string]struct {
		role org.Role
		want int
	}{"Sam de Boer": {org.Administrator, http.StatusNotFound}, "Karim Bos": {org.Counsellor, http.StatusOK}} {
		code, body := fetch(t, h.base+"/counsel/api/requests", h.session(t, h.hire(t, name, tt.role, at)))
		if code != tt.want || strings.Contains(string(body), "envelope") {
			t.Errorf("a %s is answered %d: %s", tt.role, code, body)
		}
	}
	type row struct {
		counsellor, day string
		envelope        []byte
	}
	err := h.db.Read(t.Context(), func(tx *db.Tx) error {
		all, err := db.All(t.Context(), tx, func(r db.Row) (one row, err error) {
			err = r.Scan(&one.counsellor, &one.day, &one.envelope)
			return one, err
		}, `SELECT counsellor, asked_on, envelope FROM counsel_request WHERE org = $1`, string(at))
		if len(all) != 2 {
			t.Errorf("the database holds %v", all)
		}
		for _, r := range all {
			if text := string(r.envelope); strings.Contains(text, "06 000") || strings.Contains(text, plainAt) || !strings.HasPrefix(text, "age-encryption.org/v1\n") {
				t.Errorf("kept as %q", text)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// hear reads what was asked in the browser, makes a note of it, and marks it as
// handled after a second question.
func (l tongue) hear(t *testing.T, w *webtest.Page) {
	t.Helper()
	inRow(w, reachedAt)
	w.AwaitText(l.say("counsel.space.asked.unproven"))
	says(t, w, reachedAt, "Maandag")
	hides(t, w, l.say("counsel.space.asked.by_server"))
	l.shot(w, "counsel-23-request")
	w.Axe()
	w.Fits(320)
	w.TabTo("[data-do=note]")
	w.Type(" ")
	w.Await("document.querySelector('#text')")
	if got := w.Value("#text"); !strings.Contains(got, reachedAt) || !strings.Contains(got, "Maandag") {
		t.Errorf("the note begins with %q", got)
	}
	w.Click("form[data-form=note] button[type=submit]")
	w.AwaitText(l.say("counsel.space.kept"))

	inRow(w, reachedAt)
	w.AwaitText(l.say("counsel.space.asked.handled"))
	w.TabTo("[data-do=handled]")
	w.Type(" ")
	w.AwaitText(l.say("counsel.space.asked.sure_do"))
	w.Axe()
	w.TabTo("[data-do=handled-sure]")
	w.Type(" ")
	w.AwaitText(l.say("counsel.space.asked.gone"))
	says(t, w, l.say("counsel.space.asked.count", "n", 1), plainAt)
}

// inRow opens the request with those words.
func inRow(w *webtest.Page, words string) {
	webtest.Eval[bool](w, `[...document.querySelectorAll("[data-part=asked-rows] li")].find(e => e.textContent.includes("`+words+`")).querySelector("button").click() ?? true`)
}

// renewed makes other keys, to which the last request doesn't open.
func (l tongue) renewed(t *testing.T, w *webtest.Page, noor member) {
	t.Helper()
	inRow(w, plainAt)
	w.AwaitText(l.say("counsel.space.asked.by_server"))
	noor = home.keys(t, noor, "/desk/reports/api/keyring/renew")
	w.Reload()
	noor.unlock(t, w)
	w.AwaitText(l.say("counsel.space.asked.closed"))
	hides(t, w, plainAt)
	w.Click("[data-part=asked-rows] button")
	w.AwaitText(l.say("counsel.space.asked.closed_why"))
	l.shot(w, "counsel-24-closed")
	w.Axe()
}
