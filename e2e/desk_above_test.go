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
// of an organisation, once it knows the keys there.
func TestDeskAbove(t *testing.T) {
	t.Parallel()
	at := home.place(t)
	fatima := home.keyed(t, "Fatima El Amrani", at)
	f := home.report(t, at, "Mijn melding gaat over het meldpunt zelf.")
	w := home.atDesk(t, home.independent(t), f.path())
	w.AwaitText("Mijn melding gaat over het meldpunt zelf.")
	w.AwaitText("Een antwoord wordt ook leesbaar voor: Fatima El Amrani.")
	w.Shot("desk-70-above")
	w.Axe()
	w.Click("[data-part=blocked] [data-do=check]")
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
