// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"

	"baken/base/civil"
	"baken/base/ledger/ledgerdb"
	"baken/base/ledger/ledgerweb"
	"baken/base/seal"
	"baken/ground/org"
	"baken/ground/org/orgdb"
	"baken/hear/report"
	"baken/hear/report/reportapi"
	"baken/hear/report/reportdb"
	"baken/hear/report/reportdesk"
	"baken/hear/report/reportserver"
	"baken/hear/report/reportweb"
	"baken/internal/db"
	"baken/internal/job"
)

// mostBody is the largest body of any page: a report with one attachment,
// without JavaScript.
const mostBody = report.MostAttachment + 4<<20

// hear is what the rooms of hear need.
type hear struct {
	reports *report.Service
	chunks  *db.DB // of its own on SQLite, else that of the records
	ledger  *ledgerdb.Log
}

// openHear makes the services of reports. What is large is in a file of its
// own beside the records', where these are in a file.
func (a *App) openHear(ctx context.Context) (err error) {
	a.hear.chunks = a.db
	if path, own := a.config.chunks(); own {
		if a.hear.chunks, err = db.Open(ctx, path, a.log); err != nil {
			return err
		}
	}
	if err := a.hear.chunks.Migrate(ctx, reportdb.ChunkRoom()); err != nil {
		return err
	}
	secret, err := a.config.secret()
	if err != nil {
		return err
	}
	lookup, err := derive(secret, forLookup)
	if err != nil {
		return err
	}
	store, people := reportdb.New(a.db, time.Now), orgdb.New(a.db, time.Now)
	site, err := store.Site(ctx, org.System("start"), a.config.host())
	if err != nil {
		return err
	}
	notice, err := a.notifying(secret)
	if err != nil {
		return err
	}
	tally, err := a.tallying(secret)
	if err != nil {
		return err
	}
	if a.hear.ledger, err = newLedger(a.db, secret, site, a.log); err != nil {
		return err
	}
	retention, err := a.config.retention()
	if err != nil {
		return err
	}
	a.hear.reports = report.NewService(report.Config{
		Store: store, Chunks: reportdb.NewChunks(a.hear.chunks), Orgs: a.orgs, People: people, Policy: a.policy,
		Ledger: proofs{a.hear.ledger}, Losses: a.hear.ledger, Now: time.Now, Lookup: seal.NewLookupKey(lookup), Site: site, Notify: notice, Tally: tally,
		Disposal: reportdb.NewDisposal(store, ledgerdb.Forget), Retention: retention, Backups: civil.Days(a.config.backupDays()),
	})
	return nil
}

// host is the site's name without scheme and port.
func (c Config) host() string {
	u, err := url.Parse(c.Site)
	if err != nil || u.Hostname() == "" {
		return "localhost"
	}
	return u.Hostname()
}

// closeHear closes what openHear opened.
func (a *App) closeHear() error {
	if a.hear.chunks == nil || a.hear.chunks == a.db {
		return nil
	}
	return a.hear.chunks.Close()
}

// keepLedger gives events their places in the log until the returned function
// is called.
func (a *App) keepLedger(ctx context.Context) (stop func() error) {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	var done sync.WaitGroup
	var err error
	done.Go(func() { err = a.hear.ledger.Run(ctx) })
	return func() error {
		cancel()
		done.Wait()
		if err != nil {
			return fmt.Errorf("keep the ledger: %w", err)
		}
		return nil
	}
}

// hearPages puts the pages and addresses of reports on the mux: public ones,
// and private ones for who is signed in. Those that scripts call ask
// themselves who is signed in, since a script can't follow a redirect to a
// page.
func (a *App) hearPages(public, private *http.ServeMux, actor func(*http.Request) org.Actor) {
	api := reportapi.New(a.hear.reports, actor)
	api.Public(public)
	api.Desk(public)
	reportdesk.New(overdue{a.hear.reports, a.complaints, a.orgs}, actor).Desk(private)
	server := reportserver.New(a.hear.reports, time.Now, db.NewID)
	reportweb.New(reportweb.Default(a.hear.reports, server, a.catalogue, time.Now)).Public(public)
	public.Handle(ledgerweb.Prefix, ledgerweb.Handler(a.hear.ledger, a.log))
}

// dispose deletes the reports whose time is up.
type dispose struct {
	Slot time.Time `json:"slot"`
}

// Kind implements job.Args.
func (dispose) Kind() string { return "report.dispose" }

// disposal is the hour of the night at which that is done.
const disposal = 3

// sweepUploads forgets uploads whose report never came.
type sweepUploads struct {
	Slot time.Time `json:"slot"`
}

// Kind implements job.Args.
func (sweepUploads) Kind() string { return "report.sweep" }

func hearSchedules() []job.Schedule {
	return []job.Schedule{
		job.Every("report.sweep", time.Hour, func(slot time.Time) job.Args { return sweepUploads{slot} }),
		noticeSchedule(),
		tallySchedule(),
		counselSchedule(),
		complaintSchedule(),
		job.Daily("report.dispose", disposal, civil.Amsterdam(), func(slot time.Time) job.Args { return dispose{slot} }),
	}
}

func (a *App) hearJobs() []job.Kind {
	return []job.Kind{
		job.Do(func(ctx context.Context, _ sweepUploads) error { return a.hear.reports.Sweep(ctx) }),
		a.noticeJob(),
		a.tallyJob(),
		a.counselJob(),
		a.complaintJob(),
		job.Do(func(ctx context.Context, _ dispose) error { return a.hear.reports.Dispose(ctx) }),
	}
}
