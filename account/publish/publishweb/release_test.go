// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publishweb_test

import (
	"net/http"
	"testing"

	"baken/account/publish"
	"baken/ground/org"
)

func TestPublish(t *testing.T) {
	s := build(t)
	id := s.draft()
	path := "/desk/figures/" + string(id)
	s.get(org.Researcher, path+"/publish").want(http.StatusForbidden)
	s.post(org.Researcher, path+"/publish", "version", "1").want(http.StatusForbidden)
	s.get(org.Administrator, path+"/publish").want(http.StatusNotFound)
	s.get(org.Controller, path+"/publish").want(http.StatusOK, "title-nl", "Na het publiceren kan iedereen", `name="version" value="1"`)

	words := publish.Words{Title: publish.Label{NL: "Anders", EN: "Other"}}
	if err := s.Edit(t.Context(), manager(t), id, 1, words); err != nil {
		t.Fatal(err)
	}
	s.post(org.Controller, path+"/publish", "version", "1").want(http.StatusConflict, "Er is niets overschreven.", "Anders")
	s.get("", "/figures/"+string(id)).want(http.StatusNotFound)
	s.post(org.Controller, path+"/publish", "version", "2").leads(path + "?done=published")
	s.get(org.Controller, path+"?done=published").want(http.StatusOK, "Iedereen kan de cijfers nu zien", path+"/withdraw").without("<textarea", "Zo ziet iedereen het straks")
	s.get("", "/figures/"+string(id)).want(http.StatusOK, "Anders")
	s.post(org.Controller, path+"/publish", "version", "3").want(http.StatusConflict, "al gepubliceerd of ingetrokken")
}

func TestWithdraw(t *testing.T) {
	s := build(t)
	id := s.published()
	path := "/desk/figures/" + string(id)
	s.get(org.Researcher, path+"/withdraw").want(http.StatusForbidden)
	s.get(org.ProgrammeManager, path+"/withdraw").want(http.StatusOK, `id="why_nl"`, `id="why_en"`, "Dit kunt u niet ongedaan maken.")
	s.post(org.ProgrammeManager, path+"/withdraw", "version", "2", "why_nl", "Dubbel <geteld>", "why_en", " ").
		want(http.StatusUnprocessableEntity, "Schrijf in beide talen waarom", ">Dubbel &lt;geteld&gt;</textarea>")
	s.get("", "/figures/"+string(id)).want(http.StatusOK, "20,0%")
	s.post(org.ProgrammeManager, path+"/withdraw", "version", "2", "why_nl", "Dubbel", "why_en", "Twice").leads(path + "?done=withdrawn")
	s.get(org.ProgrammeManager, path+"?done=withdrawn").want(http.StatusOK, "Ingetrokken", "Dubbel").without(path + "/withdraw")
	s.post(org.ProgrammeManager, path+"/withdraw", "version", "2", "why_nl", "Nog eens", "why_en", "Again").want(http.StatusConflict, "Dubbel")
}
