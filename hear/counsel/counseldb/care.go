// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counseldb

import (
	"context"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/counsel"
	"baken/internal/db"
)

const (
	careColumns = `id, version, org, counsellor, reader, lookup, verify, since, sealed_key`

	selectCare   = `SELECT ` + careColumns + ` FROM counsel_care WHERE id = $1`
	selectLookup = `SELECT ` + careColumns + ` FROM counsel_care WHERE lookup = $1`

	selectCares = `
SELECT ` + careColumns + `
FROM counsel_care WHERE counsellor = $1 AND id > $2 ORDER BY id LIMIT $3`

	countCares = `SELECT count(*) FROM counsel_care WHERE counsellor = $1`

	selectOldCares = `SELECT id FROM counsel_care WHERE since < $1 ORDER BY id LIMIT $2`

	// Whichever is taken, the id or the receipt, nothing is inserted.
	insertCare = `
INSERT INTO counsel_care (` + careColumns + `) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT DO NOTHING`

	updateCare = `UPDATE counsel_care SET version = version + 1 WHERE id = $1 AND version = $2`
	deleteCare = `DELETE FROM counsel_care WHERE id = $1 AND version = $2`

	selectSaid = `SELECT author, envelope FROM counsel_care_said WHERE care = $1 ORDER BY seq`
	insertSaid = `INSERT INTO counsel_care_said (care, seq, author, envelope) VALUES ($1, $2, $3, $4)`
	deleteSaid = `DELETE FROM counsel_care_said WHERE care = $1`
)

// Cares implements counsel.Store.
func (s *Store) Cares(ctx context.Context, as org.Actor, after counsel.CareID, most int) (all []counsel.Care, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		all, err = db.All(ctx, tx, scanCare, selectCares, string(as.Person), string(after), int64(most))
		for i := range all {
			if err == nil {
				err = readSaid(ctx, tx, &all[i])
			}
		}
		return err
	})
	return all, err
}

// FindCare implements counsel.Store.
func (s *Store) FindCare(ctx context.Context, _ org.Actor, of seal.LookupHash) (c counsel.Care, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		if c, err = db.One(ctx, tx, scanCare, selectLookup, of[:]); err != nil {
			return found(err)
		}
		return readSaid(ctx, tx, &c)
	})
	return c, err
}

// BeginCare implements counsel.Store.
func (s *Store) BeginCare(ctx context.Context, as org.Actor, c counsel.Care, most int, events []ledger.Event) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		there, err := db.One(ctx, tx, db.Value[int], countCares, string(c.Counsellor))
		if err != nil {
			return err
		}
		if there >= most {
			return counsel.ErrBusy
		}
		rows, err := tx.Exec(ctx, insertCare, string(c.ID), c.Version, string(c.Org), string(c.Counsellor), c.Reader,
			c.Lookup[:], c.Verify, c.Since.String(), c.Key)
		if err != nil {
			return err
		}
		if rows == 0 {
			return counsel.ErrBegun
		}
		if err := addSaid(ctx, tx, c, 0); err != nil {
			return err
		}
		return s.recordCare(ctx, tx, as, c, c.Version, events)
	})
}

// UpdateCare implements counsel.Store.
func (s *Store) UpdateCare(ctx context.Context, as org.Actor, id counsel.CareID, change func(*counsel.Care) ([]ledger.Event, error)) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := db.One(ctx, tx, scanCare, selectCare+tx.Lock(), string(id))
		if err != nil {
			return found(err)
		}
		if err := readSaid(ctx, tx, &c); err != nil {
			return err
		}
		before := len(c.Said)
		events, err := change(&c)
		if err != nil {
			return err
		}
		if err := saved(tx.Exec(ctx, updateCare, string(id), c.Version)); err != nil {
			return err
		}
		if err := addSaid(ctx, tx, c, before); err != nil {
			return err
		}
		return s.recordCare(ctx, tx, as, c, c.Version+1, events)
	})
}

// EndCare implements counsel.Store.
func (s *Store) EndCare(ctx context.Context, as org.Actor, id counsel.CareID, events []ledger.Event) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := db.One(ctx, tx, scanCare, selectCare+tx.Lock(), string(id))
		if err != nil {
			return found(err)
		}
		if _, err := tx.Exec(ctx, deleteSaid, string(id)); err != nil {
			return err
		}
		if err := saved(tx.Exec(ctx, deleteCare, string(id), c.Version)); err != nil {
			return err
		}
		return s.recordCare(ctx, tx, as, c, c.Version+1, events)
	})
}

// OldCares implements counsel.Store.
func (s *Store) OldCares(ctx context.Context, _ org.Actor, before civil.Date, most int) (all []counsel.CareID, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		all, err = db.All(ctx, tx, db.Value[counsel.CareID], selectOldCares, before.String(), int64(most))
		return err
	})
	return all, err
}

func (s *Store) recordCare(ctx context.Context, tx *db.Tx, as org.Actor, c counsel.Care, version int64, events []ledger.Event) error {
	return tx.Record(ctx, db.Change{
		Room: "counsel", Record: "care:" + string(c.ID), Org: string(c.Org), Actor: as.String(),
		Version: version, At: s.now(), Events: events,
	})
}

// addSaid keeps what was said after the first so many.
func addSaid(ctx context.Context, tx *db.Tx, c counsel.Care, after int) error {
	for i, one := range c.Said[after:] {
		if _, err := tx.Exec(ctx, insertSaid, string(c.ID), int64(after+i+1), string(one.From), one.Envelope); err != nil {
			return err
		}
	}
	return nil
}

func readSaid(ctx context.Context, tx *db.Tx, c *counsel.Care) (err error) {
	c.Said, err = db.All(ctx, tx, scanSaid, selectSaid, string(c.ID))
	return err
}

func scanSaid(row db.Row) (s counsel.Sealed, err error) {
	err = row.Scan(&s.From, &s.Envelope)
	return s, err
}

func scanCare(row db.Row) (c counsel.Care, err error) {
	var lookup []byte
	var since string
	if err := row.Scan(&c.ID, &c.Version, &c.Org, &c.Counsellor, &c.Reader, &lookup, &c.Verify, &since, &c.Key); err != nil {
		return c, err
	}
	copy(c.Lookup[:], lookup)
	return c, day(&c.Since, since)
}
