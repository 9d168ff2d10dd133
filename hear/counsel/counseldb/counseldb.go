// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package counseldb keeps help directories and the sealed spaces of counsellors
// in the database.
package counseldb

import (
	"context"
	"embed"
	"errors"
	"time"

	"baken/base/ledger"
	"baken/ground/org"
	"baken/hear/counsel"
	"baken/internal/db"
)

//go:embed schema
var schema embed.FS

// Room is the part of the database that holds what this room keeps.
func Room() db.Room { return db.Room{Name: "counsel", Schema: schema} }

// Records lists every record with its version, for who holds them against the
// ledger.
const Records = `
SELECT id, version FROM help_entry
UNION ALL
SELECT 'note:' || id, version FROM counsel_note
UNION ALL
SELECT 'care:' || id, version FROM counsel_care
UNION ALL
SELECT 'request:' || id, 1 FROM counsel_request
UNION ALL
SELECT 'count:' || org || '/' || year, 1 FROM counsel_count WHERE counsellor = ''`

// Store implements counsel.Store.
type Store struct {
	db  *db.DB
	now func() time.Time
}

var _ counsel.Store = (*Store)(nil)

// New keeps help directories in d, with a clock for the time of events.
func New(d *db.DB, now func() time.Time) *Store { return &Store{db: d, now: now} }

func (s *Store) record(ctx context.Context, tx *db.Tx, as org.Actor, e counsel.Entry, version int64, events []ledger.Event) error {
	return tx.Record(ctx, db.Change{
		Room: "counsel", Record: string(e.ID), Org: string(e.Org), Actor: as.String(),
		Version: version, At: s.now(), Events: events,
	})
}

// found says of a missing row what the room says.
func found(err error) error {
	if errors.Is(err, db.ErrNone) {
		return counsel.ErrNotFound
	}
	return err
}

// saved tells whether a change of one row found the version that it read.
func saved(rows int64, err error) error {
	if err == nil && rows != 1 {
		return counsel.ErrStale
	}
	return err
}
