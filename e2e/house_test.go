// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"baken/account/publish"
	"baken/account/publish/publishdb"
	"baken/ground/identity/identitydb"
	"baken/ground/org"
	"baken/ground/org/orgdb"
	"baken/internal/app"
	"baken/internal/db"
	"baken/internal/demo"
)

const seed = 2023

// house is a server with its demo, and a second hand on its database.
type house struct {
	base, dir string
	world     demo.World
	accounts  []app.DemoAccount

	db       *db.DB
	people   *orgdb.Store
	orgs     *org.Service
	sessions *identitydb.Sessions
	store    *publishdb.Store
	figures  *publish.Service

	faults *faults
	stop   context.CancelFunc
	served chan error
	app    *app.App
}

// open makes a demo in dir and serves it on a free port. An empty address is
// a SQLite file.
func open(dir, database string) (_ *house, err error) {
	ctx, stop := context.WithCancel(context.Background())
	h := &house{dir: dir, world: demo.New(seed), faults: &faults{}, stop: stop, served: make(chan error, 1)}
	log := slog.New(slog.NewTextHandler(h.faults, &slog.HandlerOptions{Level: slog.LevelError}))
	config := app.DemoConfig{Dir: dir, Listen: "127.0.0.1:0", Database: database, Seed: seed, Decisions: 20_000, Effort: quick}
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
	if database == "" {
		database = "sqlite:" + filepath.Join(dir, "baken.db")
	}
	return h, h.connect(ctx, database, log)
}

// connect opens the database beside the server, to prepare and to check.
func (h *house) connect(ctx context.Context, database string, log *slog.Logger) (err error) {
	if h.db, err = db.Open(ctx, database, log); err != nil {
		return err
	}
	policy, err := org.NewPolicy()
	if err != nil {
		return err
	}
	h.people = orgdb.New(h.db, time.Now)
	h.orgs = org.NewService(h.people, policy, time.Now, db.NewID)
	h.sessions = identitydb.NewSessions(h.db, time.Now)
	h.store = publishdb.New(h.db, time.Now)
	h.figures = publish.NewService(h.store, h.orgs, policy, time.Now, db.NewID)
	return nil
}

// close ends the server and gives what it logged as its own faults.
func (h *house) close() error {
	h.stop()
	return errors.Join(<-h.served, h.db.Close(), h.app.Close(), h.faults.err())
}

// grants is the agency whose figures the demo shows.
func (h *house) grants() org.ID { return h.world.Grants() }

// sibling is another agency under the same ministry.
func (h *house) sibling() org.ID {
	var above org.ID
	for _, o := range h.world.Orgs {
		if o.ID == h.grants() {
			above = o.Parent
		}
	}
	for _, o := range h.world.Orgs {
		if o.Parent == above && o.ID != h.grants() {
			return o.ID
		}
	}
	return ""
}

// faults keeps what a server logs as errors.
type faults struct {
	mu  sync.Mutex
	all []string
}

func (f *faults) Write(line []byte) (int, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.all = append(f.all, string(line))
	return len(line), nil
}

func (f *faults) err() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.all) == 0 {
		return nil
	}
	return fmt.Errorf("the server logged as its own faults:\n%s", strings.Join(f.all, ""))
}
