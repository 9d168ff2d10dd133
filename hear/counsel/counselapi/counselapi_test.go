// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselapi_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/ground/taxonomy"
	"baken/hear/counsel"
	"baken/hear/counsel/counselapi"
	"baken/hear/counsel/counseltest"
	"baken/hear/counsel/counselweb"
	"baken/internal/text/texttest"
	"baken/internal/web"
)

// site has the addresses over notes in memory.
type site struct {
	http.Handler
	t  *testing.T
	as org.Actor // who calls
}

type orgs struct{ t *testing.T }

func (o orgs) Today(context.Context) (*org.Tree, error) { return orgtest.Tree(o.t), nil }

func build(t *testing.T) *site {
	t.Helper()
	s := &site{t: t}
	store, noor := counseltest.New(), counseltest.Listening("e", orgtest.Agency)
	service := counsel.NewService(counsel.Config{
		Store: store, Orgs: orgs{t}, Policy: orgtest.Policy(t, counsel.Rules()), People: noor, Keys: noor,
		Now: func() time.Time { return orgtest.Now }, Limit: counsel.DefaultLimit,
	})
	if err := store.Create(t.Context(), org.System("test"), noor.Entry, nil); err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	api := counselapi.New(service, func(*http.Request) org.Actor { return s.as })
	api.Public(mux)
	api.Private(mux)
	s.Handler = web.New(web.Config{Catalogue: texttest.Catalogue(t, web.Text, org.Text, taxonomy.Text, counselweb.Text), Log: slog.New(slog.DiscardHandler)}, web.Routes(mux))
	return s
}

// call fails unless the answer has the status, and gives it.
func (s *site) call(status int, method, path string, in any) map[string]any {
	s.t.Helper()
	body, err := json.Marshal(in)
	if err != nil {
		s.t.Fatal(err)
	}
	r := httptest.NewRequest(method, "/counsel/api"+path, bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if w.Code != status {
		s.t.Errorf("%s %s as %s: status %d, want %d: %s", method, path, s.as, w.Code, status, w.Body)
	}
	out := map[string]any{}
	if w.Body.Len() > 0 {
		if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil {
			s.t.Fatalf("%s %s: %v: %s", method, path, err, w.Body)
		}
	}
	return out
}

type fields map[string]any

var note = "/notes/" + string(counseltest.NoteID(1))

func kept(version int64, words string) fields {
	return fields{"org": orgtest.Agency, "version": version, "envelope": counseltest.Envelope(words)}
}

func TestANoteIsKeptChangedAndDeleted(t *testing.T) {
	s := build(t)
	s.as = orgtest.Actor(t, org.Counsellor, orgtest.Agency)
	me := s.call(http.StatusOK, "GET", "/me", nil)
	broader, _ := me["broader"].(map[string]any)
	if diff := cmp.Diff([]any{"race"}, broader["anti-black"]); diff != "" {
		t.Errorf("what is counted under what: %s", diff)
	}
	delete(me, "broader")
	want := map[string]any{"person": string(s.as.Person), "name": s.as.Name, "seats": []any{map[string]any{
		"org": string(orgtest.Agency), "name": map[string]any{"nl": "Agency nl", "en": "Agency en"},
	}}}
	if diff := cmp.Diff(want, me); diff != "" {
		t.Error(diff)
	}
	s.call(http.StatusOK, "PUT", note, kept(0, "one"))
	s.call(http.StatusConflict, "PUT", note, kept(0, "again"))
	s.call(http.StatusOK, "PUT", note, kept(1, "two"))
	got, _ := s.call(http.StatusOK, "GET", "/notes", nil)["notes"].([]any)
	if len(got) != 1 || got[0].(map[string]any)["version"] != 2.0 {
		t.Errorf("the notes are %v", got)
	}
	s.call(http.StatusConflict, "DELETE", note, fields{"version": 1})
	s.call(http.StatusNoContent, "DELETE", note, fields{"version": 2})
	s.call(http.StatusNotFound, "DELETE", note, fields{"version": 2})
}

func TestNobodyElseIsAnswered(t *testing.T) {
	s := build(t)
	s.as = orgtest.Actor(t, org.Counsellor, orgtest.Agency)
	s.call(http.StatusOK, "PUT", note, kept(0, "one"))
	for _, role := range org.Roles() {
		if s.as = orgtest.Actor(t, role, orgtest.Agency); role == org.Counsellor {
			continue
		}
		s.call(http.StatusNotFound, "GET", "/me", nil)
		s.call(http.StatusNotFound, "GET", "/notes", nil)
		s.call(http.StatusNotFound, "PUT", note, kept(1, "other"))
		s.call(http.StatusNotFound, "DELETE", note, fields{"version": 1})
		s.call(http.StatusNotFound, "PUT", "/counts", yearOf(2026))
	}
	s.as = org.Public()
	s.call(http.StatusUnauthorized, "GET", "/notes", nil)
}

func TestBodiesAreRefused(t *testing.T) {
	s := build(t)
	s.as = orgtest.Actor(t, org.Counsellor, orgtest.Agency)
	for rule, tc := range map[string]struct {
		path   string
		body   any
		status int
	}{
		"no id of a note":         {"/notes/one", kept(0, "one"), http.StatusUnprocessableEntity},
		"not sealed":              {note, fields{"org": orgtest.Agency, "envelope": []byte("in clear")}, http.StatusUnprocessableEntity},
		"of another organisation": {note, fields{"org": orgtest.Ministry, "envelope": counseltest.Envelope("a")}, http.StatusNotFound},
		"too large":               {note, fields{"org": orgtest.Agency, "envelope": make([]byte, 2*counsel.MostNote)}, http.StatusRequestEntityTooLarge},
		"no object":               {note, "words", http.StatusUnprocessableEntity},
	} {
		t.Run(rule, func(t *testing.T) {
			s.t = t
			s.call(tc.status, "PUT", tc.path, tc.body)
		})
	}
}

func yearOf(year int) fields {
	return fields{"org": orgtest.Agency, "year": year, "n": 2, "codes": fields{"ground:race": 2, "conduct:unsaid": 2, "source:unsaid": 2}}
}

func TestAYearIsCounted(t *testing.T) {
	s := build(t)
	s.as = orgtest.Actor(t, org.Counsellor, orgtest.Agency)
	s.call(http.StatusNoContent, "PUT", "/counts", yearOf(2026))
	s.call(http.StatusConflict, "PUT", "/counts", yearOf(2025))
	s.call(http.StatusUnprocessableEntity, "PUT", "/counts", fields{"org": orgtest.Agency, "year": 2026, "n": 1})
}
