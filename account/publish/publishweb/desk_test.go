// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publishweb_test

import (
	"net/http"
	"testing"

	"baken/ground/org"
)

func TestDesk(t *testing.T) {
	s := build(t)
	s.get(org.Researcher, "/desk/figures").want(http.StatusOK, "Er zijn nog geen cijfers", "/desk/figures/import")
	draft, public := s.draft(), s.published()
	for _, role := range []org.Role{org.Researcher, org.Controller, org.ProgrammeManager} {
		s.get(role, "/desk/figures").want(http.StatusOK, "/desk/figures/"+string(draft), "/desk/figures/"+string(public), "Concept", "Gepubliceerd")
	}
	for _, role := range []org.Role{org.Administrator, org.Employee, org.Auditor, ""} {
		s.get(role, "/desk/figures").want(http.StatusNotFound).without("title-nl")
	}
}
