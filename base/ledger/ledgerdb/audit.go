// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgerdb

import (
	"context"
	"time"

	"baken/base/ledger"
	"baken/internal/db"
)

// Records says which records a room keeps: Query gives the id and the version
// of each. A room that keeps no versions gives NULL for them.
//
// Parts, where a room has any, gives what a record ($1) holds at a version ($2)
// whose hash was logged; Noted names the note of an event that holds the hash
// of a further part.
type Records struct {
	Room         string
	Query        string
	Parts, Noted string
}

// Kind is a kind of finding; its message has the key "ledger.audit.finding." + Kind.
type Kind string

// The kinds of findings.
const (
	NoLeaf       Kind = "no-leaf"     // an event was never given a place
	Changed      Kind = "changed"     // an event isn't what was logged of it
	Moved        Kind = "moved"       // the log holds something else at an event's place
	Twice        Kind = "twice"       // two events have one place
	Orphan       Kind = "orphan"      // a leaf has neither an event nor a later deletion
	Gap          Kind = "gap"         // a part of the log is gone
	WrongTile    Kind = "tile"        // hashes don't fit what is below them
	WrongRoot    Kind = "root"        // a signed checkpoint doesn't fit the entries
	Forked       Kind = "fork"        // checkpoints of one size have different roots
	Unsigned     Kind = "unsigned"    // a checkpoint isn't signed by the log's key
	Behind       Kind = "behind"      // a checkpoint that was given out is larger than the log
	Disowned     Kind = "disowned"    // a checkpoint that was given out isn't one of this log
	WrongKeyList Kind = "key-list"    // the list of a desk's keys isn't what was logged
	WrongLoss    Kind = "loss"        // a declared loss isn't where it was, or not as it was
	NoEvent      Kind = "no-event"    // a record has no leaf
	NoRecord     Kind = "no-record"   // a record is gone, and its deletion wasn't logged
	RolledBack   Kind = "rolled-back" // a record is older than its last event
	OtherPart    Kind = "part"        // what an event is about isn't there as it was logged
)

// Kinds lists the kinds of findings.
func Kinds() []Kind {
	return []Kind{
		NoLeaf, Changed, Moved, Twice, Orphan, Gap, WrongTile, WrongRoot, Forked, Unsigned,
		Behind, Disowned, WrongKeyList, WrongLoss, NoEvent, NoRecord, RolledBack, OtherPart,
	}
}

// Finding is one thing that isn't as it should be. What doesn't apply is empty,
// and -1 for a leaf or a size.
type Finding struct {
	Kind         Kind
	Room, Record string
	Version, N   int64
	Leaf         int64
	Size         int64
	Tile         string
}

// Report is what an audit found.
type Report struct {
	Entries, Events, Checkpoints, Records int64 // looked at
	Deleted                               int64 // leaves whose events were deleted, as was logged
	Pending                               int64 // events that have no place yet, none older than a minute
	Losses                                []ledger.Loss
	Lost                                  int64 // checkpoints that were given out and are of what was lost, as was declared
	Findings                              []Finding
	More                                  int64 // findings that weren't kept
}

// mostFindings bounds what is kept of a database that is wholly wrong.
const mostFindings = 10_000

// grace is how long an event may be without a place.
const grace = time.Minute

// Audit walks the log and the database, as of one moment, and holds each
// against the other.
type Audit struct {
	Key   ledger.Key
	Rooms []Records
	Known []ledger.Checkpoint // given out before: by a witness, in a proof file
	Now   time.Time
}

// Run looks at everything and changes nothing.
func (a Audit) Run(ctx context.Context, d *db.DB) (Report, error) {
	var report Report
	err := d.Read(ctx, func(tx *db.Tx) error {
		w := &walk{Audit: a, tx: tx, read: reader(ctx, tx), size: -1}
		for _, step := range []func(context.Context) error{
			w.entries, w.tiles, w.events, w.losses, w.orphans, w.keys, w.records, w.given,
		} {
			if err := step(ctx); err != nil {
				return err
			}
		}
		report = w.report
		return nil
	})
	return report, err
}

// walk is one run of an audit.
type walk struct {
	Audit
	tx     *db.Tx
	read   ledger.Reader
	report Report
	size   int64    // of the log, by its entries
	seen   []uint64 // bits: leaves that an event, or a deletion, accounts for
}

func (w *walk) find(f Finding) {
	if len(w.report.Findings) >= mostFindings {
		w.report.More++
		return
	}
	w.report.Findings = append(w.report.Findings, f)
}

// mark accounts for a leaf; it tells whether somebody had already.
func (w *walk) mark(leaf int64) (again bool) {
	word, bit := leaf/64, uint64(1)<<(leaf%64)
	again = w.seen[word]&bit != 0
	w.seen[word] |= bit
	return again
}

func none(k Kind) Finding { return Finding{Kind: k, Leaf: -1, Size: -1} }

func ofEvent(k Kind, e kept) Finding {
	f := none(k)
	f.Room, f.Record, f.Version, f.N = e.facts.Room, e.facts.Record, e.facts.Version, e.facts.N
	if e.leaf != nil {
		f.Leaf = *e.leaf
	}
	return f
}
