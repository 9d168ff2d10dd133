// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package e2e

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"baken/base/civil"
	"baken/ground/identity"
	"baken/ground/identity/identitydb"
	"baken/ground/org"
	"baken/internal/db"
	"baken/internal/demo"
	"baken/internal/web/webtest"
)

// person is somebody who works somewhere, for one test.
type person struct {
	org.Person
	passphrase, secret string // empty without an account
}

// hire gives an organisation somebody new.
func (h *house) hire(t *testing.T, name string, role org.Role, at org.ID) person {
	t.Helper()
	id := db.NewID()
	email := strings.ReplaceAll(strings.ToLower(name), " ", ".") + "." + id[len(id)-8:] + "@voorbeeld.example"
	p, err := org.NewPerson(org.PersonID(id), name, email)
	if err != nil {
		t.Fatal(err)
	}
	first := org.Membership{
		ID: org.MembershipID(db.NewID()), Version: 1, Person: p.ID, Org: at, Role: role, Period: civil.Since(demo.Start()),
	}
	if err := h.people.Enrol(t.Context(), org.System("e2e"), p, first); err != nil {
		t.Fatal(err)
	}
	return person{Person: p}
}

// enrol gives somebody an account to sign in with.
func (h *house) enrol(t *testing.T, p person) person {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(h.dir, "server.key"))
	if err != nil {
		t.Fatal(err)
	}
	secret, err := hex.DecodeString(strings.TrimSpace(string(raw)))
	if err != nil {
		t.Fatal(err)
	}
	key, err := identity.NewKey(secret)
	if err != nil {
		t.Fatal(err)
	}
	hasher, err := identity.NewHasher(identity.DefaultCost(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	local := identity.NewLocal(identity.LocalConfig{
		Accounts: identitydb.NewAccounts(h.db, time.Now), People: h.people,
		Hasher: hasher, Key: key, Now: time.Now, Random: rand.Reader,
	})
	p.passphrase = "brug-haven-molen-" + strings.ToLower(rand.Text()[:6])
	if p.secret, err = identity.NewSecret(rand.Reader); err != nil {
		t.Fatal(err)
	}
	e := identity.Enrolment{Person: p.ID, Passphrase: p.passphrase, Secret: p.secret}
	if _, err := local.Enrol(t.Context(), org.System("e2e"), e); err != nil {
		t.Fatal(err)
	}
	return p
}

// code gives what the person's app shows now. A code works once: each test
// signs its own people in, each once.
func (p person) code(t *testing.T) string {
	t.Helper()
	code, err := identity.CodeAt(p.secret, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// actor gives the person as he may act now.
func (h *house) actor(t *testing.T, p person) org.Actor {
	t.Helper()
	as, err := h.orgs.Actor(t.Context(), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	return as
}

// session signs somebody in without the pages, and gives the cookie's value.
func (h *house) session(t *testing.T, p person) string {
	t.Helper()
	token, now := rand.Text(), time.Now()
	data, err := identity.Codec{}.Encode(now.Add(12*time.Hour), map[string]any{
		identity.SessionPerson: string(p.ID), identity.SessionDevice: "Chrome, Linux",
		identity.SessionStarted: fmt.Sprint(now.Unix()),
	})
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(token))
	hash := base64.RawURLEncoding.EncodeToString(sum[:])
	if err := h.sessions.CommitCtx(t.Context(), hash, data, now.Add(30*time.Minute)); err != nil {
		t.Fatal(err)
	}
	return token
}

const sessionCookie = "baken-session"

// visit opens a window in which the person is signed in.
func (h *house) visit(t *testing.T, p person, options ...webtest.Option) *webtest.Page {
	t.Helper()
	w := webtest.At(t, h.base, options...)
	w.Cookie(sessionCookie, h.session(t, p))
	return w
}

// expire ends every session of the person, as when the time is over.
func (h *house) expire(t *testing.T, p person) {
	t.Helper()
	if err := h.sessions.EndOthers(t.Context(), h.actor(t, p), ""); err != nil {
		t.Fatal(err)
	}
}
