// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package orgdb

import (
	"context"
	"fmt"
	"strings"

	"baken/base/ledger"
	"baken/ground/civil"
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

const (
	insertMembership = `
INSERT INTO membership (id, version, person, org, role, from_on, until_on)
VALUES ($1, $2, $3, $4, $5, $6, $7)`

	selectMembership = `
SELECT id, version, person, org, role, from_on, until_on FROM membership WHERE id = $1`

	selectHeld = `
SELECT id, version, person, org, role, from_on, until_on FROM membership
WHERE person = $1 ORDER BY id`

	updateMembership = `
UPDATE membership SET version = $2, until_on = $3 WHERE id = $1 AND version = $2 - 1`

	selectMembers = `
SELECT m.id, m.version, m.person, m.org, m.role, m.from_on, m.until_on, p.id, p.version, p.name, p.email
FROM membership m JOIN person p ON p.id = m.person
WHERE m.from_on <= $1 AND (m.until_on IS NULL OR m.until_on > $1) AND %s
ORDER BY p.name, m.id`

	orgExists = `SELECT count(*) FROM org WHERE id = $1`
)

// Grant implements org.Store. The person's row is locked, so that two grants
// of the same role don't both find it free.
func (s *Store) Grant(ctx context.Context, as org.Actor, m org.Membership) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		if _, err := found(db.One(ctx, tx, scanPerson, selectPerson+tx.Lock(), string(m.Person))); err != nil {
			return err
		}
		held, err := db.All(ctx, tx, scanMembership, selectHeld, string(m.Person))
		if err != nil {
			return err
		}
		if m.Clashes(held) {
			return org.ErrHeld
		}
		return s.grant(ctx, tx, as, m)
	})
}

func (s *Store) grant(ctx context.Context, tx *db.Tx, as org.Actor, m org.Membership) error {
	there, err := db.One(ctx, tx, db.Value[int64], orgExists, string(m.Org))
	if err != nil {
		return err
	}
	if there == 0 {
		return org.ErrNotFound
	}
	_, err = tx.Exec(ctx, insertMembership, string(m.ID), m.Version, string(m.Person), string(m.Org),
		string(m.Role), m.From.String(), open(m.Until))
	if err != nil {
		return fmt.Errorf("insert membership: %w", err)
	}
	return s.record(ctx, tx, as, string(m.ID), m.Org, m.Version, m.Granted())
}

// Membership implements org.Store.
func (s *Store) Membership(ctx context.Context, _ org.Actor, id org.MembershipID) (m org.Membership, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		m, err = found(db.One(ctx, tx, scanMembership, selectMembership, string(id)))
		return err
	})
	return m, err
}

// UpdateMembership implements org.Store.
func (s *Store) UpdateMembership(ctx context.Context, as org.Actor, id org.MembershipID, change func(*org.Membership) ([]ledger.Event, error)) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		m, err := found(db.One(ctx, tx, scanMembership, selectMembership+tx.Lock(), string(id)))
		if err != nil {
			return err
		}
		events, err := change(&m)
		if err != nil {
			return err
		}
		m.Version++
		if err := one(tx.Exec(ctx, updateMembership, string(id), m.Version, open(m.Until))); err != nil {
			return fmt.Errorf("update membership %s: %w", id, err)
		}
		return s.record(ctx, tx, as, string(id), m.Org, m.Version, events...)
	})
}

// Held implements org.Store.
func (s *Store) Held(ctx context.Context, _ org.Actor, person org.PersonID) (all []org.Membership, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		all, err = db.All(ctx, tx, scanMembership, selectHeld, string(person))
		return err
	})
	return all, err
}

// Members implements org.Store.
func (s *Store) Members(ctx context.Context, _ org.Actor, in org.Scope, on civil.Date) (all []org.Member, err error) {
	where, scope := in.In("m.org", 2)
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		all, err = db.All(ctx, tx, scanMember, fmt.Sprintf(selectMembers, where), append([]any{on.String()}, scope...)...)
		return err
	})
	return all, err
}

func scanMembership(row db.Row) (org.Membership, error) {
	m, err := scanMember(partial{row})
	return m.Membership, err
}

// partial reads the columns of a membership without those of its person.
type partial struct{ db.Row }

func (p partial) Scan(dest ...any) error { return p.Row.Scan(dest[:7]...) }

func scanMember(row db.Row) (m org.Member, err error) {
	var from string
	var until *string
	err = row.Scan(&m.ID, &m.Version, &m.Membership.Person, &m.Org, &m.Role, &from, &until,
		&m.Person.ID, &m.Person.Version, &m.Person.Name, &m.Person.Email)
	if err != nil {
		return m, err
	}
	m.Period, err = period(from, until)
	return m, err
}
