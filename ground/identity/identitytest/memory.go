// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package identitytest gives tests accounts and sessions without a database,
// and the suite that every store of them passes.
package identitytest

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"sync"
	"time"

	"baken/base/ledger"
	"baken/ground/identity"
	"baken/ground/org"
)

// Accounts is identity.Accounts in memory.
type Accounts struct {
	mu  sync.Mutex
	all map[org.PersonID]identity.Account
}

var _ identity.Accounts = (*Accounts)(nil)

// NewAccounts gives an empty store.
func NewAccounts() *Accounts { return &Accounts{all: make(map[org.PersonID]identity.Account)} }

// Account implements identity.Accounts.
func (s *Accounts) Account(_ context.Context, _ org.Actor, person org.PersonID) (identity.Account, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, ok := s.all[person]
	if !ok {
		return identity.Account{}, identity.ErrNoAccount
	}
	return a, nil
}

// CreateAccount implements identity.Accounts.
func (s *Accounts) CreateAccount(_ context.Context, _ org.Actor, a identity.Account) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.all[a.Person]; ok {
		return identity.ErrHasAccount
	}
	s.all[a.Person] = a
	return nil
}

// UpdateAccount implements identity.Accounts.
func (s *Accounts) UpdateAccount(_ context.Context, _ org.Actor, person org.PersonID, change func(*identity.Account) ([]ledger.Event, error)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, ok := s.all[person]
	if !ok {
		return identity.ErrNoAccount
	}
	events, err := change(&a)
	if err != nil || len(events) == 0 {
		return err
	}
	a.Version++
	s.all[person] = a
	return nil
}

// Sessions keeps sessions in memory.
type Sessions struct {
	now func() time.Time
	mu  sync.Mutex
	all map[string]session
}

type session struct {
	data          []byte
	seen, expires time.Time
	ended         bool
}

var _ identity.Sessions = (*Sessions)(nil)

// NewSessions gives an empty store with a clock.
func NewSessions(now func() time.Time) *Sessions {
	return &Sessions{now: now, all: make(map[string]session)}
}

// FindCtx gives the data of a session that hasn't ended.
func (s *Sessions) FindCtx(_ context.Context, hash string) ([]byte, bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	got, ok := s.all[hash]
	if !ok || got.ended || !s.now().Before(got.expires) {
		return nil, false, nil
	}
	return got.data, true, nil
}

// CommitCtx keeps a session until expires; one that was ended stays so.
func (s *Sessions) CommitCtx(_ context.Context, hash string, data []byte, expires time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.all[hash].ended {
		return nil
	}
	s.all[hash] = session{data: data, seen: s.now(), expires: expires}
	return nil
}

// DeleteCtx ends a session.
func (s *Sessions) DeleteCtx(_ context.Context, hash string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all[hash] = session{ended: true}
	return nil
}

// Find is FindCtx without a context.
func (s *Sessions) Find(hash string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), hash)
}

// Commit is CommitCtx without a context.
func (s *Sessions) Commit(hash string, data []byte, expires time.Time) error {
	return s.CommitCtx(context.Background(), hash, data, expires)
}

// Delete is DeleteCtx without a context.
func (s *Sessions) Delete(hash string) error { return s.DeleteCtx(context.Background(), hash) }

// List implements identity.Sessions.
func (s *Sessions) List(_ context.Context, as org.Actor) ([]identity.Session, error) {
	if !as.SignedIn() {
		return nil, identity.ErrNotAllowed
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []identity.Session
	for hash, got := range s.all {
		values, ok := s.of(as, got)
		if !ok || !s.now().Before(got.expires) {
			continue
		}
		started, err := strconv.ParseInt(values[identity.SessionStarted], 10, 64)
		if err != nil {
			return nil, err
		}
		out = append(out, identity.Session{
			ID: identity.SessionID(hash), Device: values[identity.SessionDevice],
			Started: time.Unix(started, 0).UTC(), Seen: got.seen,
		})
	}
	slices.SortFunc(out, func(a, b identity.Session) int {
		return cmp.Or(b.Seen.Compare(a.Seen), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}

func (s *Sessions) of(as org.Actor, got session) (map[string]string, bool) {
	if got.ended {
		return nil, false
	}
	_, values, err := identity.ReadSession(got.data)
	return values, err == nil && values[identity.SessionPerson] == string(as.Person)
}

// End implements identity.Sessions.
func (s *Sessions) End(_ context.Context, as org.Actor, id string) error {
	return s.end(as, func(other string) bool { return other == id })
}

// EndOthers implements identity.Sessions.
func (s *Sessions) EndOthers(_ context.Context, as org.Actor, but string) error {
	return s.end(as, func(other string) bool { return other != but })
}

func (s *Sessions) end(as org.Actor, which func(id string) bool) error {
	if !as.SignedIn() {
		return identity.ErrNotAllowed
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for hash, got := range s.all {
		if _, ok := s.of(as, got); ok && which(identity.SessionID(hash)) {
			s.all[hash] = session{ended: true}
		}
	}
	return nil
}
