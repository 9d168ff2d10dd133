// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselapi_test

import (
	"encoding/base64"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/civil"
	"baken/base/seal"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/counsel"
	"baken/hear/counsel/counseltest"
)

const requests = "/organisations/" + string(orgtest.Agency) + "/requests"

func asked(words string) fields {
	return fields{"id": counseltest.RequestID(1), "entry": "e", "envelope": counseltest.Envelope(words)}
}

// Everybody can ask a counsellor, and he alone hears of it.
func TestATalkIsAskedAndHandled(t *testing.T) {
	s := build(t)
	s.as = org.Public()
	listed := s.call(http.StatusOK, "GET", "/organisations/agency/counsellors", nil)
	who, _ := listed["counsellors"].([]any)
	if len(who) != 1 || listed["org"] != string(orgtest.Agency) {
		t.Fatalf("of whom a talk can be asked: %v", listed)
	}
	first := who[0].(map[string]any)
	if _, err := seal.ParseRecipient(first["recipient"].(string)); err != nil || first["entry"] != "e" || len(first) != 4 {
		t.Errorf("he is told as %v: %v", first, err)
	}
	s.call(http.StatusCreated, "POST", requests, asked("one"))
	s.call(http.StatusCreated, "POST", requests, asked("one"))

	s.as = orgtest.Actor(t, org.Counsellor, orgtest.Agency)
	want := map[string]any{"requests": []any{map[string]any{
		"id": string(counseltest.RequestID(1)), "org": string(orgtest.Agency), "on": civil.On(orgtest.Now).String(),
		"envelope": base64.StdEncoding.EncodeToString(counseltest.Envelope("one")),
	}}}
	if diff := cmp.Diff(want, s.call(http.StatusOK, "GET", "/requests", nil)); diff != "" {
		t.Error(diff)
	}
	s.call(http.StatusUnprocessableEntity, "DELETE", "/requests/one", nil)
	s.call(http.StatusNoContent, "DELETE", "/requests/"+string(counseltest.RequestID(1)), nil)
	s.call(http.StatusNotFound, "DELETE", "/requests/"+string(counseltest.RequestID(1)), nil)
}

func TestNobodyElseHearsOfARequest(t *testing.T) {
	s := build(t)
	s.as = org.Public()
	s.call(http.StatusCreated, "POST", requests, asked("one"))
	s.call(http.StatusUnauthorized, "GET", "/requests", nil)
	for _, role := range org.Roles() {
		if s.as = orgtest.Actor(t, role, orgtest.Agency); role == org.Counsellor {
			s.as = orgtest.Actor(t, role, orgtest.Sibling)
			if got := s.call(http.StatusOK, "GET", "/requests", nil)["requests"].([]any); len(got) > 0 {
				t.Errorf("another counsellor hears of %v", got)
			}
		} else {
			s.call(http.StatusNotFound, "GET", "/requests", nil)
		}
		s.call(http.StatusNotFound, "DELETE", "/requests/"+string(counseltest.RequestID(1)), nil)
	}
}

func TestRequestsAreRefused(t *testing.T) {
	s := build(t)
	s.as = org.Public()
	for rule, tc := range map[string]struct {
		path   string
		body   any
		status int
	}{
		"no id of a request":   {requests, fields{"id": "one", "entry": "e", "envelope": counseltest.Envelope("a")}, http.StatusUnprocessableEntity},
		"not sealed":           {requests, fields{"id": counseltest.RequestID(1), "entry": "e", "envelope": []byte("in clear")}, http.StatusUnprocessableEntity},
		"to nobody":            {requests, fields{"id": counseltest.RequestID(1), "entry": "f", "envelope": counseltest.Envelope("a")}, http.StatusNotFound},
		"too large":            {requests, fields{"id": counseltest.RequestID(1), "entry": "e", "envelope": make([]byte, 2*counsel.MostRequest)}, http.StatusRequestEntityTooLarge},
		"no object":            {requests, "words", http.StatusUnprocessableEntity},
		"no such organisation": {"/organisations/nowhere/requests", asked("a"), http.StatusNotFound},
	} {
		t.Run(rule, func(t *testing.T) {
			s.t = t
			s.call(tc.status, "POST", tc.path, tc.body)
		})
	}
}
