// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"baken/account/publish"
	"baken/account/publish/publishdb"
	"baken/ground/org"
	"baken/ground/org/orgdb"
	"baken/internal/app"
	"baken/internal/db"
)

// made reads who can sign in to a demo.
func made(ts *testscript.TestScript, dir string) []app.DemoAccount {
	var ready struct{ Accounts []app.DemoAccount }
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(dir+"/ready.json")), &ready))
	return ready.Accounts
}

func account(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 3)
	for _, one := range made(ts, args[0]) {
		if string(one.Role) == args[1] && one.Org.EN == "Student Grants Service" {
			ts.Setenv(args[2], one.Email)
			return
		}
	}
	ts.Fatalf("nobody is %s in %s", args[1], args[0])
}

// beside opens a demo's database beside the program that serves it.
func beside(ts *testscript.TestScript, dir string, use func(context.Context, *publish.Service, *org.Service, *orgdb.Store)) {
	ctx := context.Background()
	d, err := db.Open(ctx, "sqlite:"+ts.MkAbs(dir+"/baken.db"), slog.New(slog.DiscardHandler))
	ts.Check(err)
	defer func() { ts.Check(d.Close()) }()
	policy, err := org.NewPolicy()
	ts.Check(err)
	people := orgdb.New(d, time.Now)
	orgs := org.NewService(people, policy, time.Now, db.NewID)
	use(ctx, publish.NewService(publishdb.New(d, time.Now), orgs, policy, time.Now, db.NewID), orgs, people)
}

func revoke(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 1)
	beside(ts, args[0], func(ctx context.Context, figures *publish.Service, orgs *org.Service, people *orgdb.Store) {
		account(ts, false, []string{args[0], string(org.Administrator), "ADMINISTRATOR"})
		person, err := people.PersonByEmail(ctx, org.System("test"), ts.Getenv("ADMINISTRATOR"))
		ts.Check(err)
		as, err := orgs.Actor(ctx, person.ID)
		ts.Check(err)
		keys, err := figures.Keyring(ctx, as)
		ts.Check(err)
		for _, k := range keys {
			ts.Check(figures.RevokeKey(ctx, as, k.ID))
		}
		if len(keys) == 0 {
			ts.Fatalf("there was no key to revoke")
		}
	})
}

func count(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 2)
	want, err := strconv.Atoi(args[1])
	ts.Check(err)
	beside(ts, args[0], func(ctx context.Context, figures *publish.Service, orgs *org.Service, people *orgdb.Store) {
		account(ts, false, []string{args[0], string(org.ProgrammeManager), "MANAGER"})
		person, err := people.PersonByEmail(ctx, org.System("test"), ts.Getenv("MANAGER"))
		ts.Check(err)
		as, err := orgs.Actor(ctx, person.ID)
		ts.Check(err)
		all, err := figures.Desk(ctx, as, publish.Query{Limit: 100})
		ts.Check(err)
		if len(all) != want {
			ts.Fatalf("%d publications, want %d", len(all), want)
		}
	})
}

func listen(ts *testscript.TestScript) (net.Listener, string) {
	l, err := new(net.ListenConfig).Listen(context.Background(), "tcp", "localhost:0")
	ts.Check(err)
	_, port, err := net.SplitHostPort(l.Addr().String())
	ts.Check(err)
	return l, port
}

func freePort(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 1)
	l, port := listen(ts)
	ts.Check(l.Close())
	ts.Setenv(args[0], port)
}

func occupy(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 1)
	l, port := listen(ts)
	ts.Defer(func() { _ = l.Close() })
	ts.Setenv(args[0], port)
}

// reach asks again and again until there is an answer.
func reach(ts *testscript.TestScript, neg bool, args []string) {
	need(ts, neg, args, 1)
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	again := time.NewTicker(50 * time.Millisecond)
	defer again.Stop()
	for {
		err := ask(ctx, args[0])
		if err == nil {
			return
		}
		select {
		case <-ctx.Done():
			ts.Fatalf("no answer: %v", err)
		case <-again.C:
		}
	}
}

func ask(ctx context.Context, address string) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return err
	}
	if answer.StatusCode != http.StatusOK {
		return &net.AddrError{Err: answer.Status, Addr: address}
	}
	return nil
}
