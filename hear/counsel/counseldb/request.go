// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counseldb

import (
	"bytes"
	"context"
	"errors"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/org"
	"baken/hear/counsel"
	"baken/internal/db"
)

// But for taking one in and forgetting old ones, every statement looks by
// person: a request to somebody else isn't there.
const (
	requestColumns = `id, org, counsellor, asked_on, envelope`

	selectRequest = `
SELECT ` + requestColumns + `
FROM counsel_request WHERE id = $1`

	selectRequests = `
SELECT ` + requestColumns + `
FROM counsel_request WHERE counsellor = $1 ORDER BY asked_on, id`

	selectOldRequests = `
SELECT ` + requestColumns + `
FROM counsel_request WHERE asked_on < $1 ORDER BY id`

	countRequests = `SELECT count(*) FROM counsel_request WHERE counsellor = $1`
	insertRequest = `INSERT INTO counsel_request (` + requestColumns + `) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING`
	deleteRequest = `DELETE FROM counsel_request WHERE id = $1 AND counsellor = $2`
)

// Ask implements counsel.Store.
func (s *Store) Ask(ctx context.Context, as org.Actor, r counsel.Request, most int, events []ledger.Event) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		there, err := db.One(ctx, tx, scanRequest, selectRequest, string(r.ID))
		switch {
		case err == nil && there.Counsellor == r.Counsellor && bytes.Equal(there.Envelope, r.Envelope):
			return nil
		case err == nil:
			return counsel.ErrRequestID
		case !errors.Is(err, db.ErrNone):
			return err
		}
		waiting, err := db.One(ctx, tx, db.Value[int64], countRequests, string(r.Counsellor))
		if err != nil {
			return err
		}
		if waiting >= int64(most) {
			return counsel.ErrFull
		}
		rows, err := tx.Exec(ctx, insertRequest, string(r.ID), string(r.Org), string(r.Counsellor), r.On.String(), r.Envelope)
		if err != nil {
			return err
		}
		if rows == 0 {
			return counsel.ErrRequestID // another one came in just now
		}
		return s.recordRequest(ctx, tx, as, r, 1, events)
	})
}

// Asked implements counsel.Store.
func (s *Store) Asked(ctx context.Context, as org.Actor) (all []counsel.Request, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		all, err = db.All(ctx, tx, scanRequest, selectRequests, string(as.Person))
		return err
	})
	return all, err
}

// DropRequest implements counsel.Store.
func (s *Store) DropRequest(ctx context.Context, as org.Actor, id counsel.RequestID, change func(counsel.Request) ([]ledger.Event, error)) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		r, err := db.One(ctx, tx, scanRequest, selectRequest+` AND counsellor = $2`+tx.Lock(), string(id), string(as.Person))
		if err != nil {
			return found(err)
		}
		events, err := change(r)
		if err != nil {
			return err
		}
		return s.dropRequest(ctx, tx, as, r, events)
	})
}

// ForgetRequests implements counsel.Store.
func (s *Store) ForgetRequests(ctx context.Context, as org.Actor, before civil.Date, events []ledger.Event) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		old, err := db.All(ctx, tx, scanRequest, selectOldRequests+tx.Lock(), before.String())
		if err != nil {
			return err
		}
		for _, r := range old {
			if err := s.dropRequest(ctx, tx, as, r, events); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Store) dropRequest(ctx context.Context, tx *db.Tx, as org.Actor, r counsel.Request, events []ledger.Event) error {
	rows, err := tx.Exec(ctx, deleteRequest, string(r.ID), string(r.Counsellor))
	if err != nil {
		return err
	}
	if rows == 0 {
		return counsel.ErrNotFound
	}
	return s.recordRequest(ctx, tx, as, r, 2, events)
}

func (s *Store) recordRequest(ctx context.Context, tx *db.Tx, as org.Actor, r counsel.Request, version int64, events []ledger.Event) error {
	return tx.Record(ctx, db.Change{
		Room: "counsel", Record: "request:" + string(r.ID), Org: string(r.Org), Actor: as.String(),
		Version: version, At: s.now(), Events: events,
	})
}

func scanRequest(row db.Row) (r counsel.Request, err error) {
	var on string
	if err := row.Scan(&r.ID, &r.Org, &r.Counsellor, &on, &r.Envelope); err != nil {
		return r, err
	}
	return r, day(&r.On, on)
}
