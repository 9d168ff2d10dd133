// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package tallydb keeps what is counted of reports, in tables that know no
// report: neither which one a tally is of, nor when it came.
package tallydb

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/org"
	"baken/hear/report"
	"baken/internal/db"
)

//go:embed schema
var schema embed.FS

// Room is the part of the database that holds what is counted.
func Room() db.Room { return db.Room{Name: "tally", Schema: schema} }

// Records lists the counts for an audit; a count never changes.
const Records = `SELECT org || '/' || kind || '/' || until_quarter, 1 FROM report_count`

const (
	// A tally that comes again takes the place of the one that waits, in the
	// quarter in which it came last.
	putTally = `
INSERT INTO report_tally (id, org, kind, quarter, sealed)
SELECT $1, $2, $3, $4, $5 WHERE NOT EXISTS (SELECT 1 FROM report_tallied WHERE id = $1)
ON CONFLICT (id) DO UPDATE SET quarter = excluded.quarter, sealed = excluded.sealed
WHERE report_tally.org = excluded.org AND report_tally.kind = excluded.kind`

	deleteTally = `DELETE FROM report_tally WHERE id = $1`

	keepID = `INSERT INTO report_tallied (id) VALUES ($1) ON CONFLICT (id) DO NOTHING`

	selectKnown = `
SELECT id FROM report_tally WHERE id = $1 UNION SELECT id FROM report_tallied WHERE id = $1`

	selectRipe = `
SELECT org, kind FROM report_tally WHERE quarter < $1 GROUP BY org, kind HAVING count(*) >= $2 ORDER BY org, kind`

	selectWaiting = `
SELECT id, quarter, sealed FROM report_tally WHERE org = $1 AND kind = $2 AND quarter < $3 ORDER BY id`

	insertCount = `
INSERT INTO report_count (org, kind, until_quarter, from_quarter, n, codes) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (org, kind, until_quarter) DO NOTHING`

	selectCounts = `
SELECT org, kind, from_quarter, until_quarter, n, codes FROM report_count
WHERE org = $1 OR $1 = '' ORDER BY until_quarter DESC, org, kind DESC`
)

// Store implements report.Tallies.
type Store struct {
	db  *db.DB
	now func() time.Time
}

var _ report.Tallies = (*Store)(nil)

// New keeps what is counted in d, with a clock for the time of events.
func New(d *db.DB, now func() time.Time) *Store { return &Store{d, now} }

// Put implements report.Tallies.
func (s *Store) Put(ctx context.Context, _ org.Actor, w report.Waiting) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		n, err := tx.Exec(ctx, putTally, string(w.ID), string(w.Org), string(w.Kind), w.Quarter.String(), w.Sealed)
		return changed(n, err, report.ErrCounted)
	})
}

// changed gives an error when no row was.
func changed(rows int64, err, none error) error {
	if err == nil && rows == 0 {
		return none
	}
	return err
}

// Decline implements report.Tallies.
func (s *Store) Decline(ctx context.Context, _ org.Actor, id report.TallyID) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, keepID, string(id))
		return err
	})
}

// Known implements report.Tallies.
func (s *Store) Known(ctx context.Context, _ org.Actor, ids []report.TallyID) (known []report.TallyID, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		known = nil
		for _, id := range ids {
			found, err := db.All(ctx, tx, db.Value[report.TallyID], selectKnown, string(id))
			if err != nil {
				return err
			}
			known = append(known, found...)
		}
		return nil
	})
	return known, err
}

// Ripe implements report.Tallies.
func (s *Store) Ripe(ctx context.Context, _ org.Actor, before civil.Quarter, least int64) (ripe []report.Pool, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		ripe, err = db.All(ctx, tx, func(row db.Row) (p report.Pool, err error) {
			err = row.Scan(&p.Org, &p.Kind)
			return p, err
		}, selectRipe, before.String(), least)
		return err
	})
	return ripe, err
}

// Waiting implements report.Tallies.
func (s *Store) Waiting(ctx context.Context, _ org.Actor, p report.Pool, before civil.Quarter) (all []report.Waiting, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		all, err = db.All(ctx, tx, func(row db.Row) (report.Waiting, error) {
			w := report.Waiting{Pool: p}
			var quarter string
			if err := row.Scan(&w.ID, &quarter, &w.Sealed); err != nil {
				return w, err
			}
			var err error
			w.Quarter, err = civil.ParseQuarter(quarter)
			return w, err
		}, selectWaiting, string(p.Org), string(p.Kind), before.String())
		return err
	})
	return all, err
}

// Count implements report.Tallies.
func (s *Store) Count(ctx context.Context, as org.Actor, c report.Count, ids []report.TallyID) error {
	codes, err := json.Marshal(c.Codes)
	if err != nil {
		return fmt.Errorf("write a count: %w", err)
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		n, err := tx.Exec(ctx, insertCount, string(c.Org), string(c.Kind), c.Until.String(), c.From.String(), c.N, string(codes))
		if err := changed(n, err, report.ErrCounted); err != nil {
			return err
		}
		for _, id := range ids {
			n, err := tx.Exec(ctx, deleteTally, string(id))
			if err := changed(n, err, report.ErrStale); err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, keepID, string(id)); err != nil {
				return err
			}
		}
		return tx.Record(ctx, s.event(as, c, codes))
	})
}

// event says in the ledger that something was counted, and what it came to.
func (s *Store) event(as org.Actor, c report.Count, codes []byte) db.Change {
	note := map[string]string{"from": c.From.String(), "n": strconv.FormatInt(c.N, 10)}
	return db.Change{
		Room: "tally", Record: string(c.Org) + "/" + string(c.Kind) + "/" + c.Until.String(), Org: string(c.Org), Actor: as.String(),
		Version: 1, At: s.now(), Events: []ledger.Event{{Verb: "report.counted", Note: note, Payload: ledger.DigestOf(codes)}},
	}
}

// Counts implements report.Tallies.
func (s *Store) Counts(ctx context.Context, _ org.Actor, of org.ID) (all []report.Count, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		all, err = db.All(ctx, tx, scanCount, selectCounts, string(of))
		return err
	})
	return all, err
}

func scanCount(row db.Row) (c report.Count, err error) {
	var from, until string
	var codes []byte
	if err := row.Scan(&c.Org, &c.Kind, &from, &until, &c.N, &codes); err != nil {
		return c, err
	}
	if c.From, err = civil.ParseQuarter(from); err != nil {
		return c, err
	}
	if c.Until, err = civil.ParseQuarter(until); err != nil {
		return c, err
	}
	return c, json.Unmarshal(codes, &c.Codes)
}
