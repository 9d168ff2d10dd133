// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publishdb

import (
	"context"
	"fmt"
	"strings"

	"baken/account/publish"
	"baken/base/ledger"
	"baken/ground/org"
	"baken/internal/db"
)

const (
	columns = `id, version, org, state, title_nl, title_en, intro_nl, intro_en,
    why_nl, why_en, public_key, imported_at, opened_at, closed_at`

	selectOne = `
SELECT ` + columns + `, raw
FROM publication JOIN publication_bundle ON publication = id WHERE id = $1`

	selectList = `
SELECT ` + columns + `
FROM publication WHERE %s AND %s
ORDER BY opened_at DESC, imported_at DESC, id DESC LIMIT %d OFFSET %d`

	insertOne = `
INSERT INTO publication (` + columns + `, bundle_hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
ON CONFLICT (org, bundle_hash) DO NOTHING`

	insertBundle = `INSERT INTO publication_bundle (publication, raw) VALUES ($1, $2)`

	updateOne = `
UPDATE publication SET version = version + 1, state = $3, title_nl = $4, title_en = $5,
    intro_nl = $6, intro_en = $7, why_nl = $8, why_en = $9, opened_at = $10, closed_at = $11
WHERE id = $1 AND version = $2`
)

// Find implements publish.Store.
func (s *Store) Find(ctx context.Context, _ org.Actor, id publish.ID) (p publish.Publication, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		p, err = db.One(ctx, tx, scanWhole, selectOne, string(id))
		return found(err)
	})
	return p, err
}

// List implements publish.Store.
func (s *Store) List(ctx context.Context, _ org.Actor, in org.Scope, q publish.Query) (list []publish.Publication, err error) {
	where, args := in.In("org", 1)
	states := "1 = 1"
	if len(q.States) > 0 {
		marks := make([]string, len(q.States))
		for i, st := range q.States {
			args = append(args, string(st))
			marks[i] = fmt.Sprintf("$%d", len(args))
		}
		states = "state IN (" + strings.Join(marks, ", ") + ")"
	}
	query := fmt.Sprintf(selectList, where, states, max(q.Limit, 1), max(q.Offset, 0))
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		list, err = db.All(ctx, tx, scan, query, args...)
		return err
	})
	return list, err
}

// Create implements publish.Store.
func (s *Store) Create(ctx context.Context, as org.Actor, p publish.Publication, events []ledger.Event) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		rows, err := tx.Exec(ctx, insertOne, string(p.ID), p.Version, string(p.Org), string(p.State),
			p.Title.NL, p.Title.EN, p.Intro.NL, p.Intro.EN, p.Why.NL, p.Why.EN, p.Key,
			ms(p.Imported), ms(p.Opened), ms(p.Closed), p.Hash())
		if err != nil {
			return err
		}
		if rows == 0 {
			return publish.ErrTwice
		}
		if _, err := tx.Exec(ctx, insertBundle, string(p.ID), p.Raw); err != nil {
			return err
		}
		return s.record(ctx, tx, as, string(p.ID), p.Org, p.Version, events)
	})
}

// Update implements publish.Store.
func (s *Store) Update(ctx context.Context, as org.Actor, id publish.ID, change func(*publish.Publication) ([]ledger.Event, error)) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		p, err := db.One(ctx, tx, scanWhole, selectOne+tx.Lock(), string(id))
		if err != nil {
			return found(err)
		}
		events, err := change(&p)
		if err != nil {
			return err
		}
		err = saved(tx.Exec(ctx, updateOne, string(p.ID), p.Version, string(p.State),
			p.Title.NL, p.Title.EN, p.Intro.NL, p.Intro.EN, p.Why.NL, p.Why.EN, ms(p.Opened), ms(p.Closed)))
		if err != nil {
			return err
		}
		return s.record(ctx, tx, as, string(p.ID), p.Org, p.Version+1, events)
	})
}

func scan(row db.Row) (publish.Publication, error) { return read(row) }

func scanWhole(row db.Row) (publish.Publication, error) {
	var raw []byte
	p, err := read(row, &raw)
	p.Raw = raw
	return p, err
}

func read(row db.Row, more ...any) (p publish.Publication, err error) {
	var imported, opened, closed int64
	err = row.Scan(append([]any{
		&p.ID, &p.Version, &p.Org, &p.State, &p.Title.NL, &p.Title.EN, &p.Intro.NL, &p.Intro.EN,
		&p.Why.NL, &p.Why.EN, &p.Key, &imported, &opened, &closed,
	}, more...)...)
	p.Imported, p.Opened, p.Closed = instant(imported), instant(opened), instant(closed)
	return p, err
}
