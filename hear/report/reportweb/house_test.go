// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportweb_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"baken/base/seal"
	"baken/ground/org"
	"baken/ground/org/orgdb"
	"baken/hear/report"
	"baken/hear/report/reportdb"
	"baken/hear/report/reportserver"
	"baken/internal/app"
	"baken/internal/db"
	"baken/internal/demo"
	"baken/internal/mail/mailtest"
	"baken/internal/web/webtest"
)

const seed = 2023

// house is the whole program with its demo, and a second hand on its database
// that works at the desk.
type house struct {
	dir, base string
	world     demo.World
	accounts  []app.DemoAccount
	db        *db.DB
	large     *db.DB // of chunks
	chunks    *reportdb.Chunks
	people    *orgdb.Store
	orgs      *org.Service
	desk      *report.Service
	mail      *mailtest.Sink
	log       *bytes.Buffer
	logged    sync.Mutex
	stop      context.CancelFunc
	served    chan error
	app       *app.App
}

var here *house

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "baken-reportweb-")
	if err == nil {
		here, err = open(filepath.Join(dir, "demo"))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := webtest.Run(m)
	if err := errors.Join(here.close(), os.RemoveAll(dir)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = max(code, 1)
	}
	os.Exit(code)
}

// Write takes a line of the log.
func (h *house) Write(b []byte) (int, error) {
	h.logged.Lock()
	defer h.logged.Unlock()
	return h.log.Write(b)
}

func open(dir string) (*house, error) {
	ctx, stop := context.WithCancel(context.Background())
	h := &house{dir: dir, world: demo.New(seed), stop: stop, served: make(chan error, 1), log: new(bytes.Buffer)}
	log := slog.New(slog.NewTextHandler(h, &slog.HandlerOptions{Level: slog.LevelDebug}))
	var err error
	if h.mail, err = mailtest.Listen(mailtest.Bare); err != nil {
		stop()
		return nil, err
	}
	config := app.DemoConfig{
		Dir: dir, Listen: "127.0.0.1:0", Seed: seed, Decisions: 2000, Effort: 10,
		Mail: app.MailConfig{SMTP: h.mail.Addr(), From: "bericht@baken.example", StartTLS: "off"},
	}
	if h.app, h.accounts, err = app.OpenDemo(ctx, config, log); err != nil {
		stop()
		return nil, fmt.Errorf("make the demo: %w", err)
	}
	at := make(chan net.Addr, 1)
	go func() { h.served <- h.app.Serve(ctx, func(a net.Addr) { at <- a }) }()
	select {
	case a := <-at:
		h.base = "http://" + a.String()
	case err := <-h.served:
		stop()
		return nil, errors.Join(err, h.app.Close())
	}
	return h, h.connect(ctx, log)
}

func (h *house) connect(ctx context.Context, log *slog.Logger) (err error) {
	if h.db, err = db.Open(ctx, "sqlite:"+filepath.Join(h.dir, "baken.db"), log); err != nil {
		return err
	}
	if h.large, err = db.Open(ctx, "sqlite:"+filepath.Join(h.dir, "baken.chunks.db"), log); err != nil {
		return err
	}
	h.chunks = reportdb.NewChunks(h.large)
	policy, err := org.NewPolicy(report.Rules())
	if err != nil {
		return err
	}
	h.people = orgdb.New(h.db, time.Now)
	h.orgs = org.NewService(h.people, policy, time.Now, db.NewID)
	store := reportdb.New(h.db, time.Now)
	site, err := store.Site(ctx, org.System("test"), "")
	if err != nil {
		return err
	}
	h.desk = report.NewService(report.Config{
		Store: store, Orgs: h.orgs, People: h.people, Policy: policy, Now: time.Now, Site: site,
	})
	return nil
}

func (h *house) close() error {
	h.stop()
	return errors.Join(<-h.served, h.db.Close(), h.large.Close(), h.app.Close(), h.mail.Close())
}

// officer is somebody at the desk, with his keys.
type officer struct {
	house *house
	as    org.Actor
	ring  seal.Keyring
}

// at gives an intake officer of the organisation.
func (h *house) at(t *testing.T, id org.ID) officer {
	t.Helper()
	for _, a := range h.accounts {
		if a.Role != org.IntakeOfficer {
			continue
		}
		person, err := h.people.PersonByEmail(t.Context(), org.System("test"), a.Email)
		if err != nil {
			t.Fatal(err)
		}
		as, err := h.orgs.Actor(t.Context(), person.ID)
		if err != nil {
			t.Fatal(err)
		}
		if !as.Holds(org.IntakeOfficer, id) {
			continue
		}
		me, err := h.desk.Store.Keyring(t.Context(), as, as.Person)
		if err != nil {
			t.Fatal(err)
		}
		ring, err := seal.Unwrap(me.Wrapped, a.Passphrase)
		if err != nil {
			t.Fatal(err)
		}
		return officer{h, as, ring}
	}
	t.Fatalf("nobody works at the desk of %s", id)
	return officer{}
}

// opened is a case as an officer reads it.
type opened struct {
	report.Case
	key  seal.CaseKey
	said []seal.Message
}

// newest gives the case with the last message.
func (o officer) newest(t *testing.T, id org.ID) opened {
	t.Helper()
	store := o.house.desk.Store
	heads, err := store.List(t.Context(), o.as, org.Only(id), report.Query{Limit: 1})
	if err != nil || len(heads) == 0 {
		t.Fatalf("no case at the desk: %v", err)
	}
	c, err := store.Find(t.Context(), o.as, heads[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	reporter, err := seal.ParseVerifyKey(c.Reporter.Verify)
	if err != nil {
		t.Fatal(err)
	}
	senders := []seal.VerifyKey{reporter, o.ring.Signing.VerifyKey()}
	key, err := seal.OpenEpoch(c.Epochs[0].Sealed, o.ring.Identity, seal.EpochWant{
		Case: seal.Case{Organisation: string(c.Org), ID: string(c.ID)}, Number: 1, Makers: senders,
	})
	if err != nil {
		t.Fatal(err)
	}
	out := opened{Case: c, key: key}
	for _, m := range c.Said {
		opened, err := key.Open(m.Envelope, seal.Want{
			Sequence: uint64(m.Seq), Purpose: "dialogue", Senders: senders,
			Kinds: []string{"report", "text", "identity-request", "action", "identity-answer", "correction", "withdrawal"},
		})
		if err != nil {
			t.Fatalf("message %d: %v", m.Seq, err)
		}
		out.said = append(out.said, opened)
	}
	return out
}

// manifests gives what the first message says of its files.
func (c opened) manifests(t *testing.T) []reportserver.Manifest {
	t.Helper()
	var said struct{ Attachments []reportserver.Manifest }
	if err := json.Unmarshal(c.said[0].Content, &said); err != nil {
		t.Fatal(err)
	}
	return said.Attachments
}

// file opens an attachment of the first message.
func (o officer) file(t *testing.T, c opened, m reportserver.Manifest) []byte {
	t.Helper()
	a, ok := c.Attached(m.ID)
	if !ok {
		t.Fatalf("the case has no file %s", m.Name)
	}
	reporter, err := seal.ParseVerifyKey(c.Reporter.Verify)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	err = c.key.OpenAttachment(&out, seal.Attachment{ID: m.ID, Size: m.Size}, []seal.VerifyKey{reporter}, func(index uint64) ([]byte, error) {
		return o.house.chunks.Get(t.Context(), report.Piece{Upload: a.Upload, Attachment: a.ID, Index: int64(index)})
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// write says something to the reporter.
func (o officer) write(t *testing.T, c opened, kind, content string) {
	t.Helper()
	o.act(t, c, kind, content, report.Deed{})
}

// act says something that is done to an action.
func (o officer) act(t *testing.T, c opened, kind, content string, d report.Deed) {
	t.Helper()
	next := uint64(len(c.said)) + 1
	envelope, err := c.key.Seal(o.ring.Signing, seal.Draft{Sequence: next, Purpose: "dialogue", Kind: kind, Content: []byte(content)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.house.desk.Answer(t.Context(), o.as, c.ID, report.Saying{Seq: int64(next), Epoch: 1, Envelope: envelope, Deed: d}); err != nil {
		t.Fatal(err)
	}
}
