// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselweb_test

import (
	"net/http"
	"strings"
	"testing"

	"baken/hear/counsel"
	"baken/internal/text"
	"baken/internal/web/webtest"
)

func TestAdvise(t *testing.T) {
	s := build(t)
	s.post("", "/routes", "hope", "talk", "hope", "unknown", "asker", "employee", "about", "manager").want(
		http.StatusOK, "Deze wegen passen bij uw antwoorden", "Praten met iemand", "Onbekend blijven",
		"Leidinggevende", "Vertrouwenspersoon", "Andere wegen", "Formele klacht", "artikel 9:11, lid 1",
		"Binnen 7 dagen", "Binnen 3 maanden", `href="/report"`, `href="/help"`, `href="https://www.discriminatie.nl/"`,
		`href="tel:0308883888"`, `value="talk"`, "artikel 8a",
	)
	s.post("", "/routes").want(http.StatusOK, "Niets. Daarom ziet u hieronder alle wegen.").without("Andere wegen")
	s.post("", "/routes", "hope", "money").want(http.StatusUnprocessableEntity, "Dit antwoord kennen wij niet")
	s.post("", "/routes", "again", "yes", "hope", "stop", "asker", "citizen").want(
		http.StatusOK, `value="stop" class="baken-choice__input" checked`, `value="citizen" class="baken-choice__input" checked`,
	)
}

// Nothing that somebody answers is kept: not in an address, a cookie, a cache
// or the log.
func TestAnswersAreKeptNowhere(t *testing.T) {
	s := build(t)
	a := s.post("", "/routes", "hope", "stop", "asker", "bystander", "about", "manager").want(http.StatusOK)
	if got := a.Header().Values("Set-Cookie"); len(got) > 0 {
		t.Errorf("cookies: %q", got)
	}
	if got := a.Header().Get("Cache-Control"); got != "no-store" {
		t.Errorf("cache: %q", got)
	}
	a.without("?hope", "&hope", "asker=")
	for _, word := range []string{"stop", "bystander", "manager"} {
		if strings.Contains(s.log.String(), word) {
			t.Errorf("the log has %q: %s", word, s.log)
		}
	}
	if !strings.Contains(s.log.String(), "POST /routes") {
		t.Errorf("the log lacks the request: %s", s.log)
	}
}

// Each route stands on the page whatever is answered, in both languages.
func TestEveryRouteStandsThere(t *testing.T) {
	s := build(t)
	for _, lang := range text.Langs() {
		p := s.catalogue.Printer(lang)
		for _, h := range counsel.Hopes() {
			a := s.post("", "/routes", "hope", string(h), "asker", "citizen", "about", "system").want(http.StatusOK)
			if lang == text.EN {
				continue
			}
			for _, r := range counsel.Routes() {
				a.want(http.StatusOK, text.Key(r.Code.Key()).In(p), text.Key(r.Code.TextKey(counsel.Undo)).In(p))
			}
		}
		for _, r := range counsel.Routes() {
			for _, aspect := range counsel.Aspects() {
				if aspect != counsel.Terms && !s.catalogue.Has(text.Key(r.Code.TextKey(aspect))) {
					t.Errorf("%s says nothing of %s", r.Code, aspect)
				}
			}
		}
	}
	s.get("", "/routes/all").want(http.StatusOK, "Bedrijfsarts", "Nationale ombudsman")
}

// visit is a reader in a browser.
type visit struct {
	*webtest.Page
	t    *testing.T
	name string // of the pictures
}

// judge looks at the page as it is now.
func (v visit) judge(page string) {
	v.t.Helper()
	v.Shot(v.name + "-" + page)
	v.Fits(320)
	v.Axe()
}

const (
	table  = "getComputedStyle(document.querySelector('.baken-comparison__table')).display !== 'none'"
	blocks = "getComputedStyle(document.querySelector('.baken-comparison__blocks')).display !== 'none'"
)

// TestTheWizardLooks opens the wizard on a wide screen and on a phone, in both
// languages, with and without a script.
func TestTheWizardLooks(t *testing.T) {
	options := map[string][]webtest.Option{
		"wide-nl": {}, "wide-en": {webtest.In("en")}, "dark-nl": {webtest.Dark()},
		"phone-nl": {webtest.Phone(), webtest.WithoutScript()}, "phone-en": {webtest.Phone(), webtest.In("en")},
	}
	for name, o := range options {
		t.Run(name, func(t *testing.T) {
			v := visit{webtest.Open(t, build(t), o...), t, name}
			v.Go("/routes")
			v.judge("routes-ask")
			v.Click("input[value=stop]")
			v.Click("input[value=judged]")
			v.Click("input[value=employee]")
			v.Click("input[value=manager]")
			if got := v.Follow("main form button"); got != http.StatusOK || v.Path() != "/routes" {
				t.Fatalf("the advice: %d at %s", got, v.Path())
			}
			v.judge("routes-fit")
			wide := !strings.HasPrefix(name, "phone")
			if webtest.Eval[bool](v.Page, table) != wide || webtest.Eval[bool](v.Page, blocks) == wide {
				t.Error("the comparison doesn't fit the screen")
			}
			v.Follow("main form button")
			if !webtest.Eval[bool](v.Page, "document.querySelector('input[value=judged]').checked") {
				t.Error("the answers are gone")
			}
			v.Go("/routes/all")
			v.judge("routes-all")
		})
	}
}

// TestEachRouteIsReached goes from the questions to the first step of each
// route that leads somewhere on this site or to a body outside.
func TestEachRouteIsReached(t *testing.T) {
	bodies := counsel.Bodies()
	for _, lang := range []string{"nl", "en"} {
		t.Run(lang, func(t *testing.T) {
			s := build(t)
			printer := s.catalogue.Printer(text.Lang(lang))
			w := webtest.Open(t, s, webtest.In(lang), webtest.WithoutScript())
			for _, r := range counsel.Routes() {
				w.Go("/routes")
				w.TabTo("input[value=" + string(append(r.Serves, counsel.Unknown)[0]) + "]")
				w.Type(" ")
				w.TabTo("main form button")
				w.Enter()
				to := map[counsel.Step]string{counsel.ToReport: "/report", counsel.ToHelp: "/help", counsel.ToWrite: "/help", counsel.ToOutside: bodies[r.Code].Web}[r.Next]
				name := text.Key(r.Code.Key()).In(printer)
				found := webtest.Eval[bool](w, `[...document.querySelectorAll(".baken-comparison__block")].some(b =>
					b.querySelector("summary").textContent === "`+name+`" && b.querySelector("a[href='`+to+`']"))`)
				if !found {
					t.Errorf("%s doesn't lead to %s", r.Code, to)
				}
			}
		})
	}
}
