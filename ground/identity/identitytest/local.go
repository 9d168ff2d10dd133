// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identitytest

import (
	"crypto/rand"
	"testing"
	"time"

	"baken/ground/identity"
	"baken/ground/org"
	"baken/ground/org/orgtest"
)

// Cheap makes hashes fast in tests.
func Cheap() identity.Cost { return identity.Cost{Memory: 64, Time: 1, Threads: 1} }

// Key gives a server key that is the same in each test.
func Key(t testing.TB) identity.Key {
	t.Helper()
	k, err := identity.NewKey([]byte("0123456789abcdef0123456789abcdef"))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// House is a small government with local accounts.
type House struct {
	*identity.Local
	Clock    *orgtest.Clock
	Org      *orgtest.Memory
	Accounts *Accounts
	Sessions *Sessions // by the real clock, as the session manager has it
	Throttle *identity.Throttle
}

// What the account of Robin is made with.
const (
	Passphrase = "correct horse battery"
	Secret     = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
)

// NewHouse gives a house where nobody has an account yet.
func NewHouse(t testing.TB) *House {
	t.Helper()
	h := &House{Clock: orgtest.NewClock(), Org: orgtest.New(), Accounts: NewAccounts(), Sessions: NewSessions(time.Now)}
	orgtest.Fill(t, h.Org)
	var err error
	if h.Throttle, err = identity.NewThrottle(identity.DefaultLimits(), h.Clock.Now, rand.Reader); err != nil {
		t.Fatal(err)
	}
	h.Local = h.With(t, Cheap())
	return h
}

// With gives the house's local accounts with another cost of hashing.
func (h *House) With(t testing.TB, c identity.Cost) *identity.Local {
	t.Helper()
	hasher, err := identity.NewHasher(c, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return identity.NewLocal(identity.LocalConfig{
		Accounts: h.Accounts, People: h.Org, Hasher: hasher, Throttle: h.Throttle,
		Key: Key(t), Now: h.Clock.Now, Random: rand.Reader,
	})
}

// Invitations gives invitations to the house's accounts.
func (h *House) Invitations(t testing.TB) *identity.Invitations {
	t.Helper()
	orgs := org.NewService(h.Org, orgtest.Policy(t), h.Clock.Now, rand.Text)
	return identity.NewInvitations(h.Local, NewInvitations(h.Accounts, h.Sessions), orgs, rand.Text)
}

// Actor gives a person of the house as he may act now.
func (h *House) Actor(t testing.TB, name org.PersonID) org.Actor {
	t.Helper()
	as, err := org.NewService(h.Org, orgtest.Policy(t), h.Clock.Now, rand.Text).Actor(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	return as
}

// Hire gives the agency a person with a role and without an account.
func (h *House) Hire(t testing.TB, name org.PersonID, r org.Role) {
	t.Helper()
	role := orgtest.Role(org.MembershipID("m-"+name), name, r, orgtest.Agency)
	if err := h.Org.Enrol(t.Context(), org.System("test"), orgtest.Person(name), role); err != nil {
		t.Fatal(err)
	}
}

// Enrol gives a person (name@example.nl) a role in the agency and an account,
// and gives his recovery codes.
func (h *House) Enrol(t testing.TB, name org.PersonID) []string {
	t.Helper()
	h.Hire(t, name, org.Controller)
	codes, err := h.Local.Enrol(t.Context(), org.System("test"), identity.Enrolment{Person: name, Passphrase: Passphrase, Secret: Secret})
	if err != nil {
		t.Fatal(err)
	}
	return codes
}

// Code gives what the app shows now.
func (h *House) Code(t testing.TB) string {
	t.Helper()
	code, err := identity.CodeAt(Secret, h.Clock.Now())
	if err != nil {
		t.Fatal(err)
	}
	return code
}
