// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identitydb

import (
	"context"
	"errors"
	"fmt"
	"time"

	"baken/base/ledger"
	"baken/ground/identity"
	"baken/ground/org"
	"baken/internal/db"
)

// Invitations implements identity.InvitationStore.
type Invitations struct {
	db  *db.DB
	now func() time.Time
}

var _ identity.InvitationStore = (*Invitations)(nil)

// NewInvitations keeps invitations in d, with a clock for the time of events.
func NewInvitations(d *db.DB, now func() time.Time) *Invitations {
	return &Invitations{db: d, now: now}
}

const (
	invitationColumns = `
SELECT id, version, person, org, maker, hash, made, until, used, withdrawn FROM invitation `

	selectInvitation = invitationColumns + `WHERE hash = $1`

	selectInvitations = invitationColumns + `WHERE person = $1 ORDER BY made DESC, id DESC`

	selectWaiting = invitationColumns + `WHERE person = $1 AND used = 0 AND withdrawn = 0 ORDER BY id`

	insertInvitation = `
INSERT INTO invitation (id, version, person, org, maker, hash, made, until, used, withdrawn)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0)`

	withdrawInvitation = `UPDATE invitation SET version = $2, withdrawn = $3 WHERE id = $1 AND version = $2 - 1`

	useInvitation = `UPDATE invitation SET version = $2, used = $3 WHERE id = $1 AND version = $2 - 1`

	endSessions = `UPDATE session SET ended = 1, data = $2 WHERE person = $1`
)

// Invite implements identity.InvitationStore.
func (s *Invitations) Invite(ctx context.Context, as org.Actor, i identity.Invitation) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		if err := s.withdraw(ctx, tx, as, i.Person, i.Made); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, insertInvitation, i.ID, i.Version, string(i.Person), string(i.Org), string(i.By),
			i.Hash, i.Made, i.Until)
		if err != nil {
			return fmt.Errorf("insert invitation: %w", err)
		}
		return s.record(ctx, tx, as, i, "identity.invited")
	})
}

// Withdraw implements identity.InvitationStore.
func (s *Invitations) Withdraw(ctx context.Context, as org.Actor, person org.PersonID, at time.Time) error {
	return s.db.Write(ctx, func(tx *db.Tx) error { return s.withdraw(ctx, tx, as, person, at) })
}

func (s *Invitations) withdraw(ctx context.Context, tx *db.Tx, as org.Actor, person org.PersonID, at time.Time) error {
	waiting, err := db.All(ctx, tx, scanInvitation, selectWaiting+tx.Lock(), string(person))
	if err != nil {
		return fmt.Errorf("select invitations: %w", err)
	}
	for _, i := range waiting {
		i.Version++
		if err := one(tx.Exec(ctx, withdrawInvitation, i.ID, i.Version, at)); err != nil {
			return fmt.Errorf("withdraw invitation %s: %w", i.ID, err)
		}
		if err := s.record(ctx, tx, as, i, "identity.invitation-withdrawn"); err != nil {
			return err
		}
	}
	return nil
}

// Invitation implements identity.InvitationStore.
func (s *Invitations) Invitation(ctx context.Context, _ org.Actor, hash []byte) (i identity.Invitation, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		i, err = findInvitation(ctx, tx, selectInvitation, hash)
		return err
	})
	return i, err
}

func findInvitation(ctx context.Context, tx *db.Tx, query string, hash []byte) (identity.Invitation, error) {
	i, err := db.One(ctx, tx, scanInvitation, query, hash)
	if errors.Is(err, db.ErrNone) {
		return i, identity.ErrInvitation
	}
	return i, err
}

// Invitations implements identity.InvitationStore.
func (s *Invitations) Invitations(ctx context.Context, _ org.Actor, person org.PersonID) (all []identity.Invitation, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		all, err = db.All(ctx, tx, scanInvitation, selectInvitations, string(person))
		return err
	})
	return all, err
}

// Accept implements identity.InvitationStore.
func (s *Invitations) Accept(ctx context.Context, as org.Actor, hash []byte, at time.Time, a identity.Account) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		i, err := findInvitation(ctx, tx, selectInvitation+tx.Lock(), hash)
		if err != nil {
			return err
		}
		if err := i.Waits(at); err != nil {
			return err
		}
		i.Version++
		if err := one(tx.Exec(ctx, useInvitation, i.ID, i.Version, at)); err != nil {
			return fmt.Errorf("use invitation %s: %w", i.ID, err)
		}
		if err := s.record(ctx, tx, as, i, "identity.invitation-used"); err != nil {
			return err
		}
		if err := s.replace(ctx, tx, as, i, a); err != nil {
			return fmt.Errorf("write account of %s: %w", a.Person, err)
		}
		_, err = tx.Exec(ctx, endSessions, string(a.Person), []byte{})
		return err
	})
}

// replace writes an account in place of the one that may be there.
func (s *Invitations) replace(ctx context.Context, tx *db.Tx, as org.Actor, i identity.Invitation, a identity.Account) error {
	verb := "identity.renewed"
	old, err := find(ctx, tx, selectAccount+tx.Lock(), a.Person)
	switch {
	case errors.Is(err, identity.ErrNoAccount):
		verb = "identity.enrolled"
		err = one(tx.Exec(ctx, insertAccount, string(a.Person), a.Version, a.Passphrase, a.Secret, a.LastStep, join(a.Recovery)))
	case err == nil:
		a.Version = old.Version + 1
		err = one(tx.Exec(ctx, updateAccount, string(a.Person), a.Version, a.Passphrase, a.Secret, a.LastStep, join(a.Recovery)))
	}
	if err != nil {
		return err
	}
	return tx.Record(ctx, db.Change{
		Room: "identity", Record: string(a.Person), Org: string(i.Org), Actor: as.String(), Version: a.Version, At: s.now(),
		Events: []ledger.Event{{Verb: verb, Note: map[string]string{"invitation": i.ID}}},
	})
}

func (s *Invitations) record(ctx context.Context, tx *db.Tx, as org.Actor, i identity.Invitation, verb string) error {
	return tx.Record(ctx, db.Change{
		Room: "identity", Record: i.ID, Org: string(i.Org), Actor: as.String(), Version: i.Version, At: s.now(),
		Events: []ledger.Event{{Verb: verb, Note: map[string]string{"person": string(i.Person)}}},
	})
}

// one tells whether a change of one row found its version.
func one(rows int64, err error) error {
	if err == nil && rows != 1 {
		return identity.ErrStale
	}
	return err
}

func scanInvitation(row db.Row) (i identity.Invitation, err error) {
	var made, until, used, withdrawn int64
	err = row.Scan(&i.ID, &i.Version, &i.Person, &i.Org, &i.By, &i.Hash, &made, &until, &used, &withdrawn)
	i.Made, i.Until, i.Used, i.Withdrawn = db.Time(made), db.Time(until), instant(used), instant(withdrawn)
	return i, err
}

// instant reads a time that may not have come.
func instant(milliseconds int64) time.Time {
	if milliseconds == 0 {
		return time.Time{}
	}
	return db.Time(milliseconds)
}
