// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgercli_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"baken/base/ledger"
	"baken/base/ledger/ledgercli"
	"baken/base/ledger/ledgertest"
	"baken/base/ledger/ledgerweb"
	"baken/internal/text"
)

// street is a log that is served, and can be swapped for another, and a
// witness that follows it.
type street struct {
	ledgercli.Witness
	serves atomic.Pointer[http.Handler]
	key    ledger.WitnessKey
}

func (s *street) serve(h http.Handler) { s.serves.Store(&h) }

func (s *street) log(m *ledgertest.Memory) {
	s.serve(ledgerweb.Handler(m, slog.New(slog.DiscardHandler)))
}

func witness(t *testing.T, m *ledgertest.Memory) *street {
	t.Helper()
	s := new(street)
	s.log(m)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { (*s.serves.Load()).ServeHTTP(w, r) }))
	t.Cleanup(server.Close)
	secret, public, err := ledger.NewWitnessKey(rand.Reader, "witness.example/w1")
	if err != nil {
		t.Fatal(err)
	}
	cosigner, err := ledger.ParseCosigner(secret)
	if err != nil {
		t.Fatal(err)
	}
	if s.key, err = ledger.ParseWitnessKey(public); err != nil {
		t.Fatal(err)
	}
	key, err := ledger.ParseKey(m.Key())
	if err != nil {
		t.Fatal(err)
	}
	s.Witness = ledgercli.Witness{
		URL: server.URL + "/ledger", Key: key, Cosigner: cosigner, Accept: -1, File: filepath.Join(t.TempDir(), "seen"),
		Client: server.Client(), Now: func() time.Time { return time.Unix(1772446300, 0) },
	}
	return s
}

func (s *street) once(t *testing.T, old, size int64) {
	t.Helper()
	was, now, err := s.Once(t.Context())
	if err != nil || was.Size != old || now.Size != size {
		t.Fatalf("got %d to %d, %v; want %d to %d", was.Size, now.Size, err, old, size)
	}
}

// seen gives the size that the witness has signed.
func (s *street) seen(t *testing.T) int64 {
	t.Helper()
	raw, err := os.ReadFile(s.File)
	if err != nil {
		t.Fatal(err)
	}
	c, by, err := ledger.OpenCheckpoint(raw, s.Key, s.key)
	if err != nil || len(by) != 1 || by[0].At.Unix() != 1772446300 {
		t.Fatalf("the witness keeps %q: %v, %v", raw, by, err)
	}
	return c.Size
}

// refused checks that the witness refuses to sign, keeps what it had, and
// keeps the evidence.
func (s *street) refused(t *testing.T, want error, size int64, evidence string) {
	t.Helper()
	if _, _, err := s.Once(t.Context()); !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
	}
	if got := s.seen(t); got != size {
		t.Errorf("the witness has signed %d, want %d", got, size)
	}
	found, err := filepath.Glob(s.File + ".conflict-" + evidence + "-*")
	if err != nil || evidence != "" && len(found) != 1 {
		t.Errorf("evidence: %v, %v", found, err)
	}
	for _, f := range found {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := ledger.OpenCheckpoint(raw, s.Key); err != nil {
			t.Errorf("the evidence proves nothing: %v", err)
		}
	}
}

func TestWitnessFollows(t *testing.T) {
	m := ledgertest.NewMemory(t)
	if _, err := m.Append(t.Context()); err != nil {
		t.Fatal(err)
	}
	s := witness(t, m)
	s.once(t, 0, 0)
	grow(t, m, "a", 1)
	s.once(t, 0, 1)
	grow(t, m, "b", 700)
	s.once(t, 1, 701)
	s.once(t, 701, 701)
	grow(t, m, "c", 66_000)
	s.once(t, 701, 66_701)
	if got := s.seen(t); got != 66_701 {
		t.Errorf("signed %d", got)
	}
	if left, err := filepath.Glob(s.File + "?*"); err != nil || len(left) != 0 {
		t.Errorf("files are left behind: %v, %v", left, err)
	}
}

func TestWitnessBeginsLate(t *testing.T) {
	m := ledgertest.NewMemory(t)
	grow(t, m, "a", 600)
	s := witness(t, m)
	s.once(t, 0, 600)
}

func TestWitnessRefuses(t *testing.T) {
	secret, public := ledgertest.Keys(t)
	longer := func(t *testing.T, name string, n int) *ledgertest.Memory {
		m := ledgertest.MemoryOf(t, secret, public)
		grow(t, m, name, n)
		return m
	}
	for name, tc := range map[string]struct {
		then     func(t *testing.T, s *street, m *ledgertest.Memory)
		want     error
		evidence string
	}{
		"a rollback":                           {func(t *testing.T, s *street, _ *ledgertest.Memory) { s.log(longer(t, "a", 299)) }, ledger.ErrRollback, "299"},
		"a fork":                               {func(t *testing.T, s *street, _ *ledgertest.Memory) { s.log(longer(t, "x", 300)) }, ledger.ErrFork, "300"},
		"a log that was changed and has grown": {func(t *testing.T, s *street, _ *ledgertest.Memory) { s.log(longer(t, "x", 400)) }, ledger.ErrConsistency, "400"},
		"tiles of the old log under a changed one": {func(t *testing.T, s *street, m *ledgertest.Memory) {
			grow(t, m, "b", 100)
			s.mixed(longer(t, "x", 400), m)
		}, ledger.ErrConsistency, "400"},
		"a log that answers differently": {func(t *testing.T, s *street, m *ledgertest.Memory) {
			grow(t, m, "b", 100)
			s.mixed(m, longer(t, "x", 400))
		}, ledger.ErrConsistency, "400"},
		"another key": {func(t *testing.T, s *street, _ *ledgertest.Memory) {
			o := ledgertest.NewMemory(t)
			grow(t, o, "a", 301)
			s.log(o)
		}, ledger.ErrSigner, ""},
		"a log that is off": {func(_ *testing.T, s *street, _ *ledgertest.Memory) { s.serve(http.NotFoundHandler()) }, ledgercli.ErrUnreachable, ""},
	} {
		t.Run(name, func(t *testing.T) {
			m := longer(t, "a", 300)
			s := witness(t, m)
			s.once(t, 0, 300)
			tc.then(t, s, m)
			s.refused(t, tc.want, 300, tc.evidence)
			_, _, err := s.Once(t.Context())
			_ = text.Fault(err).In(printer(t, text.NL)) // fails when it has no words
		})
	}
}

// mixed serves the checkpoints of one log and the tiles of another.
func (s *street) mixed(checkpoints, tiles *ledgertest.Memory) {
	a, b := ledgerweb.Handler(checkpoints, slog.New(slog.DiscardHandler)), ledgerweb.Handler(tiles, slog.New(slog.DiscardHandler))
	s.serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/checkpoint") {
			a.ServeHTTP(w, r)
			return
		}
		b.ServeHTTP(w, r)
	}))
}

func TestWitnessMindsItsOwnFile(t *testing.T) {
	m := ledgertest.NewMemory(t)
	grow(t, m, "a", 300)
	s := witness(t, m)
	s.once(t, 0, 300)
	unsigned, err := m.Checkpoint(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, content := range [][]byte{nil, []byte("x"), unsigned} {
		if err := os.WriteFile(s.File, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, _, err := s.Once(t.Context()); !errors.Is(err, ledgercli.ErrState) {
			t.Errorf("%q: got %v, want %v", content, err, ledgercli.ErrState)
		}
	}
}

func TestWitnessFollowsByTheClock(t *testing.T) {
	m := ledgertest.NewMemory(t)
	grow(t, m, "a", 2)
	s := witness(t, m)
	ctx, stop := context.WithCancel(t.Context())
	ticks := make(chan time.Time)
	var out bytes.Buffer
	ended := make(chan error)
	go func() { ended <- s.Follow(ctx, &out, printer(t, text.EN), ticks) }()
	ticks <- time.Time{} // it has looked once, and looks again
	s.serve(http.NotFoundHandler())
	ticks <- time.Time{}
	ticks <- time.Time{}
	s.log(m)
	ticks <- time.Time{}
	ticks <- time.Time{}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if !strings.Contains(out.String(), "has 2 entries") || !strings.Contains(out.String(), "does not answer") {
		t.Errorf("it said\n%s", out.String())
	}
}

func TestWitnessEndsWhenTheLogMisbehaves(t *testing.T) {
	secret, public := ledgertest.Keys(t)
	m, other := ledgertest.MemoryOf(t, secret, public), ledgertest.MemoryOf(t, secret, public)
	grow(t, m, "a", 2)
	grow(t, other, "x", 2)
	s := witness(t, m)
	s.once(t, 0, 2)
	s.log(other)
	var out bytes.Buffer
	if err := s.Follow(t.Context(), &out, printer(t, text.EN), nil); !errors.Is(err, ledger.ErrFork) {
		t.Errorf("got %v, want %v", err, ledger.ErrFork)
	}
}

func TestWitnessServesWhatItSigned(t *testing.T) {
	m := ledgertest.NewMemory(t)
	grow(t, m, "a", 2)
	s := witness(t, m)
	look := func() *httptest.ResponseRecorder {
		rec := httptest.NewRecorder()
		s.Handler().ServeHTTP(rec, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/checkpoint", nil))
		return rec
	}
	if rec := look(); rec.Code != http.StatusNotFound {
		t.Errorf("before it signed: got %d", rec.Code)
	}
	s.once(t, 0, 2)
	rec := look()
	c, seen, err := ledger.OpenCheckpoint(rec.Body.Bytes(), s.Key, s.key)
	if err != nil || c.Size != 2 || len(seen) != 1 {
		t.Errorf("got %+v, %v, %v", c, seen, err)
	}
}
