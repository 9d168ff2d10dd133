// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package documentweb_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"baken/ground/document"
	"baken/ground/document/documenttest"
	"baken/ground/document/documentweb"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/internal/text/texttest"
	"baken/internal/web"
	"baken/internal/web/webtest"
)

func TestMain(m *testing.M) { webtest.Main(m) }

const (
	letterPath = "/desk/letters/agency/test.letter"
	openingNL  = "Hallo {name}, uw brief kwam op {received}."
	openingEN  = "Hello {name}, your letter came on {received}."
)

// site has the pages over one letter in memory.
type site struct {
	http.Handler
	*document.Service
	t    *testing.T
	tree *org.Tree
	as   org.Role
}

func (s *site) Today(context.Context) (*org.Tree, error) { return s.tree, nil }

func build(t *testing.T) *site {
	t.Helper()
	s := &site{t: t, tree: orgtest.Tree(t), as: org.CommitteeSecretary}
	s.Service = document.NewService(document.Config{
		Store: documenttest.New(), Orgs: s, Policy: orgtest.Policy(t, document.Rules()),
		Now: func() time.Time { return orgtest.Now }, Standards: []document.Template{documenttest.Letter()},
	})
	if err := s.KeepStandards(t.Context(), org.System("start")); err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	documentweb.New(s.Service, func(*http.Request) org.Actor {
		if s.as == "" {
			return org.Public()
		}
		return orgtest.Actor(t, s.as, orgtest.Agency)
	}).Desk(mux)
	catalogue := texttest.Catalogue(t, web.Text, org.Text, documentweb.Text)
	s.Handler = web.New(web.Config{Catalogue: catalogue, Log: slog.New(slog.DiscardHandler)}, web.Routes(mux))
	return s
}

// ask sends a request: a form where there are fields, as name, value.
func (s *site) ask(path string, fields ...string) *httptest.ResponseRecorder {
	s.t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, http.NoBody)
	if len(fields) > 0 {
		form := url.Values{}
		for i := 0; i < len(fields); i += 2 {
			form.Set(fields[i], fields[i+1])
		}
		r = httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// want fails unless the page has the status and says each of the texts.
func (s *site) want(w *httptest.ResponseRecorder, status int, says ...string) {
	s.t.Helper()
	if w.Code != status {
		s.t.Errorf("status %d, want %d: %s", w.Code, status, w.Body)
	}
	for _, text := range says {
		if !strings.Contains(w.Body.String(), text) {
			s.t.Errorf("the page doesn't say %q:\n%s", text, w.Body)
		}
	}
}

func TestWhoSeesLetters(t *testing.T) {
	s := build(t)
	for _, role := range org.Roles() {
		s.as = role
		status := http.StatusNotFound
		if role == org.CommitteeSecretary || role == org.Administrator {
			status = http.StatusOK
		}
		edition := letterPath + "/editions/" + string(documenttest.Letter().Edition)
		for _, path := range []string{"/desk/letters", letterPath, edition} {
			s.want(s.ask(path), status)
		}
		s.want(s.ask("/desk/letters/sibling/test.letter"), http.StatusNotFound)
		s.want(s.ask("/desk/letters/agency/nothing"), http.StatusNotFound)
		s.want(s.ask(letterPath+"/editions/0000000000"), http.StatusNotFound)
		if status == http.StatusNotFound {
			s.want(s.ask(letterPath, "version", "0", "nl-opening", openingNL, "en-opening", openingEN), http.StatusNotFound)
		}
	}
	s.as = ""
	s.want(s.ask("/desk/letters"), http.StatusNotFound)
}

func TestAdaptPreviewAndBack(t *testing.T) {
	s := build(t)
	typed := []string{"version", "0", "nl-opening", openingNL, "en-opening", openingEN}
	s.want(s.ask(letterPath, append(typed, "do", "preview")...), http.StatusOK,
		"Hallo voorbeeld van naam", "Hello example of name", `<article class="baken-letter" lang="en">`, openingNL, `name="version" value="0"`)
	if kept, _ := s.Find(t.Context(), orgtest.Actor(t, s.as, orgtest.Agency), document.Key{Org: "agency", Template: "test.letter"}); kept.Version != 0 {
		t.Error("a preview was kept")
	}
	s.want(s.ask(letterPath, append(typed, "do", "save")...), http.StatusSeeOther)
	s.want(s.ask(letterPath), http.StatusOK, openingNL, "eigen tekst", "Terug naar de standaard", `name="version" value="1"`)
	s.want(s.ask(letterPath, "version", "1", "do", "standard"), http.StatusSeeOther)
	s.want(s.ask(letterPath), http.StatusOK, "Beste {name}", `name="version" value="2"`)
	s.want(s.ask(letterPath+"/editions/"+string(documenttest.Letter().Edition)), http.StatusOK, "U hoort van ons (artikel 1).")
}

func TestFaultsKeepWhatWasTyped(t *testing.T) {
	s := build(t)
	for _, tc := range []struct{ rule, name, value, field, says string }{
		{"a field lost", "en-opening", "Hello.", "en-opening", "Het veld {received} ontbreekt"},
		{"a field of nobody", "nl-opening", "{received} {x}", "nl-opening", "Het veld {x} is er niet"},
		{"a brace", "nl-opening", "{received} {", "nl-opening", "accolade"},
		{"empty", "nl-title", " ", "nl-title", "Vul hier tekst in"},
		{"two lines", "nl-title", "a\r\nb", "nl-title", "op één regel"},
		{"too long", "nl-title", strings.Repeat("a", document.Most+1), "nl-title", "hoogstens 4.000"},
		{"a fixed part", "nl-law", "Nee.", "", "Dit deel ligt vast"},
		{"a part of nobody", "nl-x", "Nee.", "", "hoort niet bij deze brief"},
	} {
		for _, do := range []string{"save", "preview"} {
			fields := []string{"version", "0", "do", do, "nl-title", "Brief", "en-title", "Letter", "nl-opening", openingNL, "en-opening", openingEN, tc.name, tc.value}
			w := s.ask(letterPath, fields...)
			s.want(w, http.StatusUnprocessableEntity, tc.says, ">Letter</textarea>")
			if tc.field != "" {
				s.want(w, http.StatusUnprocessableEntity, `href="#`+tc.field+`"`, `id="`+tc.field+`-error"`)
			}
		}
	}
}

func TestTwoSecretaries(t *testing.T) {
	s := build(t)
	s.want(s.ask(letterPath, "version", "0", "nl-opening", openingNL, "en-opening", openingEN), http.StatusSeeOther)
	s.want(s.ask(letterPath, "version", "0", "nl-opening", "Van de tweede, {received}.", "en-opening", openingEN), http.StatusConflict,
		"Iemand anders was u voor", openingNL, ">Van de tweede, {received}.</textarea>", `name="version" value="1"`)
	s.want(s.ask(letterPath, "version", "0", "do", "standard"), http.StatusConflict, "Iemand anders was u voor")
	s.want(s.ask(letterPath, "version", "1", "nl-opening", "Van de tweede, {received}.", "en-opening", openingEN), http.StatusSeeOther)
}

// When the standard changes so that an organisation's words no longer fit, the
// page says what is wrong with them.
func TestAnOutdatedLetter(t *testing.T) {
	s := build(t)
	s.want(s.ask(letterPath, "version", "0", "nl-opening", openingNL, "en-opening", openingEN), http.StatusSeeOther)
	old := documenttest.Letter()
	old.Parts[1].Needs = []document.Field{"papers"}
	old.Parts[1].Words = document.Words{NL: "{papers}", EN: "{papers}"}
	standard, err := document.New(old.ID, old.Name, old.Slots, old.Parts)
	if err != nil {
		t.Fatal(err)
	}
	s.Standards = []document.Template{standard}
	s.want(s.ask("/desk/letters"), http.StatusOK, "past niet meer")
	s.want(s.ask(letterPath), http.StatusOK, "De standaard is veranderd", openingNL, `id="nl-opening-error"`)
}

// TestTheLetterLooks words a letter in a browser, by keyboard where scripts are
// off.
func TestTheLetterLooks(t *testing.T) {
	for name, options := range map[string][]webtest.Option{
		"wide-en": {webtest.In("en")}, "phone-nl": {webtest.Phone(), webtest.WithoutScript()},
	} {
		t.Run(name, func(t *testing.T) {
			w := webtest.Open(t, build(t), options...)
			judge := func(state string) {
				t.Helper()
				w.Shot("letters-" + state + "-" + name)
				w.Axe()
				w.Fits(320)
			}
			w.Go("/desk/letters")
			judge("list")
			w.TabTo("main table a")
			w.Enter()
			judge("form")
			w.Fill("#en-opening", "Hello.")
			w.TabTo("button[value=preview]")
			if got := w.Enter(); got != http.StatusUnprocessableEntity {
				t.Errorf("a field lost: %d", got)
			}
			judge("fault")
			w.Fill("#en-opening", openingEN)
			if got := w.Follow("button[value=preview]"); got != http.StatusOK || !strings.Contains(w.Text("main"), "Hello example of name") {
				t.Errorf("preview: %d", got)
			}
			judge("preview")
			if got := w.Follow("button[value=save]"); got != http.StatusOK || !strings.HasSuffix(w.Path(), "?done=saved") {
				t.Errorf("saved: %d at %s", got, w.Path())
			}
			judge("saved")
			w.Follow("main ul a[href*='/editions/']")
			judge("edition")
		})
	}
}
