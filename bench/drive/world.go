// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package drive

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/base/seal"
	"baken/ground/org"
	"baken/ground/org/orgdb"
	"baken/hear/report"
	"baken/hear/report/reportdb"
	"baken/internal/app"
	"baken/internal/db"
)

// Site is what receipts are stretched with.
const Site = "localhost"

// World is a government with desks. The first organisation has the independent
// desk.
type World struct {
	Orgs     []org.ID
	Officers []Officer
}

// Officer is a member of a desk with his keys.
type Officer struct {
	ID   org.PersonID
	At   org.ID
	Ring seal.Keyring
	Key  report.Public
}

// NewWorld draws a government: desks holds how many officers each has, the
// independent one first.
func NewWorld(desks ...int) World {
	var w World
	for _, officers := range desks {
		at := org.ID(db.NewID())
		w.Orgs = append(w.Orgs, at)
		for range officers {
			ring := seal.NewKeyring()
			w.Officers = append(w.Officers, Officer{org.PersonID(db.NewID()), at, ring, report.Public{
				Recipient: ring.Identity.Recipient().String(), Verify: ring.Signing.VerifyKey().String(),
			}})
		}
	}
	return w
}

// Office gives a desk as the service would.
func (w World) Office(at org.ID) report.Office {
	o := report.Office{Org: at, Top: w.Orgs[0], Site: Site}
	for _, m := range w.Officers {
		one := report.Officer{ID: m.ID, Public: m.Key}
		switch m.At {
		case at:
			o.Members = append(o.Members, one)
		case w.Orgs[0]:
			o.Independent = append(o.Independent, one)
		}
	}
	return o
}

// Prepare makes the tables, the government and the keys.
func (w World) Prepare(ctx context.Context, dir, dsn string) (err error) {
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // never fails
	if err := os.WriteFile(filepath.Join(dir, "server.key"), []byte(hex.EncodeToString(secret)+"\n"), 0o600); err != nil {
		return err
	}
	quiet := slog.New(slog.DiscardHandler)
	a, err := app.Open(ctx, Config(dir, dsn), quiet)
	if err != nil {
		return err
	}
	if err := a.Close(); err != nil {
		return err
	}
	d, err := db.Open(ctx, dsn, quiet)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	return w.Found(ctx, d)
}

// Found makes the government in a database whose tables are there.
func (w World) Found(ctx context.Context, d *db.DB) error {
	store, as := orgdb.New(d, time.Now), org.System("bench")
	since := civil.Since(civil.MustParse("2020-01-01"))
	err := store.Restructure(ctx, as, func(r *org.Register) error {
		for i, id := range w.Orgs {
			f := org.Founding{ID: id, Kind: org.Government, Name: org.Name{NL: "Organisatie", EN: "Organisation"}, From: since.From}
			if i > 0 {
				f.Kind, f.Parent = org.Ministry, w.Orgs[0]
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
	for n, m := range w.Officers {
		person := org.Person{ID: m.ID, Version: 1, Name: fmt.Sprint("Officer ", n), Email: fmt.Sprintf("officer%d@example.nl", n)}
		first := org.Membership{ID: org.MembershipID(db.NewID()), Version: 1, Person: m.ID, Org: m.At, Role: org.IntakeOfficer, Period: since}
		if err := store.Enrol(ctx, as, person, first); err != nil {
			return err
		}
		err := keys.UpdateKeyring(ctx, as, m.ID, func(k *report.Keyring) ([]ledger.Event, error) {
			return k.Set([]byte(hex.EncodeToString([]byte(m.ID))), m.Key, time.Now())
		})
		if err != nil {
			return err
		}
	}
	return nil
}
