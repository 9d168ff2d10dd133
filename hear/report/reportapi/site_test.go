// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportapi_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"baken/base/ledger"
	"baken/base/ledger/ledgerdb"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/report"
	"baken/hear/report/reportapi"
	"baken/hear/report/reportdb"
	"baken/hear/report/reporttest"
	"baken/internal/db"
	"baken/internal/db/dbtest"
	"baken/internal/text"
	"baken/internal/web"
)

// site is the addresses with a House behind them, on one engine.
type site struct {
	*reporttest.House
	http.Handler
	t     testing.TB
	store report.Store
	log   *strings.Builder
}

const engineMemory = "memory"

// each runs a test on memory, SQLite and PostgreSQL.
func each(t *testing.T, test func(t *testing.T, s *site)) {
	t.Helper()
	for _, engine := range []string{engineMemory, "sqlite", "postgres"} {
		t.Run(engine, func(t *testing.T) { test(t, open(t, engine)) })
	}
}

func open(t testing.TB, engine string) *site {
	t.Helper()
	switch engine {
	case "sqlite":
		return openDB(t, dbtest.SQLite(t))
	case "postgres":
		return openDB(t, dbtest.Postgres(t))
	}
	return build(t, reporttest.New(), reporttest.NewChunks(), nil)
}

func openDB(t testing.TB, dsn string) *site {
	t.Helper()
	d := dbtest.Open(t, dsn)
	if err := d.Migrate(t.Context(), ledgerdb.Room(), reportdb.Room(), reportdb.ChunkRoom()); err != nil {
		t.Fatal(err)
	}
	clock := orgtest.NewClock()
	store := reportdb.New(d, clock.Now)
	s := build(t, store, reportdb.NewChunks(d), keep(t, d))
	s.Service.Disposal = reportdb.NewDisposal(store, ledgerdb.Forget)
	return s
}

// keep runs a log on d until the test ends.
func keep(t testing.TB, d *db.DB) proofs {
	t.Helper()
	secret, public, err := ledger.NewKey(strings.NewReader(strings.Repeat("7", 64)), "report.example/ledger")
	if err != nil {
		t.Fatal(err)
	}
	log, err := ledgerdb.New(d, ledgerdb.Options{Secret: secret, Public: public, Now: time.Now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- log.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Errorf("keep the log: %v", err)
		}
	})
	return proofs{log}
}

// proofs is report.Ledger on a log.
type proofs struct{ *ledgerdb.Log }

func (p proofs) Proof(ctx context.Context, e report.Event) (string, error) {
	proof, err := p.Await(ctx, ledgerdb.Ref{Room: "report", Record: e.Record, Version: e.Version})
	if err != nil {
		return "", err
	}
	file, err := proof.File()
	return string(file), err
}

func (p proofs) Keys(ctx context.Context, desk org.ID) (ledger.DeskKeys, error) {
	return p.Log.Keys(ctx, string(desk))
}

func build(t testing.TB, store report.Store, chunks report.Chunks, log report.Ledger) *site {
	t.Helper()
	h := reporttest.NewHouse(t, store, chunks, log)
	catalogue, err := text.Load(web.Text, org.Text, reportapi.Text)
	if err != nil {
		t.Fatal(err)
	}
	s := &site{House: h, t: t, store: store, log: new(strings.Builder)}
	api := reportapi.New(h.Service, func(r *http.Request) org.Actor {
		as, err := h.Orgs.Actor(r.Context(), org.PersonID(r.Header.Get("X-Person")))
		if err != nil {
			return org.Public()
		}
		return as
	})
	mux := http.NewServeMux()
	api.Public(mux)
	api.Desk(mux)
	s.Handler = web.New(web.Config{Catalogue: catalogue, Log: slog.New(slog.NewTextHandler(&guarded{w: s.log}, nil)), MaxBody: 64 << 20}, mux)
	return s
}

// guarded lets requests at once write to one log.
type guarded struct {
	mu sync.Mutex
	w  io.Writer
}

func (g *guarded) Write(p []byte) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.w.Write(p)
}

// answer is what the site said.
type answer struct {
	Status int
	Body   []byte
}

// problem is what it says of an error.
type problem struct {
	Key     string                      `json:"key"`
	Message string                      `json:"message"`
	Args    struct{ Next, Epoch int64 } `json:"args"`
}

func (s *site) send(who org.PersonID, method, path string, body any) answer {
	s.t.Helper()
	r := httptest.NewRequest(method, path, nil)
	switch body := body.(type) {
	case nil:
	case []byte:
		r = httptest.NewRequest(method, path, bytes.NewReader(body))
		r.Header.Set("Content-Type", "application/octet-stream")
	default:
		raw, err := json.Marshal(body)
		if err != nil {
			s.t.Fatal(err)
		}
		r = httptest.NewRequest(method, path, bytes.NewReader(raw))
		r.Header.Set("Content-Type", "application/json")
	}
	r.Header.Set("Accept-Language", "en")
	if who != "" {
		r.Header.Set("X-Person", string(who))
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if got := w.Header().Get("Cache-Control"); got != "no-store" {
		s.t.Errorf("%s %s may be kept: Cache-Control %q", method, path, got)
	}
	if len(w.Header()["Set-Cookie"]) > 0 {
		s.t.Errorf("%s %s sets a cookie", method, path)
	}
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
func refuses(t testing.TB, what string, a answer, status int, fault error) problem {
	t.Helper()
	var p problem
	if err := json.Unmarshal(a.Body, &p); err != nil {
		t.Errorf("%s: %d %s is no fault", what, a.Status, a.Body)
	}
	if a.Status != status || p.Key != fault.Error() || p.Message == "" || p.Message == p.Key {
		t.Errorf("%s: got %d %s, want %d %v", what, a.Status, a.Body, status, fault)
	}
	return p
}

func path(format string, args ...any) string { return fmt.Sprintf(format, args...) }
