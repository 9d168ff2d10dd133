// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publish

import (
	"context"

	"baken/base/ledger"
	"baken/ground/org"
)

// Store is what this room needs kept; publishdb implements it. A change is a
// pure function that may run twice; record and events are kept together or
// not at all.
type Store interface {
	Publications
	Keys
}

// Publications keeps publications.
type Publications interface {
	Find(ctx context.Context, as org.Actor, id ID) (Publication, error)
	// List gives those of the organisations in the scope, newest first, without
	// their bundles.
	List(ctx context.Context, as org.Actor, in org.Scope, q Query) ([]Publication, error)
	// Create keeps a new draft; ErrTwice when the organisation has one with the
	// same bundle.
	Create(ctx context.Context, as org.Actor, p Publication, events []ledger.Event) error
	Update(ctx context.Context, as org.Actor, id ID, change func(*Publication) ([]ledger.Event, error)) error
}

// Keys keeps signing keys.
type Keys interface {
	// KeysOf gives the keys of the organisations in the scope, in order of name.
	KeysOf(ctx context.Context, as org.Actor, in org.Scope) ([]Key, error)
	Key(ctx context.Context, as org.Actor, id KeyID) (Key, error)
	// AddKey keeps a new key; ErrKeyTwice when it is known already.
	AddKey(ctx context.Context, as org.Actor, k Key, events []ledger.Event) error
	UpdateKey(ctx context.Context, as org.Actor, id KeyID, change func(*Key) ([]ledger.Event, error)) error
}

// Query asks for publications.
type Query struct {
	States []State // empty is every state
	Limit  int
	Offset int
}
