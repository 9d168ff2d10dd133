// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package ledger holds what happened: an event for every change of a record,
// written in the same commit as the record itself.
package ledger

// Event says that something happened to one record. It holds facts about the
// change (its verb and its coded particulars), never content and never a
// person's name.
type Event struct {
	Verb string            // what happened, as "room.verb": "publish.withdrawn"
	Note map[string]string // coded particulars; nil when the verb says it all
}
