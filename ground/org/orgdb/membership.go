// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package orgdb

import (
	"context"
	"fmt"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/org"
	"baken/internal/db"
)

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
