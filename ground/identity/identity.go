// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package identity knows who is asking: how somebody proves who he is, and
// for how long that is believed.
//
// It promises that a thief of the database can sign in with nothing in it:
// passphrases are slow hashes, secrets are sealed and recovery codes keyed
// with a key that isn't in it, sessions are kept by the hash of their token.
// It promises that guessing is slowed down, that nobody can lock somebody
// else out by guessing, and that no address is stored or logged. It doesn't
// tell whether an account exists.
package identity

import (
	"context"

	"baken/base/ledger"
	"baken/ground/org"
)

// Provider is one way to prove who somebody is, in as many steps as it needs.
// Local asks for a passphrase and a code; OpenID Connect sends the visitor
// away and reads what he comes back with; a passkey signs a challenge.
type Provider interface {
	// Name is how the provider is called in addresses and in events.
	Name() string
	// Step takes what the visitor handed in, and says who he is or what to
	// ask next. A fault says what was wrong; the same step is asked again.
	Step(ctx context.Context, in Answer) (Outcome, error)
}

// Answer is what a visitor handed in at one step.
type Answer struct {
	State  []byte            // what the step before gave, kept on the server; empty at first
	Values map[string]string // what was typed, or came back with him, by name
	Visitor
}

// Visitor is what is known of who asks, before it is known who he is. It is
// used to slow down guessing, kept as a keyed hash in memory only.
type Visitor struct {
	Source string // network address
	Device string // what an earlier sign-in left on the device, or empty
}

// Ask is what to ask a visitor for.
type Ask string

// What local accounts ask for.
const (
	AskPassphrase Ask = "passphrase"
	AskCode       Ask = "code"
)

// Outcome is where a step leads: Person when it is known who it is, else Ask
// or Redirect.
type Outcome struct {
	Person   org.PersonID
	Ask      Ask
	Redirect string            // where to send the visitor to prove it there
	Values   map[string]string // what the page that asks needs: a challenge
	State    []byte            // to be handed in again with the next answer
	Device   string            // to be left on the device
}

// Account is how a person signs in here.
type Account struct {
	Person     org.PersonID
	Version    int64
	Passphrase string   // slow hash with its parameters
	Secret     []byte   // of the code app, sealed
	LastStep   int64    // the latest time step of which a code was used
	Recovery   [][]byte // keyed hashes of the codes that are left
}

// Accounts keeps accounts; identitydb implements it.
type Accounts interface {
	Account(ctx context.Context, as org.Actor, person org.PersonID) (Account, error)
	CreateAccount(ctx context.Context, as org.Actor, a Account) error
	UpdateAccount(ctx context.Context, as org.Actor, person org.PersonID, change func(*Account) ([]ledger.Event, error)) error
}

// People finds whose account an e-mail address names; org's stores do.
type People interface {
	PersonByEmail(ctx context.Context, as org.Actor, email string) (org.Person, error)
	Person(ctx context.Context, as org.Actor, id org.PersonID) (org.Person, error)
}
