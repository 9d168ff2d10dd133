// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomeweb_test

import (
	"bytes"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"baken/examine/outcome"
	"baken/examine/outcome/registertest"
	"baken/ground/org"
)

// hashOf is how a plan is named.
func hashOf(t *testing.T, raw []byte) string {
	t.Helper()
	p, err := outcome.ParsePlan(raw)
	if err != nil {
		t.Fatal(err)
	}
	return p.Hash()
}

var (
	inText   = regexp.MustCompile(`(?s)<textarea id="plan"[^>]*>\n?(.*?)</textarea>`) // HTML drops an empty first line
	inSeen   = regexp.MustCompile(`\b[0-9a-f]{64}\b`)                                 // the first on the page
	inHidden = regexp.MustCompile(`name="exact" value="([^"]*)"`)
)

// again gives the form as a browser sends it back: each end of a line as CR LF.
func again(t *testing.T, a answer) sent {
	t.Helper()
	shown, hidden := inText.FindStringSubmatch(a.Body.String()), inHidden.FindStringSubmatch(a.Body.String())
	if shown == nil || hidden == nil {
		t.Fatalf("the form is lost: %s", a.Body)
	}
	typed := strings.ReplaceAll(html.UnescapeString(shown[1]), "\r\n", "\n")
	return sent{"plan": strings.ReplaceAll(typed, "\n", "\r\n"), "exact": hidden[1], "seen": inSeen.FindString(a.Body.String()), "public": "yes", "do": "register"}
}

// What is registered is what was sent, to the byte, also through a form that shows it in between.
func TestRegisterToTheByte(t *testing.T) {
	small := string(registertest.Text("Controle"))
	for rule, raw := range map[string]string{
		"as Unix writes it":    small,
		"as Windows writes it": strings.ReplaceAll(small, "\n", "\r\n"),
		"an empty first line":  "\n" + small,
		"no last line end":     strings.TrimSuffix(small, "\n"),
		"letters like <é&\">":  "# <é&\">\n" + small,
	} {
		s := build(t)
		a := s.register(org.Researcher, sent{"do": "look"}, []byte(raw)).want(http.StatusOK, "Er is nog niets geregistreerd", hashOf(t, []byte(raw)), "Groep A", "De wet noemt het risico.")
		to := s.register(org.Researcher, again(t, a), nil).want(http.StatusSeeOther).Header().Get("Location")
		if want := "/plans/" + hashOf(t, []byte(raw)) + "?done=registered"; to != want {
			t.Errorf("%s: leads to %s, want %s", rule, to, want)
			continue
		}
		path, _, _ := strings.Cut(to, "?")
		if got := s.get("", path+"/plan.yaml").want(http.StatusOK).Body.Bytes(); !bytes.Equal(got, []byte(raw)) {
			t.Errorf("%s: comes back as %q", rule, got)
		}
	}
}

// What was mended in the form counts, whatever file was sent before.
func TestRegisterWhatIsTyped(t *testing.T) {
	s := build(t)
	form := again(t, s.register(org.Researcher, sent{"do": "look"}, registertest.Text("Controle")))
	form["plan"] = strings.Replace(form["plan"], "Controle,", "Anders,", 1)
	want := strings.ReplaceAll(form["plan"], "\r\n", "\n")
	form = again(t, s.register(org.Researcher, form, nil).want(http.StatusOK, "Er is nog niets geregistreerd", "Anders"))
	s.register(org.Researcher, form, nil).want(http.StatusSeeOther)
	if _, err := s.Find(t.Context(), hashOf(t, []byte(want))); err != nil {
		t.Error(err)
	}
	text := registertest.Text("Geplakt")
	pasted := url.Values{"plan": {string(text)}, "seen": {hashOf(t, text)}, "public": {"yes"}, "do": {"register"}}
	s.post(org.Controller, "/desk/plans/register", pasted).want(http.StatusSeeOther)
}

func TestRegisterRefuses(t *testing.T) {
	s := build(t)
	earlier := s.registered("Controle")
	good := string(registertest.Text("Anders"))
	for _, tc := range []struct {
		rule   string
		form   sent
		file   []byte
		status int
		field  string
		says   string
	}{
		{"nothing", sent{}, nil, http.StatusUnprocessableEntity, "plan", "Kies een bestand of plak"},
		{"no plan", sent{"plan": "format: x"}, nil, http.StatusUnprocessableEntity, "plan", "schrijf baken-plan/1"},
		{"a slip", sent{"plan": strings.Replace(good, "shows:", "show:", 1)}, nil, http.StatusUnprocessableEntity, "plan", "show"},
		{"no text", sent{"plan": good}, []byte("PK\x00\x01"), http.StatusUnprocessableEntity, "file", "tekst"},
		{"too large", sent{}, make([]byte, outcome.MostPlanBytes+1), http.StatusUnprocessableEntity, "file", "tekst"},
		{"too large a text", sent{}, bytes.Repeat([]byte("#"), outcome.MostPlanBytes+1), http.StatusRequestEntityTooLarge, "plan", "256"},
		{"not said to be public", sent{"plan": good}, nil, http.StatusUnprocessableEntity, "public", "Bevestig dat"},
		{"the same again", sent{"plan": string(registertest.Text("Controle")), "public": "yes"}, nil, http.StatusConflict, "plan", "al geregistreerd"},
		{"another organisation", sent{"plan": strings.Replace(good, registertest.OIN, "123", 1), "public": "yes"}, nil, http.StatusUnprocessableEntity, "plan", "nummer 123"},
		{"no reason", sent{"plan": good, "public": "yes", "replaces": earlier, "why_nl": "omdat"}, nil, http.StatusUnprocessableEntity, "why_en", "in beide talen"},
		{"no plan to leave", sent{"plan": good, "public": "yes", "why_nl": "omdat", "why_en": "since"}, nil, http.StatusUnprocessableEntity, "replaces", "Kies een plan"},
	} {
		tc.form["do"] = "register"
		if p, err := outcome.ParsePlan([]byte(tc.form["plan"])); err == nil {
			tc.form["seen"] = p.Hash()
		}
		a := s.register(org.ProgrammeManager, tc.form, tc.file)
		body := html.UnescapeString(a.Body.String())
		if a.Code != tc.status || strings.Count(body, tc.says) < 2 || !strings.Contains(body, `id="`+tc.field+`-error"`) {
			t.Errorf("%s: status %d, want %d with %q at %s: %s", tc.rule, a.Code, tc.status, tc.says, tc.field, body)
		}
		for name, typed := range tc.form {
			if name != "do" && name != "seen" && !strings.Contains(body, typed) {
				t.Errorf("%s: %s is lost", tc.rule, name)
			}
		}
	}
	if list, err := s.All(t.Context(), outcome.Page{Limit: 10}); err != nil || len(list) != 1 {
		t.Errorf("%d plans are kept, want 1: %v", len(list), err)
	}
}

func TestRegisterWithoutRight(t *testing.T) {
	s := build(t)
	form := sent{"plan": string(registertest.Text("Controle")), "public": "yes", "do": "register"}
	for _, role := range []org.Role{org.Administrator, org.Employee, ""} {
		for _, path := range []string{"/desk/plans", "/desk/plans/register", "/desk/plans/write"} {
			s.get(role, path).want(http.StatusNotFound)
		}
		s.register(role, form, nil).want(http.StatusNotFound)
		s.post(role, "/desk/plans/write", url.Values{}).want(http.StatusNotFound)
	}
	if list, err := s.All(t.Context(), outcome.Page{Limit: 10}); err != nil || len(list) != 0 {
		t.Errorf("%d plans are kept: %v", len(list), err)
	}
}

func TestRegisterShowsTheAddressOfADatabase(t *testing.T) {
	s := build(t)
	raw := strings.Replace(string(registertest.Text("Controle")), "file: decisions.csv", "database: postgres://kim@db.example/x, table: decisions", 1)
	s.register(org.Researcher, sent{"plan": raw, "do": "look"}, nil).want(http.StatusOK, "adres van een database", "<code class=\"baken-code\">postgres://kim@db.example/x</code>")
}

func TestDeviation(t *testing.T) {
	s := build(t)
	first := s.registered("Controle")
	s.get(org.Researcher, "/desk/plans/register?replaces="+first).want(http.StatusOK, `value="`+first+`" selected`, "<details class=\"baken-details\" open")
	text := registertest.Text("Anders")
	form := sent{
		"plan": string(text), "seen": hashOf(t, text), "public": "yes", "do": "register",
		"replaces": first, "why_nl": "Een kolom ontbrak.", "why_en": "A column was missing.",
	}
	to, _, _ := strings.Cut(s.register(org.Researcher, form, nil).want(http.StatusSeeOther).Header().Get("Location"), "?")
	s.get("", to).want(http.StatusOK, "in de plaats van een eerder plan", "Een kolom ontbrak.", `href="/plans/`+first+`"`,
		"title.nl: was “Controle”, is nu “Anders”.").without("losgelaten")
	s.get("", "/plans/"+first).want(http.StatusOK, "losgelaten op 2 maart 2026", "Een kolom ontbrak.", `href="`+to+`"`, "Controle").without("eerder plan")
	s.get("", "/plans").want(http.StatusOK, "In de plaats van een ander plan", "Controle", "Anders")
	if _, err := s.Find(t.Context(), strings.TrimPrefix(to, "/plans/")); err != nil {
		t.Error(err)
	}
}
