// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counsel

import (
	"context"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/base/seal"
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
	Spaces
	Requests
	Cares
	Years
}

// Years keeps what counsellors counted of a year.
type Years interface {
	// PutCount keeps a count in place of the one that its counsellor sent before.
	PutCount(ctx context.Context, as org.Actor, c YearCount) error
	// CloseCounts puts one count, or none, in place of those of the counsellors of
	// each organisation, of all years up to and including one. Of each that is left
	// the events are recorded.
	CloseCounts(ctx context.Context, as org.Actor, until int, together func([]YearCount) (YearCount, bool), events []ledger.Event) error
	// Counts gives the counts of closed years of an organisation, the newest first.
	Counts(ctx context.Context, as org.Actor, of org.ID) ([]YearCount, error)
}

// Requests keeps the sealed requests for a talk.
type Requests interface {
	// Ask keeps a request; ErrFull when that many wait for its counsellor. The
	// same one again changes nothing; another one of its id is ErrRequestID.
	Ask(ctx context.Context, as org.Actor, r Request, most int, events []ledger.Event) error
	// Asked gives the requests to the actor himself, the oldest first.
	Asked(ctx context.Context, as org.Actor) ([]Request, error)
	// DropRequest deletes a request to the actor himself, when the change lets it.
	DropRequest(ctx context.Context, as org.Actor, id RequestID, change func(Request) ([]ledger.Event, error)) error
	// ForgetRequests deletes all that came before a day, each with these events.
	ForgetRequests(ctx context.Context, as org.Actor, before civil.Date, events []ledger.Event) error
}

// Spaces keeps the sealed notes of counsellors. Everything in it is about notes
// of the actor himself: those of others aren't found.
type Spaces interface {
	// Notes gives notes after the given one, in order of identifier.
	Notes(ctx context.Context, as org.Actor, after NoteID, most int) ([]Note, error)
	// UpdateNote changes a note; one that isn't there yet has version 0.
	UpdateNote(ctx context.Context, as org.Actor, id NoteID, change func(*Note) ([]ledger.Event, error)) error
	// DeleteNote deletes a note, when the change lets it.
	DeleteNote(ctx context.Context, as org.Actor, id NoteID, change func(Note) ([]ledger.Event, error)) error
}

// Cares keeps aftercare. What is said in it isn't changed once it is there.
type Cares interface {
	// Cares gives aftercare that the actor gives as counsellor after the given
	// one, in order of identifier.
	Cares(ctx context.Context, as org.Actor, after CareID, most int) ([]Care, error)
	// FindCare gives the aftercare of a receipt.
	FindCare(ctx context.Context, as org.Actor, of seal.LookupHash) (Care, error)
	// BeginCare keeps new aftercare; ErrBegun when its id or receipt has some,
	// ErrBusy when its counsellor gives as many already as may be at a time.
	BeginCare(ctx context.Context, as org.Actor, c Care, most int, events []ledger.Event) error
	// UpdateCare keeps what the change adds to what was said.
	UpdateCare(ctx context.Context, as org.Actor, id CareID, change func(*Care) ([]ledger.Event, error)) error
	// EndCare deletes aftercare with all that was said in it.
	EndCare(ctx context.Context, as org.Actor, id CareID, events []ledger.Event) error
	// OldCares gives what began before a day.
	OldCares(ctx context.Context, as org.Actor, before civil.Date, most int) ([]CareID, error)
}
