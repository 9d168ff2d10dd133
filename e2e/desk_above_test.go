// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"testing"
	"time"

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
// of an organisation, once it knows the keys there; while the log grows, since
// others report. What the browser asked for a moment ago is then older than what
// it asks for now: no reason to say that the log was changed.
func TestDeskAbove(t *testing.T) {
	t.Parallel()
	at, busy := home.place(t), home.place(t)
	fatima := home.keyed(t, "Fatima El Amrani", at)
	done := make(chan struct{})
	t.Run("others", func(t *testing.T) {
		t.Parallel()
		pace := time.NewTicker(20 * time.Millisecond) // as often as the log takes what is new
		defer pace.Stop()
		for {
			select {
			case <-done:
				return
			case <-pace.C:
				home.fill(t, busy, 1, fatima)
			}
		}
	})
	t.Run("above", func(t *testing.T) {
		t.Parallel()
		defer close(done)
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
	})
}
