// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"net/http"
	"time"

	"baken/base/civil"
	"baken/base/seal"
	"baken/ground/org"
	"baken/ground/org/orgdb"
	"baken/hear/complaint"
	"baken/hear/complaint/complaintapi"
	"baken/hear/complaint/complaintdb"
	"baken/hear/complaint/complaintserver"
	"baken/hear/complaint/complaintweb"
	"baken/hear/report"
	"baken/hear/report/reportdesk"
	"baken/hear/report/reportweb"
	"baken/internal/job"
)

// forComplaint is a use of the server's secret: what those are found by who come
// to a complaint with words.
const forComplaint = "baken complaint lookup"

// openComplaint makes the service of formal complaints.
func (a *App) openComplaint() error {
	secret, err := a.config.secret()
	if err != nil {
		return err
	}
	lookup, err := derive(secret, forComplaint)
	if err != nil {
		return err
	}
	procedure, calendar, err := a.config.Complaints.procedure()
	if err != nil {
		return err
	}
	a.complaints = complaint.NewService(complaint.Config{
		Store: complaintdb.New(a.db, time.Now), Orgs: a.orgs, People: orgdb.New(a.db, time.Now), Keys: officerKeys{a.hear.reports}, Policy: a.policy,
		Now: time.Now, Calendar: calendar, Editions: []complaint.Procedure{procedure}, Lookup: seal.NewLookupKey(lookup),
	})
	return nil
}

// RecountComplaints tells which days of running complaints the calendar of this
// program would change. It changes nothing.
func (a *App) RecountComplaints(ctx context.Context) ([]complaint.Moving, error) {
	return a.complaints.Recount(ctx)
}

// officerKeys shows the keys of people to hear/complaint as complaint.Keys.
type officerKeys struct{ reports *report.Service }

// PublicKeys implements complaint.Keys.
func (k officerKeys) PublicKeys(ctx context.Context, people []org.PersonID) (map[org.PersonID]complaint.Public, error) {
	keys, err := k.reports.Current(ctx, people)
	if err != nil {
		return nil, err
	}
	all := map[org.PersonID]complaint.Public{}
	for person, p := range keys {
		all[person] = complaint.Public(p)
	}
	return all, nil
}

// complaintPages puts the pages of formal complaints on the mux, and the
// addresses that their scripts call, which ask themselves who is signed in.
func (a *App) complaintPages(public, private *http.ServeMux, actor func(*http.Request) org.Actor) {
	promised := reportweb.Default(a.hear.reports, nil, a.catalogue, time.Now)
	server := complaintserver.New(complaintserver.Config{
		Service: a.complaints, Orgs: a.orgs, Lookup: a.complaints.Lookup, Site: a.hear.reports.SiteName,
	})
	pages := complaintweb.New(complaintweb.Config{
		Procedure: a.complaints.Edition(a.complaints.Today()), Calendar: a.complaints.Calendar, Service: a.complaints, Server: server, Catalogue: a.catalogue, Actor: actor,
		Site: a.hear.reports.SiteName, Away: promised.Away, Receipt: reportweb.Receipt, Door: reportdesk.DoorWords(), Words: reportweb.ReceiptTexts(),
	})
	complaintapi.New(a.complaints, a.orgs, a.letters, a.complaints.Lookup, actor).Public(public)
	pages.Public(public)
	pages.Desk(private)
}

// tendComplaints makes the seats in complaints fit who works here today, and
// counts their days anew.
type tendComplaints struct {
	Slot time.Time `json:"slot"`
}

// Kind implements job.Args.
func (tendComplaints) Kind() string { return "complaint.tend" }

func complaintSchedule() job.Schedule {
	return job.Daily("complaint.tend", disposal, civil.Amsterdam(), func(slot time.Time) job.Args { return tendComplaints{slot} })
}

func (a *App) complaintJob() job.Kind {
	return job.Do(func(ctx context.Context, _ tendComplaints) error {
		_, err := a.complaints.Tend(ctx)
		return err
	})
}
