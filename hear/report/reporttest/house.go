// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reporttest

import (
	"crypto/rand"
	"testing"
	"time"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/base/seal"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/report"
	"baken/internal/db"
)

// House is a small government whose agency has a desk of two, Ans and Bas, and
// whose independent desk is Cis.
type House struct {
	Service *report.Service
	Orgs    *org.Service
	People  *orgtest.Memory
	Policy  *org.Policy
	Clock   *orgtest.Clock
	Rings   map[org.PersonID]seal.Keyring
}

// The officers of a House. Dik has no role at first.
const (
	Ans org.PersonID = "ans"
	Bas org.PersonID = "bas"
	Cis org.PersonID = "cis"
	Dik org.PersonID = "dik"
)

// Site is what receipts are stretched with in a House.
const Site = "report.example"

// NewHouse makes a House whose reports are in these stores; log may be nil.
func NewHouse(t testing.TB, store report.Store, chunks report.Chunks, log report.Ledger) *House {
	t.Helper()
	h := &House{
		People: orgtest.New(), Policy: orgtest.Policy(t, report.Rules()), Clock: orgtest.NewClock(), Rings: map[org.PersonID]seal.Keyring{},
	}
	orgtest.Fill(t, h.People)
	disposal, _ := store.(report.Disposal) // a database's is made with a log
	h.Orgs = org.NewService(h.People, h.Policy, h.Clock.Now, db.NewID)
	h.Service = report.NewService(report.Config{
		Store: store, Chunks: chunks, Orgs: h.Orgs, People: h.People, Policy: h.Policy, Ledger: log, Now: h.Clock.Now,
		Lookup: seal.NewLookupKey([]byte("a secret of the tests")), Site: Site, Pace: report.Pace{PerSecond: 1e6, Burst: 1e6, Longest: time.Second},
		Disposal: disposal, Tally: report.Tallying{Store: NewTallies(), Key: report.NewTallyKey(make([]byte, 32), rand.Reader)},
	})
	for id, at := range map[org.PersonID]org.ID{Ans: orgtest.Agency, Bas: orgtest.Agency, Cis: orgtest.Crown} {
		h.Appoint(t, id, at)
		h.Unlock(t, id)
	}
	return h
}

// Appoint makes somebody an intake officer from yesterday on.
func (h *House) Appoint(t testing.TB, id org.PersonID, at org.ID) {
	t.Helper()
	m := org.Membership{
		ID: org.MembershipID(db.NewID()), Version: 1, Person: id, Org: at, Role: org.IntakeOfficer,
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
	h.Clock.Pass(2 * time.Second) // offices are remembered for a second
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
	h.Clock.Pass(2 * time.Second)
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

// PublicOf gives the public keys of a keyring.
func PublicOf(k seal.Keyring) report.Public {
	return report.Public{Recipient: k.Identity.Recipient().String(), Verify: k.Signing.VerifyKey().String()}
}

// Unlock gives an officer his first keys.
func (h *House) Unlock(t testing.TB, id org.PersonID) {
	t.Helper()
	ring := seal.NewKeyring()
	if err := h.Service.SetKeyring(t.Context(), h.Actor(t, id), Sealed("keyring"), PublicOf(ring)); err != nil {
		t.Fatal(err)
	}
	h.Rings[id] = ring
	h.Clock.Pass(2 * time.Second)
}

// Renew gives an officer other keys.
func (h *House) Renew(t testing.TB, id org.PersonID) {
	t.Helper()
	ring := seal.NewKeyring()
	if err := h.Service.RenewKeyring(t.Context(), h.Actor(t, id), Sealed("keyring"), PublicOf(ring)); err != nil {
		t.Fatal(err)
	}
	h.Rings[id] = ring
	h.Clock.Pass(2 * time.Second)
}

// Keys draws the keys of a receipt without its words: stretching those takes
// half a second.
func Keys(t testing.TB) seal.ReceiptKeys {
	t.Helper()
	lookup, err := seal.ParseLookup(seal.NewAttachment(0).ID)
	if err != nil {
		t.Fatal(err)
	}
	return seal.ReceiptKeys{Lookup: lookup, Identity: seal.NewIdentity(), Signing: seal.NewSigningKey()}
}
