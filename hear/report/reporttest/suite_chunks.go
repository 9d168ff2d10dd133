// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reporttest

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/ground/org/orgtest"
	"baken/hear/report"
)

// ChunkSuite puts a store of chunks through what this room needs of it.
func ChunkSuite(t *testing.T, open func(t *testing.T) report.Chunks) {
	t.Helper()
	for name, test := range map[string]func(*testing.T, report.Chunks){
		"a chunk stays as it came first":          first,
		"many chunks come at once":                many,
		"an upload holds so many chunks":          bounded,
		"only what is idle is found and dropped":  idle,
		"what is claimed meanwhile isn't dropped": meanwhile,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

func piece(u report.Upload, n int64) report.Piece {
	return report.Piece{Upload: u, Attachment: "a", Index: n}
}

func put(t *testing.T, s report.Chunks, p report.Piece, at time.Time) {
	t.Helper()
	if err := s.Put(t.Context(), p, []byte("sealed\x00"), at); err != nil {
		t.Fatal(err)
	}
}

func first(t *testing.T, s report.Chunks) {
	put(t, s, piece("u", 1), orgtest.Now)
	put(t, s, piece("u", 1), orgtest.Now)
	if err := s.Put(t.Context(), piece("u", 1), []byte("other"), orgtest.Now); !errors.Is(err, report.ErrChunkTwice) {
		t.Errorf("another chunk in its place: got %v, want ErrChunkTwice", err)
	}
	got, err := s.Get(t.Context(), piece("u", 1))
	if err != nil || string(got) != "sealed\x00" {
		t.Errorf("got %q, %v", got, err)
	}
	if _, err := s.Get(t.Context(), piece("u", 0)); !errors.Is(err, report.ErrNotFound) {
		t.Errorf("a chunk that never came: got %v, want ErrNotFound", err)
	}
}

func many(t *testing.T, s report.Chunks) {
	var callers sync.WaitGroup
	for n := range int64(32) {
		callers.Go(func() {
			for _, index := range []int64{n, n / 2} { // some twice
				if err := s.Put(t.Context(), piece("u", index), []byte("x"), orgtest.Now); err != nil {
					t.Errorf("put: %v", err)
				}
			}
		})
	}
	callers.Wait()
	var want []int64
	for n := range int64(32) {
		want = append(want, n)
	}
	got, err := s.Claim(t.Context(), "u", orgtest.Now)
	if diff := cmp.Diff(report.Present{"a": want}, got); err != nil || diff != "" {
		t.Errorf("%v %s", err, diff)
	}
	if none, err := s.Present(t.Context(), "other"); err != nil || len(none) > 0 {
		t.Errorf("an upload that never was: %v, %v", none, err)
	}
}

func bounded(t *testing.T, s report.Chunks) {
	for n := range int64(report.MostPieces) {
		put(t, s, piece("u", n), orgtest.Now)
	}
	if err := s.Put(t.Context(), piece("u", report.MostPieces), []byte("x"), orgtest.Now); !errors.Is(err, report.ErrLarge) {
		t.Errorf("one too many: got %v, want ErrLarge", err)
	}
	put(t, s, piece("u", 1), orgtest.Now) // it is there already
}

func idle(t *testing.T, s report.Chunks) {
	day := 24 * time.Hour
	put(t, s, piece("u1", 0), orgtest.Now.Add(-3*day))
	put(t, s, piece("u2", 0), orgtest.Now.Add(-3*day))
	put(t, s, piece("u3", 0), orgtest.Now.Add(-3*day))
	put(t, s, piece("u2", 1), orgtest.Now)
	since := orgtest.Now.Add(-2 * day)
	for _, tc := range []struct {
		after report.Upload
		most  int
		want  []report.Upload
	}{{"", 9, []report.Upload{"u1", "u3"}}, {"u1", 9, []report.Upload{"u3"}}, {"", 1, []report.Upload{"u1"}}, {"u3", 9, nil}} {
		got, err := s.Idle(t.Context(), since, tc.after, tc.most)
		if diff := cmp.Diff(tc.want, got); err != nil || diff != "" && len(got)+len(tc.want) > 0 {
			t.Errorf("%v %s", err, diff)
		}
	}
	if err := s.Drop(t.Context(), "u1", since); err != nil {
		t.Fatal(err)
	}
	if there, err := s.Present(t.Context(), "u1"); err != nil || len(there) > 0 {
		t.Errorf("after it was dropped: %v, %v", there, err)
	}
}

func meanwhile(t *testing.T, s report.Chunks) {
	put(t, s, piece("u", 0), orgtest.Now.Add(-72*time.Hour))
	if _, err := s.Claim(t.Context(), "u", orgtest.Now); err != nil {
		t.Fatal(err)
	}
	if err := s.Drop(t.Context(), "u", orgtest.Now.Add(-48*time.Hour)); err != nil {
		t.Fatal(err)
	}
	if there, err := s.Present(t.Context(), "u"); err != nil || len(there) != 1 {
		t.Errorf("it is gone: %v, %v", there, err)
	}
}
