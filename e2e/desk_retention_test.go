// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"strings"
	"sync"
	"testing"
	"time"

	"baken/internal/db"
	"baken/internal/job"
	"baken/internal/web/webtest"
)

// disposing is the daily round of the server, asked for at another moment.
type disposing struct {
	Slot time.Time `json:"slot"`
}

// Kind implements job.Args.
func (disposing) Kind() string { return "report.dispose" }

// dispose lets the server do its round now.
func (h *house) dispose(t *testing.T) {
	t.Helper()
	err := h.db.Write(t.Context(), func(tx *db.Tx) error { return job.Insert(t.Context(), tx, disposing{time.Now()}) })
	if err != nil {
		t.Fatal(err)
	}
}

const setEnded = "UPDATE report_case SET state = 'closed', awaits_at = 0, ended_at = $2 WHERE id = $1"

// ended makes a report one that was closed so long ago.
func (h *house) ended(t *testing.T, f filed, years int) {
	t.Helper()
	h.tamper(t, setEnded, string(f.id), time.Now().AddDate(-years, 0, 0).UnixMilli())
}

// TestDeskRetention holds a report whose time is up; another goes in the next
// round, and a third stays, since its time isn't up. Of what went nothing is
// left: not in the list, not in what the officer searches.
func TestDeskRetention(t *testing.T) {
	t.Parallel()
	var round sync.Mutex // a round deletes whatever is due, also what another language is about to hold
	inEachLanguage(t, func(t *testing.T, l tongue) {
		round.Lock()
		defer round.Unlock()
		at := home.place(t)
		fatima := home.keyed(t, "Fatima El Amrani", at)
		holds := home.report(t, at, "De zaak loopt nog bij de rechter.")
		goes := home.report(t, at, "Vergeetmijnietje stond er op het bord.")
		stays := home.report(t, at, "Dit is nog maar een jaar geleden.")
		w := home.atDesk(t, fatima, goes.path(), l.in(), webtest.Refused("/desk/reports/api/cases/", 404))
		w.AwaitText("Vergeetmijnietje")
		unfold(w, "[data-part=kept]")
		says(t, w, l.say("report.desk.keep.open"))
		inPage(w, stays.path())
		w.AwaitText("Dit is nog maar een jaar geleden.")
		home.ended(t, holds, 3)
		home.ended(t, stays, 1)
		inPage(w, holds.path())
		w.AwaitText("De zaak loopt nog bij de rechter.")
		unfold(w, "[data-part=kept]")
		says(t, w, l.say("report.desk.keep.hold_about"), l.say("report.desk.keep.backups_unknown"))
		l.shot(w, "desk-90-kept")
		w.Axe()
		w.Fits(320)
		w.Click("[data-do=hold]")
		w.AwaitText(l.say("report.desk.keep.hold_done"))
		says(t, w, l.say("report.desk.keep.held"), l.say("report.desk.keep.release_about"))
		l.shot(w, "desk-91-held")
		w.Axe()

		home.ended(t, goes, 3)
		inPage(w, goes.path())
		w.AwaitText("Vergeetmijnietje")
		inPage(w, "/desk/reports") // which keeps what was read
		w.Await("document.querySelectorAll('.baken-case').length === 3")
		home.dispose(t)
		w.Await(`fetch("/desk/reports/api/cases/` + string(goes.id) + `").then(a => a.status === 404)`)
		w.Click("[data-do=lock]")
		fatima.unlock(t, w)
		w.Await("document.querySelectorAll('.baken-case').length === 2")
		list := w.Text("main")
		for what, want := range map[string]bool{"De zaak loopt nog": true, "nog maar een jaar": true, "Vergeetmijnietje": false} {
			if strings.Contains(list, what) != want {
				t.Errorf("the list shows %q: %v\n%s", what, !want, list)
			}
		}
		w.Fill("#look-for", "vergeet")
		w.AwaitText(l.say("report.desk.search.found", "n", 0))
		l.shot(w, "desk-92-gone")
		w.Axe()
		inPage(w, goes.path())
		w.AwaitText(l.say("report.not_found"))
	})
}
