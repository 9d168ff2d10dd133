// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintapi_test

import (
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"

	"baken/ground/org"
	"baken/hear/complaint"
	"baken/hear/complaint/complainttest"
)

// fuzzBodies throws bodies at one address: whatever comes, the answer is JSON
// and no fault of our own.
func fuzzBodies(f *testing.F, s *site, who org.PersonID, at string, seeds ...any) {
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
		r.Header.Set("X-Person", string(who))
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

func FuzzSubmit(f *testing.F) {
	s := open(f, complainttest.New())
	fuzzBodies(f, s, "", "/complaint/api/complaints", s.outsider().filing(1, "x", complainttest.Sam))
}

func FuzzWrittenDown(f *testing.F) {
	s := open(f, complainttest.New())
	in := s.outsider().filing(1, "x", complainttest.Sam)
	in.Received, in.Post = s.Service.Today().String(), true
	fuzzBodies(f, s, complainttest.Sam, "/committee/api/complaints", in)
}

func FuzzAct(f *testing.F) {
	s := open(f, complainttest.New())
	id := complainttest.ID(1)
	s.files(1, "x", complainttest.Sam)
	sam := s.officer(complainttest.Sam)
	v := sam.view(id)
	fuzzBodies(f, s, complainttest.Sam, "/committee/api/complaints/"+string(id),
		sam.does(v, jsonAct{Step: complaint.Acknowledge}, complaint.Acknowledgement, "x"),
		sam.does(v, jsonAct{Step: complaint.CheckHandler, Sit: s.chamber()}, complaint.NoDocument, ""),
		jsonAct{Since: 1, Step: complaint.Invite, Hearing: &jsonHearing{s.Service.Today(), "09:30"}, Bar: []org.PersonID{complainttest.Sol}},
		map[string]any{"since": 1, "step": "join", "joinTo": complainttest.ID(2), "weeks": 4, "ground": "appeal", "rise": []int{1}, "posts": []map[string]any{{"paper": 1, "to": 1, "state": "printed"}}},
	)
}

func FuzzActByWords(f *testing.F) {
	s := open(f, complainttest.New())
	id := complainttest.ID(1)
	c := s.files(1, "x", complainttest.Sam)
	v, own := c.view(id), c.outsider().pair()
	body := func(a jsonAct) map[string]any { return map[string]any{"lookup": c.lookup, "id": id, "act": a} }
	fuzzBodies(f, s, "", "/complaint/api/words/act",
		body(c.does(v, jsonAct{Step: complaint.Supplement}, complaint.Enclosure, "x")), body(jsonAct{Since: 1, Own: &own, Grants: []jsonGrant{{1, 1, []byte("x")}}}))
}

func FuzzFollow(f *testing.F) {
	s := open(f, complainttest.New())
	fuzzBodies(f, s, "", "/complaint/api/words/open", map[string]string{"lookup": s.files(1, "x", complainttest.Sam).lookup})
}

// FuzzPlace asks for pages of the list by whatever name.
func FuzzPlace(f *testing.F) {
	s := open(f, complainttest.New())
	s.files(1, "x", complainttest.Sam)
	f.Add("2026-03-02_"+string(complainttest.ID(1)), "agency")
	f.Add("_", "")
	f.Fuzz(func(t *testing.T, after, of string) {
		r := httptest.NewRequest("GET", "/committee/api/complaints", nil)
		q := r.URL.Query()
		q.Set("after", after)
		q.Set("org", of)
		r.URL.RawQuery = q.Encode()
		r.Header.Set("X-Person", string(complainttest.Sam))
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != 200 {
			t.Fatalf("status %d: %s", w.Code, w.Body)
		}
	})
}
