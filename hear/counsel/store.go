// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counsel

import (
	"context"

	"baken/base/ledger"
	"baken/ground/org"
)

// Store is what this room needs kept; counseldb implements it. A change is a
// pure function that may run twice; record and events are kept together or not
// at all.
type Store interface {
	Find(ctx context.Context, as org.Actor, id EntryID) (Entry, error)
	// List gives the entries of the organisations in the scope, ended and
	// planned ones too, in order of identifier.
	List(ctx context.Context, as org.Actor, in org.Scope) ([]Entry, error)
	Create(ctx context.Context, as org.Actor, e Entry, events []ledger.Event) error
	Update(ctx context.Context, as org.Actor, id EntryID, change func(*Entry) ([]ledger.Event, error)) error
}
