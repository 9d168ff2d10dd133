// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"crypto/rand"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/report"
	"baken/hear/report/reportdb"
	"baken/internal/db"
	"baken/internal/web/webtest"
)

// fill gives a desk cases of which only what is in clear is real: nobody can
// open them.
func (h *house) fill(t *testing.T, at org.ID, count int, reader member) {
	t.Helper()
	store, start := reportdb.New(h.db, time.Now), time.Now().Add(-time.Duration(count)*time.Minute)
	sealed := []byte("age-encryption.org/v1\n-> none\n")
	states := report.States()
	const group = 250
	for from := 0; from < count; from += group {
		done := make(chan error, group)
		for i := from; i < min(from+group, count); i++ {
			go func() {
				var lookup seal.LookupHash
				_, _ = rand.Read(lookup[:]) // never fails
				c, events := report.File(report.Case{
					Head: report.Head{ID: report.ID(db.NewID()), Org: at, SealedBy: report.ByBrowser}, Lookup: lookup,
					Reporter: report.Public{Recipient: "none", Verify: "none"},
					Epochs:   []report.Epoch{{Number: 1, Recipient: "none", Readers: []report.Ref{report.RefOf(reader.ring.Identity.Recipient().String())}, Sealed: sealed}},
					Said:     []report.Message{{Seq: 1, Epoch: 1, Envelope: sealed}},
				}, start.Add(time.Duration(i)*time.Minute))
				c.State = states[i%len(states)]
				done <- store.Submit(t.Context(), org.System("e2e"), c, events)
			}()
		}
		for range min(from+group, count) - from {
			if err := <-done; err != nil {
				t.Fatal(err)
			}
		}
	}
}

// took says how long a step in the browser took until the list was there.
func took(w *webtest.Page, step func(), there string) time.Duration {
	start := time.Now()
	step()
	w.Await(there)
	return time.Since(start)
}

// TestDeskFull goes through a desk with ten thousand reports.
func TestDeskFull(t *testing.T) {
	t.Parallel()
	at := home.place(t)
	fatima := home.keyed(t, "Fatima El Amrani", at)
	home.fill(t, at, 10_000, fatima)
	w := home.atDesk(t, fatima, "/desk/reports")
	const fifty = "document.querySelectorAll('.baken-case').length === 50"
	w.Await(fifty)
	w.Shot("desk-60-full")
	w.Axe()
	w.Fits(320)
	first := webtest.Eval[string](w, "document.querySelector('.baken-case a').getAttribute('href')")
	next := took(w, func() { w.Click("[data-do=next]") }, fifty+" && document.querySelector('.baken-case a').getAttribute('href') !== '"+first+"'")
	if !strings.Contains(w.Path(), "page=") {
		t.Errorf("the second page is at %s", w.Path())
	}
	second := webtest.Eval[string](w, "document.querySelector('.baken-case a').getAttribute('href')")
	w.Choose("#state", "closed")
	closed := took(w, func() { w.Click("form[role=search] button") }, fifty+" && [...document.querySelectorAll('.baken-badge')].every(b => b.innerText === 'Gesloten')")
	if got := w.Path(); got != "/desk/reports?state=closed" {
		t.Errorf("the closed reports are at %s", got)
	}
	webtest.Eval[bool](w, "history.back() || true")
	w.Await("document.querySelector('.baken-case a')?.getAttribute('href') === '" + second + "'")
	t.Logf("next page %v, filter %v", next, closed)
	for what, d := range map[string]time.Duration{"the next page": next, "a filter": closed} {
		if d > 5*time.Second { // a busy machine; fluent is a tenth of this
			t.Errorf("%s took %v", what, d)
		}
	}
}

// TestDeskSearch finds a report by words that only the browser knows. The
// server is sent no word of it.
func TestDeskSearch(t *testing.T) {
	t.Parallel()
	at := home.place(t)
	fatima := home.keyed(t, "Fatima El Amrani", at)
	f := home.report(t, at, "De teamleider noemde mij geëerd maar gaf mij geen promotie. Dat was oneerlijk.")
	for i := range 5 {
		home.report(t, at, fmt.Sprintf("Een andere melding, nummer %d.", i))
	}
	w := home.atDesk(t, fatima, f.path())
	w.AwaitText("oneerlijk")
	// Who begins to search while the list still comes sees what was found.
	webtest.Eval[bool](w, `(real => { window.fetch = (url, init) => String(url).includes("/cases") ? new Promise(go => { window.come = go }).then(() => { window.fetch = real; return real(url, init) }).finally(() => { window.came = true }) : real(url, init); return true })(window.fetch.bind(window))`)
	inPage(w, "/desk/reports")
	w.AwaitText("U kunt zoeken in 1 melding.")
	w.Fill("#look-for", "geeerd")
	w.AwaitText("1 melding gevonden")
	webtest.Eval[bool](w, "(window.come(), true)")
	w.Await("window.came")
	webtest.Eval[int](w, "requestAnimationFrame(() => requestAnimationFrame(() => { window.drawn = true }))")
	w.Await("window.drawn")
	says(t, w, "1 melding gevonden", "Dat was oneerlijk.")
	hides(t, w, "nog niet door u geopend")
	webtest.Eval[bool](w, `(() => { const f = document.querySelector("#look-for"); f.value = ""; f.dispatchEvent(new Event("input")); return true })()`)
	w.AwaitText("6 meldingen op deze pagina")
	webtest.Eval[bool](w, `(real => { window.sent = []; window.fetch = (url, init) => { window.sent.push(url + (init?.body ?? "")); return real(url, init) }; return true })(window.fetch.bind(window))`)
	w.Fill("#look-for", "GEEERD promo")
	w.AwaitText("1 melding gevonden")
	says(t, w, "De teamleider noemde mij geëerd maar gaf mij geen promotie.", "Dat was oneerlijk.")
	w.Shot("desk-61-found")
	w.Axe()
	w.Fits(320)
	w.Fill("#look-for", "nummer")
	w.AwaitText("0 meldingen gevonden")
	w.Click("[data-do=index]")
	w.AwaitText("5 meldingen zijn nu ook doorzoekbaar.")
	w.Fill("#look-for", "nummer")
	w.AwaitText("5 meldingen gevonden")
	w.Click("[data-do=stop-search]")
	w.AwaitText("6 meldingen op deze pagina")
	if sent := webtest.Eval[string](w, "window.sent.join(' ')"); strings.Contains(strings.ToLower(sent), "promo") || strings.Contains(sent, "nummer") {
		t.Errorf("the server was sent %s", sent)
	}
	if got := w.Path(); got != "/desk/reports" {
		t.Errorf("what is looked for stands in the address: %s", got)
	}
	// What was made searchable is there again after a lock.
	w.Click("[data-do=lock]")
	fatima.unlock(t, w)
	w.AwaitText("U kunt zoeken in 6 meldingen.")
	w.Fill("#look-for", "oneerl")
	w.AwaitText("1 melding gevonden")
	w.Click(".baken-case a")
	w.AwaitText("Schrijf de melder")
}

// TestDeskKeyboard goes the whole way without a mouse, in English, on a phone.
func TestDeskKeyboard(t *testing.T) {
	t.Parallel()
	at := home.place(t)
	fatima := home.officer(t, "Fatima El Amrani", at)
	w := home.visit(t, fatima.person, webtest.In("en"), webtest.Phone(), webtest.Dark())
	w.Go("/desk/reports")
	w.AwaitText("Make your key")
	w.TabTo("#new-passphrase")
	w.Type(fatima.words)
	w.AwaitText("Strong.")
	w.TabTo("#same-passphrase")
	w.Type(fatima.words)
	w.Shot("desk-62-phone-setup")
	w.Axe()
	w.Type(kb.Enter)
	w.AwaitText("Unlocked by Fatima El Amrani")
	w.AwaitText("Check your colleagues’ keys")
	w.Shot("desk-63-phone-doubts")
	w.Axe()
	w.Fits(320)
	for range 2 { // the independent desk of the demo
		left := webtest.Eval[int](w, "document.querySelectorAll('[data-do=right]').length")
		w.TabTo("[data-do=right]")
		w.Type(kb.Enter)
		w.Await(fmt.Sprintf("document.querySelectorAll('[data-do=right]').length < %d", left))
	}
	w.AwaitText("There are no reports yet")
	home.report(t, at, "They laughed at my accent.")
	w.Await("document.querySelector('form[role=search] button')")
	w.TabTo("form[role=search] button")
	w.Type(kb.Enter)
	w.AwaitText("not opened by you yet")
	w.Shot("desk-64-phone-list")
	w.Fits(320)
	w.Axe()
	w.TabTo(".baken-case a")
	w.Type(kb.Enter)
	w.AwaitText("They laughed at my accent.")
	w.AwaitText("sender verified")
	w.Shot("desk-65-phone-case")
	w.Axe()
	w.Fits(320)
	w.TabTo("input[name=kind]:checked")
	w.Type(kb.ArrowDown) // feedback, without which nothing is closed
	w.AwaitText("With feedback you tell what was done")
	w.TabTo("#answer")
	w.Type("We talked to them.")
	w.TabTo("form[data-form=answer] button[type=submit]")
	w.Type(kb.Enter)
	w.AwaitText("Sent.")
	w.TabTo("[data-do=close]")
	w.Type(kb.Enter)
	w.AwaitText("Closed")
	w.TabTo("[data-do=lock]")
	w.Type(kb.Enter)
	w.AwaitText("The reports are locked")
	hides(t, w, "accent")
	w.Axe()
}

// TestDeskAttachment looks at a picture and saves files that were sealed in
// Go, and is told when a piece of one was changed.
func TestDeskAttachment(t *testing.T) {
	t.Parallel()
	at := home.place(t)
	fatima := home.keyed(t, "Fatima El Amrani", at)
	f := home.report(t, at, "Zie de bijlagen.")
	content, upload := picture(), db.NewID()
	image, paper := seal.NewAttachment(uint64(len(content))), seal.NewAttachment(seal.ChunkSize+100)
	home.attach(t, f, upload, image, content)
	home.attach(t, f, upload, paper, make([]byte, paper.Size))
	manifest := func(a seal.Attachment, name, kind string) map[string]any {
		return map[string]any{"id": a.ID, "name": name, "type": kind, "size": a.Size, "chunks": a.Chunks(), "removed": []string{}}
	}
	home.call(t, "POST", "/report/api/messages", "", map[string]any{
		"lookup": f.keys.Lookup.Export(), "upload": upload,
		"attachments": []map[string]any{{"id": image.ID, "chunks": 1}, {"id": paper.ID, "chunks": 2}},
		"message": map[string]any{"seq": 2, "epoch": 1, "envelope": f.seal(t, f.epoch, 2, "text", map[string]any{
			"text":        "Twee bijlagen",
			"attachments": []any{manifest(image, "../foto.png", "image/png"), manifest(paper, "brief.docx", "application/msword")},
		})},
	}, nil)
	w := home.atDesk(t, fatima, f.path())
	w.AwaitText("Twee bijlagen")
	says(t, w, "_foto.png", "brief.docx", "1,0 MB")
	w.Click(".baken-attached [data-do=look]")
	w.Await("document.querySelector('canvas')?.width === 2")
	w.Shot("desk-66-picture")
	w.Axe()
	w.Fits(320)
	w.Click(".baken-attached li:last-child [data-do=save]")
	w.AwaitText("Dit bestand komt van iemand die u niet kent")
	w.Shot("desk-67-foreign")
	w.Axe()
	w.Click("[data-do=sure]")
	w.AwaitText("Opgeslagen en gecontroleerd: het bestand is heel.")

	// The last piece comes back as the first.
	webtest.Eval[bool](w, `(real => { window.fetch = (url, init) => real(String(url).replace(/\/1$/, "/0"), init); return true })(window.fetch.bind(window))`)
	w.Click(".baken-attached li:last-child [data-do=save]")
	w.Click("[data-do=sure]")
	w.AwaitText("Een bericht of bestand is veranderd of beschadigd")
	w.Axe()
}
