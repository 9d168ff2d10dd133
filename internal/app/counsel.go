// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"errors"
	"net/http"
	"time"

	"baken/base/civil"
	"baken/base/seal"
	"baken/ground/org"
	"baken/ground/org/orgdb"
	"baken/hear/counsel"
	"baken/hear/counsel/counselapi"
	"baken/hear/counsel/counseldb"
	"baken/hear/counsel/counselserver"
	"baken/hear/counsel/counselweb"
	"baken/hear/report"
	"baken/hear/report/reportdesk"
	"baken/hear/report/reportweb"
	"baken/internal/db"
	"baken/internal/job"
)

// forCare is a use of the server's secret: what aftercare is found by.
const forCare = "baken aftercare lookup"

// openCounsel makes the service of help directories, counsellors' spaces and
// aftercare.
func (a *App) openCounsel() error {
	secret, err := a.config.secret()
	if err != nil {
		return err
	}
	lookup, err := derive(secret, forCare)
	if err != nil {
		return err
	}
	a.help = counsel.NewService(counsel.Config{
		Store: counseldb.New(a.db, time.Now), Orgs: a.orgs, People: orgdb.New(a.db, time.Now), Policy: a.policy,
		Now: time.Now, NewID: db.NewID, Limit: counsel.DefaultLimit,
		Keys: listenerKeys{a.hear.reports}, Lookup: seal.NewLookupKey(lookup), Kept: counsel.DefaultKept,
	})
	return nil
}

// listenerKeys shows the keys of people to hear/counsel as counsel.Keys.
type listenerKeys struct{ reports *report.Service }

// PublicKeys implements counsel.Keys.
func (k listenerKeys) PublicKeys(ctx context.Context, people []org.PersonID) (map[org.PersonID]counsel.PublicKey, error) {
	keys, err := k.reports.Current(ctx, people)
	if err != nil {
		return nil, err
	}
	all := map[org.PersonID]counsel.PublicKey{}
	for person, p := range keys {
		all[person] = counsel.PublicKey(p)
	}
	return all, nil
}

// counselPages puts the pages before a report on the mux, those on which help
// directories are kept, and the space of a counsellor, whose script calls
// addresses that ask themselves who is signed in. What the pages say of a
// report's terms is what the pages of reports promise.
func (a *App) counselPages(public, private *http.ServeMux, actor func(*http.Request) org.Actor) {
	promised := reportweb.Default(a.hear.reports, nil, a.catalogue, time.Now)
	pages := counselweb.New(counselweb.Config{
		Service: a.help, Actor: actor, Now: time.Now, Bodies: counsel.Bodies(), Limit: counsel.DefaultLimit,
		Read: int(promised.Promise.Read), Answer: int(promised.Promise.Feedback), Away: promised.Away,
		Door: reportdesk.DoorWords(), Site: a.hear.reports.SiteName,
		Server: counselserver.New(a.help, a.hear.reports.SiteName), Catalogue: a.catalogue, Kept: counsel.DefaultKept,
	})
	api := counselapi.New(a.help, actor)
	api.Public(public)
	api.Private(public)
	pages.Public(public)
	pages.Desk(private)
}

// forgetCounsel deletes the requests for a talk that waited too long, and the
// aftercare whose time is up; and adds up what counsellors counted of a year that
// is closed.
type forgetCounsel struct {
	Slot time.Time `json:"slot"`
}

// Kind implements job.Args.
func (forgetCounsel) Kind() string { return "counsel.forget" }

func counselSchedule() job.Schedule {
	return job.Daily("counsel.forget", disposal, civil.Amsterdam(), func(slot time.Time) job.Args { return forgetCounsel{slot} })
}

func (a *App) counselJob() job.Kind {
	return job.Do(func(ctx context.Context, _ forgetCounsel) error {
		return errors.Join(a.help.ForgetRequests(ctx), a.help.ForgetCares(ctx), a.help.CloseYears(ctx))
	})
}
