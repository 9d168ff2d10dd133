// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportweb_test

import (
	"strconv"
	"strings"
	"testing"

	"baken/internal/text"
	"baken/internal/web/webtest"
)

// stored reads what a page keeps in its browser: rows of the draft's database,
// with what is sealed in them as letters, and all else that scripts can keep.
const stored = `new Promise((yes, no) => {
	const ask = indexedDB.open("baken-report");
	ask.onerror = no;
	ask.onsuccess = () => {
		const rows = ask.result.transaction("drafts").objectStore("drafts").getAll();
		rows.onsuccess = () => {
			const letters = b => new TextDecoder("latin1").decode(b);
			yes(JSON.stringify([rows.result.map(r => ({...r, key: r.key.extractable, iv: letters(r.iv), sealed: letters(r.sealed)})),
				{...localStorage}, {...sessionStorage}, document.cookie]));
			ask.result.close();
		};
	};
}).then(s => (window.kept = s, true))`

// kept gives what the browser keeps.
func (v *visit) kept() string {
	v.t.Helper()
	v.Await(stored)
	return webtest.Eval[string](v.Page, "window.kept")
}

// size is that of the sealed draft, which tells when an answer is in it.
const size = "JSON.parse(window.kept)[0][0].sealed.length"

// TestTheDraftIsSealed reloads the page in the middle: what was typed is there
// again, and stands nowhere in the browser in clear. Deleted, it is gone.
func TestTheDraftIsSealed(t *testing.T) {
	for _, lang := range text.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			v := here.come(t, here.base, "draft-"+string(lang), webtest.In(string(lang)))
			v.Go("/report/" + string(v.org))
			v.Await(live)
			v.Fill("#what", story)
			v.next("conduct")
			v.Await("document.querySelector('[data-part=draft]').hidden === false")
			v.kept()
			before := webtest.Eval[int](v.Page, size)
			v.Click("input[value=discrimination]")
			v.Await(stored + ".then(() => " + size + " >= " + strconv.Itoa(before+len("discrimination")) + ")")
			v.Reload()
			v.Await(live)
			v.sees(lang, "report.draft.restored", "report.draft.shared")
			v.judge("restored")
			kept := v.kept()
			if !strings.Contains(kept, `"key":false`) {
				t.Errorf("the browser keeps no draft whose key scripts can't take: %s", kept)
			}
			for _, word := range append(strings.Fields(story), "discrimination") {
				if len(word) > 4 && strings.Contains(kept, word) { // a shorter one may stand there by chance
					t.Errorf("the browser keeps %q in clear: %s", word, kept)
				}
			}
			if !webtest.Eval[bool](v.Page, "document.querySelector('input[value=discrimination]').checked") || v.Value("#what") != story {
				t.Error("the draft has lost something")
			}
			v.Click("[data-do=delete]")
			v.judge("delete")
			v.Click("[data-do=delete-yes]")
			v.Await("!window.kept && document.querySelector('html.baken-live #what')?.value === ''")
			if kept := v.kept(); !strings.HasPrefix(kept, "[[],") {
				t.Errorf("after deleting the browser keeps %s", kept)
			}
		})
	}
}
