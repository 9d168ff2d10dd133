// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identitytest

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"baken/ground/identity"
	"baken/ground/org"
)

// Invitations is identity.InvitationStore in memory, beside the accounts and
// sessions that it changes.
type Invitations struct {
	accounts *Accounts
	sessions *Sessions
	mu       sync.Mutex
	all      []identity.Invitation
}

var _ identity.InvitationStore = (*Invitations)(nil)

// NewInvitations gives an empty store beside these.
func NewInvitations(a *Accounts, s *Sessions) *Invitations {
	return &Invitations{accounts: a, sessions: s}
}

// Invite implements identity.InvitationStore.
func (s *Invitations) Invite(ctx context.Context, as org.Actor, i identity.Invitation) error {
	if err := s.Withdraw(ctx, as, i.Person, i.Made); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all = append(s.all, i)
	return nil
}

// Withdraw implements identity.InvitationStore.
func (s *Invitations) Withdraw(_ context.Context, _ org.Actor, person org.PersonID, at time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for n, i := range s.all {
		if i.Person == person && i.Used.IsZero() && i.Withdrawn.IsZero() {
			s.all[n].Withdrawn, s.all[n].Version = at, i.Version+1
		}
	}
	return nil
}

// Invitation implements identity.InvitationStore.
func (s *Invitations) Invitation(_ context.Context, _ org.Actor, hash []byte) (identity.Invitation, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, err := s.find(hash)
	if err != nil {
		return identity.Invitation{}, err
	}
	return s.all[n], nil
}

func (s *Invitations) find(hash []byte) (int, error) {
	n := slices.IndexFunc(s.all, func(i identity.Invitation) bool { return bytes.Equal(i.Hash, hash) })
	if n < 0 {
		return 0, identity.ErrInvitation
	}
	return n, nil
}

// Invitations implements identity.InvitationStore.
func (s *Invitations) Invitations(_ context.Context, _ org.Actor, person org.PersonID) ([]identity.Invitation, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []identity.Invitation
	for _, i := range s.all {
		if i.Person == person {
			out = append(out, i)
		}
	}
	slices.SortFunc(out, func(a, b identity.Invitation) int {
		return cmp.Or(b.Made.Compare(a.Made), cmp.Compare(b.ID, a.ID))
	})
	return out, nil
}

// Accept implements identity.InvitationStore.
func (s *Invitations) Accept(_ context.Context, _ org.Actor, hash []byte, at time.Time, a identity.Account) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, err := s.find(hash)
	if err != nil {
		return err
	}
	if err := s.all[n].Waits(at); err != nil {
		return err
	}
	s.all[n].Used, s.all[n].Version = at, s.all[n].Version+1
	s.accounts.mu.Lock()
	if old, ok := s.accounts.all[a.Person]; ok {
		a.Version = old.Version + 1
	}
	s.accounts.all[a.Person] = a
	s.accounts.mu.Unlock()
	return s.sessions.EndOthers(context.Background(), org.Actor{Person: a.Person}, "")
}
