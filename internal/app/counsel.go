// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"errors"
	"net/http"
	"time"

	"baken/base/civil"
	"baken/ground/org"
	"baken/ground/org/orgdb"
	"baken/hear/counsel"
	"baken/hear/counsel/counselapi"
	"baken/hear/counsel/counseldb"
	"baken/hear/counsel/counselserver"
	"baken/hear/counsel/counselweb"
	"baken/hear/report/reportdesk"
	"baken/hear/report/reportweb"
	"baken/internal/db"
	"baken/internal/job"
)

// openCounsel makes the service of help directories and counsellors' spaces. The
// keys of counsellors are kept with those of officers.
func (a *App) openCounsel() {
	a.help = counsel.NewService(counsel.Config{
		Store: counseldb.New(a.db, time.Now), Orgs: a.orgs, People: orgdb.New(a.db, time.Now), Policy: a.policy,
		Now: time.Now, NewID: db.NewID, Limit: counsel.DefaultLimit, Keys: a.hear.reports, Kept: counsel.DefaultKept,
	})
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
		Door: reportdesk.DoorWords(), Server: counselserver.New(a.help, db.NewID), Catalogue: a.catalogue, Kept: counsel.DefaultKept,
	})
	api := counselapi.New(a.help, actor)
	api.Public(public)
	api.Private(public)
	pages.Public(public)
	pages.Desk(private)
}

// forgetRequests deletes the requests for a talk that waited too long, and adds
// up what counsellors counted of a year that is closed.
type forgetRequests struct {
	Slot time.Time `json:"slot"`
}

// Kind implements job.Args.
func (forgetRequests) Kind() string { return "counsel.forget" }

func counselSchedule() job.Schedule {
	return job.Daily("counsel.forget", disposal, civil.Amsterdam(), func(slot time.Time) job.Args { return forgetRequests{slot} })
}

func (a *App) counselJob() job.Kind {
	return job.Do(func(ctx context.Context, _ forgetRequests) error {
		return errors.Join(a.help.ForgetRequests(ctx), a.help.CloseYears(ctx))
	})
}
