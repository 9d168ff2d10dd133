// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package db

import (
	"context"
	"encoding/json"
	"time"

	"baken/base/ledger"
)

// Change is what a record's events say about one new version of it. Actor is
// the person's id, or the name of the job or command.
type Change struct {
	Room, Record, Org, Actor string
	Version                  int64
	At                       time.Time
	Events                   []ledger.Event
}

const recordEvent = `
INSERT INTO event (room, record, version, n, org, actor, verb, note, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`

// Record appends the events of c to this commit. A version has its events
// once: writing them again is ErrExists. On PostgreSQL a reader may see a
// later seq before an earlier one.
func (t *Tx) Record(ctx context.Context, c Change) error {
	for n, e := range c.Events {
		note := []byte("{}")
		if len(e.Note) > 0 {
			var err error
			if note, err = json.Marshal(e.Note); err != nil {
				return err
			}
		}
		if _, err := t.Exec(ctx, recordEvent, c.Room, c.Record, c.Version, int64(n),
			c.Org, c.Actor, e.Verb, string(note), c.At); err != nil {
			return err
		}
	}
	return nil
}
