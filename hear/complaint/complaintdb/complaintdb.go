// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package complaintdb keeps formal complaints in the database: where each stands,
// and its papers as they were sealed.
package complaintdb

import (
	"context"
	"embed"
	"errors"
	"time"

	"baken/base/ledger"
	"baken/ground/org"
	"baken/hear/complaint"
	"baken/internal/db"
)

//go:embed schema
var schema embed.FS

// Room is the part of the database that holds what this room keeps.
func Room() db.Room { return db.Room{Name: "complaint", Schema: schema} }

// Records lists every record with its version, for who holds them against the
// ledger.
const Records = `SELECT id, version FROM complaint`

// Store implements complaint.Store.
type Store struct {
	db  *db.DB
	now func() time.Time
}

var _ complaint.Store = (*Store)(nil)

// New keeps complaints in d, with a clock for the time of events.
func New(d *db.DB, now func() time.Time) *Store { return &Store{db: d, now: now} }

func (s *Store) record(ctx context.Context, tx *db.Tx, as org.Actor, c complaint.Complaint, version int64, events []ledger.Event) error {
	return tx.Record(ctx, db.Change{
		Room: "complaint", Record: string(c.ID), Org: string(c.Org), Actor: as.String(),
		Version: version, At: s.now(), Events: events,
	})
}

// found says of a missing row what the room says.
func found(err error) error {
	if errors.Is(err, db.ErrNone) {
		return complaint.ErrNotFound
	}
	return err
}

// saved tells whether a change of one row found the version that it read.
func saved(rows int64, err error) error {
	if err == nil && rows != 1 {
		return complaint.ErrStale
	}
	return err
}
