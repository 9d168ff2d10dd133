// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/base/ledger/ledgercli"
	"baken/base/ledger/ledgerweb"
	"baken/base/seal"
	"baken/ground/identity"
	"baken/ground/org"
	"baken/hear/report"
	"baken/hear/report/reportserver"
	"baken/hear/report/reporttest"
	"baken/internal/db"
	"baken/internal/db/dbtest"
)

// house is a server under rehearsal, with reporters who keep what they were
// given.
type house struct {
	*App
	t      *testing.T
	desk   org.ID
	server *reportserver.Server
	stop   func() error
}

// filed is what a reporter has.
type filed struct {
	words string
	what  string
	file  []byte
	proof string
}

func enter(t *testing.T, a *App, desk org.ID) *house {
	t.Helper()
	h := &house{App: a, t: t, desk: desk, server: reportserver.New(a.hear.reports, time.Now, db.NewID), stop: a.keepLedger(t.Context())}
	t.Cleanup(h.leave)
	return h
}

// leave stops the server, once.
func (h *house) leave() {
	if h.stop == nil {
		return
	}
	if err := errors.Join(h.stop(), h.Close()); err != nil {
		h.t.Errorf("close: %v", err)
	}
	h.stop = nil
}

// file files a report with an attachment of that many bytes.
func (h *house) file(what string, size int) filed {
	h.t.Helper()
	f := filed{what: what, file: bytes.Repeat([]byte(what), size/len(what)+1)[:size]}
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", "photo.bin")
	if err == nil {
		_, err = part.Write(f.file)
	}
	if err := errors.Join(err, form.WriteField("what", what), form.Close()); err != nil {
		h.t.Fatal(err)
	}
	done, _, err := h.server.Submit(h.t.Context(), h.desk, multipart.NewReader(&body, form.Boundary()))
	if err != nil {
		h.t.Fatal(err)
	}
	f.words = strings.Join(done.Words, " ")
	ctx, cancel := context.WithTimeout(h.t.Context(), time.Minute)
	defer cancel()
	if f.proof, err = h.server.Proof(ctx, done.Event()); err != nil {
		h.t.Fatal(err)
	}
	return f
}

// opens checks that a reporter finds all that he sent.
func (h *house) opens(f filed) {
	h.t.Helper()
	d, err := h.server.Open(h.t.Context(), f.words)
	if err != nil || len(d.Lines) != 1 || d.Lines[0].Said.What != f.what {
		h.t.Errorf("%s: opens as %d lines, %v", f.what, len(d.Lines), err)
		return
	}
	_, write, err := h.server.Attachment(h.t.Context(), f.words, d.Lines[0].Said.Attachments[0].ID)
	var got bytes.Buffer
	if err == nil {
		err = write(&got)
	}
	if err != nil || !bytes.Equal(got.Bytes(), f.file) {
		h.t.Errorf("%s: its file has %d bytes, %v", f.what, got.Len(), err)
	}
}

func (h *house) files(name string, n, size int) (all []filed) {
	h.t.Helper()
	for i := range n {
		all = append(all, h.file(name+strings.Repeat("!", i+1), size))
	}
	return all
}

func (h *house) backup(dir string) Backed {
	h.t.Helper()
	b, err := Backup(h.t.Context(), h.config, dir, slog.New(slog.DiscardHandler), func(Work) {})
	if err != nil {
		h.t.Fatalf("back up: %v", err)
	}
	return b
}

func (h *house) checkpoint() []byte {
	h.t.Helper()
	signed, err := h.hear.ledger.Checkpoint(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
	return signed
}

// audited checks that an audit finds nothing.
func (h *house) audited() {
	h.t.Helper()
	var out bytes.Buffer
	n, err := h.Audit(h.t.Context(), &out, h.catalogue.Printer("en"))
	if err != nil || n != 0 {
		h.t.Errorf("the audit finds %d, %v:\n%s", n, err, out.String())
	}
}

// restored restores into an empty database on the same key and opens it.
func (h *house) restored(r Restoring, dsn string) (*house, Restored) {
	h.t.Helper()
	config := h.config
	config.Database = dsn
	out, err := Restore(h.t.Context(), config, r, slog.New(slog.DiscardHandler), func(Work) {})
	if err != nil {
		h.t.Fatalf("restore: %v", err)
	}
	a, err := Open(h.t.Context(), config, slog.New(slog.DiscardHandler))
	if err != nil {
		h.t.Fatal(err)
	}
	return enter(h.t, a, h.desk), out
}

// engines gives ways from one engine's database to another's.
func engines() map[string][2]func(testing.TB) string {
	return map[string][2]func(testing.TB) string{
		"sqlite":             {dbtest.SQLite, dbtest.SQLite},
		"postgres":           {dbtest.Postgres, dbtest.Postgres},
		"sqlite to postgres": {dbtest.SQLite, dbtest.Postgres},
		"postgres to sqlite": {dbtest.Postgres, dbtest.SQLite},
	}
}

// begin makes a government of which an agency takes reports.
func begin(t *testing.T, database string) *house {
	t.Helper()
	config := Config{Listen: "localhost:0", Site: "http://localhost:8080", Database: database, Key: filepath.Join(t.TempDir(), "server.key")}
	if err := writeSecret(config.Key, bytes.Repeat([]byte{7}, identity.KeySize)); err != nil {
		t.Fatal(err)
	}
	a, err := Open(t.Context(), config, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	crown := found(t, a, org.Founding{Kind: org.Government, Name: org.Name{NL: "Rijk", EN: "State"}})
	ministry := found(t, a, org.Founding{Parent: crown, Kind: org.Ministry, Name: org.Name{NL: "Ministerie", EN: "Ministry"}})
	for i, at := range []org.ID{crown, ministry} {
		appointed(t, a, fmt.Sprintf("officer%d@example.nl", i), at)
	}
	return enter(t, a, ministry)
}

func found(t *testing.T, a *App, f org.Founding) org.ID {
	t.Helper()
	f.From = civil.On(time.Now()).AddDays(-9)
	id, err := a.Found(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// appointed makes somebody an intake officer who has keys.
func appointed(t *testing.T, a *App, email string, at org.ID) {
	t.Helper()
	who, err := a.appoint(t.Context(), org.System("test"), org.Newcomer{
		Name: "Officer", Email: email, Org: at, Role: org.IntakeOfficer, Period: civil.Since(civil.On(time.Now()).AddDays(-1)),
	})
	if err != nil {
		t.Fatal(err)
	}
	as, err := a.orgs.Actor(t.Context(), who)
	if err == nil {
		err = a.hear.reports.SetKeyring(t.Context(), as, reporttest.Sealed("keyring"), reporttest.PublicOf(seal.NewKeyring()))
	}
	if err != nil {
		t.Fatal(err)
	}
}

// The rehearsal: two backups of a server that goes on, a disaster, a restore.
func TestRehearsal(t *testing.T) {
	const piece = report.ChunkSize
	for name, databases := range engines() {
		t.Run(name, func(t *testing.T) {
			h := begin(t, databases[0](t))
			dir := filepath.Join(t.TempDir(), "backups")
			kept := h.files("a sentinel sentence of the first", 3, piece+1) // two pieces each
			one := h.backup(dir)
			kept = append(kept, h.files("a sentinel sentence of the second", 2, piece/2)...)
			two := h.backup(dir)
			if one.Pieces.Added != 6 || two.Pieces.Added != 2 || two.Pieces.Count != 8 {
				t.Errorf("pieces: %+v, then %+v; want 6 added, then 2 of 8", one.Pieces, two.Pieces)
			}
			silent(t, dir, kept)
			lost := h.files("lost", 3, piece/2)
			w := watch(t, h)
			w.looks(t, h, nil)
			h.leave()

			n, done := h.restored(Restoring{Dir: dir, LostTo: w.seen(t)}, databases[1](t))
			n.audited()
			w.looks(t, n, ledgercli.ErrDeclared)
			n.tells(lost[0])
			w.Accept = done.Loss.Kept
			w.looks(t, n, nil)
			for _, f := range kept {
				n.opens(f)
			}
			for _, f := range lost {
				if _, err := n.server.Open(t.Context(), f.words); !errors.Is(err, report.ErrNotFound) {
					t.Errorf("%s: got %v, want %v", f.what, err, report.ErrNotFound)
				}
			}
			if done.Name() != two.Name() || done.Loss == nil || done.Log.Lost != 1 {
				t.Errorf("restored %s with loss %+v and %d lost checkpoints", done.Name(), done.Loss, done.Log.Lost)
			}
			fates(t, n, kept, ledger.Before, ledger.Held)
			fates(t, n, lost, ledger.Lost)
			again := n.files("again", 2, piece/2)
			for _, f := range again {
				n.opens(f)
			}
			fates(t, n, again, ledger.Held)
			w.looks(t, n, nil)
			n.audited()
		})
	}
}

// tells checks that the page, and the addresses that its script calls, tell
// whoever finds no case that reports were lost.
func (h *house) tells(f filed) {
	h.t.Helper()
	pages, err := h.handler()
	if err != nil {
		h.t.Fatal(err)
	}
	ask := func(r *http.Request) string {
		r.Header.Set("Accept-Language", "en")
		answer := httptest.NewRecorder()
		pages.ServeHTTP(answer, r)
		return answer.Body.String()
	}
	page := ask(httptest.NewRequestWithContext(h.t.Context(), http.MethodGet, "/report/return", nil))
	if !strings.Contains(page, "Reports were lost on this site") || !strings.Contains(page, "Please make your report again") {
		h.t.Errorf("the page says nothing of what was lost:\n%s", page)
	}
	receipt, err := seal.ParseReceipt(f.words)
	if err != nil {
		h.t.Fatal(err)
	}
	keys, err := receipt.Stretch(h.config.host())
	if err != nil {
		h.t.Fatal(err)
	}
	open := httptest.NewRequestWithContext(h.t.Context(), http.MethodPost, "/report/api/open", strings.NewReader(`{"lookup":"`+keys.Lookup.Export()+`"}`))
	open.Header.Set("Content-Type", "application/json")
	if said := ask(open); !strings.HasPrefix(said, `{"found":false,"lost":[{"from":"20`) {
		h.t.Errorf("a script is told %s", said)
	}
}

// watched is a witness that can be pointed at the log of any house.
type watched struct{ ledgercli.Witness }

func watch(t *testing.T, h *house) *watched {
	t.Helper()
	secret, _, err := ledger.NewWitnessKey(rand.Reader, "witness.example")
	if err != nil {
		t.Fatal(err)
	}
	cosigner, err := ledger.ParseCosigner(secret)
	if err != nil {
		t.Fatal(err)
	}
	key, err := ledger.ParseKey(h.hear.ledger.Key())
	if err != nil {
		t.Fatal(err)
	}
	return &watched{ledgercli.Witness{
		Key: key, Cosigner: cosigner, File: filepath.Join(t.TempDir(), "seen"), Accept: -1, Client: http.DefaultClient, Now: time.Now,
	}}
}

// looks lets the witness look once at the log that a house serves.
func (w *watched) looks(t *testing.T, h *house, want error) {
	t.Helper()
	server := httptest.NewServer(ledgerweb.Handler(h.hear.ledger, slog.New(slog.DiscardHandler)))
	defer server.Close()
	w.URL = server.URL + "/ledger"
	if _, _, err := w.Once(t.Context()); !errors.Is(err, want) {
		t.Errorf("the witness says %v, want %v", err, want)
	}
}

// seen gives the checkpoint that the witness has signed.
func (w *watched) seen(t *testing.T) []byte {
	t.Helper()
	raw, err := os.ReadFile(w.File)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// silent checks that nothing that anyone wrote can be read in a folder.
func silent(t *testing.T, dir string, all []filed) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if strings.HasSuffix(path, ".gz") {
			zip, err := gzip.NewReader(bytes.NewReader(raw))
			if err != nil {
				return err
			}
			if raw, err = io.ReadAll(zip); err != nil {
				return err
			}
		}
		for _, f := range all {
			if bytes.Contains(raw, []byte(f.what)) || bytes.Contains(raw, []byte(f.words)) {
				t.Errorf("%s holds what a reporter wrote", path)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// fates checks what is told of proof files.
func fates(t *testing.T, h *house, all []filed, want ...ledger.Fate) {
	t.Helper()
	key, err := ledger.ParseKey(h.hear.ledger.Key())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		p, err := ledger.ParseProof([]byte(f.proof))
		if err != nil {
			t.Fatal(err)
		}
		c, _, err := p.Verify(key)
		if err != nil {
			t.Fatal(err)
		}
		losses, err := h.hear.ledger.Losses(t.Context(), c.Size)
		if err != nil {
			t.Fatal(err)
		}
		declared, err := losses.Verify(key)
		if err != nil {
			t.Fatal(err)
		}
		got, _, err := declared.Fate(p, c)
		if err != nil || !slices.Contains(want, got) {
			t.Errorf("%s: its fate is %q, %v; want %v", f.what, got, err, want)
		}
	}
}
