// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportdb

import (
	"context"
	"errors"

	"baken/base/ledger"
	"baken/ground/org"
	"baken/hear/report"
	"baken/internal/db"
)

const (
	selectDesk = `SELECT version, logged FROM report_desk WHERE org = $1`

	selectDeskKeys = `
SELECT d.person, d.ref, p.recipient, d.since, d.until
FROM report_desk_key AS d JOIN report_key AS p ON p.ref = d.ref WHERE d.org = $1 ORDER BY d.n`

	putDesk = `
INSERT INTO report_desk (org, version, logged) VALUES ($1, $2, $3)
ON CONFLICT (org) DO UPDATE SET version = excluded.version, logged = excluded.logged
WHERE report_desk.version = excluded.version - 1`

	putDeskKey = `
INSERT INTO report_desk_key (org, n, person, ref, since, until) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (org, n) DO UPDATE SET until = excluded.until`

	selectStaffed = `SELECT DISTINCT org FROM report_desk_key WHERE until = 0 ORDER BY org`

	keepSite   = `INSERT INTO report_setting (name, value) VALUES ('site', $1) ON CONFLICT (name) DO NOTHING`
	selectSite = `SELECT value FROM report_setting WHERE name = 'site'`
)

// Desk implements report.Store.
func (s *Store) Desk(ctx context.Context, _ org.Actor, id org.ID) (d report.Desk, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		d, err = desk(ctx, tx, id, "")
		return err
	})
	return d, err
}

func desk(ctx context.Context, tx *db.Tx, id org.ID, lock string) (report.Desk, error) {
	d, err := db.One(ctx, tx, func(row db.Row) (d report.Desk, err error) {
		err = row.Scan(&d.Version, &d.Logged)
		return d, err
	}, selectDesk+lock, string(id))
	d.Org = id
	if errors.Is(err, db.ErrNone) {
		return d, nil
	}
	if err != nil {
		return d, err
	}
	d.Keys, err = db.All(ctx, tx, func(row db.Row) (k report.DeskKey, err error) {
		var since, until int64
		err = row.Scan(&k.Person, &k.Ref, &k.Recipient, &since, &until)
		k.Since, k.Until = instant(since), instant(until)
		return k, err
	}, selectDeskKeys, string(id))
	return d, err
}

// UpdateDesk implements report.Store.
func (s *Store) UpdateDesk(ctx context.Context, as org.Actor, id org.ID, change func(*report.Desk) ([]ledger.Event, error)) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		d, err := desk(ctx, tx, id, tx.Lock())
		if err != nil {
			return err
		}
		events, err := change(&d)
		if err != nil || len(events) == 0 {
			return err
		}
		if err := saved(tx.Exec(ctx, putDesk, string(id), d.Version+1, d.Logged)); err != nil {
			return err
		}
		for n, k := range d.Keys {
			if _, err := tx.Exec(ctx, putDeskKey, string(id), int64(n), string(k.Person), string(k.Ref), ms(k.Since), ms(k.Until)); err != nil {
				return err
			}
		}
		return s.record(ctx, tx, as, "desk:"+string(id), id, d.Version+1, events)
	})
}

// Staffed implements report.Store.
func (s *Store) Staffed(ctx context.Context, _ org.Actor) (ids []org.ID, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		ids, err = db.All(ctx, tx, db.Value[org.ID], selectStaffed)
		return err
	})
	return ids, err
}

// Site implements report.Store.
func (s *Store) Site(ctx context.Context, _ org.Actor, proposed string) (site string, err error) {
	err = s.db.Write(ctx, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, keepSite, proposed); err != nil {
			return err
		}
		site, err = db.One(ctx, tx, db.Value[string], selectSite)
		return err
	})
	return site, err
}
