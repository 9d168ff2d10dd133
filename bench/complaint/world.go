// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"time"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/base/seal"
	"baken/ground/org"
	"baken/ground/org/orgdb"
	"baken/hear/complaint"
	"baken/hear/complaint/complaintdb"
	"baken/hear/complaint/complainttest"
	"baken/internal/db"
)

const (
	organisations = 150
	complaints    = 5000
	askers        = 8
	secretaries   = 4
	members       = 12
)

const crown org.ID = "crown"

// world is a government with its complaints in one database.
type world struct {
	db      *db.DB
	orgs    *org.Service
	people  *orgdb.Store
	store   *complaintdb.Store
	service *complaint.Service
	actors  []org.Actor // who asks: all secretaries, some members, some authorities
	draw    *rand.Rand
}

// keys gives everybody the same keys: nothing is opened here.
type keys struct{ one complaint.Public }

// PublicKeys implements complaint.Keys.
func (k keys) PublicKeys(_ context.Context, people []org.PersonID) (map[org.PersonID]complaint.Public, error) {
	all := map[org.PersonID]complaint.Public{}
	for _, p := range people {
		all[p] = k.one
	}
	return all, nil
}

func build(ctx context.Context, dsn string) (w *world, err error) {
	w = &world{draw: rand.New(rand.NewPCG(1, 5))}
	if w.db, err = db.Open(ctx, dsn, slog.New(slog.DiscardHandler)); err != nil {
		return nil, err
	}
	if err := w.db.Migrate(ctx, orgdb.Room(), complaintdb.Room()); err != nil {
		return nil, err
	}
	policy, err := org.NewPolicy(complaint.Rules())
	if err != nil {
		return nil, err
	}
	ring := seal.NewKeyring()
	w.people = orgdb.New(w.db, time.Now)
	w.orgs = org.NewService(w.people, policy, time.Now, db.NewID)
	w.store = complaintdb.New(w.db, time.Now)
	w.service = complaint.NewService(complaint.Config{
		Store: w.store, Orgs: w.orgs, People: w.people, Policy: policy, Now: time.Now, Calendar: civil.NewCalendar(),
		Keys:     keys{complaint.Public{Recipient: ring.Identity.Recipient().String(), Verify: ring.Signing.VerifyKey().String()}},
		Editions: []complaint.Procedure{complaint.Edition2026()}, Lookup: seal.NewLookupKey(make([]byte, 32)),
	})
	if err := w.found(ctx); err != nil {
		return nil, err
	}
	if err := w.fill(ctx); err != nil {
		return nil, err
	}
	// Rows that come in one go have no statistics yet; a database in use has.
	return w, w.db.Write(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "ANALYZE")
		return err
	})
}

// at gives an organisation by its number.
func at(n int) org.ID { return org.ID(fmt.Sprintf("agency%04d", n)) }

func (w *world) found(ctx context.Context) error {
	start := civil.Day(2020, 1, 1)
	named := func(s string) org.Name { return org.Name{NL: s, EN: s} }
	err := w.people.Restructure(ctx, org.System("bench"), func(r *org.Register) error {
		if err := r.Found(org.Founding{ID: crown, Kind: org.Government, Name: named("Crown"), From: start}); err != nil {
			return err
		}
		if err := r.Found(org.Founding{ID: "ministry", Parent: crown, Kind: org.Ministry, Name: named("Ministry"), From: start}); err != nil {
			return err
		}
		for n := range organisations {
			if err := r.Found(org.Founding{ID: at(n), Parent: "ministry", Kind: org.Agency, Name: named(fmt.Sprintf("Agency %d", n)), From: start}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for n := range secretaries {
		if err := w.appoint(ctx, fmt.Sprintf("secretary%d", n), org.CommitteeSecretary, crown, n < 4); err != nil {
			return err
		}
	}
	for n := range members {
		if err := w.appoint(ctx, fmt.Sprintf("member%d", n), org.CommitteeMember, crown, n < 2); err != nil {
			return err
		}
	}
	for n := range organisations {
		if err := w.appoint(ctx, fmt.Sprintf("authority%d", n), org.CompetentAuthority, at(n), n < 2); err != nil {
			return err
		}
	}
	return nil
}

func (w *world) appoint(ctx context.Context, name string, role org.Role, in org.ID, asks bool) error {
	p, err := org.NewPerson(org.PersonID(name), name, name+"@bench.example")
	if err != nil {
		return err
	}
	first := org.Membership{ID: org.MembershipID(db.NewID()), Version: 1, Person: p.ID, Org: in, Role: role, Period: civil.Since(civil.Day(2020, 1, 1))}
	if err := w.people.Enrol(ctx, org.System("bench"), p, first); err != nil || !asks {
		return err
	}
	as, err := w.orgs.Actor(ctx, p.ID)
	w.actors = append(w.actors, as)
	return err
}

// fill files the complaints, received over the last hundred days; a fifth as
// many have ended.
func (w *world) fill(ctx context.Context) error {
	today := civil.On(time.Now())
	for n := range complaints + complaints/5 {
		k := complainttest.Complaint(n+1, "secretary0", today.String())
		k.Org, k.Committee, k.Received = at(n%organisations), crown, today.AddDays(-w.draw.IntN(100))
		k.Seats = k.Seats[:1]
		sit := func(person string, party complaint.Party, in org.ID) {
			k.Seats = append(k.Seats, complaint.Seat{Number: complaint.SeatNumber(len(k.Seats) + 1), Party: party, Person: org.PersonID(person), Org: in, Public: k.Seats[0].Public})
		}
		for s := range secretaries {
			sit(fmt.Sprintf("secretary%d", s), complaint.Secretary, crown)
		}
		for m := range 3 {
			sit(fmt.Sprintf("member%d", (n+m*4)%members), complaint.Member, crown)
		}
		sit(fmt.Sprintf("authority%d", n%organisations), complaint.Authority, k.Org)
		p := complaint.Edition2026()
		clocks := p.Clocks(w.service.Calendar, k.Case)
		k.Next, k.Due = clocks[0], p.Terms.Conclude(w.service.Calendar, k.Received, k.Advice).Date
		if n >= complaints {
			k.State, k.Next, k.Due = complaint.Concluded, complaint.Clock{}, civil.Date{}
		}
		sealed := complaint.Sealed{Kind: complaint.Filing, Number: 1, Key: complainttest.Envelope("key"), Envelope: complainttest.Envelope("words")}
		if err := w.store.Create(ctx, org.Public(), k, sealed, []ledger.Event{{Verb: "complaint.file"}}); err != nil {
			return err
		}
	}
	return nil
}
