// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identitytest

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/identity"
	"baken/ground/org"
)

// SessionStore is what a store of sessions does.
type SessionStore interface {
	identity.Sessions
	FindCtx(ctx context.Context, hash string) ([]byte, bool, error)
	CommitCtx(ctx context.Context, hash string, data []byte, expires time.Time) error
	DeleteCtx(ctx context.Context, hash string) error
}

// Actor gives a person without roles.
func Actor(id org.PersonID, at time.Time) org.Actor {
	return org.As(org.Person{ID: id}, nil, org.Grow(nil, civil.On(at)), at)
}

// ConformAccounts tests what every identity.Accounts promises.
func ConformAccounts(t *testing.T, s identity.Accounts) {
	ctx, as := t.Context(), org.System("test")
	a := identity.Account{
		Person: "robin", Version: 1, Passphrase: "hash", Secret: []byte{0, 1, 0xff},
		Recovery: [][]byte{{1, 2}, {3, 4}},
	}
	if _, err := s.Account(ctx, as, "robin"); !errors.Is(err, identity.ErrNoAccount) {
		t.Errorf("before: got %v", err)
	}
	if err := s.CreateAccount(ctx, as, a); err != nil {
		t.Fatal(err)
	}
	if err := s.CreateAccount(ctx, as, a); !errors.Is(err, identity.ErrHasAccount) {
		t.Errorf("twice: got %v", err)
	}
	got, err := s.Account(ctx, as, "robin")
	if diff := cmp.Diff(a, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			err := s.UpdateAccount(ctx, as, "robin", func(a *identity.Account) ([]ledger.Event, error) {
				a.LastStep++
				a.Recovery = a.Recovery[:1]
				return []ledger.Event{{Verb: "identity.signed-in"}}, nil
			})
			if err != nil {
				t.Errorf("update: %v", err)
			}
		})
	}
	wait.Wait()
	a.Version, a.LastStep, a.Recovery = 9, 8, [][]byte{{1, 2}}
	if got, err = s.Account(ctx, as, "robin"); err != nil || cmp.Diff(a, got) != "" {
		t.Errorf("%v (-want +got):\n%s", err, cmp.Diff(a, got))
	}
	refusesWhole(t, s)
}

func refusesWhole(t *testing.T, s identity.Accounts) {
	t.Helper()
	ctx, as := t.Context(), org.System("test")
	refuse := func(a *identity.Account) ([]ledger.Event, error) { a.LastStep = 99; return nil, identity.ErrCode }
	if err := s.UpdateAccount(ctx, as, "robin", refuse); !errors.Is(err, identity.ErrCode) {
		t.Errorf("a refused change: got %v", err)
	}
	if got, err := s.Account(ctx, as, "robin"); err != nil || got.LastStep != 8 {
		t.Errorf("a refused change stayed: %+v, %v", got, err)
	}
	if err := s.UpdateAccount(ctx, as, "nobody", refuse); !errors.Is(err, identity.ErrNoAccount) {
		t.Errorf("nobody: got %v", err)
	}
}
