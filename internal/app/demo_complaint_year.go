// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"crypto/rand"
	"encoding/hex"

	"golang.org/x/sync/errgroup"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/org"
	"baken/hear/complaint"
	"baken/internal/db"
	"baken/internal/demo"
)

// complaintYear gives the demo the complaints of the last year of which figures are
// published. Nobody sits in them and they hold no paper that opens: they are
// there to be counted.
func (m making) complaintYear(ctx context.Context) error {
	service := m.app.complaints
	year := service.Today().Year() - 1
	if service.Today().Before(complaint.Closes(year)) {
		year--
	}
	committee := map[org.ID]org.ID{}
	for _, o := range m.world.Orgs {
		committee[o.ID] = o.Parent
	}
	made := map[org.ID][]demo.Ended{}
	for _, c := range m.world.Ended(year) {
		made[c.Org] = append(made[c.Org], c)
	}
	// What is written at the same time is committed together; tallies of one
	// organisation would wait for each other.
	writers, ctx := errgroup.WithContext(ctx)
	for of, all := range made {
		writers.Go(func() error {
			for _, c := range all {
				if err := m.ended(ctx, c, committee[of], year); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return writers.Wait()
}

func (m making) ended(ctx context.Context, c demo.Ended, committee org.ID, year int) error {
	service, as := m.app.complaints, org.System("demo")
	k := complaint.Kept{Complaint: complaint.Complaint{
		ID: complaint.ID(db.NewID()), Version: 1, Org: c.Org, Committee: committee, Case: endedCase(c, service.Edition(c.Received).Edition),
	}}
	k.Due = service.Edition(c.Received).Deadline(service.Calendar, k.Case)
	k.Papers = []complaint.Paper{{Number: 1, Kind: complaint.Filing, On: c.Received}}
	events := []ledger.Event{{Verb: "complaint.file"}, {Verb: "complaint." + string(k.Taken[len(k.Taken)-1].Step)}}
	if err := service.Store.Create(ctx, as, k, complaint.Sealed{Kind: complaint.Filing, Number: 1, Key: []byte{}, Envelope: []byte{}}, events); err != nil {
		return err
	}
	if c.Judgement == "" {
		return nil
	}
	var id [16]byte
	_, _ = rand.Read(id[:]) // never fails
	return service.Store.PutTally(ctx, as, complaint.TallyID(hex.EncodeToString(id[:])), complaint.Tally{
		Org: c.Org, Year: year, Judgement: complaint.Judgement(c.Judgement), Following: complaint.Following(c.Following),
	})
}

// endedCase gives the steps that a complaint of the demo took, as far as they count.
func endedCase(c demo.Ended, edition string) complaint.Case {
	out := complaint.Case{Edition: edition, State: complaint.State(c.State), Advice: complaint.With, Received: c.Received}
	take := func(step complaint.StepName, by complaint.Party, on civil.Date, ground string) {
		out.Taken = append(out.Taken, complaint.Taken{Step: step, By: by, On: on, Ground: ground})
	}
	take(complaint.File, complaint.Complainant, c.Received, "")
	on := c.Received.AddDays(20)
	if c.Adjourned {
		out.Adjourned = append(out.Adjourned, complaint.Extension{Weeks: 4, On: on})
		take(complaint.Adjourn, complaint.Authority, on, "")
	}
	if c.Further {
		out.Adjourned = append(out.Adjourned, complaint.Extension{Weeks: 1, Consent: true, On: on})
		take(complaint.AdjournFurther, complaint.Authority, on, "")
	}
	ends := map[complaint.State]complaint.Taken{
		complaint.Concluded: {Step: complaint.Conclude, By: complaint.Authority}, complaint.Declined: {Step: complaint.Decline, By: complaint.Authority},
		complaint.Satisfied: {Step: complaint.Settle, By: complaint.Complainant}, complaint.Withdrawn: {Step: complaint.Withdraw, By: complaint.Complainant},
		complaint.Forwarded: {Step: complaint.Forward, By: complaint.Secretary},
	}
	take(ends[out.State].Step, ends[out.State].By, c.On, c.Ground)
	return out
}
