// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportweb_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"baken/internal/text"
	"baken/internal/web/webtest"
)

// tab goes to an element with Tab and presses a key there. It fails where the
// focus can't be seen.
func (v *visit) tab(selector, key string) {
	v.t.Helper()
	v.TabTo(selector)
	v.Type(key)
}

// TestByKeys reports, keeps the words, comes back and writes, with nothing but
// keys: with a script and without, in both languages, on a phone.
func TestByKeys(t *testing.T) {
	for _, lang := range text.Langs() {
		t.Run("script-"+string(lang), func(t *testing.T) {
			v := here.come(t, here.base, "keys-"+string(lang), webtest.Phone(), webtest.In(string(lang)))
			words := v.reportByKeys()
			v.Go("/report/return")
			v.Await(live)
			v.tab("#words", strings.Join(words, " "))
			v.tab("main form button[type=submit]", kb.Enter)
			v.Await("document.querySelector('[data-part=turns] article')")
			v.tab("#add", "Ik weet nog iets.")
			v.tab("form[data-form=add] button[type=submit]", kb.Enter)
			v.Await("document.querySelectorAll('[data-part=turns] article').length === 2")
			v.tab("[data-do=close]", kb.Enter)
			v.Await("document.querySelector('#words')?.value === ''")
		})
		t.Run("plain-"+string(lang), func(t *testing.T) {
			v := here.come(t, here.base, "keys-plain-"+string(lang), webtest.Phone(), webtest.In(string(lang)), webtest.WithoutScript())
			words := v.plainByKeys()
			v.Go("/report/return")
			v.tab("#words", strings.Join(words, " "))
			v.enter("main form button[type=submit]")
			v.sees(lang, "report.case.server")
			v.tab("#add", "Ik weet nog iets.")
			v.enter("form:has(input[value=text]) button")
			v.sees(lang, "report.say.sent")
		})
	}
}

// enter presses a button that leads to another page.
func (v *visit) enter(selector string) {
	v.t.Helper()
	v.TabTo(selector)
	if got := v.Enter(); got != http.StatusOK {
		v.t.Fatalf("%s: %d\n%s", selector, got, v.Text("main"))
	}
}

func (v *visit) reportByKeys() []string {
	v.t.Helper()
	v.Go("/report/" + string(v.org))
	v.Await(live)
	next := func(stage string) {
		v.t.Helper()
		v.tab("button[type=submit]", kb.Enter)
		v.Await(at(stage))
	}
	v.tab("#what", story)
	next("conduct")
	v.tab("input[value=discrimination]", " ")
	next("grounds")
	v.tab("input[value=religion]", " ")
	next("source")
	v.tab("input[name=source]", " ")
	next("when")
	v.tab("#when", "Gisteren")
	next("hope")
	v.tab("input[value=stop]", " ")
	next("check")
	v.tab("[data-do=send]", kb.Enter)
	v.Await(submitted)
	words := webtest.Eval[[]string](v.Page, received)
	v.tab("[data-do=kept]", kb.Enter)
	for _, field := range []string{"word-1", "word-2"} {
		v.Await("document.querySelector('#" + field + "')")
		label := v.Text("label[for=" + field + "]")
		n, err := strconv.Atoi(label[strings.LastIndex(label, " ")+1:])
		if err != nil {
			v.t.Fatalf("which word is asked: %q", label)
		}
		v.tab("#"+field, words[n-1])
	}
	v.tab("main form button[type=submit]", kb.Enter)
	v.Await("!document.querySelector('#word-1')")
	return words
}

func (v *visit) plainByKeys() []string {
	v.t.Helper()
	v.Go("/report/" + string(v.org))
	v.tab("#what", story)
	v.tab("input[value=discrimination]", " ")
	v.tab("#when", "Gisteren")
	v.enter(sendPlain)
	return webtest.Eval[[]string](v.Page, received)
}
