// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complainttest

import (
	"context"
	"sync"
	"testing"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/base/seal"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/complaint"
	"baken/internal/db"
)

// House is the small government of orgtest with a committee at the ministry: two
// secretaries, Sam and Sol, and four members. Aya decides for the agency, and
// Ada for the ministry above it.
type House struct {
	Service *complaint.Service
	Store   complaint.Store
	Orgs    *org.Service
	People  *orgtest.Memory
	Policy  *org.Policy
	Clock   *orgtest.Clock
	Keys    *Keys
}

// The people of a House. Dik has no role at first.
const (
	Sam org.PersonID = "sam"
	Sol org.PersonID = "sol"
	Mia org.PersonID = "mia" // the chair
	Max org.PersonID = "max"
	Mel org.PersonID = "mel"
	Moe org.PersonID = "moe"
	Aya org.PersonID = "aya"
	Ada org.PersonID = "ada"
	Dik org.PersonID = "dik"
)

// Keys is complaint.Keys, with the secret keys of everybody.
type Keys struct {
	mu    sync.Mutex
	rings map[org.PersonID]seal.Keyring
}

// PublicKeys implements complaint.Keys.
func (k *Keys) PublicKeys(_ context.Context, people []org.PersonID) (map[org.PersonID]complaint.Public, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	all := map[org.PersonID]complaint.Public{}
	for _, p := range people {
		if ring, has := k.rings[p]; has {
			all[p] = PublicOf(ring)
		}
	}
	return all, nil
}

// Renew gives somebody keys, instead of those that he had.
func (k *Keys) Renew(p org.PersonID) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.rings[p] = seal.NewKeyring()
}

// Ring gives the secret keys of somebody.
func (k *Keys) Ring(p org.PersonID) seal.Keyring {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.rings[p]
}

// PublicOf gives the public keys of a keyring.
func PublicOf(k seal.Keyring) complaint.Public {
	return complaint.Public{Recipient: k.Identity.Recipient().String(), Verify: k.Signing.VerifyKey().String()}
}

// NewHouse makes a House whose complaints are in a store.
func NewHouse(t testing.TB, store complaint.Store) *House {
	t.Helper()
	h := &House{
		Store: store, People: orgtest.New(), Policy: orgtest.Policy(t, complaint.Rules()), Clock: orgtest.NewClock(),
		Keys: &Keys{rings: map[org.PersonID]seal.Keyring{}},
	}
	orgtest.Fill(t, h.People)
	h.Orgs = org.NewService(h.People, h.Policy, h.Clock.Now, db.NewID)
	h.Service = h.With()
	for _, one := range []struct {
		id   org.PersonID
		role org.Role
		at   org.ID
	}{
		{Sam, org.CommitteeSecretary, orgtest.Ministry},
		{Sol, org.CommitteeSecretary, orgtest.Ministry},
		{Mia, org.CommitteeMember, orgtest.Ministry},
		{Max, org.CommitteeMember, orgtest.Ministry},
		{Mel, org.CommitteeMember, orgtest.Ministry},
		{Moe, org.CommitteeMember, orgtest.Ministry},
		{Aya, org.CompetentAuthority, orgtest.Agency},
		{Ada, org.CompetentAuthority, orgtest.Ministry},
	} {
		h.Appoint(t, one.id, one.role, one.at)
		h.Keys.Renew(one.id)
	}
	return h
}

// With gives the service of the house as it is once days were decreed to be
// public holidays.
func (h *House) With(decreed ...civil.Decree) *complaint.Service {
	return complaint.NewService(complaint.Config{
		Store: h.Store, Orgs: h.Orgs, People: h.People, Keys: h.Keys, Policy: h.Policy, Now: h.Clock.Now,
		Calendar: civil.NewCalendar(decreed...), Editions: []complaint.Procedure{complaint.Edition2026()},
		Lookup: seal.NewLookupKey([]byte("a secret of the tests")),
	})
}

// Appoint gives somebody a role from yesterday on.
func (h *House) Appoint(t testing.TB, id org.PersonID, role org.Role, at org.ID) {
	t.Helper()
	m := org.Membership{
		ID: org.MembershipID(db.NewID()), Version: 1, Person: id, Org: at, Role: role,
		Period: civil.Since(civil.On(h.Clock.Now()).AddDays(-1)),
	}
	as, err := org.System("test"), error(nil)
	if _, unknown := h.People.Person(t.Context(), as, id); unknown != nil {
		err = h.People.Enrol(t.Context(), as, orgtest.Person(id), m)
	} else {
		err = h.People.Grant(t.Context(), as, m)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// Dismiss ends all roles of somebody as of today.
func (h *House) Dismiss(t testing.TB, id org.PersonID) {
	t.Helper()
	as, today := org.System("test"), civil.On(h.Clock.Now())
	held, err := h.People.Held(t.Context(), as, id)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range held {
		end := func(m *org.Membership) ([]ledger.Event, error) { return m.End(today, today) }
		if err := h.People.UpdateMembership(t.Context(), as, m.ID, end); err != nil {
			t.Fatal(err)
		}
	}
}

// Actor gives somebody as he may act now.
func (h *House) Actor(t testing.TB, id org.PersonID) org.Actor {
	t.Helper()
	as, err := h.Orgs.Actor(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return as
}

// Outsider draws what follows from somebody's words, without the words:
// stretching those takes half a second.
func Outsider(t testing.TB) (seal.Lookup, complaint.Public) {
	t.Helper()
	lookup, err := seal.ParseLookup(seal.NewAttachment(0).ID)
	if err != nil {
		t.Fatal(err)
	}
	return lookup, PublicOf(seal.NewKeyring())
}

// Submit files the complaint of a number about the agency, sealed to these
// secretaries, and gives by what its complainant is found.
func (h *House) Submit(t testing.TB, n int, to ...org.PersonID) seal.Lookup {
	t.Helper()
	words, public := Outsider(t)
	err := h.Service.Submit(t.Context(), org.Public(), complaint.Submitting{
		ID: ID(n), Org: orgtest.Agency, To: to, Words: words, Public: public, Key: Envelope("key"), Envelope: Envelope("words"),
	})
	if err != nil {
		t.Fatal(err)
	}
	return words
}
