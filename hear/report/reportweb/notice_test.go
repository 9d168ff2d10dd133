// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportweb_test

import (
	"net/http"
	"strings"
	"testing"

	"baken/ground/org"
	"baken/hear/report/noticedb"
	"baken/internal/text"
	"baken/internal/web/webtest"
)

// addressed checks whether the newest case has an address.
func (v *visit) addressed(want bool) {
	v.t.Helper()
	c := here.at(v.t, v.org).newest(v.t, v.org)
	got, err := noticedb.New(here.db).Kept(v.t.Context(), org.System("test"), c.ID)
	if err != nil || got != want {
		v.t.Errorf("an address is kept: %v, %v; want %v", got, err, want)
	}
}

// warned opens what an address tells to whom, and reads it.
func (v *visit) warned(lang text.Lang, summary string) {
	v.t.Helper()
	v.Click(summary)
	v.sees(
		lang, "report.notice.text", "report.notice.risk_link", "report.notice.risk_mail", "report.notice.risk_work", "report.notice.end",
	)
	v.judge("ask")
}

// TestNotice warns before it asks for an address, and deletes it when it is
// switched off or the report is withdrawn: with a script and without.
func TestNotice(t *testing.T) {
	for _, lang := range text.Langs() {
		t.Run("script-"+string(lang), func(t *testing.T) {
			v := here.come(t, here.base, "notice-"+string(lang), webtest.In(string(lang)), webtest.Phone())
			v.Go("/report/" + string(v.org))
			v.fill()
			words := v.words()
			v.keep(words)
			v.back(words)
			v.switchByScript(lang)
			v.Click("[data-part=say-withdraw] summary")
			v.Click("#sure")
			v.Click("form[data-form=withdraw] button[type=submit]")
			v.Await("document.querySelectorAll('[data-part=turns] article').length === 2")
			v.addressed(false)
			if !webtest.Eval[bool](v.Page, "document.querySelector('[data-part=notice]').hidden") {
				t.Error("an address is asked for after the withdrawal")
			}
		})
		t.Run("plain-"+string(lang), func(t *testing.T) {
			v := here.come(t, here.base, "notice-plain-"+string(lang), webtest.In(string(lang)), webtest.WithoutScript(), webtest.Phone())
			v.switchPlain(lang, v.reportPlain(lang, []byte("Een brief.")))
		})
	}
}

// switchByScript leaves an address, takes it away, and leaves it again.
func (v *visit) switchByScript(lang text.Lang) {
	v.t.Helper()
	press := func(form string) { v.Click("form[data-form=" + form + "] button[type=submit]") }
	v.warned(lang, "[data-part=notice-off] summary")
	press("notice")
	v.AwaitText(say(v.t, lang, "report.notice.none"))
	v.Fill("#address", "noor")
	press("notice")
	v.AwaitText(say(v.t, lang, "report.address"))
	v.judge("wrong")
	v.addressed(false)
	v.Fill("#address", "noor@example.nl")
	press("notice")
	v.AwaitText(say(v.t, lang, "report.notice.switched_on"))
	v.sees(lang, "report.notice.is_on")
	v.judge("on")
	v.addressed(true)
	press("notice-end")
	v.AwaitText(say(v.t, lang, "report.notice.switched_off"))
	v.judge("off")
	v.addressed(false)
	v.Fill("#address", "noor@example.nl")
	press("notice")
	v.AwaitText(say(v.t, lang, "report.notice.switched_on"))
	v.addressed(true)
}

// switchPlain does the same with pages alone.
func (v *visit) switchPlain(lang text.Lang, words []string) {
	v.t.Helper()
	v.Go("/report/return")
	v.Fill("#words", strings.Join(words, " "))
	v.press("main form button[type=submit]", http.StatusOK)
	on, summary := "form:has(#address) button", "details:has(#address) summary"
	v.warned(lang, summary)
	v.press(on, http.StatusUnprocessableEntity)
	v.sees(lang, "report.notice.none")
	v.Fill("#address", "noor@nergens")
	v.press(on, http.StatusUnprocessableEntity)
	v.sees(lang, "report.address")
	v.judge("wrong")
	v.Fill("#address", "noor@example.nl")
	v.press(on, http.StatusOK)
	v.sees(lang, "report.notice.switched_on", "report.notice.is_on")
	if shown := v.Text("main"); strings.Contains(shown, "noor@") {
		v.t.Errorf("the page shows the address:\n%s", shown)
	}
	v.judge("on")
	v.addressed(true)
	v.press("form:has(input[name=off]) button", http.StatusOK)
	v.sees(lang, "report.notice.switched_off")
	v.addressed(false)
}
