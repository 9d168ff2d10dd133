// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package db

import (
	"context"
	"crypto/rand"
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
INSERT INTO event (room, record, version, n, org, actor, verb, note, at, payload, salt, entry)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`

// Record appends the events of c to this commit, each with the leaf that
// commits to it; the ledger gives the leaf its place soon after. A version has
// its events once: writing them again is ErrExists. On PostgreSQL a reader may
// see a later seq before an earlier one.
func (t *Tx) Record(ctx context.Context, c Change) error {
	for n, e := range c.Events {
		note := []byte("{}")
		if len(e.Note) > 0 {
			var err error
			if note, err = json.Marshal(e.Note); err != nil {
				return err
			}
		}
		facts := ledger.Facts{
			Shown: ledger.Shown{
				Room: c.Room, Record: c.Record, Org: c.Org, Version: c.Version, N: int64(n),
				Verb: e.Verb, At: c.At, Payload: e.Payload,
			},
			Actor: c.Actor, Note: string(note),
		}
		var salt ledger.Salt
		_, _ = rand.Read(salt[:]) // never fails, see crypto/rand
		entry, err := facts.Seal(salt).Entry(e.Key)
		if err != nil {
			return err
		}
		var payload []byte
		if e.Payload != (ledger.Digest{}) {
			payload = e.Payload[:]
		}
		if err := t.Send(ctx, nil, recordEvent, c.Room, c.Record, c.Version, int64(n),
			c.Org, c.Actor, e.Verb, string(note), c.At, payload, salt[:], entry); err != nil {
			return err
		}
		t.recorded = true
	}
	return nil
}

// Recorded wakes whoever gives leaves their places: it receives after events
// were recorded by this process. There is one listener at a time.
func (d *DB) Recorded() <-chan struct{} { return d.recorded }

// tell wakes the listener, who may be awake already.
func (d *DB) tell() {
	select {
	case d.recorded <- struct{}{}:
	default:
	}
}
