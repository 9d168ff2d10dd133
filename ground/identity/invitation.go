// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identity

import (
	"context"
	"time"

	"baken/ground/org"
)

// invitationLife is how long an invitation waits for its person.
const invitationLife = 7 * 24 * time.Hour

// Invitation lets one person make an account, or make it anew, once. It is
// kept by a keyed hash of the token in its link, so that neither a thief of
// the database nor who reads it can use it.
type Invitation struct {
	ID        string
	Version   int64
	Person    org.PersonID
	Org       org.ID       // in whose name it was made, and whose auditor sees it
	By        org.PersonID // who made it; empty for a command on the server
	Hash      []byte
	Made      time.Time
	Until     time.Time // from then on it is refused
	Used      time.Time // zero until it is used
	Withdrawn time.Time // zero until it is taken back, or replaced by a later one
}

// Waits refuses an invitation that can't be used at an instant, and says why.
func (i Invitation) Waits(at time.Time) error {
	switch {
	case !i.Used.IsZero():
		return ErrInvitationUsed
	case !i.Withdrawn.IsZero():
		return ErrInvitationWithdrawn
	case !at.Before(i.Until):
		return ErrInvitationLate
	}
	return nil
}

// InvitationStore keeps invitations; identitydb implements it.
type InvitationStore interface {
	// Invite keeps an invitation, and withdraws the ones of the same person
	// that still wait.
	Invite(ctx context.Context, as org.Actor, i Invitation) error
	// Invitation gives the one with this hash, or ErrInvitation.
	Invitation(ctx context.Context, as org.Actor, hash []byte) (Invitation, error)
	// Invitations lists those of a person, the newest first.
	Invitations(ctx context.Context, as org.Actor, person org.PersonID) ([]Invitation, error)
	// Withdraw takes back the ones of a person that still wait.
	Withdraw(ctx context.Context, as org.Actor, person org.PersonID, at time.Time) error
	// Accept uses an invitation: its person has this account in place of any
	// other, and all his sessions end, together or not at all. Of two who use
	// it at once, one is refused.
	Accept(ctx context.Context, as org.Actor, hash []byte, at time.Time, a Account) error
}

// Vouching says in which organisation an actor answers for a person's
// account, or refuses; org.Service does.
type Vouching interface {
	Vouch(ctx context.Context, as org.Actor, person org.PersonID) (org.ID, error)
}
