// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"baken/base/seal"
	"baken/ground/org"
	"baken/ground/org/orgdb"
	"baken/hear/report"
	"baken/hear/report/reportserver"
	"baken/internal/db"
	"baken/internal/demo"
)

// officer is somebody of the demo who reads what is sealed, with keys. The demo
// knows his passphrase, and so can make them.
type officer struct {
	as      org.Actor
	account DemoAccount
	ring    seal.Keyring
	wrapped []byte
}

// reports gives those of the demo who read what is sealed keys, under the
// passphrases with which they sign in, and desks a few made-up reports.
func (m making) reports(ctx context.Context, accounts []DemoAccount) error {
	officers, err := m.officers(ctx, accounts)
	if err != nil {
		return err
	}
	for _, o := range officers {
		p := report.Public{Recipient: o.ring.Identity.Recipient().String(), Verify: o.ring.Signing.VerifyKey().String()}
		if err := m.app.hear.reports.SetKeyring(ctx, o.as, o.wrapped, p); err != nil {
			return err
		}
	}
	for i, s := range demo.Reports() {
		owner := m.world.Desks()[i%len(m.world.Desks())]
		at := slices.IndexFunc(officers, func(o *officer) bool { return o.as.Holds(org.IntakeOfficer, owner) })
		if at < 0 {
			return org.ErrNotFound
		}
		if err := m.report(ctx, owner, s, officers[at]); err != nil {
			return err
		}
	}
	return m.complaints(ctx, officers)
}

// keyed are the roles of those who read what is sealed.
func keyed() []org.Role {
	return []org.Role{org.IntakeOfficer, org.Counsellor, org.CommitteeSecretary, org.CommitteeMember, org.CompetentAuthority}
}

// officers draws keys. Wrapping them takes half a second and 128 MB each, on
// purpose, so it is done for as many at once as there are processors.
func (m making) officers(ctx context.Context, accounts []DemoAccount) ([]*officer, error) {
	store := orgdb.New(m.app.db, time.Now)
	var all []*officer
	for _, a := range accounts {
		if !slices.Contains(keyed(), a.Role) {
			continue
		}
		person, err := store.PersonByEmail(ctx, org.System("demo"), a.Email)
		if err != nil {
			return nil, err
		}
		as, err := m.app.orgs.Actor(ctx, person.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, &officer{as: as, account: a, ring: seal.NewKeyring()})
	}
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, o := range all {
		group.Go(func() (err error) {
			o.wrapped, err = m.wrap(o)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, fmt.Errorf("wrap a keyring: %w", err)
	}
	return all, nil
}

func (m making) wrap(o *officer) ([]byte, error) {
	if m.config.Effort == 0 {
		return o.ring.Wrap(o.account.Passphrase)
	}
	return o.ring.WrapAt(o.account.Passphrase, m.config.Effort)
}

// report files one made-up report as a browser does, and lets an officer
// answer where the demo has an answer.
func (m making) report(ctx context.Context, owner org.ID, s demo.Report, o *officer) error {
	c := m.app.hear.reports.Config
	c.Now = func() time.Time { return time.Now().AddDate(0, 0, -s.Days) }
	service := report.NewService(c)
	office, err := service.Office(ctx, owner)
	if err != nil {
		return err
	}
	keys, err := seal.NewReceipt().Stretch(office.Site)
	if err != nil {
		return err
	}
	f, err := reportserver.Seal(office, report.ID(db.NewID()), keys, reportserver.Said{
		What: s.What, Conduct: s.Conduct, Grounds: s.Grounds, Source: s.Source, Position: s.Position, When: s.When, Hope: s.Hope,
	})
	if err != nil {
		return err
	}
	f.SealedBy = report.ByBrowser
	if _, err := service.Submit(ctx, f); err != nil {
		return err
	}
	if s.Answer != "" {
		if err := answer(ctx, service, o, f, keys, s.Answer); err != nil {
			return err
		}
	}
	if len(s.Regimes) == 0 {
		return nil
	}
	found, err := service.Find(ctx, o.as, f.Case)
	if err != nil {
		return err
	}
	var tracks []report.Track
	for _, r := range s.Regimes {
		tracks = append(tracks, report.Track{Regime: report.Regime(r), Since: service.Today()})
	}
	_, err = service.Triage(ctx, o.as, f.Case, tracks, found.Version)
	return err
}

// answer lets an officer write to the reporter.
func answer(ctx context.Context, service *report.Service, o *officer, f report.Filing, keys seal.ReceiptKeys, words string) error {
	key, err := seal.OpenEpoch(f.SealedKey, o.ring.Identity, seal.EpochWant{
		Case: seal.Case{Organisation: string(f.Org), ID: string(f.Case)}, Number: 1, Makers: []seal.VerifyKey{keys.Signing.VerifyKey()},
	})
	if err != nil {
		return err
	}
	content, err := json.Marshal(map[string]string{"text": words})
	if err != nil {
		return err
	}
	envelope, err := key.Seal(o.ring.Signing, seal.Draft{
		Sequence: 2, Purpose: reportserver.Purpose, Kind: string(reportserver.KindText), Content: content,
	})
	if err != nil {
		return err
	}
	_, err = service.Answer(ctx, o.as, f.Case, report.Saying{Seq: 2, Epoch: 1, Envelope: envelope})
	return err
}
