// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintdb

import (
	"context"
	"encoding/json"
	"fmt"

	"baken/base/ledger"
	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/complaint"
	"baken/internal/db"
)

const (
	selectFile = `SELECT version, file FROM complaint WHERE id = $1`

	selectWords = `
SELECT c.version, c.file FROM complaint_seat s JOIN complaint c ON c.id = s.complaint
WHERE s.lookup = $1 AND s.listed <> '' ORDER BY c.id`

	// One pair of words has one seat that isn't left, unless a complaint is joined
	// to another one.
	countWords = `SELECT count(*) FROM complaint_seat WHERE lookup = $1`

	insertFile = `
INSERT INTO complaint (id, version, org, committee, state, ended, received, due, next_on, next_step, next_by, file, ended_on, ground, delay)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT DO NOTHING`

	updateFile = `
UPDATE complaint SET version = version + 1, state = $3, ended = $4, due = $5, next_on = $6, next_step = $7, next_by = $8, file = $9,
    ended_on = $10, ground = $11, delay = $12
WHERE id = $1 AND version = $2`

	deleteSeats = `DELETE FROM complaint_seat WHERE complaint = $1`
	insertSeat  = `
INSERT INTO complaint_seat (complaint, number, person, org, party, lookup, listed, about, state, due, next_on)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`
)

const (
	deleteHearings = `DELETE FROM complaint_hearing WHERE complaint = $1`
	insertHearing  = `INSERT INTO complaint_hearing (complaint, number, party, on_day, at_hour) VALUES ($1, $2, $3, $4, $5)`
)

// Create implements complaint.Store.
func (s *Store) Create(ctx context.Context, as org.Actor, k complaint.Kept, sealed complaint.Sealed, events []ledger.Event) error {
	file, err := json.Marshal(k.Complaint)
	if err != nil {
		return fmt.Errorf("write complaint %s: %w", k.ID, err)
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		for _, seat := range k.Seats {
			if seat.Official() {
				continue
			}
			if n, err := db.One(ctx, tx, db.Value[int64], countWords, seat.Lookup[:]); err != nil || n > 0 {
				return taken(err)
			}
		}
		on, ground, delay := ending(k)
		rows, err := tx.Exec(ctx, insertFile, string(k.ID), k.Version, string(k.Org), string(k.Committee), string(k.State), ended(k.Complaint),
			k.Received.String(), k.Due.String(), k.Next.Due.Date.String(), string(k.Next.Step), string(k.Next.By), string(file), on, ground, delay)
		if err != nil || rows == 0 {
			return taken(err)
		}
		if err := putSeats(ctx, tx, k); err != nil {
			return err
		}
		if err := putPaper(ctx, tx, k.ID, sealed); err != nil {
			return err
		}
		return s.record(ctx, tx, as, k.Complaint, k.Version, events)
	})
}

func taken(err error) error {
	if err != nil {
		return err
	}
	return complaint.ErrTaken
}

// Find implements complaint.Store.
func (s *Store) Find(ctx context.Context, _ org.Actor, id complaint.ID) (c complaint.Complaint, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		c, err = db.One(ctx, tx, scanFile, selectFile, string(id))
		return found(err)
	})
	return c, err
}

// OfWords implements complaint.Store.
func (s *Store) OfWords(ctx context.Context, _ org.Actor, of seal.LookupHash) (all []complaint.Complaint, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		all, err = db.All(ctx, tx, scanFile, selectWords, of[:])
		return err
	})
	return all, err
}

// Update implements complaint.Store.
func (s *Store) Update(ctx context.Context, as org.Actor, id complaint.ID, change func(*complaint.Complaint) (complaint.Change, error)) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		c, err := db.One(ctx, tx, scanFile, selectFile+tx.Lock(), string(id))
		if err != nil {
			return found(err)
		}
		version := c.Version
		done, err := change(&c)
		if err != nil {
			return err
		}
		file, err := json.Marshal(c)
		if err != nil {
			return fmt.Errorf("write complaint %s: %w", id, err)
		}
		k := complaint.Kept{Complaint: c, Next: done.Next, Due: done.Due}
		on, ground, delay := ending(k)
		if err := saved(tx.Exec(ctx, updateFile, string(id), version, string(c.State), ended(c), done.Due.String(),
			done.Next.Due.Date.String(), string(done.Next.Step), string(done.Next.By), string(file), on, ground, delay)); err != nil {
			return err
		}
		if err := putSeats(ctx, tx, k); err != nil {
			return err
		}
		for _, paper := range done.Sealed {
			if err := putPaper(ctx, tx, id, paper); err != nil {
				return err
			}
		}
		for _, g := range done.Grants {
			if err := putGrant(ctx, tx, id, g); err != nil {
				return err
			}
		}
		return s.record(ctx, tx, as, c, version+1, done.Events)
	})
}

// putSeats keeps who sits in a complaint and when somebody is heard, for lists and
// for who comes with words.
func putSeats(ctx context.Context, tx *db.Tx, c complaint.Kept) error {
	if _, err := tx.Exec(ctx, deleteSeats, string(c.ID)); err != nil {
		return err
	}
	for _, seat := range c.Seats {
		lookup := []byte{}
		if !seat.Official() {
			lookup = seat.Lookup[:]
		}
		mark := ""
		switch {
		case !seat.Sits():
		case c.State.Ended():
			mark = listed(complaint.Over)
		default:
			mark = listed(complaint.Running)
		}
		if _, err := tx.Exec(ctx, insertSeat, string(c.ID), int64(seat.Number), string(seat.Person), string(seat.Org), string(seat.Party), lookup,
			mark, string(c.Org), string(c.State), c.Due.String(), c.Next.Due.Date.String()); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(ctx, deleteHearings, string(c.ID)); err != nil {
		return err
	}
	for i, h := range c.Hearings {
		if c.Off(i) {
			continue
		}
		if _, err := tx.Exec(ctx, insertHearing, string(c.ID), int64(i), string(h.Of), h.On.String(), h.At); err != nil {
			return err
		}
	}
	for _, who := range c.Barred {
		if _, err := tx.Exec(ctx, insertSeat, string(c.ID), int64(0), string(who), "", "", []byte{}, "", "", "", "", ""); err != nil {
			return err
		}
	}
	return nil
}

func ended(c complaint.Complaint) int64 { return number(c.State.Ended()) }

func number(yes bool) int64 {
	if yes {
		return 1
	}
	return 0
}

// scanFile reads a complaint. Its version is that of the row: the file holds the
// one before it was written.
func scanFile(row db.Row) (c complaint.Complaint, err error) {
	var version int64
	var file string
	if err := row.Scan(&version, &file); err != nil {
		return c, err
	}
	if err := json.Unmarshal([]byte(file), &c); err != nil {
		return c, fmt.Errorf("read a complaint: %w", err)
	}
	c.Version = version
	return c, nil
}
