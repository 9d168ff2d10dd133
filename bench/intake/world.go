// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/base/seal"
	"baken/ground/org"
	"baken/ground/org/orgdb"
	"baken/hear/report"
	"baken/hear/report/reportdb"
	"baken/hear/report/reportserver"
	"baken/internal/db"
)

const (
	desks   = 64
	perDesk = 2
	site    = "localhost"
)

// world is a government with desks, and reports to them.
type world struct {
	orgs     []org.ID // the first has the independent desk
	officers []officer
	bodies   [][]sealed // by load

	sealed  int
	sealCPU float64 // ms each
	size    float64 // bytes of a body, on average
}

type officer struct {
	id  org.PersonID
	at  org.ID
	key report.Public
}

// sealed is one report, as a browser sends it and as the service takes it.
type sealed struct {
	body   []byte
	lookup []byte // the question for its proof
	filing report.Filing
}

func newWorld() *world {
	w := &world{orgs: []org.ID{org.ID(db.NewID())}}
	for range desks {
		w.orgs = append(w.orgs, org.ID(db.NewID()))
	}
	for _, at := range w.orgs {
		for range perDesk {
			ring := seal.NewKeyring()
			w.officers = append(w.officers, officer{org.PersonID(db.NewID()), at, report.Public{
				Recipient: ring.Identity.Recipient().String(), Verify: ring.Signing.VerifyKey().String(),
			}})
		}
	}
	return w
}

// office gives a desk as the service would.
func (w *world) office(at org.ID) report.Office {
	o := report.Office{Org: at, Top: w.orgs[0], Site: site}
	for _, m := range w.officers {
		one := report.Officer{ID: m.id, Public: m.key}
		switch m.at {
		case at:
			o.Members = append(o.Members, one)
		case w.orgs[0]:
			o.Independent = append(o.Independent, one)
		}
	}
	return o
}

// seal makes the reports of all loads, on all cores.
func (w *world) seal(loads []load) error {
	offices := make([]report.Office, desks)
	for i := range offices {
		offices[i] = w.office(w.orgs[1+i])
	}
	begun := cpu()
	w.bodies = make([][]sealed, len(loads))
	for i, l := range loads {
		w.bodies[i] = make([]sealed, l.reports)
		w.sealed += l.reports
		faults := make([]error, 8)
		var group sync.WaitGroup
		for part := range faults {
			group.Go(func() {
				for n := part; n < l.reports && faults[part] == nil; n += len(faults) {
					w.bodies[i][n], faults[part] = sealOne(offices[n%desks])
				}
			})
		}
		group.Wait()
		if err := errors.Join(faults...); err != nil {
			return err
		}
		for _, s := range w.bodies[i] {
			w.size += float64(len(s.body))
		}
	}
	w.size /= float64(w.sealed)
	w.sealCPU = (cpu() - begun).Seconds() * 1000 / float64(w.sealed)
	return nil
}

// story is about as long as what somebody writes.
const story = `In de vergadering van dinsdag zei mijn leidinggevende voor de derde keer dat mensen zoals ik
hier niet passen. Twee collega's lachten mee. Ik heb er eerder iets van gezegd, maar dat hielp niet.
Sindsdien word ik niet meer gevraagd voor overleg, terwijl ik daar altijd bij was.`

func sealOne(o report.Office) (sealed, error) {
	lookup, err := seal.ParseLookup(seal.NewAttachment(0).ID)
	if err != nil {
		return sealed{}, err
	}
	keys := seal.ReceiptKeys{Lookup: lookup, Identity: seal.NewIdentity(), Signing: seal.NewSigningKey()}
	f, err := reportserver.Seal(o, report.ID(db.NewID()), keys, reportserver.Said{What: story, Conduct: []string{"discrimination"}, Grounds: []string{"race"}})
	if err != nil {
		return sealed{}, err
	}
	f.SealedBy = report.ByBrowser
	body, err := json.Marshal(map[string]any{
		"case": f.Case, "org": f.Org, "lookup": lookup.Export(),
		"reporter": map[string]string{"recipient": f.Reporter.Recipient, "verify": f.Reporter.Verify},
		"epoch":    map[string]any{"number": 1, "recipient": f.Recipient, "sealedKey": f.SealedKey, "recipients": f.Recipients},
		"message":  map[string]any{"seq": 1, "epoch": 1, "envelope": f.Envelope},
	})
	return sealed{body, []byte(`{"version":1,"lookup":"` + lookup.Export() + `"}`), f}, err
}

// found makes the government in a database whose tables are there.
func (w *world) found(ctx context.Context, d *db.DB) error {
	store, as := orgdb.New(d, time.Now), org.System("bench")
	since := civil.Since(civil.MustParse("2020-01-01"))
	err := store.Restructure(ctx, as, func(r *org.Register) error {
		for i, id := range w.orgs {
			f := org.Founding{ID: id, Kind: org.Government, Name: org.Name{NL: "Organisatie", EN: "Organisation"}, From: since.From}
			if i > 0 {
				f.Kind, f.Parent = org.Ministry, w.orgs[0]
			}
			if err := r.Found(f); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	keys := reportdb.New(d, time.Now)
	for n, m := range w.officers {
		person := org.Person{ID: m.id, Version: 1, Name: fmt.Sprint("Officer ", n), Email: fmt.Sprintf("officer%d@example.nl", n)}
		first := org.Membership{ID: org.MembershipID(db.NewID()), Version: 1, Person: m.id, Org: m.at, Role: org.IntakeOfficer, Period: since}
		if err := store.Enrol(ctx, as, person, first); err != nil {
			return err
		}
		err := keys.UpdateKeyring(ctx, as, m.id, func(k *report.Keyring) ([]ledger.Event, error) {
			return k.Set([]byte(hex.EncodeToString([]byte(m.id))), m.key, time.Now())
		})
		if err != nil {
			return err
		}
	}
	return nil
}
