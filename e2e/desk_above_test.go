// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"testing"

	"baken/ground/org"
	"baken/internal/web/webtest"
)

// independent gives one of the demo's officers of the independent desk.
func (h *house) independent(t *testing.T) member {
	t.Helper()
	for _, a := range h.accounts {
		if a.Role != org.IntakeOfficer {
			continue
		}
		p, err := h.people.PersonByEmail(t.Context(), org.System("e2e"), a.Email)
		if err != nil {
			t.Fatal(err)
		}
		if as := h.actor(t, person{Person: p}); as.Holds(org.IntakeOfficer, h.world.Orgs[0].ID) {
			return member{person: person{Person: p}, words: a.Passphrase}
		}
	}
	t.Fatal("nobody of the independent desk has an account")
	return member{}
}

// TestDeskAbove lets the independent desk read and answer a report to the desk
// of an organisation, once it knows the keys there. Meanwhile the log grows:
// what the browser asked for a moment ago is older than what it asks for now,
// which is no reason to say that the log was changed.
func TestDeskAbove(t *testing.T) {
	t.Parallel()
	at := home.place(t)
	fatima, karim := home.keyed(t, "Fatima El Amrani", at), home.keyed(t, "Karim Bos", at)
	f := home.report(t, at, "Mijn melding gaat over het meldpunt zelf.")
	w := home.atDesk(t, home.independent(t), f.path())
	w.AwaitText("Mijn melding gaat over het meldpunt zelf.")
	w.AwaitText("Een antwoord wordt ook leesbaar voor:")
	says(t, w, fatima.Name, karim.Name)
	w.Shot("desk-70-above")
	w.Axe()
	w.Click("[data-part=blocked] [data-do=check]")
	w.Await("document.querySelectorAll('[data-do=right]').length === 2")
	w.Await("fetch('/ledger/checkpoint').then(a => a.text()).then(t => { window.size ??= t.split('\\n')[1]; return true })")
	home.fill(t, at, 1, fatima)
	w.Await("fetch('/ledger/checkpoint').then(a => a.text()).then(t => Number(t.split('\\n')[1]) > Number(window.size))")
	confirmAll(t, w)
	w.AwaitText("Schrijf de melder")
	w.Fill("#answer", "U spreekt met het onafhankelijke meldpunt.")
	w.Click("form[data-form=answer] button[type=submit]")
	w.AwaitText("Verstuurd.")

	own := home.atDesk(t, fatima, f.path())
	own.AwaitText("U spreekt met het onafhankelijke meldpunt.")
	if got := webtest.Eval[int](own, "document.querySelectorAll('.baken-badge--ok').length"); got < 2 {
		t.Errorf("%d senders are verified", got)
	}
}
