// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package outcomedb keeps registered plans in the database.
package outcomedb

import (
	"context"
	"embed"
	"errors"
	"fmt"

	"baken/base/ledger"
	"baken/examine/outcome"
	"baken/ground/org"
	"baken/internal/db"
)

//go:embed schema
var schema embed.FS

// Room is the part of the database that holds registered plans.
func Room() db.Room { return db.Room{Name: "outcome", Schema: schema} }

// Records lists every record with its version, for who holds them against the
// ledger.
const Records = `SELECT plan, 1 FROM outcome_plan`

const (
	columns = `plan, org, registered_by, registered_at, title_nl, title_en, replaces, why_nl, why_en`

	selectOne = `
SELECT ` + columns + `, raw FROM outcome_plan WHERE plan = $1`

	selectList = `
SELECT ` + columns + ` FROM outcome_plan WHERE %s
ORDER BY registered_at DESC, plan LIMIT %d OFFSET %d`

	selectAfter = `
SELECT ` + columns + ` FROM outcome_plan WHERE replaces = $1 AND replaces <> '' ORDER BY registered_at, plan`

	insertOne = `
INSERT INTO outcome_plan (` + columns + `, raw)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (plan) DO NOTHING`
)

// Store implements outcome.Registry.
type Store struct{ db *db.DB }

var _ outcome.Registry = (*Store)(nil)

// New keeps plans in d.
func New(d *db.DB) *Store { return &Store{db: d} }

// Plan implements outcome.Registry.
func (s *Store) Plan(ctx context.Context, _ org.Actor, plan string) (r outcome.Registered, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		r, err = db.One(ctx, tx, scanWhole, selectOne, plan)
		return err
	})
	if errors.Is(err, db.ErrNone) {
		return outcome.Registered{}, outcome.ErrNoPlan
	}
	return r, err
}

// Plans implements outcome.Registry.
func (s *Store) Plans(ctx context.Context, _ org.Actor, in org.Scope, p outcome.Page) ([]outcome.Registered, error) {
	where, args := in.In("org", 1)
	return s.list(ctx, fmt.Sprintf(selectList, where, max(p.Limit, 1), max(p.Offset, 0)), args...)
}

// Successors implements outcome.Registry.
func (s *Store) Successors(ctx context.Context, _ org.Actor, plan string) ([]outcome.Registered, error) {
	return s.list(ctx, selectAfter, plan)
}

func (s *Store) list(ctx context.Context, query string, args ...any) (all []outcome.Registered, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		all, err = db.All(ctx, tx, scan, query, args...)
		return err
	})
	return all, err
}

// Register implements outcome.Registry.
func (s *Store) Register(ctx context.Context, as org.Actor, r outcome.Registered, events []ledger.Event) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		rows, err := tx.Exec(ctx, insertOne, r.Plan, string(r.Org), string(r.By), r.At,
			r.Title.NL, r.Title.EN, r.Replaces, r.Why.NL, r.Why.EN, r.Raw)
		if err != nil {
			return err
		}
		if rows == 0 {
			return outcome.ErrRegistered
		}
		return tx.Record(ctx, db.Change{
			Room: "outcome", Record: r.Plan, Org: string(r.Org), Actor: as.String(), Version: 1, At: r.At, Events: events,
		})
	})
}

func scan(row db.Row) (outcome.Registered, error) { return read(row) }

func scanWhole(row db.Row) (outcome.Registered, error) {
	var raw []byte
	r, err := read(row, &raw)
	r.Raw = raw
	return r, err
}

func read(row db.Row, more ...any) (r outcome.Registered, err error) {
	var at int64
	err = row.Scan(append([]any{
		&r.Plan, &r.Org, &r.By, &at, &r.Title.NL, &r.Title.EN, &r.Replaces, &r.Why.NL, &r.Why.EN,
	}, more...)...)
	r.At = db.Time(at)
	return r, err
}
