// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportweb_test

import (
	"net/http"
	"strings"
	"testing"

	"baken/base/seal"
	"baken/internal/text"
	"baken/internal/web/webtest"
)

// listen notes all that the page sends.
const listen = `(real => { window.sent = ""; window.fetch = (url, init) => { window.sent += url + " " + (init?.body ?? "") + "\n"; return real(url, init) }; return true })(window.fetch.bind(window))`

// TestWrongWordsInTheBrowser tells a slip while it is typed, tells words that
// can't be and words without a case in the same way, as a page without a script
// does, and sends no word.
func TestWrongWordsInTheBrowser(t *testing.T) {
	for _, lang := range text.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			v := here.come(t, here.base, "wrong-"+string(lang), webtest.In(string(lang)))
			v.Go("/report/return")
			v.Await(live)
			webtest.Eval[bool](v.Page, listen)
			words := strings.Fields(seal.NewReceipt().Export())
			v.Fill("#words", words[0]+"x "+words[1])
			v.Await("document.querySelector('[data-part=slip]').hidden === false")
			v.judge("slip")
			open := func(typed string) string {
				t.Helper()
				v.Fill("#words", typed)
				v.Click("main form button[type=submit]")
				v.Await("document.querySelector('[data-part=opening]').textContent === ''")
				v.Await("document.querySelector('[data-part=wrong]').hidden === false")
				return v.Text("main")
			}
			swapped := append([]string{words[1], words[0]}, words[2:]...)
			for { // of 256 orders one is a receipt too
				if _, err := seal.ParseReceipt(strings.Join(swapped, " ")); err != nil {
					break
				}
				words = strings.Fields(seal.NewReceipt().Export())
				swapped = append([]string{words[1], words[0]}, words[2:]...)
			}
			unchecked := open(strings.Join(swapped, " "))
			if sent := webtest.Eval[string](v.Page, "window.sent"); sent != "" {
				t.Errorf("words that can't be are asked of the server: %s", sent)
			}
			v.Click("main") // away from the field
			nobody := open(strings.Join(words, " "))
			v.sees(lang, "report.back.wrong", "report.back.wrong_text")
			v.judge("wrong")
			if unchecked != nobody {
				t.Errorf("words that can't be and words without a case are told apart:\n%s\n%s", unchecked, nobody)
			}
			plain := here.come(t, here.base, "wrong-plain-"+string(lang), webtest.In(string(lang)), webtest.WithoutScript())
			plain.Go("/report/return")
			plain.Fill("#words", strings.Join(words, " "))
			plain.press("main form button[type=submit]", http.StatusUnprocessableEntity)
			plain.sees(lang, "report.back.wrong", "report.back.wrong_text")
			sent := webtest.Eval[string](v.Page, "window.sent")
			if !strings.Contains(sent, "/report/api/open") {
				t.Errorf("the page sent %q: the search is blind", sent)
			}
			for _, w := range words {
				if strings.Contains(sent, w) {
					t.Errorf("the word %q left the browser: %s", w, sent)
				}
			}
		})
	}
}
