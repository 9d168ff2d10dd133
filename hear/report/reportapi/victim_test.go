// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportapi_test

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/base/ledger/ledgerdb"
	"baken/base/seal"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/report"
	"baken/hear/report/noticedb"
	"baken/hear/report/reportapi"
	"baken/hear/report/reportdb"
	"baken/hear/report/reportserver"
	"baken/hear/report/reporttest"
	"baken/internal/db"
	"baken/internal/db/dbtest"
	"baken/internal/text"
	"baken/internal/web"
)

// victim holds the address of the database in which the child process of a
// test serves until it is killed.
const victim = "BAKEN_REPORT_VICTIM"

func TestMain(m *testing.M) {
	if dsn := os.Getenv(victim); dsn != "" {
		if err := serve(context.Background(), dsn); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// stores opens the records and the chunks as the program does: on SQLite in
// two files.
func stores(ctx context.Context, dsn string) (records, chunks *db.DB, err error) {
	log := slog.New(slog.DiscardHandler)
	if records, err = db.Open(ctx, dsn, log); err != nil {
		return nil, nil, err
	}
	chunks = records
	if path, file := strings.CutSuffix(dsn, ".db"); file {
		if chunks, err = db.Open(ctx, path+".chunks.db", log); err != nil {
			return nil, nil, err
		}
	}
	return records, chunks, errors.Join(records.Migrate(ctx, ledgerdb.Room(), reportdb.Room(), noticedb.Room()), chunks.Migrate(ctx, reportdb.ChunkRoom()))
}

// government gives the small government with the officers of a House.
func government(ctx context.Context) (*orgtest.Memory, error) {
	m, as := orgtest.New(), org.System("test")
	err := m.Restructure(ctx, as, func(r *org.Register) error {
		for _, f := range orgtest.Foundings() {
			if err := r.Found(f); err != nil {
				return err
			}
		}
		return nil
	})
	for id, at := range map[org.PersonID]org.ID{reporttest.Ans: orgtest.Agency, reporttest.Bas: orgtest.Agency, reporttest.Cis: orgtest.Crown} {
		first := org.Membership{ID: org.MembershipID(db.NewID()), Version: 1, Person: id, Org: at, Role: org.IntakeOfficer, Period: civil.Since(orgtest.Start)}
		err = errors.Join(err, m.Enrol(ctx, as, orgtest.Person(id), first))
	}
	return m, err
}

// staff gives the officers keys, which stay in the database.
func staff(t *testing.T, dsn string) map[org.PersonID]seal.Keyring {
	t.Helper()
	records, chunks, err := stores(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	rings := map[org.PersonID]seal.Keyring{}
	store := reportdb.New(records, time.Now)
	for _, id := range []org.PersonID{reporttest.Ans, reporttest.Bas, reporttest.Cis} {
		rings[id] = seal.NewKeyring()
		err := store.UpdateKeyring(t.Context(), org.System("test"), id, func(k *report.Keyring) ([]ledger.Event, error) {
			return k.Set(reporttest.Sealed("k"), reporttest.PublicOf(rings[id]), orgtest.Now)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if chunks != records {
		err = chunks.Close()
	}
	if err := errors.Join(err, records.Close()); err != nil {
		t.Fatal(err)
	}
	return rings
}

// serve answers on a port of its own, which it prints, until it is killed.
func serve(ctx context.Context, dsn string) error {
	records, chunks, err := stores(ctx, dsn)
	if err != nil {
		return err
	}
	people, err := government(ctx)
	if err != nil {
		return err
	}
	policy, err := org.NewPolicy(report.Rules())
	if err != nil {
		return err
	}
	secret, public, err := ledger.NewKey(strings.NewReader(strings.Repeat("7", 64)), "report.example/ledger")
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelDebug}))
	kept, err := ledgerdb.New(records, ledgerdb.Options{Secret: secret, Public: public, Now: time.Now, Log: log})
	if err != nil {
		return err
	}
	orgs := org.NewService(people, policy, time.Now, db.NewID)
	service := report.NewService(report.Config{
		Store: reportdb.New(records, time.Now), Chunks: reportdb.NewChunks(chunks), Orgs: orgs, People: people, Policy: policy,
		Ledger: proofs{kept}, Now: time.Now, Lookup: seal.NewLookupKey([]byte("victim")), Site: reporttest.Site,
		Notify: report.Notifying{
			Store: noticedb.New(records), Key: report.NewNoticeKey(make([]byte, 32), rand.Reader), Courier: nowhere{},
		},
	})
	handler, err := victimPages(service, orgs, log)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	done := make(chan error, 1)
	go func() { done <- kept.Run(ctx) }()
	fmt.Println(listener.Addr())
	return errors.Join(web.Serve(ctx, listener, handler, log), <-done)
}

// nowhere is a mail server that takes every mail.
type nowhere struct{}

func (nowhere) Send(context.Context, report.Address) error { return nil }

// victimPages has the addresses, and the bare form of a visit without
// JavaScript.
func victimPages(service *report.Service, orgs *org.Service, log *slog.Logger) (http.Handler, error) {
	catalogue, err := text.Load(web.Text, org.Text, reportapi.Text)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	api := reportapi.New(service, func(r *http.Request) org.Actor {
		as, err := orgs.Actor(r.Context(), org.PersonID(r.Header.Get("X-Person")))
		if err != nil {
			return org.Public()
		}
		return as
	})
	api.Public(mux)
	api.Desk(mux)
	plain := reportserver.New(service, service.Now, db.NewID)
	mux.Handle("POST /report/{org}", web.Upload(report.MostAttachment+2<<20, func(w http.ResponseWriter, r *http.Request) error {
		parts, err := r.MultipartReader()
		if err != nil {
			return web.ErrForm
		}
		filed, _, err := plain.Submit(r.Context(), org.ID(r.PathValue("org")), parts)
		if err == nil {
			_, err = fmt.Fprint(w, strings.Join(filed.Words, " "))
		}
		return err
	}))
	return web.New(web.Config{Catalogue: catalogue, Log: log, MaxBody: report.MostAttachment + 4<<20}, mux), nil
}

// child is a process that serves.
type child struct {
	cmd  *exec.Cmd
	url  string
	says *strings.Builder // its log
}

func begin(t *testing.T, dsn string, env ...string) *child {
	t.Helper()
	c := &child{cmd: exec.CommandContext(context.WithoutCancel(t.Context()), os.Args[0]), says: new(strings.Builder)}
	c.cmd.Env = append(append(os.Environ(), victim+"="+dsn), env...)
	c.cmd.Stderr = c.says
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		_ = c.cmd.Wait()
		t.Fatalf("the child ended by itself: %v\n%s", err, c.says)
	}
	c.url = "http://" + strings.TrimSpace(line)
	return c
}

// kill ends the process at once.
func (c *child) kill(t *testing.T) {
	t.Helper()
	if err := c.cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Fatal(err)
	}
	_ = c.cmd.Wait() // reports the kill
}

// reopen gives the site of a database that a child has served.
func reopen(t *testing.T, dsn string, rings map[org.PersonID]seal.Keyring) *site {
	t.Helper()
	records := dbtest.Open(t, dsn)
	chunks := records
	if path, file := strings.CutSuffix(dsn, ".db"); file {
		chunks = dbtest.Open(t, path+".chunks.db")
	}
	people, err := government(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	policy := orgtest.Policy(t, report.Rules())
	store, orgs := reportdb.New(records, time.Now), org.NewService(people, policy, time.Now, db.NewID)
	service := report.NewService(report.Config{
		Store: store, Chunks: reportdb.NewChunks(chunks), Orgs: orgs, People: people, Policy: policy,
		Ledger: keep(t, records), Now: time.Now, Lookup: seal.NewLookupKey([]byte("victim")), Site: reporttest.Site,
	})
	handler, err := victimPages(service, orgs, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	house := &reporttest.House{Service: service, Orgs: orgs, People: people, Policy: policy, Rings: rings}
	return &site{House: house, Handler: handler, t: t, store: store}
}
