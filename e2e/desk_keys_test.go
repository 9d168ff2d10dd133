// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"errors"
	"testing"
	"time"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/report"
	"baken/hear/report/reportdb"
	"baken/internal/web/webtest"
)

// inPage goes to another screen of the desk without loading the page, so that
// it stays unlocked.
func inPage(w *webtest.Page, path string) {
	w.Await("document.querySelector('[data-part=bar] a')")
	webtest.Eval[bool](w, "(a => { const keep = a.href; a.href = '"+path+"'; a.click(); a.href = keep; return true })(document.querySelector('[data-part=bar] a'))")
}

// TestDeskForgotten lets a colleague mend a forgotten passphrase: she makes
// new keys, he speaks to her, and she reads again.
func TestDeskForgotten(t *testing.T) {
	t.Parallel()
	at := home.place(t)
	fatima, karim := home.keyed(t, "Fatima El Amrani", at), home.keyed(t, "Karim Bos", at)
	f := home.report(t, at, "Op de afdeling worden grappen gemaakt over mijn geloof.")
	two := home.atDesk(t, karim, f.path()) // he knows her first key from now on
	two.AwaitText("grappen gemaakt")
	two.Click("[data-do=lock]")
	two.AwaitText("De meldingen zijn op slot")
	two.Shot("desk-20-locked")

	one := home.visit(t, fatima.person)
	one.Go("/desk/reports")
	one.Await("document.querySelector('#passphrase')")
	one.Fill("#passphrase", "dit weet ik niet meer")
	one.Click("form[data-form=unlock] button[type=submit]")
	one.AwaitText("Deze wachtzin klopt niet")
	one.Shot("desk-21-wrong")
	one.Axe()
	one.Click("[data-do=forgot]")
	one.AwaitText("Maak een nieuwe sleutel")
	one.Shot("desk-22-renew")
	one.Axe()
	one.Fits(320)
	fatima.words = "appel brug gracht wilg koplamp"
	one.Fill("#new-passphrase", fatima.words)
	one.Fill("#same-passphrase", fatima.words)
	one.Click("form[data-form=renew] button[type=submit]")
	one.AwaitText("Ontgrendeld door Fatima El Amrani")
	confirmAll(t, one)
	one.AwaitText("U hebt een nieuwe sleutel en wacht op toegang")
	one.Shot("desk-23-waiting")
	one.Axe()
	inPage(one, f.path())
	one.AwaitText("Een deel van deze melding kunt u niet lezen")
	hides(t, one, "grappen gemaakt")

	two.Fill("#passphrase", karim.words)
	two.Click("form[data-form=unlock] button[type=submit]")
	two.AwaitText("Een collega heeft een nieuwe sleutel")
	says(t, two, "Fatima El Amrani heeft een nieuwe sleutel sinds", "Hebt u met Fatima El Amrani gesproken?")
	two.Shot("desk-24-changed")
	two.Axe()
	two.Click("[data-do=later]")
	two.AwaitText("U kunt nu niet antwoorden")
	says(t, two, "Een antwoord wordt ook leesbaar voor: Fatima El Amrani.")
	two.Shot("desk-25-blocked")
	two.Axe()
	two.Click("[data-part=blocked] [data-do=check]")
	confirmAll(t, two)
	two.AwaitText("Schrijf de melder")
	says(t, two, "Vanaf hier leest Fatima El Amrani met een nieuwe sleutel.", "kan een deel niet lezen")
	two.Click("a[href='/desk/reports']")
	two.AwaitText("Een collega vraagt weer toegang")
	two.Shot("desk-26-asks")
	two.Axe()
	two.Click("[data-part=notices] a[href='/desk/reports/keys']")
	two.AwaitText("vraagt weer toegang")
	two.Shot("desk-27-keys")
	two.Axe()
	two.Fits(320)
	two.Click("[data-part=others] .baken-case button")
	two.AwaitText("Het logboek laat zien dat u dit deed.")
	two.Shot("desk-28-sure")
	two.Click("[data-part=others] .baken-case button")
	two.AwaitText("Klaar. Fatima El Amrani kan nu 1 melding meer lezen.")

	inPage(one, f.path())
	one.AwaitText("grappen gemaakt")
	hides(t, one, "Een deel van deze melding kunt u niet lezen")
}

// leave ends what somebody does at a desk.
func (h *house) leave(t *testing.T, m member) {
	t.Helper()
	held, err := h.people.Held(t.Context(), org.System("e2e"), m.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range held {
		err := h.people.UpdateMembership(t.Context(), org.System("e2e"), one.ID, func(m *org.Membership) ([]ledger.Event, error) {
			m.Until = civil.On(time.Now())
			return []ledger.Event{{Verb: "org.role-ended"}}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestDeskLeft ends the role of a member: the next who opens the case starts
// an epoch without him, and what comes after that isn't for him.
func TestDeskLeft(t *testing.T) {
	t.Parallel()
	at := home.place(t)
	fatima, karim := home.keyed(t, "Fatima El Amrani", at), home.keyed(t, "Karim Bos", at)
	f := home.report(t, at, "Bij de selectie vroeg men naar mijn kinderwens.")
	w := home.atDesk(t, fatima, "/desk/reports")
	home.leave(t, karim)
	w.Await("fetch('/desk/reports/api/me').then(r => r.json()).then(me => me.desks[0].members.length === 1)")
	inPage(w, f.path())
	w.AwaitText("Vanaf hier kan Karim Bos niet meer meelezen.")
	w.Shot("desk-30-left")
	w.Axe()
	w.Fill("#answer", "Dit leest Karim niet meer.")
	w.Click("form[data-form=answer] button[type=submit]")
	w.AwaitText("Verstuurd.")

	c, err := reportdb.New(home.db, time.Now).Find(t.Context(), org.System("e2e"), f.id)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Epochs) != 2 || c.Said[1].Epoch != 2 {
		t.Fatalf("%d epochs; the answer is in epoch %d", len(c.Epochs), c.Said[1].Epoch)
	}
	want := seal.EpochWant{Case: f.sealed(), Number: 1, Makers: []seal.VerifyKey{f.keys.Signing.VerifyKey()}}
	first, err := seal.OpenEpoch(c.Epochs[0].Sealed, karim.ring.Identity, want)
	if err != nil {
		t.Fatalf("Karim can't open what was his: %v", err)
	}
	second := seal.EpochWant{Case: f.sealed(), Number: 2, Makers: []seal.VerifyKey{fatima.ring.Signing.VerifyKey()}}
	if _, err := seal.OpenEpoch(c.Epochs[1].Sealed, karim.ring.Identity, second); !errors.Is(err, seal.ErrKey) {
		t.Errorf("Karim opens the new epoch: %v", err)
	}
	if _, err := first.Open(c.Said[1].Envelope, seal.Want{Sequence: 2, Purpose: "dialogue", Kinds: []string{"text"}}); !errors.Is(err, seal.ErrKey) {
		t.Errorf("Karim opens what came after he left: %v", err)
	}
	readerOpens(t, f, c, second)
}

// readerOpens checks that the reporter reads on in the new epoch.
func readerOpens(t *testing.T, f filed, c report.Case, want seal.EpochWant) {
	t.Helper()
	key, err := seal.OpenEpoch(c.Epochs[1].Sealed, f.keys.Identity, want)
	if err != nil {
		t.Fatalf("the reporter can't open the new epoch: %v", err)
	}
	m, err := key.Open(c.Said[1].Envelope, seal.Want{Sequence: 2, Purpose: "dialogue", Senders: want.Makers, Kinds: []string{"text"}})
	if err != nil || string(m.Content) != `{"text":"Dit leest Karim niet meer."}` {
		t.Errorf("the reporter reads %s: %v", m.Content, err)
	}
}
