// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package documentdb keeps the editions of letter templates in the database.
package documentdb

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"time"

	"baken/base/ledger"
	"baken/ground/document"
	"baken/ground/org"
	"baken/internal/db"
)

//go:embed schema
var schema embed.FS

// Room is the part of the database that holds what this room keeps.
func Room() db.Room { return db.Room{Name: "document", Schema: schema} }

// Records lists every record with its version, for who holds them against the
// ledger.
const Records = `SELECT org || ':' || template, version FROM letter_template`

const (
	selectLast = `
SELECT version FROM letter_template WHERE org = $1 AND template = $2`

	columns = `org, template, version, on_day, base, text`

	selectEdition = `
SELECT ` + columns + `
FROM letter_edition WHERE org = $1 AND template = $2 AND version = $3`

	selectEditions = `
SELECT ` + columns + `
FROM letter_edition WHERE org = $1 AND template = $2 ORDER BY version DESC`

	selectAll = `
SELECT e.org, e.template, e.version, e.on_day, e.base, e.text
FROM letter_template t JOIN letter_edition e ON e.org = t.org AND e.template = t.template AND e.version = t.version
WHERE t.org = $1 ORDER BY e.template`

	insertLast = `
INSERT INTO letter_template (org, template, version) VALUES ($1, $2, 1)
ON CONFLICT (org, template) DO NOTHING`

	updateLast = `
UPDATE letter_template SET version = version + 1 WHERE org = $1 AND template = $2 AND version = $3`

	insertEdition = `
INSERT INTO letter_edition (` + columns + `) VALUES ($1, $2, $3, $4, $5, $6)`
)

// Store implements document.Store.
type Store struct {
	db  *db.DB
	now func() time.Time
}

var _ document.Store = (*Store)(nil)

// New keeps templates in d, with a clock for the time of events.
func New(d *db.DB, now func() time.Time) *Store { return &Store{db: d, now: now} }

// Last implements document.Store.
func (s *Store) Last(ctx context.Context, _ org.Actor, of document.Key) (k document.Kept, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		k, err = last(ctx, tx, of, "")
		return err
	})
	return k, err
}

func last(ctx context.Context, tx *db.Tx, of document.Key, lock string) (document.Kept, error) {
	version, err := db.One(ctx, tx, func(row db.Row) (n int64, err error) { return n, row.Scan(&n) },
		selectLast+lock, string(of.Org), string(of.Template))
	if errors.Is(err, db.ErrNone) {
		return document.Kept{Key: of}, nil
	}
	if err != nil {
		return document.Kept{}, err
	}
	return db.One(ctx, tx, scan, selectEdition, string(of.Org), string(of.Template), version)
}

// All implements document.Store.
func (s *Store) All(ctx context.Context, _ org.Actor, of org.ID) ([]document.Kept, error) {
	return s.list(ctx, selectAll, string(of))
}

// Editions implements document.Store.
func (s *Store) Editions(ctx context.Context, _ org.Actor, of document.Key) ([]document.Kept, error) {
	return s.list(ctx, selectEditions, string(of.Org), string(of.Template))
}

func (s *Store) list(ctx context.Context, query string, args ...any) (all []document.Kept, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		all, err = db.All(ctx, tx, scan, query, args...)
		return err
	})
	return all, err
}

// Update implements document.Store.
func (s *Store) Update(ctx context.Context, as org.Actor, of document.Key, change func(*document.Kept) ([]ledger.Event, error)) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		k, err := last(ctx, tx, of, tx.Lock())
		if err != nil {
			return err
		}
		events, err := change(&k)
		if err != nil || len(events) == 0 {
			return err
		}
		if k.Version == 0 {
			err = saved(tx.Exec(ctx, insertLast, string(of.Org), string(of.Template)))
		} else {
			err = saved(tx.Exec(ctx, updateLast, string(of.Org), string(of.Template), k.Version))
		}
		if err != nil {
			return err
		}
		k.Version++
		return s.keep(ctx, tx, as, k, events)
	})
}

func (s *Store) keep(ctx context.Context, tx *db.Tx, as org.Actor, k document.Kept, events []ledger.Event) error {
	text, err := json.Marshal(k.Text)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, insertEdition, string(k.Org), string(k.Template), k.Version, k.On.String(), string(k.Base), string(text)); err != nil {
		return err
	}
	return tx.Record(ctx, db.Change{
		Room: "document", Record: k.Record(), Org: string(k.Org), Actor: as.String(),
		Version: k.Version, At: s.now(), Events: events,
	})
}

// saved tells whether a change of one row found the version that it read.
func saved(rows int64, err error) error {
	if err == nil && rows != 1 {
		return document.ErrStale
	}
	return err
}

func scan(row db.Row) (k document.Kept, err error) {
	var on, text string
	if err := row.Scan(&k.Org, &k.Template, &k.Version, &on, &k.Base, &text); err != nil {
		return k, err
	}
	return k, errors.Join(k.On.UnmarshalText([]byte(on)), json.Unmarshal([]byte(text), &k.Text))
}
