// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"bytes"
	"strconv"
	"testing"

	"baken/ground/org"
	"baken/internal/db"
)

const selectTallies = `SELECT id || ' ' || kind, sealed FROM report_tally WHERE org = $1`

// tallies gives what waits to be counted of an organisation.
func (h *house) tallies(t *testing.T, at org.ID) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := h.db.Read(t.Context(), func(tx *db.Tx) error {
		_, err := db.All(t.Context(), tx, func(row db.Row) (n int, err error) {
			var name string
			var sealed []byte
			err = row.Scan(&name, &sealed)
			all[name] = sealed
			return 0, err
		}, selectTallies, string(at))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestDeskCounts triages a report: what the reporter chose is counted, sealed
// and once, whichever colleague does it; an officer corrects it. A report that
// is closed without is counted then.
func TestDeskCounts(t *testing.T) {
	t.Parallel()
	inEachLanguage(t, func(t *testing.T, l tongue) {
		at := home.place(t)
		fatima, karim := home.keyed(t, "Fatima El Amrani", at), home.keyed(t, "Karim Bos", at)
		f := home.report(t, at, "Een grap over mijn hoofddoek.", "source", "manager")
		w := home.atDesk(t, fatima, f.path(), l.in())
		w.AwaitText("Een grap over mijn hoofddoek.")
		unfold(w, "form[data-form=tally]")
		w.AwaitText(l.say("report.desk.tally.not_yet"))
		w.Await("document.querySelector('input[name=tally-source][value=manager]').checked")
		unfold(w, "form[data-form=triage]")
		tick(w, "regime", "report")
		w.Click("form[data-form=triage] button[type=submit]")
		w.AwaitText(l.say("report.desk.tally.counted"))
		first := home.tallies(t, at)
		if len(first) != 1 {
			t.Fatalf("%d tallies wait, want 1", len(first))
		}
		tick(w, "tally-ground", "anti-muslim")
		l.shot(w, "desk-95-tally")
		w.Axe()
		w.Fits(320)
		w.Click("form[data-form=tally] button[type=submit]")
		w.AwaitText(l.say("report.desk.tally.done"))

		his := home.atDesk(t, karim, f.path(), l.in())
		his.AwaitText("Een grap over mijn hoofddoek.")
		unfold(his, "form[data-form=tally]")
		his.AwaitText(l.say("report.desk.tally.counted"))
		his.Click("form[data-form=tally] button[type=submit]")
		his.AwaitText(l.say("report.desk.tally.done"))
		again := home.tallies(t, at)
		if len(again) != 1 {
			t.Errorf("%d tallies wait after a colleague counted too, want 1", len(again))
		}
		for name, sealed := range again {
			if bytes.Equal(sealed, first[name]) {
				t.Error("the correction isn't kept, or the tally has another name")
			}
			if bytes.Contains(sealed, []byte("manager")) || bytes.Contains(sealed, []byte(f.id)) || bytes.Contains([]byte(name), []byte(f.id)) {
				t.Error("the tally can be read, or names its report")
			}
		}

		other := home.report(t, at, "Nog iets.")
		inPage(w, other.path())
		w.AwaitText("Nog iets.")
		w.Click("input[name=kind][value=feedback]")
		w.Fill("#answer", "Wij hebben het besproken.")
		w.Click("form[data-form=answer] button[type=submit]")
		w.AwaitText(l.say("report.desk.answer.sent"))
		w.Click("[data-do=close]")
		w.Await("!document.querySelector('[data-do=reopen]').hidden && document.querySelector('[data-part=tally-state]').textContent === " + strconv.Quote(l.say("report.desk.tally.counted")))
		if got := home.tallies(t, at); len(got) != 2 {
			t.Errorf("%d tallies wait after a report was closed, want 2", len(got))
		}
	})
}
