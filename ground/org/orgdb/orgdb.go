// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package orgdb keeps organisations, people and their roles in the database.
// It promises that nothing that ever held is deleted: an end is a date. Only
// what was planned for after an organisation's end goes with that end.
package orgdb

import (
	"context"
	"embed"
	"errors"
	"time"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/org"
	"baken/internal/db"
)

//go:embed schema
var schema embed.FS

// Room is the part of the database that holds organisations and people.
func Room() db.Room { return db.Room{Name: "org", Schema: schema} }

// Records lists every record with its version, for who holds them against the
// ledger.
const Records = `
SELECT id, version FROM org
UNION ALL SELECT id, version FROM person
UNION ALL SELECT id, version FROM membership`

// Store implements org.Store.
type Store struct {
	db  *db.DB
	now func() time.Time
}

var _ org.Store = (*Store)(nil)

// New keeps organisations in d, with a clock for the time of events.
func New(d *db.DB, now func() time.Time) *Store { return &Store{db: d, now: now} }

// record writes the events of one version of one record into the commit.
func (s *Store) record(ctx context.Context, tx *db.Tx, as org.Actor, id string, owner org.ID, version int64, events ...ledger.Event) error {
	return tx.Record(ctx, db.Change{
		Room: "org", Record: id, Org: string(owner), Actor: as.String(),
		Version: version, At: s.now(), Events: events,
	})
}

// found says of a missing row what the room says.
func found[T any](v T, err error) (T, error) {
	if errors.Is(err, db.ErrNone) {
		return v, org.ErrNotFound
	}
	return v, err
}

// one tells whether a change of one row found its version.
func one(rows int64, err error) error {
	if err == nil && rows != 1 {
		return org.ErrStale
	}
	return err
}

// day reads a date column; an open end is NULL.
func day(s *string) (civil.Date, error) {
	if s == nil {
		return civil.Date{}, nil
	}
	return civil.Parse(*s)
}

// open writes an end; NULL when there is none.
func open(d civil.Date) *string {
	if d.IsZero() {
		return nil
	}
	s := d.String()
	return &s
}

func period(from string, until *string) (civil.Period, error) {
	first, err := civil.Parse(from)
	if err != nil {
		return civil.Period{}, err
	}
	end, err := day(until)
	return civil.Period{From: first, Until: end}, err
}
