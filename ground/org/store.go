// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package org

import (
	"context"

	"baken/base/civil"
	"baken/base/ledger"
)

// Store is what this room needs kept; orgdb implements it. A change is a pure
// function that may run twice; the record and its events are kept together or
// not at all. Nothing is ever deleted.
type Store interface {
	Organisations
	People
}

// Organisations keeps the tree.
type Organisations interface {
	// Organisations lists those in the scope with their history, former ones
	// too, in order of identifier.
	Organisations(ctx context.Context, as Actor, in Scope) ([]Organisation, error)
	// Stamp grows with every change of any organisation.
	Stamp(ctx context.Context, as Actor) (int64, error)
	// Update changes one organisation, but not its place.
	Update(ctx context.Context, as Actor, id ID, change func(*Organisation) ([]ledger.Event, error)) error
	// Restructure changes places; no two such changes overlap.
	Restructure(ctx context.Context, as Actor, change func(*Register) error) error
}

// People keeps persons and their roles.
type People interface {
	Person(ctx context.Context, as Actor, id PersonID) (Person, error)
	PersonByEmail(ctx context.Context, as Actor, email string) (Person, error)
	// Search lists persons by name or e-mail address.
	Search(ctx context.Context, as Actor, q Search) ([]Person, error)
	UpdatePerson(ctx context.Context, as Actor, id PersonID, change func(*Person) ([]ledger.Event, error)) error
	// Enrol adds a person with a first role.
	Enrol(ctx context.Context, as Actor, p Person, first Membership) error
	// Grant adds a role, unless the person holds it on one of those days.
	Grant(ctx context.Context, as Actor, m Membership) error
	Membership(ctx context.Context, as Actor, id MembershipID) (Membership, error)
	UpdateMembership(ctx context.Context, as Actor, id MembershipID, change func(*Membership) ([]ledger.Event, error)) error
	// Held lists every role that a person ever held, in order of identifier.
	Held(ctx context.Context, as Actor, person PersonID) ([]Membership, error)
	// Members lists the roles in force on a day in the organisations of the
	// scope, in order of the persons' names.
	Members(ctx context.Context, as Actor, in Scope, on civil.Date) ([]Member, error)
}

// Member is a person with one role.
type Member struct {
	Person Person
	Membership
}

// Search asks for persons who ever held a role in the scope, or who hold none
// anywhere.
type Search struct {
	Words string // lower case; part of a name or an e-mail address
	In    Scope
	Limit int
}
