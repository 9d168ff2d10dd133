// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publishweb_test

import (
	"net/http"
	"strings"
	"testing"

	"baken/account/publish"
	"baken/ground/org"
)

func TestEdit(t *testing.T) {
	s := build(t)
	id := s.draft()
	path := "/desk/figures/" + string(id)
	s.get(org.Researcher, path).want(http.StatusOK, `name="version" value="1"`, "title-nl", "title-en", "Zo ziet iedereen het straks",
		"Publiceren doet een controller of programmamanager.").without(path + "/publish")
	s.get(org.Controller, path).want(http.StatusOK, path+"/publish").without("Publiceren doet een controller")
	s.post(org.Researcher, path, "version", "1", "title_nl", " Nieuw ", "title_en", "New", "intro_nl", "", "intro_en", "").
		leads(path + "?done=saved")
	s.get(org.Researcher, path+"?done=saved").want(http.StatusOK, "Opgeslagen.", "Nieuw", `name="version" value="2"`)
	for _, role := range []org.Role{org.Administrator, org.Employee, ""} {
		s.get(role, path).want(http.StatusNotFound)
		s.post(role, path, "version", "2", "title_nl", "x", "title_en", "x").want(http.StatusNotFound)
	}
	s.get(org.Controller, "/desk/figures/none").want(http.StatusNotFound)
}

func TestEditKeepsWhatWasTyped(t *testing.T) {
	s := build(t)
	path := "/desk/figures/" + string(s.draft())
	long := strings.Repeat("é", publish.MostTitle+1)
	tests := []struct {
		rule             string
		nl, en, inl, ien string
		field, says      string
	}{
		{"no title", "", "", "a", "b", "title_nl", "Geef een titel"},
		{"no Dutch title", " ", "New", "a", "b", "title_nl", "Geef een titel"},
		{"no English title", "Nieuw", "", "a", "b", "title_en", "Geef een titel"},
		{"a long title", "Nieuw", long, "a", "b", "title_en", "langer dan 200 tekens"},
		{"one introduction", "Nieuw", "New", "", "b", "intro_nl", "in beide talen, of in geen van beide"},
		{"the other introduction", "Nieuw", "New", "a", "", "intro_en", "in beide talen, of in geen van beide"},
		{"a long introduction", "Nieuw", "New", strings.Repeat("x", publish.MostIntro+1), "b", "intro_nl", "langer dan 4.000 tekens"},
	}
	for _, tt := range tests {
		a := s.post(org.Controller, path, "version", "1", "title_nl", tt.nl, "title_en", tt.en, "intro_nl", tt.inl, "intro_en", tt.ien)
		if a.Code != http.StatusUnprocessableEntity {
			t.Errorf("%s: status %d", tt.rule, a.Code)
		}
		a.want(http.StatusUnprocessableEntity, `href="#`+tt.field+`"`, `id="`+tt.field+`-error"`, tt.says, ">"+tt.ien+"</textarea>", ">"+tt.inl+"</textarea>")
	}
}

// A fault in between doesn't hide that somebody else saved meanwhile.
func TestEditAfterSomebodyElse(t *testing.T) {
	s := build(t)
	id := s.draft()
	path := "/desk/figures/" + string(id)
	s.post(org.Controller, path, "version", "1", "title_nl", "Van haar", "title_en", "Hers").want(http.StatusSeeOther)
	s.post(org.Researcher, path, "version", "1", "title_nl", "Van hem", "title_en", "").
		want(http.StatusUnprocessableEntity, `name="version" value="1"`)
	s.post(org.Researcher, path, "version", "1", "title_nl", "Van hem", "title_en", "His").
		want(http.StatusConflict, "Iemand anders was u voor", "Van haar", `value="Van hem"`, `value="His"`, `name="version" value="2"`)
	s.post(org.Researcher, path, "title_nl", "Van hem", "title_en", "His").want(http.StatusConflict, "Van haar") // no version at all
	s.post(org.Researcher, path, "version", "2", "title_nl", "Van hem", "title_en", "His").leads(path + "?done=saved")
	if err := s.Publish(t.Context(), manager(t), id, 3); err != nil {
		t.Fatal(err)
	}
	s.post(org.Researcher, path, "version", "3", "title_nl", "Te laat", "title_en", "Late", "intro_nl", "Tekst", "intro_en", "Text").
		want(http.StatusConflict, "intussen gepubliceerd of ingetrokken", "Te laat", "Late", "Tekst", "Text", "/figures/"+string(id))
}
