// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"path/filepath"
	"strconv"
	"time"

	"baken/base/fault"
	"baken/ground/identity"
	"baken/ground/org"
	"baken/ground/org/orgdb"
	"baken/internal/demo"
	"baken/internal/text"
)

// What can stand in the way of a demo.
var (
	ErrNoDemo       = fault.New(fault.NotFound, "app.demo.none")      // args dir
	ErrDemoForeign  = fault.New(fault.Conflict, "app.demo.foreign")   // args dir, file: the folder holds something else
	ErrDemoBusy     = fault.New(fault.Conflict, "app.demo.busy")      // args dir: another program is making it, or has it open
	ErrDemoFolder   = fault.New(fault.Invalid, "app.demo.folder")     // args dir: can't be made or written
	ErrDemoDatabase = fault.New(fault.Conflict, "app.demo.database")  // the database holds something else
	ErrDemoOther    = fault.New(fault.Conflict, "app.demo.elsewhere") // args dir: made on another database
)

// DemoAccount is an account to try in the demo. Its secrets are printed, which
// is why the demo must never hold anything real.
type DemoAccount struct {
	Name, Email, Passphrase, Secret string
	Role                            org.Role
	Org                             org.Name
}

// DemoConfig says where the demo lives and how large it is.
type DemoConfig struct {
	Dir       string // a folder of its own
	Listen    string
	Site      string // as people type it; "http://" and Listen when empty
	Database  string // an empty PostgreSQL database; a SQLite file in Dir when empty
	Seed      uint64
	Decisions int             // rows of made-up decisions
	Mail      MailConfig      // none by default: the command sends no mail
	Progress  func(text.Text) // told what is being made; may be nil
	Effort    int             // work factor of officers' keys (seal.Keyring.WrapAt); that of Wrap when 0
}

func (c DemoConfig) tell(k text.Key, pairs ...any) {
	if c.Progress != nil {
		c.Progress(text.With(k, pairs...))
	}
}

func (c DemoConfig) config() Config {
	out := Config{
		Listen: c.Listen, Site: c.Site, Database: c.Database,
		Key: filepath.Join(c.Dir, serverKey), Mail: c.Mail, demo: true,
	}
	if out.Site == "" {
		out.Site = "http://" + c.Listen
	}
	if out.Database == "" {
		out.Database = "sqlite:" + filepath.Join(c.Dir, demoDatabase)
	}
	return out
}

// OpenDemo opens the demo and makes it where it isn't there yet. A demo that
// was broken off while it was made is made again from the start; one that
// another program is making is left alone.
func OpenDemo(ctx context.Context, c DemoConfig, log *slog.Logger) (_ *App, _ []DemoAccount, err error) {
	if err := c.config().check(); err != nil {
		return nil, nil, err
	}
	f, err := claim(c.Dir)
	if err != nil {
		return nil, nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.release())
		}
	}()
	made, ready := f.made()
	if !ready {
		return c.make(ctx, f, log)
	}
	if made.Seed != c.Seed || made.Decisions != c.Decisions {
		c.tell("app.demo.as_before", "seed", text.Data(strconv.FormatUint(made.Seed, 10)), "decisions", made.Decisions)
	}
	a, err := c.reopen(ctx, f, log)
	return a, made.Accounts, err
}

// ExistingDemo opens a demo that was made before, beside a program that serves
// it. A demo on PostgreSQL needs the address of its database.
func ExistingDemo(ctx context.Context, dir, database string, log *slog.Logger) (_ *App, err error) {
	if !hasDemo(dir) {
		return nil, ErrNoDemo.With("dir", text.Data(dir))
	}
	f, err := claim(dir)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.release())
		}
	}()
	if _, ready := f.made(); !ready {
		return nil, ErrNoDemo.With("dir", text.Data(dir))
	}
	return DemoConfig{Dir: dir, Listen: "localhost:8080", Database: database}.reopen(ctx, f, log)
}

// reopen opens a demo that is there.
func (c DemoConfig) reopen(ctx context.Context, f *folder, log *slog.Logger) (*App, error) {
	if made, _ := f.made(); made.Server != (c.Database != "") {
		return nil, ErrDemoOther.With("dir", text.Data(c.Dir))
	}
	a, err := c.open(ctx, f, log)
	if err != nil {
		return nil, err
	}
	switch empty, err := a.deserted(ctx); {
	case err != nil:
		return nil, errors.Join(err, a.db.Close())
	case empty:
		return nil, errors.Join(ErrDemoOther.With("dir", text.Data(c.Dir)), a.db.Close())
	}
	if err := f.share(); err != nil {
		return nil, errors.Join(err, a.db.Close())
	}
	return a, nil
}

// make makes a demo from the start.
func (c DemoConfig) make(ctx context.Context, f *folder, log *slog.Logger) (*App, []DemoAccount, error) {
	if err := f.clear(); err != nil {
		return nil, nil, err
	}
	secret := make([]byte, identity.KeySize)
	if _, err := rand.Read(secret); err != nil {
		return nil, nil, err
	}
	if err := writeSecret(f.path(serverKey), secret); err != nil {
		return nil, nil, err
	}
	a, err := c.open(ctx, f, log)
	if err != nil {
		return nil, nil, err
	}
	accounts, err := c.fill(ctx, a)
	if err == nil {
		err = f.finish(made{Seed: c.Seed, Decisions: c.Decisions, Server: c.Database != "", Accounts: accounts})
	}
	if err != nil {
		return nil, nil, errors.Join(err, a.db.Close())
	}
	return a, accounts, nil
}

// fill makes the demo's government in a database that is empty.
func (c DemoConfig) fill(ctx context.Context, a *App) ([]DemoAccount, error) {
	empty, err := a.deserted(ctx)
	if err != nil {
		return nil, err
	}
	if !empty {
		return nil, ErrDemoDatabase
	}
	return making{app: a, config: c, world: demo.New(c.Seed)}.all(ctx)
}

// open opens the demo's server; closing it gives the folder free.
func (c DemoConfig) open(ctx context.Context, f *folder, log *slog.Logger) (*App, error) {
	log, err := f.record(log)
	if err != nil {
		return nil, err
	}
	a, err := Open(ctx, c.config(), log)
	if err != nil {
		return nil, err
	}
	a.folder = f
	return a, nil
}

// deserted tells whether there is no organisation at all.
func (a *App) deserted(ctx context.Context) (bool, error) {
	all, err := orgdb.New(a.db, time.Now).Organisations(ctx, org.System("demo"), org.Everywhere())
	return len(all) == 0, err
}
