// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publishdb

import (
	"context"
	"fmt"

	"baken/account/publish"
	"baken/base/ledger"
	"baken/ground/org"
	"baken/internal/db"
)

const (
	selectKeys = `
SELECT id, version, org, name, public_key, added_at, revoked_at
FROM signing_key WHERE %s ORDER BY name, id`

	insertKey = `
INSERT INTO signing_key (id, version, org, name, public_key, added_at, revoked_at)
VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (public_key) DO NOTHING`

	updateKey = `
UPDATE signing_key SET version = version + 1, revoked_at = $3 WHERE id = $1 AND version = $2`
)

// KeysOf implements publish.Store.
func (s *Store) KeysOf(ctx context.Context, _ org.Actor, in org.Scope) (keys []publish.Key, err error) {
	where, args := in.In("org", 1)
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		keys, err = db.All(ctx, tx, scanKey, fmt.Sprintf(selectKeys, where), args...)
		return err
	})
	return keys, err
}

// Key implements publish.Store.
func (s *Store) Key(ctx context.Context, _ org.Actor, id publish.KeyID) (k publish.Key, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		k, err = db.One(ctx, tx, scanKey, fmt.Sprintf(selectKeys, "id = $1"), string(id))
		return found(err)
	})
	return k, err
}

// AddKey implements publish.Store.
func (s *Store) AddKey(ctx context.Context, as org.Actor, k publish.Key, events []ledger.Event) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		rows, err := tx.Exec(ctx, insertKey, string(k.ID), k.Version, string(k.Org), k.Name, k.Public, ms(k.Added), ms(k.Revoked))
		if err != nil {
			return err
		}
		if rows == 0 {
			return publish.ErrKeyTwice
		}
		return s.record(ctx, tx, as, string(k.ID), k.Org, k.Version, events)
	})
}

// UpdateKey implements publish.Store.
func (s *Store) UpdateKey(ctx context.Context, as org.Actor, id publish.KeyID, change func(*publish.Key) ([]ledger.Event, error)) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		k, err := db.One(ctx, tx, scanKey, fmt.Sprintf(selectKeys, "id = $1")+tx.Lock(), string(id))
		if err != nil {
			return found(err)
		}
		events, err := change(&k)
		if err != nil {
			return err
		}
		if err := saved(tx.Exec(ctx, updateKey, string(k.ID), k.Version, ms(k.Revoked))); err != nil {
			return err
		}
		return s.record(ctx, tx, as, string(k.ID), k.Org, k.Version+1, events)
	})
}

func scanKey(row db.Row) (k publish.Key, err error) {
	var added, revoked int64
	err = row.Scan(&k.ID, &k.Version, &k.Org, &k.Name, &k.Public, &added, &revoked)
	k.Added, k.Revoked = instant(added), instant(revoked)
	return k, err
}
