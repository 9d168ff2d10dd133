// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package ledger holds what happened: an event for every change of a record,
// written in the same commit as the record itself, and a log of all events in
// which nothing can be changed, removed or put between afterwards without
// anyone who kept an old checkpoint seeing it.
//
// It promises that the log tells nothing: a leaf is a salted commitment, which
// becomes unreadable for good once its salt is deleted. Whoever holds a proof
// file can show, offline and against the published key alone, that his event
// was logged. It refuses every file of which a byte was changed.
//
// The log is an RFC 6962 tree, served and signed by the C2SP texts (tlog-tiles,
// tlog-checkpoint, signed-note, tlog-cosignature, tlog-proof), so public tools
// read it. FORMAT.md beside this file says what is hashed, exactly.
package ledger

// Event says that something happened to one record. It holds facts about the
// change (its verb and its coded particulars), never content and never a
// person's name.
type Event struct {
	Verb    string            // what happened, as "room.verb": "publish.withdrawn"
	Note    map[string]string // coded particulars; nil when the verb says it all
	Payload Digest            // SHA-256 of what the change is about; zero when the room gives none
	Key     *KeyEvent         // set when a desk's keys changed: that is logged readable for everyone
}
