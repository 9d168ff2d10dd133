// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identity

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"baken/ground/org"
)

// tokenSize is how many random bytes the link of an invitation holds: too
// many to guess. They are written in letters that aren't misread.
const tokenSize = 32

// Invitations lets an administrator give people their accounts without
// learning their secrets: he hands over a link, and the person behind it sets
// a passphrase and a code app himself. The same link replaces what was lost.
//
// Nobody invites himself: who finds an unlocked computer could else take the
// account over.
type Invitations struct {
	local *Local
	store InvitationStore
	vouch Vouching
	newID func() string
}

// NewInvitations gives invitations to the local accounts.
func NewInvitations(l *Local, s InvitationStore, v Vouching, newID func() string) *Invitations {
	return &Invitations{local: l, store: s, vouch: v, newID: newID}
}

// Standing is whether a person has an account, and how it came to be.
type Standing struct {
	Person      org.Person
	Account     bool
	Waits       bool // an invitation can be used now
	Invitations []Invited
}

// Invited is an invitation with the name of who made it.
type Invited struct {
	Invitation
	Maker string // empty for a command on the server
}

// Issue makes an invitation and gives the token of its link, which is kept
// nowhere. Earlier invitations of the same person no longer work.
func (v *Invitations) Issue(ctx context.Context, as org.Actor, person org.PersonID) (string, Invitation, error) {
	in, err := v.check(ctx, as, person)
	if err != nil {
		return "", Invitation{}, err
	}
	b := make([]byte, tokenSize)
	if _, err := io.ReadFull(v.local.random, b); err != nil {
		return "", Invitation{}, fmt.Errorf("draw an invitation: %w", err)
	}
	token, at := letters.EncodeToString(b), v.local.now().UTC().Truncate(time.Millisecond)
	i := Invitation{
		ID: v.newID(), Version: 1, Person: person, Org: in, By: as.Person,
		Hash: v.hash(token), Made: at, Until: at.Add(invitationLife),
	}
	if err := v.store.Invite(ctx, as, i); err != nil {
		return "", Invitation{}, fmt.Errorf("invite %s: %w", person, err)
	}
	return token, i, nil
}

// Withdraw takes back what was issued to a person and not yet used.
func (v *Invitations) Withdraw(ctx context.Context, as org.Actor, person org.PersonID) error {
	if _, err := v.check(ctx, as, person); err != nil {
		return err
	}
	return v.store.Withdraw(ctx, as, person, v.local.now())
}

func (v *Invitations) check(ctx context.Context, as org.Actor, person org.PersonID) (org.ID, error) {
	if as.SignedIn() && as.Person == person {
		return "", ErrOwnInvitation
	}
	return v.vouch.Vouch(ctx, as, person)
}

// Standing shows an account's history to who answers for it.
func (v *Invitations) Standing(ctx context.Context, as org.Actor, person org.PersonID) (Standing, error) {
	if _, err := v.vouch.Vouch(ctx, as, person); err != nil {
		return Standing{}, err
	}
	return v.standing(ctx, person)
}

// Own shows the actor the history of his own account, so that nobody takes
// it over unseen.
func (v *Invitations) Own(ctx context.Context, as org.Actor) (Standing, error) {
	if !as.SignedIn() {
		return Standing{}, ErrNotAllowed
	}
	return v.standing(ctx, as.Person)
}

func (v *Invitations) standing(ctx context.Context, person org.PersonID) (s Standing, err error) {
	l := v.local
	if s.Person, err = l.people.Person(ctx, l.self(), person); err != nil {
		return s, fmt.Errorf("find person %s: %w", person, err)
	}
	_, err = l.accounts.Account(ctx, l.self(), person)
	if err != nil && !errors.Is(err, ErrNoAccount) {
		return s, fmt.Errorf("find account of %s: %w", person, err)
	}
	s.Account = err == nil
	all, err := v.store.Invitations(ctx, l.self(), person)
	if err != nil {
		return s, fmt.Errorf("list invitations of %s: %w", person, err)
	}
	s.Waits = slices.ContainsFunc(all, func(i Invitation) bool { return i.Waits(l.now()) == nil })
	for _, i := range all {
		one := Invited{Invitation: i}
		if i.By != "" {
			maker, err := l.people.Person(ctx, l.self(), i.By)
			if err != nil {
				return s, fmt.Errorf("find who invited %s: %w", person, err)
			}
			one.Maker = maker.Name
		}
		s.Invitations = append(s.Invitations, one)
	}
	return s, nil
}

func (v *Invitations) hash(token string) []byte { return v.local.key.mac(forInvitations, token) }
