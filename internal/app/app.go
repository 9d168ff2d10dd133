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
	"strings"
	"time"

	"baken/account/publish"
	"baken/account/publish/publishdb"
	"baken/account/publish/publishweb"
	"baken/base/fault"
	"baken/base/ledger/ledgerdb"
	"baken/examine/outcome"
	"baken/examine/outcome/outcomedb"
	"baken/ground/document"
	"baken/ground/document/documentdb"
	"baken/ground/document/documentweb"
	"baken/ground/identity"
	"baken/ground/identity/identitydb"
	"baken/ground/identity/identityweb"
	"baken/ground/org"
	"baken/ground/org/orgdb"
	"baken/hear/complaint"
	"baken/hear/complaint/complaintdb"
	"baken/hear/counsel"
	"baken/hear/counsel/counseldb"
	"baken/hear/report"
	"baken/hear/report/noticedb"
	"baken/hear/report/reportdb"
	"baken/hear/report/reportdesk"
	"baken/hear/report/tallydb"
	"baken/internal/asset"
	"baken/internal/db"
	"baken/internal/job"
	"baken/internal/text"
	"baken/internal/web"
	"baken/internal/web/component"
)

// What can go wrong with the server as a whole.
var (
	ErrPort   = fault.New(fault.Invalid, "app.port") // args value
	ErrNobody = fault.New(fault.NotFound, "app.nobody")
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

	orgs       *org.Service
	local      *identity.Local
	figures    *publish.Service
	sessions   *identitydb.Sessions
	key        identity.Key
	hear       hear
	help       *counsel.Service
	complaints *complaint.Service
	letters    *document.Service
	plans      *outcome.Registrar
	folder     *folder // of the demo
}

// Open opens the database, brings its tables up to date and makes the
// services. Whoever opens an App closes it.
func Open(ctx context.Context, c Config, log *slog.Logger) (_ *App, err error) {
	a := &App{config: c, log: log}
	if a.catalogue, err = Catalogue(); err != nil {
		return nil, err
	}
	if a.policy, err = org.NewPolicy(report.Rules(), counsel.Rules(), complaint.Rules(), document.Rules(), outcome.Rules()); err != nil {
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
		if errors.Is(err, db.ErrUnreachable) {
			err = fmt.Errorf("%w: %w", ErrServer, err)
		}
		return nil, err
	}
	if err := a.prepare(ctx); err != nil {
		return nil, errors.Join(err, a.closeHear(), a.db.Close())
	}
	return a, nil
}

// rooms lists the parts of the database.
func rooms() []db.Room {
	return []db.Room{orgdb.Room(), identitydb.Room(), publishdb.Room(), ledgerdb.Room(), reportdb.Room(), noticedb.Room(), tallydb.Room(), counseldb.Room(), complaintdb.Room(), documentdb.Room(), outcomedb.Room()}
}

func (a *App) prepare(ctx context.Context) error {
	switch restoring, err := a.db.Restoring(ctx); {
	case err != nil:
		return err
	case restoring:
		return db.ErrRestoring
	}
	if err := a.db.Migrate(ctx, rooms()...); err != nil {
		return err
	}
	if err := job.Migrate(ctx, a.db); err != nil {
		return err
	}
	a.orgs = org.NewService(orgdb.New(a.db, time.Now), a.policy, time.Now, db.NewID)
	a.figures = publish.NewService(publishdb.New(a.db, time.Now), a.orgs, a.policy, time.Now, db.NewID)
	a.openPlans()
	a.sessions = identitydb.NewSessions(a.db, time.Now)
	if err := a.openHear(ctx); err != nil {
		return err
	}
	if err := a.openCounsel(); err != nil {
		return err
	}
	if err := a.openComplaint(); err != nil {
		return err
	}
	if err := a.openLetters(); err != nil {
		return err
	}
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
func (a *App) Close() error {
	err := errors.Join(a.closeHear(), a.db.Close())
	if a.folder != nil {
		err = errors.Join(err, a.folder.release())
	}
	return err
}

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
	if a.jobs, err = a.runner(); err != nil {
		return err
	}
	if err := a.jobs.Start(ctx); err != nil {
		return err
	}
	collectLess()
	stopLedger := a.keepLedger(ctx)
	defer func() {
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		err = errors.Join(err, a.jobs.Stop(last), stopLedger())
	}()
	if err := a.letters.KeepStandards(ctx, org.System("start")); err != nil {
		return err
	}
	if err := a.logScripts(ctx); err != nil {
		return err
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", a.config.Listen)
	if err != nil {
		return fmt.Errorf("%w: %v", ErrPort.With("value", a.config.Listen), err)
	}
	ready(listener.Addr())
	return web.Serve(ctx, listener, handler, a.log)
}

// handler puts the pages of all rooms behind the chassis.
func (a *App) handler() (http.Handler, error) {
	door, err := identityweb.New(identityweb.Config{
		Local: a.local, Invitations: a.invitations(), Site: a.config.Site, Actors: a.orgs, Sessions: a.sessions, Key: a.key,
		Now: time.Now, Random: rand.Reader, HTTPS: a.https(),
	})
	if err != nil {
		return nil, err
	}
	figures := publishweb.New(a.figures, registry{a.plans}, door.Actor)
	pages, private := http.NewServeMux(), http.NewServeMux()
	a.home(pages)
	figures.Public(pages)
	door.Public(pages)
	figures.Desk(private)
	a.orgPages(private, door.Actor)
	door.Private(private)
	a.hearPages(pages, private, door.Actor)
	a.counselPages(pages, private, door.Actor)
	a.complaintPages(pages, private, door.Actor)
	a.planPages(pages, private, door.Actor)
	documentweb.New(a.letters, door.Actor).Desk(private)
	theme, err := a.theme(pages)
	if err != nil {
		return nil, err
	}
	behind := door.Require(web.Routes(private))
	for _, path := range []string{"/desk/", "/counsel", "/committee", "/account", "/account/"} {
		pages.Handle(path, behind)
	}
	around := func(next http.Handler) http.Handler { return door.Wrap(a.menu(door, next)) }
	return web.New(web.Config{
		Catalogue: a.catalogue, Log: a.log, Version: Version, HTTPS: a.https(), Demo: a.config.demo,
		Theme: theme, Ready: a.db.Ping, Contact: a.contact(), Expires: time.Now().AddDate(1, 0, 0), Site: a.config.Site,
		Around: around, MaxBody: mostBody,
	}, around(web.Routes(pages))), nil
}

func (a *App) https() bool { return strings.HasPrefix(a.config.Site, "https://") }

func (a *App) contact() []string {
	if a.config.Contact == "" {
		return nil
	}
	return []string{a.config.Contact}
}

// Site gives the address as people type it.
func (a *App) Site() string { return a.config.Site }

// menu gives each reader the entries that he can use.
func (a *App) menu(door *identityweb.Web, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		as, ui := door.Actor(r), component.For(r)
		ui.Navigation = []component.NavItem{
			{Label: text.Key("app.menu.report"), Path: "/report"},
			{Label: text.Key("app.menu.figures"), Path: "/figures"},
		}
		if !a.policy.Scope(as, org.ViewDraft).None() {
			ui.Navigation = append(ui.Navigation, component.NavItem{Label: text.Key("app.menu.desk"), Path: "/desk/figures"})
		}
		if !a.policy.Scope(as, outcome.ViewPlans).None() {
			ui.Navigation = append(ui.Navigation, component.NavItem{Label: text.Key("app.menu.plans"), Path: "/desk/plans"})
		}
		if !a.policy.Scope(as, org.ViewKeys).None() {
			ui.Navigation = append(ui.Navigation, component.NavItem{Label: text.Key("app.menu.keys"), Path: "/desk/keys"})
		}
		if reportdesk.Officer(as) {
			ui.Navigation = append(ui.Navigation, component.NavItem{Label: text.Key("app.menu.reports"), Path: "/desk/reports"})
		}
		if !a.policy.Scope(as, report.ViewOverdue).None() {
			ui.Navigation = append(ui.Navigation, component.NavItem{Label: text.Key("app.menu.overdue"), Path: "/desk/overdue"})
		}
		if complaint.Works(as) {
			ui.Navigation = append(ui.Navigation, component.NavItem{Label: text.Key("app.menu.complaints"), Path: "/committee"})
		}
		if a.help.Listens(as) {
			ui.Navigation = append(ui.Navigation, component.NavItem{Label: text.Key("app.menu.counsel"), Path: "/counsel"})
		}
		if a.help.Keeps(as) {
			ui.Navigation = append(ui.Navigation, component.NavItem{Label: text.Key("app.menu.help"), Path: "/desk/help"})
		}
		if a.letters.Keeps(as) {
			ui.Navigation = append(ui.Navigation, component.NavItem{Label: text.Key("app.menu.letters"), Path: "/desk/letters"})
		}
		if len(as.Roles) > 0 {
			ui.Navigation = append(ui.Navigation, component.NavItem{Label: text.Key("app.menu.orgs"), Path: "/desk/organisations"})
		}
		if as.SignedIn() {
			ui.Navigation = append(ui.Navigation, component.NavItem{Label: text.Key("app.menu.account"), Path: "/account"})
		}
		next.ServeHTTP(w, r)
	})
}

// Import brings a bundle in as the person with this account, with no more
// rights than that person has.
func (a *App) Import(ctx context.Context, email string, raw []byte) (string, error) {
	person, err := orgdb.New(a.db, time.Now).PersonByEmail(ctx, org.System("import"), email)
	if err != nil {
		return "", fmt.Errorf("%w: %v", ErrNobody, err)
	}
	as, err := a.orgs.Actor(ctx, person.ID)
	if err != nil {
		return "", err
	}
	id, err := a.figures.Import(ctx, as, raw)
	return string(id), err
}

// Getenv is how the environment is read outside tests.
func Getenv(name string) string { return os.Getenv(name) }
