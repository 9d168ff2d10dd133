// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"testing"

	"baken/internal/web/webtest"
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
	w.AwaitText("Er zijn nog geen meldingen")
	w.Shot("desk-4-empty")
	w.Axe()
	w.Fits(320)
}

// TestDeskDialogue lets two officers work on one report: each sees what the
// other does, and a message that was being typed isn't lost to the first.
func TestDeskDialogue(t *testing.T) {
	t.Parallel()
	at := home.place(t)
	fatima, karim := home.keyed(t, "Fatima El Amrani", at), home.keyed(t, "Karim Bos", at)
	f := home.report(t, at, "Mijn leidinggevende maakte een opmerking over mijn hoofddoek. Iedereen lachte.\n\nDit was op 3 november.", "position", "bystander")

	one := home.atDesk(t, fatima, "/desk/reports", webtest.Refused("/desk/reports/api/cases/", 409))
	one.AwaitText("nog niet door u geopend")
	one.Shot("desk-5-list-unopened")
	one.Axe()
	one.Click(".baken-case a")
	one.AwaitText("Iedereen lachte.")
	one.AwaitText("afzender gecontroleerd")
	says(t, one, "Wie de melder is", "Ik zag of hoorde dat het een ander overkwam")
	one.Shot("desk-6-case")
	one.Axe()
	one.Fits(320)
	one.Fill("#answer", "Dank u wel voor uw melding. Wie waren erbij?")

	two := home.atDesk(t, karim, f.path())
	two.AwaitText("Iedereen lachte.")
	two.Fill("#answer", "Wij gaan ermee aan de slag.")
	two.Click("form[data-form=answer] button[type=submit]")
	two.AwaitText("Verstuurd.")
	says(t, two, "Beantwoord", "U (Karim Bos)")

	one.Click("form[data-form=answer] button[type=submit]")
	one.AwaitText("Iemand was u voor")
	says(t, one, "Wij gaan ermee aan de slag.", "Karim Bos")
	if got := one.Value("#answer"); got != "Dank u wel voor uw melding. Wie waren erbij?" {
		t.Errorf("after the colleague's message the field holds %q", got)
	}
	one.Shot("desk-7-first")
	one.Axe()
	one.Click("form[data-form=answer] button[type=submit]")
	one.AwaitText("Verstuurd.")
	one.Click("input[value=identity-request]")
	one.AwaitText("Dit ziet de melder")
	one.Fill("#answer", "Wij willen graag met u bellen. Wilt u zeggen wie u bent?")
	one.Shot("desk-8-identity")
	one.Axe()
	one.Click("form[data-form=answer] button[type=submit]")
	one.AwaitText("Vraag wie de melder is")

	home.say(t, f, 5, "Ik blijf liever anoniem.")
	two.Click("a[href='/desk/reports']")
	two.AwaitText("Mijn leidinggevende maakte een opmerking over mijn hoofddoek.")
	two.AwaitText("3 nieuwe berichten")
	two.Shot("desk-9-list")
	two.Click(".baken-case a")
	two.AwaitText("Ik blijf liever anoniem.")
	got := dialogue(t, two)
	if len(got) != 5 || got[2] != "Dank u wel voor uw melding. Wie waren erbij?" {
		t.Errorf("the colleague sees %q", got)
	}
	two.AwaitText("U kunt deze melding nog niet afsluiten")
	two.AwaitText("Terugkoppelen: nog")
	if webtest.Eval[bool](two, "document.querySelector('[data-do=close]').checkVisibility()") {
		t.Error("the report can be closed though the reporter hasn't heard what was done")
	}
	two.Click("input[value=feedback]")
	two.AwaitText("Met een terugkoppeling laat u weten wat er is gedaan")
	two.Fill("#answer", "Wij hebben met uw leidinggevende gesproken.")
	two.Shot("desk-10-feedback")
	two.Axe()
	two.Click("form[data-form=answer] button[type=submit]")
	two.Await("document.querySelector('[data-do=close]').checkVisibility()")
	two.Click("[data-do=close]")
	two.AwaitText("Gesloten")
	two.Shot("desk-10-closed")
}
