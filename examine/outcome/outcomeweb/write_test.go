// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcomeweb_test

import (
	"html"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"baken/base/disclose"
	"baken/base/disparity"
	"baken/examine/outcome"
	"baken/examine/outcome/registertest"
	"baken/ground/org"
)

// full answers every question.
func full() url.Values {
	form := url.Values{
		"organisation": {registertest.OIN}, "source_file": {" decisions.csv "}, "source_kind": {"records"}, "source_person": {"bsn"}, "unforeseen": {"yes"},
		"group_column": {"origin"}, "group_values": {"nl | Nederland | Netherlands\r\n\r\neu|Europa|Europe\r\n"}, "group_reference": {"nl"},
		"group_outside": {"unknown"}, "group_empty": {"yes"},
		"selection_column": {"selected"}, "selection_yes": {"yes"}, "selection_no": {"no\r\nlater"}, "selection_kind": {"burden"},
		"finding_column": {"found"}, "finding_yes": {"1"}, "finding_no": {"0"}, "finding_neither": {"open"}, "finding_empty": {"yes"}, "finding_matters": {"5"},
		"proxies": {"postcode | Wijken verschillen in herkomst. | Neighbourhoods differ in origin."}, "test_matters": {"0,5"}, "test_power": {"80"}, "test_confidence": {"97.5"},
		"stratum2_column": {"risk"}, "stratum2_values": {"low\r\nhigh | hoog | high"},
	}
	for _, both := range []string{"title", "population", "shows", "shows_not", "group_label", "selection_label", "finding_label", "finding_alike", "stratum2_label", "stratum2_reason", "stratum2_doubt"} {
		form.Set(both+"_nl", both+": nl")
		form.Set(both+"_en", both+" # en")
	}
	return form
}

func both(s string) disclose.Label { return disclose.Label{NL: s + ": nl", EN: s + " # en"} }

func TestWrite(t *testing.T) {
	s := build(t)
	form := full()
	form.Set("do", "download")
	a := s.post(org.Researcher, "/desk/plans/write", form).want(http.StatusOK)
	if got := a.Header().Get("Content-Disposition"); got != `attachment; filename="plan.yaml"` {
		t.Errorf("sent as %s", got)
	}
	got, err := outcome.ParsePlan(a.Body.Bytes())
	if err != nil {
		t.Fatalf("%v:\n%s", err, a.Body)
	}
	want := outcome.Plan{
		Format: outcome.PlanFormat, Organisation: registertest.OIN,
		Title: both("title"), Population: both("population"), Shows: both("shows"), ShowsNot: both("shows_not"),
		Source: outcome.Source{File: "decisions.csv", Kind: outcome.Records, Person: "bsn", Rounding: 1},
		Group: outcome.Grouping{
			Column: "origin", Label: both("group_label"), Reference: "nl", Outside: []string{"unknown", ""},
			Values: []outcome.Value{{Code: "nl", Label: disclose.Label{NL: "Nederland", EN: "Netherlands"}}, {Code: "eu", Label: disclose.Label{NL: "Europa", EN: "Europe"}}},
		},
		Selection: outcome.Decision{Kind: disparity.Burden, Column: "selected", Label: both("selection_label"), Yes: []string{"yes"}, No: []string{"no", "later"}},
		Finding:   &outcome.Decision{Column: "found", Label: both("finding_label"), Yes: []string{"1"}, No: []string{"0"}, Neither: []string{"open", ""}, Matters: 5, Alike: both("finding_alike")},
		Strata: []outcome.Stratum{{Column: "risk", Label: both("stratum2_label"), Reason: both("stratum2_reason"), Doubt: both("stratum2_doubt"), Values: []outcome.Value{
			{Code: "low", Label: disclose.Label{NL: "low", EN: "low"}}, {Code: "high", Label: disclose.Label{NL: "hoog", EN: "high"}},
		}}},
		Proxies:    []outcome.Proxy{{Column: "postcode", Reason: disclose.Label{NL: "Wijken verschillen in herkomst.", EN: "Neighbourhoods differ in origin."}}},
		Unforeseen: outcome.Bound,
		Test:       &outcome.Test{Matters: 0.5, Power: 80, Confidence: 97.5, Correction: disparity.BenjaminiHochberg, Looks: 1},
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(outcome.Plan{})); diff != "" {
		t.Errorf("-want +got: %s", diff)
	}
}

// From the answers one goes on to the page that registers, where nothing is lost either.
func TestWriteAndRegister(t *testing.T) {
	s := build(t)
	form := full()
	form.Set("do", "register")
	a := s.post(org.Researcher, "/desk/plans/write", form).want(http.StatusOK, "Plan registreren", "Er is nog niets geregistreerd", "0,5 procentpunt", "97,5%", "niemand wil het")
	s.register(org.Researcher, again(t, a), nil).want(http.StatusSeeOther)
}

// And from there back to the answers, all of them.
func TestWriteAndBack(t *testing.T) {
	s := build(t)
	body := s.post(org.Researcher, "/desk/plans/write", full()).want(http.StatusOK).Body.String()
	form := url.Values{}
	for _, m := range regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)">`).FindAllStringSubmatch(body, -1) {
		form.Set(m[1], html.UnescapeString(m[2]))
	}
	form.Del("exact")
	form.Del("seen")
	if diff := cmp.Diff(full(), form); diff != "" {
		t.Errorf("what goes back (-want +got): %s", diff)
	}
	form.Set("do", "back")
	back := html.UnescapeString(s.post(org.Researcher, "/desk/plans/write", form).want(http.StatusOK, "Plan schrijven").Body.String())
	for name := range form {
		if typed := form.Get(name); name != "do" && !strings.Contains(back, typed) {
			t.Errorf("%s is lost", name)
		}
	}
}

func TestWriteWithWhatIsNeeded(t *testing.T) {
	s := build(t)
	form := full()
	maps.DeleteFunc(form, func(name string, _ []string) bool {
		return strings.HasPrefix(name, "finding") || strings.HasPrefix(name, "stratum") || strings.HasSuffix(name, "_empty") ||
			name == "source_person" || name == "group_outside"
	})
	form.Set("do", "download")
	a := s.post(org.Researcher, "/desk/plans/write", form).want(http.StatusOK)
	if got, err := outcome.ParsePlan(a.Body.Bytes()); err != nil || got.Finding != nil || got.Strata != nil || got.Group.Outside != nil {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestWriteFormBegins(t *testing.T) {
	s := build(t)
	s.get(org.Researcher, "/desk/plans/write").want(http.StatusOK, `value="80"`, `value="95"`, `<option value="`+registertest.OIN+`" selected>Agency nl</option>`).without("aria-invalid", "details open")
}

// Each mistake stands at its question and in the summary, and everything typed is kept.
func TestWriteRefuses(t *testing.T) {
	s := build(t)
	for _, tc := range []struct{ rule, name, answer, at, says string }{
		{"no title", "title_en", " ", "title_en", "“Titel (in het Engels)” heeft nog geen antwoord"},
		{"no organisation", "organisation", "", "organisation", "“Organisatie” heeft nog geen antwoord"},
		{"no kind", "source_kind", "", "source_kind", "“Wat staat er in?”"},
		{"counts without their column", "source_kind", "counts", "source_count", "Kolom met de aantallen"},
		{"one group", "group_values", "nl", "group_values", "minstens twee groepen"},
		{"a line with two parts", "group_values", "nl|Nederland\neu|Europa|Europe", "group_values", "“nl|Nederland”"},
		{"another reference", "group_reference", "xx", "group_reference", "Groep waarmee u vergelijkt"},
		{"a group within and outside", "group_outside", "eu", "group_outside", "“eu”"},
		{"yes is no", "selection_no", "yes", "selection_no", "“yes” staat er twee keer"},
		{"nobody says whether it is wanted", "selection_kind", "", "selection_kind", "Willen mensen deze beslissing?"},
		{"a kind that isn't there", "selection_kind", "odd", "selection_kind", "“odd”"},
		{"a column twice", "selection_column", "origin", "selection_column", "“origin” wordt voor twee dingen gebruikt"},
		{"no number", "test_matters", "veel", "test_matters", "geef een getal tussen 0 en 100"},
		{"not a number", "test_matters", "NaN", "test_matters", "geef een getal tussen 0 en 100"},
		{"too little power", "test_power", "20", "test_power", "een getal van 50 tot 100"},
		{"half a finding", "finding_yes", "", "finding_yes", "“Waarden die “gevonden” betekenen” heeft nog geen antwoord"},
		{"no reason for a stratum", "stratum2_reason_nl", "", "stratum2_reason_nl", "Waarom mag u hierbinnen vergelijken?"},
		{"a value of a stratum twice", "stratum2_values", "low\nlow", "stratum2_values", "“low” staat er twee keer"},
		{"a proxy without a reason", "proxies", "postcode", "proxies", "“postcode”"},
		{"within a proxy", "proxies", "risk | a | b", "proxies", "“risk” staat bij proxies"},
		{"a stratum's column twice", "stratum2_column", "found", "stratum2_column", "“found” wordt voor twee dingen gebruikt"},
	} {
		form := full()
		form.Set(tc.name, tc.answer)
		a := s.post(org.Researcher, "/desk/plans/write", form)
		body := html.UnescapeString(a.Body.String())
		if a.Code != http.StatusUnprocessableEntity || !strings.Contains(body, `href="#`+tc.at+`"`) || strings.Count(body, tc.says) < 2 ||
			!strings.Contains(body, `id="`+tc.at+`-error"`) || !strings.Contains(body, `id="`+tc.at+`"`) {
			t.Errorf("%s: status %d, want %q at %s: %s", tc.rule, a.Code, tc.says, tc.at, body)
		}
		for name := range form {
			if typed := form.Get(name); name != "organisation" && !strings.HasSuffix(name, "_kind") && !strings.Contains(body, strings.TrimSpace(typed)) {
				t.Errorf("%s: %s is lost", tc.rule, name)
			}
		}
	}
}

// Everything that is missing is said at once.
func TestWriteNothing(t *testing.T) {
	s := build(t)
	body := s.post(org.Researcher, "/desk/plans/write", url.Values{}).want(http.StatusUnprocessableEntity).Body.String()
	if got := strings.Count(body, "heeft nog geen antwoord"); got != 2*25 {
		t.Errorf("%d times, want 25 questions in the summary and at their place", got)
	}
}
