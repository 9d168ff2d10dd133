// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportapi_test

import (
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"

	"baken/hear/report"
	"baken/hear/report/reporttest"
)

// fuzzBodies throws bodies at one address: whatever comes, the answer is JSON
// and no fault of our own.
func fuzzBodies(f *testing.F, at string, seeds ...any) {
	s := open(f, engineMemory)
	for _, seed := range append(seeds, "", nil, []int{}, map[string]string{}) {
		raw, err := json.Marshal(seed)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(raw))
	}
	f.Fuzz(func(t *testing.T, body string) {
		r := httptest.NewRequest("POST", at, strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("X-Person", string(reporttest.Ans))
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code >= 500 {
			t.Fatalf("status %d: %s", w.Code, w.Body)
		}
		if w.Body.Len() > 0 && !json.Valid(w.Body.Bytes()) {
			t.Fatalf("no JSON: %s", w.Body)
		}
	})
}

func FuzzCases(f *testing.F) {
	s := open(f, engineMemory)
	keys := reporttest.Keys(f)
	c := &client{site: s, identity: keys.Identity, signing: keys.Signing, lookup: keys.Lookup.Export(), keys: noKeys()}
	fuzzBodies(f, "/report/api/cases", c.filing("x", 3))
}

func FuzzOpen(f *testing.F) {
	fuzzBodies(f, "/report/api/open", map[string]string{"lookup": reporttest.Keys(f).Lookup.Export()})
}

func FuzzMessages(f *testing.F) {
	fuzzBodies(f, "/report/api/messages", jsonSaying{
		Lookup: reporttest.Keys(f).Lookup.Export(), State: "withdrawn",
		Message: jsonMessage{Seq: 2, Epoch: 1, Envelope: reporttest.Sealed("x")},
	})
}

func FuzzEpochs(f *testing.F) {
	fuzzBodies(f, "/desk/reports/api/cases/"+string(reporttest.IDOf(1))+"/epochs", jsonEpoch{Number: 2, SealedKey: reporttest.Sealed("k")})
}

func FuzzReseal(f *testing.F) {
	fuzzBodies(f, "/desk/reports/api/cases/"+string(reporttest.IDOf(1))+"/reseal",
		map[string]any{"epochs": []jsonEpoch{{Number: 1, SealedKey: reporttest.Sealed("k"), Recipients: []report.Ref{"age1"}}}})
}

func FuzzKeyring(f *testing.F) {
	fuzzBodies(f, "/desk/reports/api/keyring", map[string]any{"wrapped": reporttest.Sealed("k"), "recipient": "age1", "verify": "ed25519:00"})
}

// FuzzPlace asks for pages of the list by whatever name.
func FuzzPlace(f *testing.F) {
	s := open(f, engineMemory)
	s.reporter("x")
	f.Add("2026-03-02T09:00:00Z_01jv0000000000000000000000")
	f.Add("_")
	f.Fuzz(func(t *testing.T, page string) {
		r := httptest.NewRequest("GET", "/desk/reports/api/cases", nil)
		q := r.URL.Query()
		q.Set("page", page)
		r.URL.RawQuery = q.Encode()
		r.Header.Set("X-Person", string(reporttest.Ans))
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != 200 {
			t.Fatalf("status %d: %s", w.Code, w.Body)
		}
	})
}
