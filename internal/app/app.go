// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package app puts the rooms together: which store goes with which service,
// and which pages stand where. It decides nothing itself.
package app

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"baken/account/publish"
	"baken/account/publish/publishdb"
	"baken/account/publish/publishweb"
	"baken/ground/identity"
	"baken/ground/identity/identitydb"
	"baken/ground/identity/identityweb"
	"baken/ground/org"
	"baken/ground/org/orgdb"
	"baken/internal/asset"
	"baken/internal/db"
	"baken/internal/job"
	"baken/internal/text"
	"baken/internal/web"
)

// Version is the version of this program.
const Version = "0.1.0"

// App is one server with its database, services and pages.
type App struct {
	config    Config
	log       *slog.Logger
	db        *db.DB
	catalogue *text.Catalogue
	policy    *org.Policy
	jobs      *job.Runner

	orgs     *org.Service
	local    *identity.Local
	figures  *publish.Service
	sessions *identitydb.Sessions
	key      identity.Key
}

// Open opens the database, brings its tables up to date and makes the
// services. Whoever opens an App closes it.
func Open(ctx context.Context, c Config, log *slog.Logger) (_ *App, err error) {
	a := &App{config: c, log: log}
	if a.catalogue, err = Catalogue(); err != nil {
		return nil, err
	}
	if a.policy, err = org.NewPolicy(); err != nil {
		return nil, err
	}
	secret, err := c.secret()
	if err != nil {
		return nil, err
	}
	if a.key, err = identity.NewKey(secret); err != nil {
		return nil, err
	}
	if a.db, err = db.Open(ctx, c.Database, log); err != nil {
		return nil, err
	}
	if err := a.prepare(ctx); err != nil {
		return nil, errors.Join(err, a.db.Close())
	}
	return a, nil
}

// rooms lists the parts of the database.
func rooms() []db.Room {
	return []db.Room{orgdb.Room(), identitydb.Room(), publishdb.Room()}
}

func (a *App) prepare(ctx context.Context) error {
	if err := a.db.Migrate(ctx, rooms()...); err != nil {
		return err
	}
	if err := job.Migrate(ctx, a.db); err != nil {
		return err
	}
	a.orgs = org.NewService(orgdb.New(a.db, time.Now), a.policy, time.Now, db.NewID)
	a.figures = publish.NewService(publishdb.New(a.db, time.Now), a.orgs, a.policy, time.Now, db.NewID)
	a.sessions = identitydb.NewSessions(a.db, time.Now)
	return a.identify()
}

// identify makes the way in for local accounts.
func (a *App) identify() error {
	hasher, err := identity.NewHasher(identity.DefaultCost(), rand.Reader)
	if err != nil {
		return err
	}
	throttle, err := identity.NewThrottle(identity.DefaultLimits(), time.Now, rand.Reader)
	if err != nil {
		return err
	}
	a.local = identity.NewLocal(identity.LocalConfig{
		Accounts: identitydb.NewAccounts(a.db, time.Now), People: orgdb.New(a.db, time.Now),
		Hasher: hasher, Throttle: throttle, Key: a.key, Now: time.Now, Random: rand.Reader,
	})
	return nil
}

// Close ends what Open began.
func (a *App) Close() error { return a.db.Close() }

// Serve answers requests until ctx ends. ready is told the address once the
// first request can come.
func (a *App) Serve(ctx context.Context, ready func(net.Addr)) (err error) {
	if err := asset.Check(); err != nil {
		return err
	}
	handler, err := a.handler()
	if err != nil {
		return err
	}
	if a.jobs, err = job.New(a.db, a.log, job.Options{Schedules: a.schedules()}, a.kinds()...); err != nil {
		return err
	}
	if err := a.jobs.Start(ctx); err != nil {
		return err
	}
	defer func() {
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		err = errors.Join(err, a.jobs.Stop(last))
	}()
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", a.config.Listen)
	if err != nil {
		return fmt.Errorf("%w: %v", ErrPort.With("value", a.config.Listen), err)
	}
	ready(listener.Addr())
	return web.Serve(ctx, listener, handler, a.log)
}

// handler puts the pages of all rooms behind the chassis.
func (a *App) handler() (http.Handler, error) {
	ids, err := identityweb.New(a.identityConfig())
	if err != nil {
		return nil, err
	}
	figures := publishweb.New(a.figures, ids.Actor)
	open, desk := http.NewServeMux(), http.NewServeMux()
	a.home(open)
	figures.Public(open)
	ids.Public(open)
	figures.Desk(desk)
	ids.Private(desk)
	return web.New(a.webConfig(), ids.Wrap(split(open, desk, ids))), nil
}

// Getenv is how the environment is read outside tests.
func Getenv(name string) string { return os.Getenv(name) }
