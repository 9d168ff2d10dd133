// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportdb

import (
	"context"
	"errors"
	"fmt"

	"baken/base/ledger"
	"baken/ground/org"
	"baken/hear/report"
	"baken/internal/db"
)

const (
	selectKeyring = `
SELECT k.version, k.wrapped, k.renewed, p.recipient, p.verify, p.since
FROM report_keyring AS k JOIN report_key AS p ON p.ref = k.ref WHERE k.person = $1`

	lockKeyring = `SELECT version FROM report_keyring WHERE person = $1`

	putKeyring = `
INSERT INTO report_keyring (person, version, wrapped, ref, renewed) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (person) DO UPDATE SET version = excluded.version, wrapped = excluded.wrapped,
    ref = excluded.ref, renewed = excluded.renewed
WHERE report_keyring.version = excluded.version - 1`

	endKeys = `UPDATE report_key SET until = $2 WHERE person = $1 AND until = 0`

	insertKey = `
INSERT INTO report_key (ref, person, recipient, verify, since, until) VALUES ($1, $2, $3, $4, $5, 0)
ON CONFLICT DO NOTHING`

	selectKeys = `SELECT person, recipient, verify, since, until FROM report_key WHERE %s ORDER BY since, ref`

	selectIndex = `SELECT version, envelope FROM report_index WHERE person = $1`
	insertIndex = `INSERT INTO report_index (person, version, envelope) VALUES ($1, 1, $2) ON CONFLICT (person) DO NOTHING`
	updateIndex = `UPDATE report_index SET version = version + 1, envelope = $3 WHERE person = $1 AND version = $2`
)

// Keyring implements report.Store.
func (s *Store) Keyring(ctx context.Context, _ org.Actor, person org.PersonID) (k report.Keyring, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		k, err = keyring(ctx, tx, person)
		return found(err)
	})
	return k, err
}

func keyring(ctx context.Context, tx *db.Tx, person org.PersonID) (report.Keyring, error) {
	return db.One(ctx, tx, func(row db.Row) (k report.Keyring, err error) {
		var since int64
		err = row.Scan(&k.Version, &k.Wrapped, &k.Renewed, &k.Recipient, &k.Verify, &since)
		k.Person, k.Since = person, instant(since)
		return k, err
	}, selectKeyring, string(person))
}

// UpdateKeyring implements report.Store.
func (s *Store) UpdateKeyring(ctx context.Context, as org.Actor, person org.PersonID, change func(*report.Keyring) ([]ledger.Event, error)) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		if _, err := db.One(ctx, tx, db.Value[int64], lockKeyring+tx.Lock(), string(person)); err != nil && !errors.Is(err, db.ErrNone) {
			return err
		}
		k, err := keyring(ctx, tx, person)
		if errors.Is(err, db.ErrNone) {
			k, err = report.Keyring{Person: person}, nil
		}
		if err != nil {
			return err
		}
		before := k.Public
		events, err := change(&k)
		if err != nil {
			return err
		}
		if k.Public != before {
			if err := newKeys(ctx, tx, k); err != nil {
				return err
			}
		}
		err = saved(tx.Exec(ctx, putKeyring, string(person), k.Version+1, k.Wrapped, string(k.Ref()), k.Renewed))
		if err != nil {
			return err
		}
		return s.record(ctx, tx, as, "keyring:"+string(person), "", k.Version+1, events)
	})
}

func newKeys(ctx context.Context, tx *db.Tx, k report.Keyring) error {
	if _, err := tx.Exec(ctx, endKeys, string(k.Person), ms(k.Since)); err != nil {
		return err
	}
	rows, err := tx.Exec(ctx, insertKey, string(k.Ref()), string(k.Person), k.Recipient, k.Verify, ms(k.Since))
	if err == nil && rows == 0 {
		return report.ErrKeyTwice
	}
	return err
}

// KeysOf implements report.Store.
func (s *Store) KeysOf(ctx context.Context, _ org.Actor, persons []org.PersonID) ([]report.Key, error) {
	where, args := in("person", persons)
	return s.keys(ctx, where, args)
}

// Keys implements report.Store.
func (s *Store) Keys(ctx context.Context, _ org.Actor, refs []report.Ref) ([]report.Key, error) {
	where, args := in("ref", refs)
	return s.keys(ctx, where, args)
}

func (s *Store) keys(ctx context.Context, where string, args []any) (all []report.Key, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		all, err = db.All(ctx, tx, func(row db.Row) (k report.Key, err error) {
			var since, until int64
			err = row.Scan(&k.Person, &k.Recipient, &k.Verify, &since, &until)
			k.Since, k.Until = instant(since), instant(until)
			return k, err
		}, fmt.Sprintf(selectKeys, where), args...)
		return err
	})
	return all, err
}

// Index implements report.Store.
func (s *Store) Index(ctx context.Context, _ org.Actor, person org.PersonID) (i report.Index, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		i, err = db.One(ctx, tx, func(row db.Row) (i report.Index, err error) {
			err = row.Scan(&i.Version, &i.Envelope)
			return i, err
		}, selectIndex, string(person))
		return found(err)
	})
	return i, err
}

// PutIndex implements report.Store. It is no event: an index says nothing that
// the cases don't.
func (s *Store) PutIndex(ctx context.Context, _ org.Actor, person org.PersonID, i report.Index) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		if i.Version == 0 {
			return saved(tx.Exec(ctx, insertIndex, string(person), i.Envelope))
		}
		return saved(tx.Exec(ctx, updateIndex, string(person), i.Version, i.Envelope))
	})
}
