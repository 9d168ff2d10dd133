// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package publishdb keeps publications and signing keys in the database.
package publishdb

import (
	"context"
	"embed"
	"errors"
	"time"

	"baken/account/publish"
	"baken/base/ledger"
	"baken/ground/org"
	"baken/internal/db"
)

//go:embed schema
var schema embed.FS

// Room is the part of the database that holds publications and signing keys.
func Room() db.Room { return db.Room{Name: "publish", Schema: schema} }

// Records lists every record with its version, for who holds them against the
// ledger.
const Records = `
SELECT id, version FROM publication
UNION ALL SELECT id, version FROM signing_key`

// Store implements publish.Store.
type Store struct {
	db  *db.DB
	now func() time.Time
}

var _ publish.Store = (*Store)(nil)

// New keeps publications in d, with a clock for the time of events.
func New(d *db.DB, now func() time.Time) *Store { return &Store{db: d, now: now} }

func (s *Store) record(ctx context.Context, tx *db.Tx, as org.Actor, record string, owner org.ID, version int64, events []ledger.Event) error {
	return tx.Record(ctx, db.Change{
		Room: "publish", Record: record, Org: string(owner), Actor: as.String(),
		Version: version, At: s.now(), Events: events,
	})
}

// found says of a missing row what the room says.
func found(err error) error {
	if errors.Is(err, db.ErrNone) {
		return publish.ErrNotFound
	}
	return err
}

// saved tells whether a change of one row found the version that it read.
func saved(rows int64, err error) error {
	if err == nil && rows != 1 {
		return publish.ErrStale
	}
	return err
}

// instant reads a time; zero is none.
func instant(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return db.Time(ms)
}

// ms writes a time; none is zero.
func ms(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}
