// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"errors"
	"strings"
	"testing"
	"time"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/report"
	"baken/hear/report/reportdb"
	"baken/internal/text"
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
	inEachLanguage(t, func(t *testing.T, l tongue) {
		at := home.place(t)
		fatima, karim := home.keyed(t, "Fatima El Amrani", at), home.keyed(t, "Karim Bos", at)
		f := home.report(t, at, "Op de afdeling worden grappen gemaakt over mijn geloof.")
		two := home.atDesk(t, karim, f.path(), l.in()) // he knows her first key from now on
		two.AwaitText("grappen gemaakt")
		two.Click("[data-do=lock]")
		two.AwaitText(l.say("report.desk.locked.title"))
		l.shot(two, "desk-20-locked")

		one := home.visit(t, fatima.person, l.in())
		l.forget(t, one, fatima)
		inPage(one, f.path())
		one.AwaitText(l.say("report.desk.case.no_access"))
		hides(t, one, "grappen gemaakt")

		karim.unlock(t, two)
		l.askedAbout(t, two, fatima)
		l.letIn(two, fatima)
		inPage(one, f.path())
		one.AwaitText("grappen gemaakt")
		hides(t, one, l.say("report.desk.case.no_access"))
	})
}

// forget types a wrong passphrase and makes new keys with another.
func (l tongue) forget(t *testing.T, w *webtest.Page, m member) {
	t.Helper()
	w.Go("/desk/reports")
	w.Await("document.querySelector('#passphrase')")
	w.Fill("#passphrase", "dit weet ik niet meer")
	w.Click("form[data-form=unlock] button[type=submit]")
	w.AwaitText(l.say("report.desk.unlock.wrong"))
	l.shot(w, "desk-21-wrong")
	w.Axe()
	w.Click("[data-do=forgot]")
	w.AwaitText(l.say("report.desk.renew.title"))
	l.shot(w, "desk-22-renew")
	w.Axe()
	w.Fits(320)
	const words = "appel brug gracht wilg koplamp"
	w.Fill("#new-passphrase", words)
	w.Fill("#same-passphrase", words)
	w.Click("form[data-form=renew] button[type=submit]")
	w.AwaitText(l.of(m, "report.desk.bar.who"))
	confirmAll(t, w)
	w.AwaitText(l.say("report.desk.renewed"))
	l.shot(w, "desk-23-waiting")
	w.Axe()
}

// askedAbout asks a colleague about new keys: he puts it off, may not answer,
// and then says that they are right.
func (l tongue) askedAbout(t *testing.T, w *webtest.Page, m member) {
	t.Helper()
	w.AwaitText(l.say("report.desk.doubt.changed"))
	about := l.of(m, "report.desk.doubt.changed_about", "day", text.Data("…"), "before", text.Data("…"))
	says(t, w, strings.Split(about, "…")...)
	l.shot(w, "desk-24-changed")
	w.Axe()
	w.Click("[data-do=later]")
	w.AwaitText(l.say("report.desk.case.blocked"))
	says(t, w, l.say("report.desk.case.blocked_keys", "names", text.Data(m.Name)))
	l.shot(w, "desk-25-blocked")
	w.Axe()
	w.Click("[data-part=blocked] [data-do=check]")
	confirmAll(t, w)
	w.AwaitText(l.say("report.desk.answer.title"))
	says(t, w, l.of(m, "report.desk.case.renewed"), l.say("report.desk.case.lacks"))
}

// letIn gives who asks for it access again.
func (l tongue) letIn(w *webtest.Page, m member) {
	w.Click("a[href='/desk/reports']")
	w.AwaitText(l.say("report.desk.asks"))
	l.shot(w, "desk-26-asks")
	w.Axe()
	w.Click("[data-part=notices] a[href='/desk/reports/keys']")
	w.AwaitText(l.say("report.desk.keys.asks"))
	l.shot(w, "desk-27-keys")
	w.Axe()
	w.Fits(320)
	w.Click("[data-part=others] .baken-case button")
	w.AwaitText(l.of(m, "report.desk.keys.give_about"))
	l.shot(w, "desk-28-sure")
	w.Click("[data-part=others] .baken-case button")
	w.AwaitText(l.of(m, "report.desk.keys.given", "n", 1))
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
	inEachLanguage(t, func(t *testing.T, l tongue) {
		at := home.place(t)
		fatima, karim := home.keyed(t, "Fatima El Amrani", at), home.keyed(t, "Karim Bos", at)
		f := home.report(t, at, "Bij de selectie vroeg men naar mijn kinderwens.")
		w := home.atDesk(t, fatima, "/desk/reports", l.in())
		home.leave(t, karim)
		w.Await("fetch('/desk/reports/api/me').then(r => r.json()).then(me => me.desks[0].members.length === 1)")
		inPage(w, f.path())
		w.AwaitText(l.of(karim, "report.desk.case.left"))
		l.shot(w, "desk-30-left")
		w.Axe()
		w.Fill("#answer", "Dit leest Karim niet meer.")
		w.Click("form[data-form=answer] button[type=submit]")
		w.AwaitText(l.say("report.desk.answer.sent"))
		closedTo(t, f, karim, fatima)
	})
}

// closedTo checks that who left opens what was his, and nothing of the epoch
// that a colleague began.
func closedTo(t *testing.T, f filed, left, stays member) {
	t.Helper()
	c, err := reportdb.New(home.db, time.Now).Find(t.Context(), org.System("e2e"), f.id)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Epochs) != 2 || c.Said[1].Epoch != 2 {
		t.Fatalf("%d epochs; the answer is in epoch %d", len(c.Epochs), c.Said[1].Epoch)
	}
	want := seal.EpochWant{Case: f.sealed(), Number: 1, Makers: []seal.VerifyKey{f.keys.Signing.VerifyKey()}}
	first, err := seal.OpenEpoch(c.Epochs[0].Sealed, left.ring.Identity, want)
	if err != nil {
		t.Fatalf("%s can't open what was his: %v", left.Name, err)
	}
	second := seal.EpochWant{Case: f.sealed(), Number: 2, Makers: []seal.VerifyKey{stays.ring.Signing.VerifyKey()}}
	if _, err := seal.OpenEpoch(c.Epochs[1].Sealed, left.ring.Identity, second); !errors.Is(err, seal.ErrKey) {
		t.Errorf("%s opens the new epoch: %v", left.Name, err)
	}
	if _, err := first.Open(c.Said[1].Envelope, seal.Want{Sequence: 2, Purpose: "dialogue", Kinds: []string{"text"}}); !errors.Is(err, seal.ErrKey) {
		t.Errorf("%s opens what came after he left: %v", left.Name, err)
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
