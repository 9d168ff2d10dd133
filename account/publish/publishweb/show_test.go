// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publishweb_test

import (
	"mime"
	"net/http"
	"strings"
	"testing"

	"baken/account/publish"
	"baken/base/disclose"
)

func TestShow(t *testing.T) {
	s := build(t)
	id := s.draft()
	words := publish.Words{
		Title: publish.Label{NL: "Nieuw", EN: "New"}, Intro: publish.Label{NL: "Eén <b>.\r\n\r\nTwee.", EN: "One.\n\nTwo."},
	}
	if err := s.Edit(t.Context(), manager(t), id, 1, words); err != nil {
		t.Fatal(err)
	}
	path := "/figures/" + string(id)
	s.get("", path).want(http.StatusNotFound)
	if err := s.Publish(t.Context(), manager(t), id, 2); err != nil {
		t.Fatal(err)
	}
	s.get("", path).want(http.StatusOK, "Nieuw", ">Eén &lt;b&gt;.</p>", ">Twee.</p>",
		"people-nl", "shows-nl", "shows-not-nl", "20,0%", "groep te klein om te tonen",
		"agency.example", s.public, path+"/selection.csv", path+"/selection.nl.ods", path+"/figures.bundle").without("-en<", ">Two.")
}

func TestShowFiles(t *testing.T) {
	s := build(t)
	id := s.published()
	path := "/figures/" + string(id) + "/"
	a := s.get("", path+"selection.csv").want(http.StatusOK, "selection,a-nl,a-en,rate,percent,rounded,20.0,", "selection,b-nl,b-en,rate,percent,withheld,,")
	got := a.Header().Get("Content-Disposition")
	if kind, as, err := mime.ParseMediaType(got); err != nil || kind != "attachment" || as["filename"] != "selection.csv" {
		t.Errorf("the CSV is sent as %s", got)
	}
	for _, name := range []string{"selection.nl.ods", "selection.en.ods"} {
		a := s.get("", path+name).want(http.StatusOK)
		if got := a.Header().Get("Content-Disposition"); got != "attachment; filename="+name || !strings.HasPrefix(a.Body.String(), "PK") {
			t.Errorf("%s is sent as %s", name, got)
		}
	}
	a = s.get("", path+"figures.bundle").want(http.StatusOK)
	if b, err := disclose.Open(a.Body.Bytes(), s.public); err != nil || len(b.Tables) != 1 {
		t.Errorf("the bundle has %d tables: %v", len(b.Tables), err)
	}
	for _, name := range []string{"none.csv", "none.nl.ods", "selection.ods", "selection", "..%2Fselection.csv"} {
		s.get("", path+name).want(http.StatusNotFound)
	}
	s.get("", "/figures/none/selection.csv").want(http.StatusNotFound)
}

func TestWithdrawnShowsNoFigures(t *testing.T) {
	s := build(t)
	id := s.published()
	if err := s.Withdraw(t.Context(), manager(t), id, 2, publish.Label{NL: "Dubbel geteld", EN: "Counted twice"}); err != nil {
		t.Fatal(err)
	}
	path := "/figures/" + string(id)
	s.get("", path).want(http.StatusOK, "Deze cijfers zijn ingetrokken op 2 maart 2026", "Dubbel geteld").
		without("20,0%", "selection.csv", "<table")
	for _, name := range []string{"/selection.csv", "/selection.nl.ods", "/figures.bundle"} {
		if a := s.get("", path+name).want(http.StatusNotFound); strings.Contains(a.Body.String(), "20.0") {
			t.Errorf("%s is still there", name)
		}
	}
}
