// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publishweb_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"baken/account/publish"
	"baken/base/disclose"
	"baken/ground/org"
)

func TestImport(t *testing.T) {
	s := build(t)
	s.get(org.Researcher, "/desk/figures/import").want(http.StatusOK, "Bundel inlezen", `type="file"`, "multipart/form-data")
	a := s.upload(org.Researcher, "bundle", s.bundle()).want(http.StatusSeeOther)
	to := a.Header().Get("Location")
	s.get(org.Researcher, to).want(http.StatusOK, "De handtekening klopt", "title-nl", "20,0%")
	// Not yet for the public.
	s.get("", strings.TrimPrefix(to, "/desk")).want(http.StatusNotFound)
}

func TestImportRefuses(t *testing.T) {
	s := build(t)
	twice := s.bundle()
	s.upload(org.Researcher, "bundle", twice)
	tests := []struct {
		rule    string
		field   string
		content []byte
		status  int
		says    string
	}{
		{"no file", "other", twice, http.StatusUnprocessableEntity, "Kies een bestand."},
		{"an empty file", "bundle", nil, http.StatusUnprocessableEntity, "Kies een bestand."},
		{"another kind of file", "bundle", []byte("%PDF-1.7"), http.StatusUnprocessableEntity, "Dit is geen bundel van Baken"},
		{"one byte changed", "bundle", bytes.Replace(s.bundle(), []byte("20000"), []byte("20001"), 1), http.StatusUnprocessableEntity, "Er is niets ingelezen."},
		{"the same again", "bundle", twice, http.StatusConflict, "Deze bundel is al ingelezen."},
		{"a byte too large", "bundle", make([]byte, disclose.MostBytes+1), http.StatusRequestEntityTooLarge, "groter dan"},
		{"more than is read", "bundle", make([]byte, 2*disclose.MostBytes), http.StatusRequestEntityTooLarge, "groter dan"},
	}
	for _, tt := range tests {
		a := s.upload(org.Researcher, tt.field, tt.content)
		if a.Code != tt.status || strings.Count(a.Body.String(), tt.says) != 2 { // in the summary, and at the field
			t.Errorf("%s: status %d, want %d: %s", tt.rule, a.Code, tt.status, a.Body)
		}
	}
	r := httptest.NewRequest(http.MethodPost, "/desk/figures/import", strings.NewReader("--x\r\nContent-Disposition: form-data; name=\"bundle\"; filename=\"a\"\r\n\r\nhalf"))
	r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	s.send(org.Researcher, r).want(http.StatusUnprocessableEntity, "niet heel aangekomen")
	s.post(org.Researcher, "/desk/figures/import", "bundle", "text").want(http.StatusUnprocessableEntity)
	if list, err := s.Desk(t.Context(), manager(t), publish.Query{Limit: 10}); err != nil || len(list) != 1 {
		t.Errorf("%d bundles are kept, want 1: %v", len(list), err)
	}
}

func TestImportWithoutRight(t *testing.T) {
	s := build(t)
	for _, role := range []org.Role{org.Administrator, org.Employee} {
		s.upload(role, "bundle", s.bundle()).want(http.StatusUnprocessableEntity, "nog geen sleutel bekend")
	}
	if list, err := s.Desk(t.Context(), manager(t), publish.Query{Limit: 10}); err != nil || len(list) != 0 {
		t.Errorf("%d bundles are kept: %v", len(list), err)
	}
}
