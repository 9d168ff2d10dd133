// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package orgdb

import (
	"context"
	"fmt"
	"strings"

	"baken/base/ledger"
	"baken/ground/org"
	"baken/internal/db"
)

const (
	selectPerson = `SELECT id, version, name, email FROM person WHERE id = $1`

	selectPersonByEmail = `SELECT id, version, name, email FROM person WHERE email = $1`

	insertPerson = `
INSERT INTO person (id, version, name, email, sought) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (email) DO NOTHING`

	emailElsewhere = `SELECT count(*) FROM person WHERE email = $1 AND id <> $2`

	updatePerson = `
UPDATE person SET version = $2, name = $3, email = $4, sought = $5
WHERE id = $1 AND version = $2 - 1`

	searchPerson = `
SELECT id, version, name, email FROM person p
WHERE sought LIKE $1 ESCAPE '\'
  AND (NOT EXISTS (SELECT 1 FROM membership m WHERE m.person = p.id)
       OR EXISTS (SELECT 1 FROM membership m WHERE m.person = p.id AND %s))
ORDER BY name, id LIMIT $2`
)

// Person implements org.Store.
func (s *Store) Person(ctx context.Context, _ org.Actor, id org.PersonID) (org.Person, error) {
	return s.person(ctx, selectPerson, string(id))
}

// PersonByEmail implements org.Store.
func (s *Store) PersonByEmail(ctx context.Context, _ org.Actor, email string) (org.Person, error) {
	return s.person(ctx, selectPersonByEmail, email)
}

func (s *Store) person(ctx context.Context, query, key string) (p org.Person, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		p, err = found(db.One(ctx, tx, scanPerson, query, key))
		return err
	})
	return p, err
}

func scanPerson(row db.Row) (p org.Person, err error) {
	err = row.Scan(&p.ID, &p.Version, &p.Name, &p.Email)
	return p, err
}

// sought is what a search looks in: both engines lower only ASCII letters
// alike, so it is done here.
func sought(p org.Person) string { return strings.ToLower(p.Name + " " + p.Email) }

var literal = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// Search implements org.Store.
func (s *Store) Search(ctx context.Context, _ org.Actor, q org.Search) (all []org.Person, err error) {
	where, scope := q.In.In("m.org", 3)
	args := append([]any{"%" + literal.Replace(q.Words) + "%", int64(q.Limit)}, scope...)
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		all, err = db.All(ctx, tx, scanPerson, fmt.Sprintf(searchPerson, where), args...)
		return err
	})
	return all, err
}

// UpdatePerson implements org.Store.
func (s *Store) UpdatePerson(ctx context.Context, as org.Actor, id org.PersonID, change func(*org.Person) ([]ledger.Event, error)) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		p, err := found(db.One(ctx, tx, scanPerson, selectPerson+tx.Lock(), string(id)))
		if err != nil {
			return err
		}
		events, err := change(&p)
		if err != nil {
			return err
		}
		p.Version++
		taken, err := db.One(ctx, tx, db.Value[int64], emailElsewhere, p.Email, string(id))
		if err != nil {
			return err
		}
		if taken > 0 {
			return org.ErrEmailUsed
		}
		if err := one(tx.Exec(ctx, updatePerson, string(id), p.Version, p.Name, p.Email, sought(p))); err != nil {
			return fmt.Errorf("update person %s: %w", id, err)
		}
		return s.record(ctx, tx, as, string(id), "", p.Version, events...)
	})
}

// Enrol implements org.Store.
func (s *Store) Enrol(ctx context.Context, as org.Actor, p org.Person, first org.Membership) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		rows, err := tx.Exec(ctx, insertPerson, string(p.ID), p.Version, p.Name, p.Email, sought(p))
		if err != nil {
			return fmt.Errorf("insert person: %w", err)
		}
		if rows == 0 {
			return org.ErrEmailUsed
		}
		if err := s.record(ctx, tx, as, string(p.ID), first.Org, p.Version, ledger.Event{Verb: "org.person-enrolled"}); err != nil {
			return err
		}
		return s.grant(ctx, tx, as, first)
	})
}
