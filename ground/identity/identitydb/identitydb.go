// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package identitydb keeps accounts and sessions in the database, in forms
// with which a thief of the database can't sign in.
package identitydb

import (
	"context"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"baken/base/ledger"
	"baken/ground/identity"
	"baken/ground/org"
	"baken/internal/db"
)

//go:embed schema
var schema embed.FS

// Room is the part of the database that holds accounts and sessions.
func Room() db.Room { return db.Room{Name: "identity", Schema: schema} }

// Records lists every record with its version, for who holds them against the
// ledger.
const Records = `
SELECT person, version FROM account
UNION ALL SELECT id, version FROM invitation`

// Accounts implements identity.Accounts.
type Accounts struct {
	db  *db.DB
	now func() time.Time
}

var _ identity.Accounts = (*Accounts)(nil)

// NewAccounts keeps accounts in d, with a clock for the time of events.
func NewAccounts(d *db.DB, now func() time.Time) *Accounts { return &Accounts{db: d, now: now} }

const (
	selectAccount = `
SELECT person, version, passphrase, secret, last_step, recovery FROM account WHERE person = $1`

	insertAccount = `
INSERT INTO account (person, version, passphrase, secret, last_step, recovery)
VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (person) DO NOTHING`

	updateAccount = `
UPDATE account SET version = $2, passphrase = $3, secret = $4, last_step = $5, recovery = $6
WHERE person = $1 AND version = $2 - 1`
)

// Account implements identity.Accounts.
func (s *Accounts) Account(ctx context.Context, _ org.Actor, person org.PersonID) (a identity.Account, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		a, err = find(ctx, tx, selectAccount, person)
		return err
	})
	return a, err
}

func find(ctx context.Context, tx *db.Tx, query string, person org.PersonID) (identity.Account, error) {
	a, err := db.One(ctx, tx, scanAccount, query, string(person))
	if errors.Is(err, db.ErrNone) {
		return a, identity.ErrNoAccount
	}
	return a, err
}

// CreateAccount implements identity.Accounts.
func (s *Accounts) CreateAccount(ctx context.Context, as org.Actor, a identity.Account) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		rows, err := tx.Exec(ctx, insertAccount, string(a.Person), a.Version, a.Passphrase, a.Secret, a.LastStep, join(a.Recovery))
		if err != nil {
			return fmt.Errorf("insert account: %w", err)
		}
		if rows == 0 {
			return identity.ErrHasAccount
		}
		return s.record(ctx, tx, as, a, ledger.Event{Verb: "identity.enrolled"})
	})
}

// UpdateAccount implements identity.Accounts.
func (s *Accounts) UpdateAccount(ctx context.Context, as org.Actor, person org.PersonID, change func(*identity.Account) ([]ledger.Event, error)) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		a, err := find(ctx, tx, selectAccount+tx.Lock(), person)
		if err != nil {
			return err
		}
		events, err := change(&a)
		if err != nil || len(events) == 0 {
			return err
		}
		a.Version++
		rows, err := tx.Exec(ctx, updateAccount, string(person), a.Version, a.Passphrase, a.Secret, a.LastStep, join(a.Recovery))
		if err != nil {
			return fmt.Errorf("update account: %w", err)
		}
		if rows != 1 {
			return identity.ErrStale
		}
		return s.record(ctx, tx, as, a, events...)
	})
}

// record writes the events of one version.
func (s *Accounts) record(ctx context.Context, tx *db.Tx, as org.Actor, a identity.Account, events ...ledger.Event) error {
	return tx.Record(ctx, db.Change{
		Room: "identity", Record: string(a.Person), Actor: as.String(),
		Version: a.Version, At: s.now(), Events: events,
	})
}

func scanAccount(row db.Row) (a identity.Account, err error) {
	var recovery string
	if err := row.Scan(&a.Person, &a.Version, &a.Passphrase, &a.Secret, &a.LastStep, &recovery); err != nil {
		return a, err
	}
	a.Recovery, err = split(recovery)
	return a, err
}

// join writes hashes as hexadecimal words.
func join(hashes [][]byte) string {
	words := make([]string, len(hashes))
	for i, h := range hashes {
		words[i] = hex.EncodeToString(h)
	}
	return strings.Join(words, " ")
}

func split(s string) ([][]byte, error) {
	var hashes [][]byte
	for word := range strings.FieldsSeq(s) {
		h, err := hex.DecodeString(word)
		if err != nil {
			return nil, fmt.Errorf("read a recovery hash: %w", err)
		}
		hashes = append(hashes, h)
	}
	return hashes, nil
}
