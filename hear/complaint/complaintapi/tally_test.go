// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintapi_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"baken/base/seal"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/complaint"
	"baken/hear/complaint/complaintapi"
	"baken/hear/complaint/complaintweb"
	"baken/internal/text/texttest"
	"baken/internal/web"
)

// counter is a service that keeps what it is told to count.
type counter struct {
	complaintapi.Service
	id  complaint.TallyID
	got complaint.Tally
}

// CountConclusion implements complaintapi.Service.
func (c *counter) CountConclusion(_ context.Context, _ org.Actor, id complaint.TallyID, t complaint.Tally) error {
	c.id, c.got = id, t
	return nil
}

func TestTally(t *testing.T) {
	id := strings.Repeat("0f", 16)
	good := `{"id":"` + id + `","org":"agency","year":2026,"judgement":"partly","following":"deviates"}`
	authority := orgtest.Actor(t, org.CompetentAuthority, orgtest.Agency)
	for rule, tc := range map[string]struct {
		as   org.Actor
		body string
		want int
	}{
		"from an authority":      {authority, good, http.StatusNoContent},
		"of no name":             {authority, strings.Replace(good, id, "0f", 1), http.StatusUnprocessableEntity},
		"from nobody":            {org.Public(), good, http.StatusUnauthorized},
		"from who doesn't judge": {orgtest.Actor(t, org.Employee, orgtest.Agency), good, http.StatusNotFound},
	} {
		service := &counter{}
		mux := http.NewServeMux()
		complaintapi.New(service, nil, nil, seal.NewLookupKey(make([]byte, 32)), func(*http.Request) org.Actor { return tc.as }).Public(mux)
		h := web.New(web.Config{Catalogue: texttest.Catalogue(t, web.Text, org.Text, complaintweb.Text), Log: slog.New(slog.DiscardHandler)}, web.Routes(mux))
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/committee/api/tallies", strings.NewReader(tc.body))
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != tc.want {
			t.Errorf("%s: status %d, want %d: %s", rule, w.Code, tc.want, w.Body)
		}
		want := complaint.Tally{Org: orgtest.Agency, Year: 2026, Judgement: complaint.Partly, Following: complaint.Deviates}
		if counted := service.got == want && string(service.id) == id; counted != (tc.want == http.StatusNoContent) {
			t.Errorf("%s: counted %+v", rule, service.got)
		}
	}
}
