// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identitytest

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/ground/identity"
	"baken/ground/org"
	"baken/ground/org/orgtest"
)

// ConformInvitations tests what every identity.InvitationStore promises,
// beside the accounts and sessions of the same store.
func ConformInvitations(t *testing.T, s identity.InvitationStore, a identity.Accounts, live SessionStore, c *orgtest.Clock) {
	v := invitations{keeper: keeper{t, live, c}, s: s, a: a}
	v.keepsThem()
	v.replacesTheEarlier()
	v.makesAnAccount()
	v.makesItAnew()
	v.takesOne()
}

type invitations struct {
	keeper
	s identity.InvitationStore
	a identity.Accounts
}

// invite keeps a new invitation for a person.
func (v invitations) invite(id string, p org.PersonID) identity.Invitation {
	v.Helper()
	i := identity.Invitation{
		ID: id, Version: 1, Person: p, Org: "agency", By: "boss", Hash: []byte("hash of " + id),
		Made: v.c.Now(), Until: v.c.Now().Add(time.Hour),
	}
	if err := v.s.Invite(v.Context(), Actor("boss", v.c.Now()), i); err != nil {
		v.Fatal(err)
	}
	v.c.Pass(time.Minute)
	return i
}

func (v invitations) get(id string) identity.Invitation {
	v.Helper()
	got, err := v.s.Invitation(v.Context(), org.System("test"), []byte("hash of "+id))
	if err != nil {
		v.Fatal(err)
	}
	return got
}

func (v invitations) accept(id string, a identity.Account) error {
	return v.s.Accept(v.Context(), org.System("test"), []byte("hash of "+id), v.c.Now(), a)
}

func (v invitations) keepsThem() {
	want := v.invite("i1", "newcomer")
	if diff := cmp.Diff(want, v.get("i1")); diff != "" {
		v.Errorf("kept (-want +got):\n%s", diff)
	}
	if _, err := v.s.Invitation(v.Context(), org.System("test"), []byte("other")); !errors.Is(err, identity.ErrInvitation) {
		v.Errorf("another hash: got %v", err)
	}
	if err := v.accept("i0", identity.Account{}); !errors.Is(err, identity.ErrInvitation) {
		v.Errorf("accepting none: got %v", err)
	}
}

func (v invitations) replacesTheEarlier() {
	other, at := v.invite("i2", "sam"), v.c.Now()
	v.invite("i3", "newcomer")
	if got := v.get("i1"); got.Withdrawn != at || got.Version != 2 {
		v.Errorf("the earlier one is %+v", got)
	}
	if err := v.accept("i1", identity.Account{Person: "newcomer", Version: 1}); !errors.Is(err, identity.ErrInvitationWithdrawn) {
		v.Errorf("the earlier one: got %v", err)
	}
	if diff := cmp.Diff(other, v.get("i2")); diff != "" {
		v.Errorf("another person's (-want +got):\n%s", diff)
	}
	if err := v.s.Withdraw(v.Context(), org.System("test"), "sam", v.c.Now()); err != nil || v.get("i2").Withdrawn.IsZero() {
		v.Errorf("withdrawn: %+v, %v", v.get("i2"), err)
	}
	all, err := v.s.Invitations(v.Context(), org.System("test"), "newcomer")
	if err != nil || len(all) != 2 || all[0].ID != "i3" || all[1].ID != "i1" {
		v.Errorf("listed %+v, %v", all, err)
	}
}

func (v invitations) makesAnAccount() {
	a := identity.Account{Person: "newcomer", Version: 1, Passphrase: "hash", Secret: []byte{1}, LastStep: 7, Recovery: [][]byte{{2}}}
	if err := v.accept("i3", a); err != nil {
		v.Fatal(err)
	}
	got, err := v.a.Account(v.Context(), org.System("test"), "newcomer")
	if diff := cmp.Diff(a, got); err != nil || diff != "" {
		v.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if err := v.accept("i3", a); !errors.Is(err, identity.ErrInvitationUsed) {
		v.Errorf("used twice: got %v", err)
	}
	late := v.invite("i4", "late")
	v.c.Pass(late.Until.Sub(v.c.Now()))
	if err := v.accept("i4", identity.Account{Person: "late", Version: 1}); !errors.Is(err, identity.ErrInvitationLate) {
		v.Errorf("too late: got %v", err)
	}
	if _, err := v.a.Account(v.Context(), org.System("test"), "late"); !errors.Is(err, identity.ErrNoAccount) {
		v.Errorf("a late one made an account: %v", err)
	}
}

func (v invitations) makesItAnew() {
	const hers, his = "hers-0123456789abcdef", "his-0123456789abcdef"
	v.write(hers, "newcomer", time.Hour)
	v.write(his, "somebody", time.Hour)
	v.invite("i5", "newcomer")
	a := identity.Account{Person: "newcomer", Version: 1, Passphrase: "new hash", Secret: []byte{9}, LastStep: 8, Recovery: [][]byte{{3}}}
	if err := v.accept("i5", a); err != nil {
		v.Fatal(err)
	}
	a.Version = 2
	got, err := v.a.Account(v.Context(), org.System("test"), "newcomer")
	if diff := cmp.Diff(a, got); err != nil || diff != "" {
		v.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if v.there(hers) || !v.there(his) {
		v.Errorf("her session goes on: %t; another's: %t", v.there(hers), v.there(his))
	}
	v.write(hers, "newcomer", time.Hour)
	if v.there(hers) {
		v.Error("a request that was under way brought her session back")
	}
}

// takesOne lets several use the same invitation at once.
func (v invitations) takesOne() {
	v.invite("i6", "crowd")
	var wait sync.WaitGroup
	var taken atomic.Int64
	for n := range 4 {
		wait.Go(func() {
			err := v.accept("i6", identity.Account{Person: "crowd", Version: 1, Secret: []byte{byte(n)}})
			switch {
			case err == nil:
				taken.Add(1)
			case !errors.Is(err, identity.ErrInvitationUsed):
				v.Errorf("at once: got %v", err)
			}
		})
	}
	wait.Wait()
	if got := taken.Load(); got != 1 {
		v.Errorf("%d of four used the same invitation", got)
	}
}
