// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publishweb_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"baken/account/publish"
)

func TestShelf(t *testing.T) {
	s := build(t)
	s.get("", "/figures").want(http.StatusOK, "Er zijn nog geen cijfers gepubliceerd")
	draft, public, gone := s.draft(), s.published(), s.published()
	if err := s.Withdraw(t.Context(), manager(t), gone, 2, publish.Label{NL: "Fout", EN: "Wrong"}); err != nil {
		t.Fatal(err)
	}
	s.get("", "/figures").want(http.StatusOK, "title-nl", "/figures/"+string(public), "/figures/"+string(gone), "Ingetrokken", "2 maart 2026").
		without(string(draft) + `"`)
}

func TestShelfInPages(t *testing.T) {
	s := build(t)
	for range 21 {
		s.published()
	}
	for path, want := range map[string]int{"/figures": 20, "/figures?page=2": 1, "/figures?page=3": 0, "/figures?page=x": 20, "/figures?page=-1": 20} {
		a := s.get("", path).want(http.StatusOK)
		if got := strings.Count(a.Body.String(), `<li class="baken-card"`); got != want {
			t.Errorf("%s lists %d, want %d", path, got, want)
		}
	}
	// Nobody counted how many pages there are, so none is named.
	s.get("", "/figures").want(http.StatusOK, "Pagina 1", "page=2").without("Pagina 1 van")
	s.get("", "/figures?page=2").want(http.StatusOK, "Pagina 2 van 2", "page=1").without("page=3")
}

func TestShelfOfOnePageNeedsNoPages(t *testing.T) {
	s := build(t)
	for i := range 20 {
		s.published()
		s.get("", "/figures").without(fmt.Sprintf("Pagina %d", i), "baken-pagination")
	}
}
