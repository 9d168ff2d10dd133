// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"testing"
)

// TestDeskRoad makes keys, reads a report that was sealed in Go, answers it,
// and lets a colleague see both.
func TestDeskRoad(t *testing.T) {
	t.Parallel()
	at := home.place(t)
	fatima := home.officer(t, "Fatima El Amrani", at)
	w := home.visit(t, fatima.person)
	w.Go("/desk/reports")
	w.AwaitText("Maak uw sleutel")
	w.Shot("desk-1-setup")
	w.Axe()
	w.Fits(320)
	w.Fill("#new-passphrase", "kort")
	w.AwaitText("Nog 8 tekens nodig")
	w.Click("form[data-form=setup] button[type=submit]")
	w.AwaitText("Kies een wachtzin van ten minste 12 tekens")
	w.Axe()
	w.Fill("#new-passphrase", fatima.words)
	w.AwaitText("Sterk.")
	w.Fill("#same-passphrase", fatima.words+"!")
	w.Click("form[data-form=setup] button[type=submit]")
	w.AwaitText("De twee wachtzinnen zijn niet gelijk")
	w.Fill("#same-passphrase", fatima.words)
	w.Shot("desk-2-setup-filled")
	w.Click("form[data-form=setup] button[type=submit]")
	w.AwaitText("Ontgrendeld door Fatima El Amrani")
	w.Shot("desk-3-doubts")
	w.Axe()
	confirmAll(t, w)
	w.AwaitText("Hier zijn geen meldingen")
	w.Shot("desk-4-empty")
	w.Axe()
	w.Fits(320)
}
