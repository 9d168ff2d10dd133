// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publishweb_test

import (
	"net/http"
	"testing"

	"baken/ground/org"
	"baken/ground/org/orgtest"
)

func TestKeys(t *testing.T) {
	s := build(t)
	_, public := newKey(t, "second.example")
	agency := string(orgtest.Agency)
	s.get(org.Administrator, "/desk/keys").want(http.StatusOK, "agency.example", s.public)
	for _, role := range []org.Role{org.ProgrammeManager, org.Researcher, org.Employee, ""} {
		s.get(role, "/desk/keys").want(http.StatusNotFound).without(s.public)
		s.post(role, "/desk/keys", "org", agency, "public", public).want(http.StatusNotFound)
		s.post(role, "/desk/keys/"+string(s.key)+"/revoke").want(http.StatusNotFound)
	}
	s.post(org.Administrator, "/desk/keys", "org", agency, "public", "no key").
		want(http.StatusUnprocessableEntity, "Dit is geen sleutel van Baken", `value="no key"`, `href="#public"`)
	s.post(org.Administrator, "/desk/keys", "org", "", "public", public).
		want(http.StatusUnprocessableEntity, "Kies de organisatie", public, `href="#org"`)
	s.post(org.Administrator, "/desk/keys", "org", string(orgtest.Sibling), "public", public).want(http.StatusNotFound)
	s.post(org.Administrator, "/desk/keys", "org", agency, "public", s.public).want(http.StatusConflict, "Deze sleutel is al bekend.")
	s.post(org.Administrator, "/desk/keys", "org", agency, "public", public).leads("/desk/keys?done=added")
	s.get(org.Administrator, "/desk/keys?done=added").want(http.StatusOK, "De sleutel is toegevoegd.", "second.example")
}

func TestRevokedKey(t *testing.T) {
	s := build(t)
	before := s.published()
	s.post(org.Administrator, "/desk/keys/"+string(s.key)+"/revoke").leads("/desk/keys?done=revoked")
	s.get(org.Administrator, "/desk/keys?done=revoked").want(http.StatusOK, "De sleutel is ingetrokken.", "Ingetrokken op").
		without("/revoke")
	s.upload(org.Researcher, "bundle", s.bundle()).want(http.StatusUnprocessableEntity, "nog geen sleutel bekend")
	s.get("", "/figures/"+string(before)).want(http.StatusOK, "20,0%") // what came in before stays
	s.post(org.Administrator, "/desk/keys/"+string(s.key)+"/revoke").want(http.StatusConflict, "was al ingetrokken")
	s.post(org.Administrator, "/desk/keys/none/revoke").want(http.StatusNotFound)
}
