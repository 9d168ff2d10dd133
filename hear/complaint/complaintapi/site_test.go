// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintapi_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"baken/base/seal"
	"baken/ground/document"
	"baken/ground/document/documenttest"
	"baken/ground/org"
	"baken/hear/complaint"
	"baken/hear/complaint/complaintapi"
	"baken/hear/complaint/complainttest"
	"baken/hear/complaint/complaintweb"
	"baken/hear/report/reportapi"
	"baken/internal/text"
	"baken/internal/web"
)

// site is the addresses with a House behind them. It keeps all that it said.
type site struct {
	*complainttest.House
	http.Handler
	t    testing.TB
	log  *strings.Builder
	said map[org.PersonID][]byte
}

func open(t testing.TB, store complaint.Store) *site {
	t.Helper()
	h := complainttest.NewHouse(t, store)
	catalogue, err := text.Load(web.Text, org.Text, complaintweb.Text, reportapi.Text)
	if err != nil {
		t.Fatal(err)
	}
	s := &site{House: h, t: t, log: new(strings.Builder), said: map[org.PersonID][]byte{}}
	actor := func(r *http.Request) org.Actor {
		as, err := h.Orgs.Actor(r.Context(), org.PersonID(r.Header.Get("X-Person")))
		if err != nil {
			return org.Public()
		}
		return as
	}
	mux := http.NewServeMux()
	complaintapi.New(h.Service, h.Orgs, templates{}, h.Service.Lookup, actor).Public(mux)
	s.Handler = web.New(web.Config{Catalogue: catalogue, Log: slog.New(slog.NewTextHandler(s.log, nil))}, mux)
	return s
}

// templates gives one letter for all.
type templates struct{}

func (templates) For(context.Context, org.Actor, document.Key) (document.Letter, error) {
	return document.Letter{Present: documenttest.Letter()}, nil
}

// answer is what the site said.
type answer struct {
	Status int
	Body   []byte
}

func (s *site) send(who org.PersonID, method, path string, body any) answer {
	s.t.Helper()
	var raw []byte
	if body != nil {
		var err error
		if raw, err = json.Marshal(body); err != nil {
			s.t.Fatal(err)
		}
	}
	return s.raw(who, method, path, "application/json", raw)
}

func (s *site) raw(who org.PersonID, method, path, kind string, body []byte) answer {
	s.t.Helper()
	r := httptest.NewRequest(method, path, bytes.NewReader(body))
	r.Header.Set("Content-Type", kind)
	r.Header.Set("Accept-Language", "en")
	r.Header.Set("X-Person", string(who))
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if got := w.Header().Get("Cache-Control"); got != "no-store" {
		s.t.Errorf("%s %s may be kept: Cache-Control %q", method, path, got)
	}
	if len(w.Header()["Set-Cookie"]) > 0 {
		s.t.Errorf("%s %s sets a cookie", method, path)
	}
	s.said[who] = append(s.said[who], w.Body.Bytes()...)
	return answer{w.Code, w.Body.Bytes()}
}

// want reads an answer of that status.
func want[T any](t testing.TB, a answer, status int) (v T) {
	t.Helper()
	if a.Status != status {
		t.Fatalf("status %d, want %d: %s", a.Status, status, a.Body)
	}
	if len(a.Body) > 0 {
		if err := json.Unmarshal(a.Body, &v); err != nil {
			t.Fatalf("%v in %s", err, a.Body)
		}
	}
	return v
}

// refuses checks that an answer is a fault with that status and key, and a
// message.
func refuses(t testing.TB, what string, a answer, status int, fault error) {
	t.Helper()
	var p struct{ Key, Message string }
	if err := json.Unmarshal(a.Body, &p); err != nil {
		t.Errorf("%s: %d %s is no fault", what, a.Status, a.Body)
	}
	if a.Status != status || p.Key != fault.Error() || p.Message == "" || p.Message == p.Key {
		t.Errorf("%s: got %d %s, want %d %v", what, a.Status, a.Body, status, fault)
	}
}

// words draws by what somebody is found who comes with words. Stretching real
// words takes half a second.
func words() string { return seal.NewAttachment(0).ID }
