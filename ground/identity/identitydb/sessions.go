// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identitydb

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"baken/ground/identity"
	"baken/ground/org"
	"baken/internal/db"
)

// Sessions keeps sessions by the hash of their token, for the session manager
// of identityweb, and implements identity.Sessions.
type Sessions struct {
	db  *db.DB
	now func() time.Time
}

var _ identity.Sessions = (*Sessions)(nil)

// NewSessions keeps sessions in d, by a clock.
func NewSessions(d *db.DB, now func() time.Time) *Sessions { return &Sessions{db: d, now: now} }

// stride is how much later a session must expire before that is written: a
// write for each request would be one too many.
const stride = time.Minute

const (
	selectSession = `SELECT data, expires FROM session WHERE hash = $1 AND ended = 0 AND expires > $2`

	putSession = `
INSERT INTO session (hash, id, person, data, seen, expires, deadline, ended)
VALUES ($1, $2, $3, $4, $5, $6, $7, 0)
ON CONFLICT (hash) DO UPDATE SET person = excluded.person, data = excluded.data,
    seen = excluded.seen, expires = excluded.expires, deadline = excluded.deadline
WHERE session.ended = 0`

	endSession = `UPDATE session SET ended = 1, data = $2 WHERE hash = $1`

	endByID = `UPDATE session SET ended = 1, data = $3 WHERE person = $1 AND id = $2`

	endOthers = `UPDATE session SET ended = 1, data = $3 WHERE person = $1 AND id <> $2`

	listSessions = `
SELECT id, data, seen FROM session
WHERE person = $1 AND ended = 0 AND expires > $2 ORDER BY seen DESC, id`

	sweepSessions = `DELETE FROM session WHERE deadline < $1`
)

type kept struct {
	data    []byte
	expires int64
}

func scanKept(row db.Row) (k kept, err error) {
	err = row.Scan(&k.data, &k.expires)
	return k, err
}

func (s *Sessions) find(ctx context.Context, hash string) (k kept, found bool, err error) {
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		k, err = db.One(ctx, tx, scanKept, selectSession, hash, s.now())
		return err
	})
	if errors.Is(err, db.ErrNone) {
		return kept{}, false, nil
	}
	return k, err == nil, err
}

// FindCtx gives the data of a session that hasn't ended.
func (s *Sessions) FindCtx(ctx context.Context, hash string) ([]byte, bool, error) {
	k, found, err := s.find(ctx, hash)
	return k.data, found, err
}

// CommitCtx keeps a session until expires; one that was ended stays so.
func (s *Sessions) CommitCtx(ctx context.Context, hash string, data []byte, expires time.Time) error {
	old, found, err := s.find(ctx, hash)
	if err != nil {
		return fmt.Errorf("find session: %w", err)
	}
	if found && bytes.Equal(old.data, data) && expires.Sub(db.Time(old.expires)) < stride {
		return nil
	}
	deadline, values, err := identity.ReadSession(data)
	if err != nil {
		return err
	}
	return s.db.Write(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, putSession, hash, identity.SessionID(hash), values[identity.SessionPerson], data, s.now(), expires, deadline)
		return err
	})
}

// DeleteCtx ends a session.
func (s *Sessions) DeleteCtx(ctx context.Context, hash string) error {
	return s.write(ctx, endSession, hash, []byte{})
}

// Find, Commit and Delete are for callers without a context.
func (s *Sessions) Find(hash string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), hash)
}

// Commit is CommitCtx without a context.
func (s *Sessions) Commit(hash string, data []byte, expires time.Time) error {
	return s.CommitCtx(context.Background(), hash, data, expires)
}

// Delete is DeleteCtx without a context.
func (s *Sessions) Delete(hash string) error { return s.DeleteCtx(context.Background(), hash) }

// List implements identity.Sessions.
func (s *Sessions) List(ctx context.Context, as org.Actor) (all []identity.Session, err error) {
	if !as.SignedIn() {
		return nil, identity.ErrNotAllowed
	}
	err = s.db.Read(ctx, func(tx *db.Tx) error {
		all, err = db.All(ctx, tx, scanSession, listSessions, string(as.Person), s.now())
		return err
	})
	return all, err
}

// End implements identity.Sessions.
func (s *Sessions) End(ctx context.Context, as org.Actor, id string) error {
	if !as.SignedIn() {
		return identity.ErrNotAllowed
	}
	return s.write(ctx, endByID, string(as.Person), id, []byte{})
}

// EndOthers implements identity.Sessions.
func (s *Sessions) EndOthers(ctx context.Context, as org.Actor, but string) error {
	if !as.SignedIn() {
		return identity.ErrNotAllowed
	}
	return s.write(ctx, endOthers, string(as.Person), but, []byte{})
}

// Sweep forgets sessions that ended by themselves; a job calls it.
func (s *Sessions) Sweep(ctx context.Context) error { return s.write(ctx, sweepSessions, s.now()) }

func (s *Sessions) write(ctx context.Context, query string, args ...any) error {
	return s.db.Write(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, query, args...)
		return err
	})
}

func scanSession(row db.Row) (identity.Session, error) {
	var s identity.Session
	var data []byte
	var seen int64
	if err := row.Scan(&s.ID, &data, &seen); err != nil {
		return s, err
	}
	_, values, err := identity.ReadSession(data)
	if err != nil {
		return s, err
	}
	started, err := strconv.ParseInt(values[identity.SessionStarted], 10, 64)
	if err != nil {
		return s, fmt.Errorf("read the start of a session: %w", err)
	}
	s.Device, s.Started, s.Seen = values[identity.SessionDevice], time.Unix(started, 0).UTC(), db.Time(seen)
	return s, nil
}
