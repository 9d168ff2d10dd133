// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counseldb

import (
	"context"
	"errors"

	"baken/base/ledger"
	"baken/ground/org"
	"baken/hear/counsel"
	"baken/internal/db"
)

// Every statement looks by person: a note of somebody else isn't there.
const (
	noteColumns = `id, version, org, counsellor, on_day, envelope`

	selectNote = `
SELECT ` + noteColumns + `
FROM counsel_note WHERE id = $1 AND counsellor = $2`

	selectNotes = `
SELECT ` + noteColumns + `
FROM counsel_note WHERE counsellor = $1 AND id > $2 ORDER BY id LIMIT $3`

	insertNote = `
INSERT INTO counsel_note (` + noteColumns + `) VALUES ($1, 1, $2, $3, $4, $5)
ON CONFLICT (id) DO NOTHING`

	updateNote = `
UPDATE counsel_note SET version = version + 1, on_day = $4, envelope = $5
WHERE id = $1 AND counsellor = $2 AND version = $3`

	deleteNote = `DELETE FROM counsel_note WHERE id = $1 AND counsellor = $2 AND version = $3`
)

// Notes implements counsel.Store.
func (s *Store) Notes(ctx context.Context, as org.Actor, after counsel.NoteID, most int) (all []counsel.Note, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		all, err = db.All(ctx, tx, scanNote, selectNotes, string(as.Person), string(after), int64(most))
		return err
	})
	return all, err
}

// UpdateNote implements counsel.Store.
func (s *Store) UpdateNote(ctx context.Context, as org.Actor, id counsel.NoteID, change func(*counsel.Note) ([]ledger.Event, error)) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		n, err := db.One(ctx, tx, scanNote, selectNote+tx.Lock(), string(id), string(as.Person))
		if errors.Is(err, db.ErrNone) {
			n, err = counsel.Note{ID: id}, nil
		}
		if err != nil {
			return err
		}
		events, err := change(&n)
		if err != nil {
			return err
		}
		if n.Version == 0 {
			err = saved(tx.Exec(ctx, insertNote, string(id), string(n.Org), string(as.Person), n.On.String(), n.Envelope))
		} else {
			err = saved(tx.Exec(ctx, updateNote, string(id), string(as.Person), n.Version, n.On.String(), n.Envelope))
		}
		if err != nil {
			return err
		}
		return s.recordNote(ctx, tx, as, n, events)
	})
}

// DeleteNote implements counsel.Store.
func (s *Store) DeleteNote(ctx context.Context, as org.Actor, id counsel.NoteID, change func(counsel.Note) ([]ledger.Event, error)) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		n, err := db.One(ctx, tx, scanNote, selectNote+tx.Lock(), string(id), string(as.Person))
		if err != nil {
			return found(err)
		}
		events, err := change(n)
		if err != nil {
			return err
		}
		if err := saved(tx.Exec(ctx, deleteNote, string(id), string(as.Person), n.Version)); err != nil {
			return err
		}
		return s.recordNote(ctx, tx, as, n, events)
	})
}

func (s *Store) recordNote(ctx context.Context, tx *db.Tx, as org.Actor, n counsel.Note, events []ledger.Event) error {
	return tx.Record(ctx, db.Change{
		Room: "counsel", Record: "note:" + string(n.ID), Org: string(n.Org), Actor: as.String(),
		Version: n.Version + 1, At: s.now(), Events: events,
	})
}

func scanNote(row db.Row) (n counsel.Note, err error) {
	var on string
	if err := row.Scan(&n.ID, &n.Version, &n.Org, &n.Counsellor, &on, &n.Envelope); err != nil {
		return n, err
	}
	return n, day(&n.On, on)
}
