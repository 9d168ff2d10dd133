// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgerdb

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"slices"

	"baken/base/ledger"
	"baken/internal/db"
)

const selectAbout = `
SELECT seq, record, version, n, payload, note FROM event
WHERE room = $1 AND payload IS NOT NULL AND seq > $2 ORDER BY seq LIMIT 1000`

// about is what an event says about parts of its record.
type about struct {
	seq     int64
	finding Finding
	payload []byte
	note    string
}

func scanAbout(row db.Row) (a about, err error) {
	a.finding = none(OtherPart)
	f := &a.finding
	err = row.Scan(&a.seq, &f.Record, &f.Version, &f.N, &a.payload, &a.note)
	return a, err
}

// parts holds what is in the records of a room against the hashes that were
// logged of it: what was deleted or replaced within a record shows nowhere
// else.
func (w *walk) parts(ctx context.Context, room Records) error {
	if room.Parts == "" {
		return nil
	}
	for last := int64(-1); ; {
		page, err := db.All(ctx, w.tx, scanAbout, selectAbout, room.Room, last)
		if err != nil || len(page) == 0 {
			return err
		}
		for _, a := range page {
			there, err := w.there(ctx, room, a.finding)
			if err != nil {
				return err
			}
			missing := func(d ledger.Digest) bool { return !slices.Contains(there, d) }
			if slices.ContainsFunc(a.digests(room.Noted), missing) {
				a.finding.Room = room.Room
				w.find(a.finding)
			}
		}
		last = page[len(page)-1].seq
	}
}

// there gives the hashes of the parts of a record at a version.
func (w *walk) there(ctx context.Context, room Records, f Finding) (all []ledger.Digest, err error) {
	parts, err := db.All(ctx, w.tx, db.Value[[]byte], room.Parts, f.Record, f.Version)
	for _, p := range parts {
		all = append(all, ledger.DigestOf(p))
	}
	return all, err
}

// digests gives the hashes that were logged: of the payload, and of the part
// that a note names. A note that isn't what was logged is found by events.
func (a about) digests(noted string) []ledger.Digest {
	all := make([]ledger.Digest, 1)
	copy(all[0][:], a.payload) // another length is another hash
	var note map[string]string
	if json.Unmarshal([]byte(a.note), &note) != nil {
		return all
	}
	if raw, err := hex.DecodeString(note[noted]); err == nil && len(raw) == len(ledger.Digest{}) {
		all = append(all, ledger.Digest(raw))
	}
	return all
}
