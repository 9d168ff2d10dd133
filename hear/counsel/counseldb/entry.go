// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counseldb

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/org"
	"baken/hear/counsel"
	"baken/internal/db"
)

const (
	columns = `id, version, org, kind, side, person, name, phone, email, when_nl, when_en, languages,
    from_on, until_on, away_from, away_until, substitute_name, substitute_phone, substitute_email, confirmed_on`

	selectOne = `
SELECT ` + columns + `
FROM help_entry WHERE id = $1`

	selectList = `
SELECT ` + columns + `
FROM help_entry WHERE %s ORDER BY id`

	insertOne = `
INSERT INTO help_entry (` + columns + `)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`

	updateOne = `
UPDATE help_entry SET version = version + 1, kind = $4, side = $5, person = $6, name = $7, phone = $8, email = $9,
    when_nl = $10, when_en = $11, languages = $12, from_on = $13, until_on = $14, away_from = $15, away_until = $16,
    substitute_name = $17, substitute_phone = $18, substitute_email = $19, confirmed_on = $20
WHERE id = $1 AND version = $2 AND org = $3`
)

// Find implements counsel.Store.
func (s *Store) Find(ctx context.Context, _ org.Actor, id counsel.EntryID) (e counsel.Entry, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		e, err = db.One(ctx, tx, scan, selectOne, string(id))
		return found(err)
	})
	return e, err
}

// List implements counsel.Store.
func (s *Store) List(ctx context.Context, _ org.Actor, in org.Scope) (list []counsel.Entry, err error) {
	where, args := in.In("org", 1)
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		list, err = db.All(ctx, tx, scan, fmt.Sprintf(selectList, where), args...)
		return err
	})
	return list, err
}

// Create implements counsel.Store.
func (s *Store) Create(ctx context.Context, as org.Actor, e counsel.Entry, events []ledger.Event) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, insertOne, values(e)...); err != nil {
			return err
		}
		return s.record(ctx, tx, as, e, e.Version, events)
	})
}

// Update implements counsel.Store.
func (s *Store) Update(ctx context.Context, as org.Actor, id counsel.EntryID, change func(*counsel.Entry) ([]ledger.Event, error)) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		e, err := db.One(ctx, tx, scan, selectOne+tx.Lock(), string(id))
		if err != nil {
			return found(err)
		}
		events, err := change(&e)
		if err != nil {
			return err
		}
		if err := saved(tx.Exec(ctx, updateOne, values(e)...)); err != nil {
			return err
		}
		return s.record(ctx, tx, as, e, e.Version+1, events)
	})
}

// values lists what stands in the columns, in their order.
func values(e counsel.Entry) []any {
	languages := make([]string, len(e.Languages))
	for i, l := range e.Languages {
		languages[i] = string(l)
	}
	instead := e.Away.Substitute
	return []any{
		string(e.ID), e.Version, string(e.Org), string(e.Kind), string(e.Side), string(e.Person), e.Name, e.Phone, e.Email,
		e.When.NL, e.When.EN, strings.Join(languages, " "), e.From.String(), e.Until.String(),
		e.Away.From.String(), e.Away.Until.String(), instead.Name, instead.Phone, instead.Email, e.Confirmed.String(),
	}
}

func scan(row db.Row) (e counsel.Entry, err error) {
	var languages, from, until, awayFrom, awayUntil, confirmed string
	instead := &e.Away.Substitute
	err = row.Scan(
		&e.ID, &e.Version, &e.Org, &e.Kind, &e.Side, &e.Person, &e.Name, &e.Phone, &e.Email,
		&e.When.NL, &e.When.EN, &languages, &from, &until,
		&awayFrom, &awayUntil, &instead.Name, &instead.Phone, &instead.Email, &confirmed,
	)
	if err != nil {
		return e, err
	}
	for l := range strings.FieldsSeq(languages) {
		e.Languages = append(e.Languages, counsel.Language(l))
	}
	return e, errors.Join(
		day(&e.From, from), day(&e.Until, until), day(&e.Away.From, awayFrom),
		day(&e.Away.Until, awayUntil), day(&e.Confirmed, confirmed),
	)
}

// day reads a day; none is empty.
func day(d *civil.Date, s string) error { return d.UnmarshalText([]byte(s)) }
