// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgerweb_test

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/mod/sumdb/tlog"

	"baken/base/ledger"
	"baken/base/ledger/ledgertest"
	"baken/base/ledger/ledgerweb"
)

func serve(t *testing.T) (*ledgertest.Memory, ledger.Key, *httptest.Server) {
	t.Helper()
	m := ledgertest.NewMemory(t)
	key, err := ledger.ParseKey(m.Key())
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(ledgerweb.Handler(m, slog.New(slog.DiscardHandler)))
	t.Cleanup(s.Close)
	return m, key, s
}

func grow(t *testing.T, m *ledgertest.Memory, n int) {
	t.Helper()
	for i := range n {
		e := ledger.Event{Verb: "case.opened"}
		if i%100 == 1 {
			e.Key = &ledger.KeyEvent{Desk: "d 1", Number: int64(i/100) + 1, Change: ledger.KeyAdded, Member: fmt.Sprint("m", i), Recipient: "age1"}
		}
		if err := m.Record(t.Context(), ledgertest.Change{Room: "case", Record: fmt.Sprint(i), Org: "o", Version: 1, At: time.UnixMilli(0), Events: []ledger.Event{e}}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := m.Append(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, s *httptest.Server, path string) (int, http.Header, []byte) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := s.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, resp.Header, body
}

func TestAnswers(t *testing.T) {
	m, _, s := serve(t)
	if status, _, _ := get(t, s, "/ledger/checkpoint"); status != http.StatusNotFound {
		t.Errorf("a log that hasn't begun: got %d", status)
	}
	grow(t, m, 300)
	for path, want := range map[string]struct {
		status      int
		kind, cache string
	}{
		"/ledger/checkpoint":                {200, "text/plain; charset=utf-8", "no-cache"},
		"/ledger/key":                       {200, "text/plain; charset=utf-8", "no-cache"},
		"/ledger/keys?desk=d+1":             {200, "application/json", "no-cache"},
		"/ledger/losses":                    {200, "application/json", "no-cache"},
		"/ledger/losses?from=7":             {200, "application/json", "no-cache"},
		"/ledger/losses?from=900":           {200, "application/json", "no-cache"},
		"/ledger/losses?from=x":             {404, "text/plain; charset=utf-8", "no-store"},
		"/ledger/consistency?from=7":        {200, "text/plain; charset=utf-8", "no-cache"},
		"/ledger/tile/0/000":                {200, "application/octet-stream", "public, max-age=31536000, immutable"},
		"/ledger/tile/0/001.p/44":           {200, "application/octet-stream", "public, max-age=31536000, immutable"},
		"/ledger/tile/entries/000.p/9":      {200, "application/octet-stream", "public, max-age=31536000, immutable"},
		"/ledger/tile/0/001.p/45":           {404, "text/plain; charset=utf-8", "no-store"},
		"/ledger/tile/0/1":                  {404, "text/plain; charset=utf-8", "no-store"},
		"/ledger/tile/data/000":             {404, "text/plain; charset=utf-8", "no-store"},
		"/ledger/consistency":               {404, "text/plain; charset=utf-8", "no-store"},
		"/ledger/consistency?from=7&to=300": {200, "text/plain; charset=utf-8", "no-cache"},
		"/ledger/consistency?from=7&to=299": {404, "text/plain; charset=utf-8", "no-store"},
		"/ledger/consistency?from=7&to=x":   {404, "text/plain; charset=utf-8", "no-store"},
		"/ledger/consistency?from=301":      {404, "text/plain; charset=utf-8", "no-store"},
	} {
		status, header, body := get(t, s, path)
		if status != want.status || header.Get("Content-Type") != want.kind || header.Get("Cache-Control") != want.cache {
			t.Errorf("%s: got %d %q %q, want %+v", path, status, header.Get("Content-Type"), header.Get("Cache-Control"), want)
		}
		if len(body) == 0 || header.Get("Access-Control-Allow-Origin") != "*" || header.Get("Set-Cookie") != "" {
			t.Errorf("%s: %d bytes with %v", path, len(body), header)
		}
	}
	if status, _, _ := post(t, s, "/ledger/checkpoint"); status != http.StatusMethodNotAllowed {
		t.Errorf("a POST: got %d", status)
	}
}

func post(t *testing.T, s *httptest.Server, path string) (int, http.Header, error) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := s.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, resp.Header, resp.Body.Close()
}

func TestWhatIsServedVerifies(t *testing.T) {
	m, key, s := serve(t)
	grow(t, m, 5)
	_, _, signed := get(t, s, "/ledger/checkpoint")
	old, _, err := ledger.OpenCheckpoint(signed, key)
	if err != nil {
		t.Fatal(err)
	}
	grow(t, m, 295)
	_, _, file := get(t, s, "/ledger/consistency?from=5")
	e, err := ledger.ParseExtension(file)
	if err != nil {
		t.Fatal(err)
	}
	now, _, err := e.Verify(old, key)
	if err != nil || now.Size != 300 {
		t.Errorf("got %d entries, %v", now.Size, err)
	}
	grow(t, m, 9)
	_, _, file = get(t, s, "/ledger/consistency?from=5&to=300")
	if e, err = ledger.ParseExtension(file); err != nil {
		t.Fatal(err)
	}
	if then, _, err := e.Verify(old, key); err != nil || then.Size != 300 {
		t.Errorf("between two sizes that are past: %d entries, %v", then.Size, err)
	}
	var front ledger.Frontier
	for _, path := range []string{"/ledger/tile/entries/000", "/ledger/tile/entries/001.p/44"} {
		_, _, bundle := get(t, s, path)
		entries, err := ledger.ParseEntries(bundle)
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range entries {
			front.Add(entry)
		}
	}
	if front.Root() != now.Root {
		t.Error("the entries that are served don't make the root that was signed")
	}
	if _, _, body := get(t, s, "/ledger/key"); string(body) != m.Key()+"\n" {
		t.Errorf("the key is %q", body)
	}
}

// A browser reads the answer as JSON; so does this test, by FORMAT.md.
func TestKeysAsABrowserReadsThem(t *testing.T) {
	m, key, s := serve(t)
	grow(t, m, 300)
	_, _, body := get(t, s, "/ledger/keys?desk=d+1")
	var answer struct {
		Checkpoint string
		Events     []struct {
			Index int64
			Entry []byte
			Proof [][]byte
		}
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		t.Fatal(err)
	}
	c, _, err := ledger.OpenCheckpoint([]byte(answer.Checkpoint), key)
	if err != nil {
		t.Fatal(err)
	}
	var members []string
	for _, e := range answer.Events {
		if !included(e.Index, c.Size, e.Entry, e.Proof, c.Root) {
			t.Errorf("leaf %d isn't in the log by the words of FORMAT.md", e.Index)
		}
		k, err := ledger.ParseKeyEvent(e.Entry)
		if err != nil {
			t.Fatal(err)
		}
		members = append(members, k.Member)
	}
	if d := cmp.Diff([]string{"m1", "m101", "m201"}, members); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	var all ledger.DeskKeys
	if err := json.Unmarshal(body, &all); err != nil {
		t.Fatal(err)
	}
	if _, err := all.Verify("d 1", key); err != nil {
		t.Error(err)
	}
}

// included is the algorithm of FORMAT.md, word by word.
func included(index, size int64, entry []byte, proof [][]byte, root tlog.Hash) bool {
	if index >= size {
		return false
	}
	fn, sn, r := index, size-1, tlog.RecordHash(entry)
	for _, p := range proof {
		if sn == 0 {
			return false
		}
		if fn%2 == 1 || fn == sn {
			r = tlog.NodeHash(tlog.Hash(p), r)
			if fn%2 == 0 {
				for fn%2 == 0 && fn != 0 {
					fn >>= 1
					sn >>= 1
				}
			}
		} else {
			r = tlog.NodeHash(r, tlog.Hash(p))
		}
		fn >>= 1
		sn >>= 1
	}
	return sn == 0 && r == root
}

func TestIncludedAgreesWithTlog(t *testing.T) {
	var stored []tlog.Hash
	read := tlog.HashReaderFunc(func(indexes []int64) (out []tlog.Hash, _ error) {
		for _, i := range indexes {
			out = append(out, stored[i])
		}
		return out, nil
	})
	for size := int64(1); size <= 40; size++ {
		more, err := tlog.StoredHashes(size-1, []byte{byte(size - 1)}, read)
		if err != nil {
			t.Fatal(err)
		}
		stored = append(stored, more...)
		root, err := tlog.TreeHash(size, read)
		if err != nil {
			t.Fatal(err)
		}
		for index := range size {
			hashes, err := tlog.ProveRecord(size, index, read)
			if err != nil {
				t.Fatal(err)
			}
			var proof [][]byte
			for _, h := range hashes {
				proof = append(proof, h[:])
			}
			if !included(index, size, []byte{byte(index)}, proof, root) {
				t.Errorf("leaf %d of %d isn't included", index, size)
			}
			if size > 1 && included((index+1)%size, size, []byte{byte(index)}, proof, root) {
				t.Errorf("leaf %d of %d is included at another place", index, size)
			}
		}
	}
}
