// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgerdb

import (
	"context"
	"errors"
	"maps"
	"slices"

	"baken/base/ledger"
	"baken/internal/db"
)

const (
	selectLeaves = `SELECT leaf FROM event WHERE room = $1 AND record = $2`
	deleteEvents = `DELETE FROM event WHERE room = $1 AND record = $2`
)

var errNotDeletion = errors.New("ledgerdb: forgetting a record needs an event whose verb ends in " + ledger.Deleted)

// Forget deletes the events of a record, with their salts: their leaves stay
// in the log and can't be read any more. It records c, of which one event says
// that the record was deleted, and lists in it which leaves those are. The
// room deletes its own rows in the same change.
//
// Errors: ErrPending when an event of the record has no place in the log yet;
// later the same call goes through.
func Forget(ctx context.Context, tx *db.Tx, c db.Change) error {
	at := slices.IndexFunc(c.Events, ledger.Event.IsDeletion)
	if at < 0 {
		return errNotDeletion
	}
	leaves, err := db.All(ctx, tx, db.Value[*int64], selectLeaves, c.Room, c.Record)
	if err != nil {
		return err
	}
	gone := make([]int64, len(leaves))
	for i, leaf := range leaves {
		if leaf == nil {
			return ledger.ErrPending
		}
		gone[i] = *leaf
	}
	if _, err := tx.Exec(ctx, deleteEvents, c.Room, c.Record); err != nil {
		return err
	}
	c.Events = slices.Clone(c.Events)
	note := maps.Clone(c.Events[at].Note)
	if note == nil {
		note = map[string]string{}
	}
	note[ledger.DeletedLeaves] = ledger.FormatSpans(gone)
	c.Events[at].Note = note
	return tx.Record(ctx, c)
}
