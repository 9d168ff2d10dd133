// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package dbtest_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"baken/base/fault"
	"baken/base/ledger"
	"baken/internal/db"
	"baken/internal/db/dbtest"
)

// A tally is a record as small as can be: it shows how a room keeps its own,
// in memory and in a database, and that Conform passes what is right.

type tallyID string

type tally struct {
	org     string
	version int64
	number  int
}

var (
	errNoTally = fault.New(fault.NotFound, "tally.none")
	errStale   = fault.New(fault.Conflict, "tally.stale")
)

type tallyChange = func(*tally) ([]ledger.Event, error)

type tallyStore interface {
	create(ctx context.Context, as string) (tallyID, error)
	find(ctx context.Context, as string, id tallyID) (tally, error)
	update(ctx context.Context, as string, id tallyID, change tallyChange) error
	events(ctx context.Context, id tallyID) ([]dbtest.Recorded, error)
}

// adapt shows a store to Conform.
func adapt(s tallyStore) dbtest.Store[tally, string, tallyID] {
	return dbtest.Store[tally, string, tallyID]{
		Owner: "ours", Stranger: "theirs",
		Create: s.create, Find: s.find, Update: s.update, Events: s.events,
		UpdateFrom: func(ctx context.Context, as string, id tallyID, seen int64, change tallyChange) error {
			return s.update(ctx, as, id, func(v *tally) ([]ledger.Event, error) {
				if v.version != seen {
					return nil, errStale
				}
				return change(v)
			})
		},
		Add:     func(v *tally) { v.number++ },
		Number:  func(v tally) int { return v.number },
		Version: func(v tally) int64 { return v.version },
	}
}

func TestTallyConforms(t *testing.T) {
	t.Run("memory", func(t *testing.T) {
		dbtest.Conform(t, func(*testing.T) dbtest.Store[tally, string, tallyID] {
			return adapt(&memory{records: map[tallyID]tally{}, recorded: map[tallyID][]dbtest.Recorded{}})
		})
	})
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		dbtest.Conform(t, func(*testing.T) dbtest.Store[tally, string, tallyID] { return adapt(kept{d}) })
	}, tallies)
}

// memory keeps tallies for as long as it lives.
type memory struct {
	mu       sync.Mutex
	records  map[tallyID]tally
	recorded map[tallyID][]dbtest.Recorded
}

func (m *memory) create(_ context.Context, as string) (tallyID, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	id := tallyID(db.NewID())
	m.records[id] = tally{org: as, version: 1}
	return id, nil
}

func (m *memory) find(_ context.Context, as string, id tallyID) (tally, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.at(as, id)
}

func (m *memory) at(as string, id tallyID) (tally, error) {
	v, there := m.records[id]
	if !there || v.org != as {
		return tally{}, errNoTally
	}
	return v, nil
}

func (m *memory) update(ctx context.Context, as string, id tallyID, change tallyChange) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	v, err := m.at(as, id)
	if err != nil {
		return err
	}
	events, err := change(&v)
	if err != nil {
		return err
	}
	v.version++
	m.records[id] = v
	for n, e := range events {
		m.recorded[id] = append(m.recorded[id], dbtest.Recorded{Version: v.version, N: int64(n), Verb: e.Verb})
	}
	return nil
}

func (m *memory) events(_ context.Context, id tallyID) ([]dbtest.Recorded, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.recorded[id]), nil
}

// kept keeps tallies in a database.
type kept struct{ d *db.DB }

var tallies = db.Room{Name: "tally", Schema: fstest.MapFS{
	"schema/sqlite/0001_tally.sql": {Data: []byte(`-- +goose Up
CREATE TABLE tally (id TEXT PRIMARY KEY, org TEXT NOT NULL, version INTEGER NOT NULL, number INTEGER NOT NULL) STRICT;`)},
	"schema/postgres/0001_tally.sql": {Data: []byte(`-- +goose Up
CREATE TABLE tally (id text COLLATE "C" PRIMARY KEY, org text NOT NULL, version bigint NOT NULL, number bigint NOT NULL);`)},
}}

const (
	addTally    = `INSERT INTO tally (id, org, version, number) VALUES ($1, $2, 1, 0)`
	findTally   = `SELECT org, version, number FROM tally WHERE id = $1 AND org = $2`
	updateTally = `UPDATE tally SET version = $1, number = $2 WHERE id = $3 AND version = $4`
)

func (k kept) create(ctx context.Context, as string) (tallyID, error) {
	id := db.NewID()
	return tallyID(id), k.d.Write(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, addTally, id, as)
		return err
	})
}

func (k kept) find(ctx context.Context, as string, id tallyID) (v tally, err error) {
	err = k.d.Read(ctx, func(tx *db.Tx) error {
		v, err = db.One(ctx, tx, scanTally, findTally, string(id), as)
		return err
	})
	return v, err
}

func (k kept) update(ctx context.Context, as string, id tallyID, change tallyChange) error {
	return k.d.Write(ctx, func(tx *db.Tx) error {
		v, err := db.One(ctx, tx, scanTally, findTally+tx.Lock(), string(id), as)
		if err != nil {
			return err
		}
		events, err := change(&v)
		if err != nil {
			return err
		}
		changed, err := tx.Exec(ctx, updateTally, v.version+1, v.number, string(id), v.version)
		if err != nil {
			return err
		}
		if changed != 1 {
			return errStale
		}
		return tx.Record(ctx, db.Change{
			Room: "tally", Record: string(id), Org: v.org, Actor: as,
			Version: v.version + 1, At: time.UnixMilli(0), Events: events,
		})
	})
}

func (k kept) events(ctx context.Context, id tallyID) ([]dbtest.Recorded, error) {
	return dbtest.Events(ctx, k.d, "tally", string(id))
}

func scanTally(row db.Row) (v tally, err error) {
	err = row.Scan(&v.org, &v.version, &v.number)
	return v, err
}
