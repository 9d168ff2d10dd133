// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"context"
	"time"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/base/seal"
	"baken/ground/org"
)

// Store is what this room needs kept; reportdb implements it. A change is a
// pure function that may run twice; record and events are kept together or
// not at all.
type Store interface {
	Cases
	Desks
	Keyrings
}

// Cases keeps reports.
type Cases interface {
	// Submit keeps a new case. When one of that id or receipt is there, it is
	// ErrTaken.
	Submit(ctx context.Context, as org.Actor, c Case, events []ledger.Event) error
	// Find gives a case with all that is sealed in it.
	Find(ctx context.Context, as org.Actor, id ID) (Case, error)
	// Lookup gives the case of a receipt. Without one it does the same work,
	// and gives ErrNotFound.
	Lookup(ctx context.Context, as org.Actor, h seal.LookupHash) (Case, error)
	// Update changes a case. The change is given the Head and the keys of the
	// reporter; what it appends to the parts is added to those that are there.
	Update(ctx context.Context, as org.Actor, id ID, change func(*Case) ([]ledger.Event, error)) error
	// List gives cases that the desks of the organisations in the scope handle,
	// that with the last message first; none from which the actor is excluded.
	List(ctx context.Context, as org.Actor, in org.Scope, q Query) ([]Head, error)
	// Count counts the cases that List would give from the top, without a limit.
	Count(ctx context.Context, as org.Actor, in org.Scope, q Query) (int, error)
	// Waiting gives the cases about organisations in the scope in which something
	// was due before a day.
	Waiting(ctx context.Context, as org.Actor, in org.Scope, before civil.Date) ([]Head, error)
	// Readers gives, by case and epoch, who can read it.
	Readers(ctx context.Context, as org.Actor, ids []ID) (map[ID]map[int64][]Ref, error)
	// Claimed tells which of these uploads belong to a case.
	Claimed(ctx context.Context, as org.Actor, uploads []Upload) (map[Upload]bool, error)
}

// Disposal deletes cases. It is apart from Store, since it needs to know how
// the log is told.
type Disposal interface {
	// Ended gives cases that ended before an instant, held ones too, after the
	// given one, in order of id.
	Ended(ctx context.Context, as org.Actor, before time.Time, after ID, most int) ([]Head, error)
	// Delete deletes a case with all that is sealed in it, and with what was
	// recorded of it: one event stays, that it was deleted. The change, which
	// is given what Update gives, decides so. It is all of it, or nothing;
	// ledger.ErrPending when something of the case has no place in the log yet.
	Delete(ctx context.Context, as org.Actor, id ID, change func(*Case) ([]ledger.Event, error)) error
}

// Desks keeps the keys that the reports of each organisation are sealed to.
type Desks interface {
	// Desk gives what was logged for a desk; an empty one when nothing was.
	Desk(ctx context.Context, as org.Actor, id org.ID) (Desk, error)
	// UpdateDesk changes a desk, and makes it when there is none. A change
	// without events changes nothing.
	UpdateDesk(ctx context.Context, as org.Actor, id org.ID, change func(*Desk) ([]ledger.Event, error)) error
	// Staffed lists the organisations whose desk has a key now.
	Staffed(ctx context.Context, as org.Actor) ([]org.ID, error)
	// Site keeps the name that receipts are stretched with, the first time,
	// and gives the one that is kept.
	Site(ctx context.Context, as org.Actor, proposed string) (string, error)
}

// Keyrings keeps the keys of officers, and their indexes.
type Keyrings interface {
	Keyring(ctx context.Context, as org.Actor, person org.PersonID) (Keyring, error)
	// UpdateKeyring changes a keyring; one that isn't there yet has version 0.
	// New public keys end the present ones.
	UpdateKeyring(ctx context.Context, as org.Actor, person org.PersonID, change func(*Keyring) ([]ledger.Event, error)) error
	// KeysOf gives every key that these persons ever had, the oldest first.
	KeysOf(ctx context.Context, as org.Actor, persons []org.PersonID) ([]Key, error)
	// Keys gives keys by their names.
	Keys(ctx context.Context, as org.Actor, refs []Ref) ([]Key, error)
	Index(ctx context.Context, as org.Actor, person org.PersonID) (Index, error)
	// SetLeave keeps when a person is away, in place of what was kept; one of no
	// days is forgotten.
	SetLeave(ctx context.Context, as org.Actor, l Leave) error
	// Leaves lists what is kept, by person.
	Leaves(ctx context.Context, as org.Actor) ([]Leave, error)
	// PutIndex replaces the index of that version; ErrStale for another one.
	PutIndex(ctx context.Context, as org.Actor, person org.PersonID, i Index) error
}

// Query asks for cases: the ones below a place in the list.
type Query struct {
	IDs      []ID           // none is every case
	State    State          // empty is every state
	Org      org.ID         // that they are about; empty is every one
	Handlers []org.PersonID // none is whoever handles them; an empty one is nobody
	After    Place          // zero is from the top
	Overdue  civil.Date     // only those in which something was due before it, the longest first; zero is all
	Limit    int
}

// Place is where a case stands in a list.
type Place struct {
	Last time.Time
	ID   ID
}

// Event names what was recorded about a record with one version of it.
type Event struct {
	Record  string
	Version int64
}
