// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import (
	"context"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/base/seal"
	"baken/ground/org"
)

// Store is what this room needs kept; complaintdb implements it. A change is a
// pure function that may run twice; record, papers and events are kept together
// or not at all.
type Store interface {
	// Create keeps a new complaint; ErrTaken when its id or the words of its
	// complainant have one.
	Create(ctx context.Context, as org.Actor, k Kept, sealed Sealed, events []ledger.Event) error
	Find(ctx context.Context, as org.Actor, id ID) (Complaint, error)
	// OfWords gives the complaints in which somebody sits by words, in order of
	// id. Without any it does the same work.
	OfWords(ctx context.Context, as org.Actor, of seal.LookupHash) ([]Complaint, error)
	// Opened gives what a seat was given of the papers, in their order.
	Opened(ctx context.Context, as org.Actor, id ID, seat SeatNumber) ([]Opened, error)
	// Update changes a complaint. What the change gives to keep is added.
	Update(ctx context.Context, as org.Actor, id ID, change func(*Complaint) (Change, error)) error
	// List gives the complaints in which a person sits, that which is due first
	// on top.
	List(ctx context.Context, as org.Actor, q Query) ([]Head, error)
	// Overview counts the complaints that List would give from the top without a
	// limit, by organisation.
	Overview(ctx context.Context, as org.Actor, q Query, today civil.Date) ([]Count, error)
	// Agenda gives the hearings from a day on in running complaints in which a
	// person sits, the first first.
	Agenda(ctx context.Context, as org.Actor, who org.PersonID, from civil.Date, most int) ([]Meeting, error)
	// Waiting gives the running complaints about organisations in a scope in which
	// something was due before a day.
	Waiting(ctx context.Context, as org.Actor, in org.Scope, before civil.Date) ([]Head, error)
	// Unseated gives running complaints of a committee in which a person has no
	// seat and never had one, those that were received last first. Who has or had
	// one in that which was received first isn't looked for any further: he lacks
	// none.
	Unseated(ctx context.Context, as org.Actor, committee org.ID, who org.PersonID, most int) ([]ID, error)
	// Ended gives the complaints that ended from one day to another, both included.
	Ended(ctx context.Context, as org.Actor, from, until civil.Date) ([]Ended, error)
	// FirstEnded gives the day on which the first complaint ended; zero when none has.
	FirstEnded(ctx context.Context, as org.Actor) (civil.Date, error)
	// PutTally counts a tally, unless one of that id was counted. Which id had
	// which isn't kept.
	PutTally(ctx context.Context, as org.Actor, id TallyID, t Tally) error
	// Tallied gives the tallies of a year.
	Tallied(ctx context.Context, as org.Actor, year int) ([]Tallied, error)
	// SetAway keeps when somebody isn't there, in place of what was kept of him. What
	// ended before today is forgotten, whoever's it was.
	SetAway(ctx context.Context, as org.Actor, who org.PersonID, all []Away, today civil.Date) error
	// Away gives who isn't there on a day or later, in order of person and day.
	Away(ctx context.Context, as org.Actor, from civil.Date) ([]Away, error)
	// Running gives the complaints that haven't ended, in order of id.
	Running(ctx context.Context, as org.Actor, after ID, most int) ([]Head, error)
}

// Kept is a complaint with what is kept beside it, so that lists can be made of
// it: the earliest day by which it waits for somebody.
type Kept struct {
	Complaint
	Next Clock      // zero when it has ended
	Due  civil.Date // by which it has to be concluded, or had to end
}

// Change is what a change of a complaint adds to what is kept.
type Change struct {
	Next   Clock
	Due    civil.Date // by which it has to be concluded, or had to end
	Sealed []Sealed
	Grants []Grant
	Events []ledger.Event
}

// Opened is a paper as its reader gets it: with its key, as it was sealed to him
// at first, or given to him later.
type Opened struct {
	Number   PaperNumber
	Key      []byte
	Giver    SeatNumber // who gave it later; 0: it was sealed to him at first
	Envelope []byte
}

// Head is a complaint in a list.
type Head struct {
	ID       ID
	Version  int64
	Org      org.ID
	State    State
	Received civil.Date
	Due      civil.Date // by which it has to be concluded
	Step     StepName   // that comes next by a day
	By       Party      // who takes it
	Next     civil.Date // by when
	At       org.ID     // where the person whose list it is holds the role in which he sits
	As       Party      // as what he sits
}

// Meeting is a hearing in somebody's agenda.
type Meeting struct {
	ID   ID
	Org  org.ID
	Of   Party // who is heard
	On   civil.Date
	Hour string
	At   org.ID // where the person whose agenda it is holds the role in which he sits
	As   Party
}

// Query asks for complaints in which a person sits: the ones below a place in
// the list.
type Query struct {
	Person org.PersonID
	May    map[Party]org.Scope // only seats as such a party there; nil is all
	Ended  Ending
	Org    org.ID     // empty is every one
	Before civil.Date // only those in which something is due before it; zero is all
	After  Place      // zero is from the top
	Limit  int
}

// Ending is whether complaints are over.
type Ending string

// Which complaints are asked for.
const (
	Running Ending = ""
	Over    Ending = "over"
)

// Place is where a complaint stands in a list.
type Place struct {
	Next civil.Date
	ID   ID
}

// Count is how many complaints about an organisation run, and how many wait too
// long.
type Count struct {
	Org      org.ID
	Running  int
	Overdue  int // something was due before today
	Late     int // it should have been concluded before today
	Received int // not yet taken up
}
