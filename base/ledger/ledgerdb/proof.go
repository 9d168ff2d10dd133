// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgerdb

import (
	"context"
	"errors"

	"baken/base/ledger"
	"baken/internal/db"
)

// Ref names an event: which one, from 0, of a version of a record.
type Ref struct {
	Room, Record string
	Version, N   int64
}

// kept is an event as it is kept.
type kept struct {
	facts ledger.Facts
	seq   int64
	salt  ledger.Salt
	whole bool // the salt is there
	entry []byte
	leaf  *int64 // nil: no place yet
}

const (
	columns   = `seq, room, record, org, version, n, actor, verb, note, at, payload, salt, entry, leaf`
	findEvent = `SELECT ` + columns + ` FROM event WHERE room = $1 AND record = $2 AND version = $3 AND n = $4`
)

// scanKept scans the columns, and what else was asked for.
func scanKept(row db.Row, more ...any) (k kept, err error) {
	f := &k.facts
	var at int64
	var payload, salt []byte
	err = row.Scan(append([]any{
		&k.seq, &f.Room, &f.Record, &f.Org, &f.Version, &f.N, &f.Actor, &f.Verb, &f.Note, &at,
		&payload, &salt, &k.entry, &k.leaf,
	}, more...)...)
	f.At = db.Time(at)
	copy(f.Payload[:], payload)
	k.whole = copy(k.salt[:], salt) == len(k.salt)
	return k, err
}

// key gives the key event that an entry is, if it is one.
func (k kept) key() (*ledger.KeyEvent, error) {
	if !ledger.IsKeyEntry(k.entry) {
		return nil, nil
	}
	event, err := ledger.ParseKeyEvent(k.entry)
	return &event, err
}

// proof proves against a checkpoint that covers the event.
func (k kept) proof(signed []byte, head ledger.Checkpoint, read ledger.Reader) (ledger.Proof, error) {
	hashes, err := ledger.Inclusion(head.Size, *k.leaf, read)
	if err != nil {
		return ledger.Proof{}, err
	}
	key, err := k.key()
	if err != nil {
		return ledger.Proof{}, err
	}
	return ledger.Proof{Leaf: k.facts.Seal(k.salt), Key: key, Index: *k.leaf, Hashes: hashes, Checkpoint: signed}, nil
}

// Proof gives the proof that an event was logged.
//
// Errors: ErrNone, and ErrPending when the event has no place yet.
func (l *Log) Proof(ctx context.Context, ref Ref) (p ledger.Proof, err error) {
	err = l.db.Read(ctx, func(tx *db.Tx) error {
		k, err := db.One(ctx, tx, func(row db.Row) (kept, error) { return scanKept(row) },
			findEvent, ref.Room, ref.Record, ref.Version, ref.N)
		switch {
		case errors.Is(err, db.ErrNone):
			return ledger.ErrNone
		case err != nil:
			return err
		case k.leaf == nil:
			return ledger.ErrPending
		}
		signed, head, ok := l.recent.covering(*k.leaf)
		if !ok {
			if signed, head, err = l.head(ctx, tx); err != nil {
				return err
			}
		}
		p, err = k.proof(signed, head, l.recent.reader(ctx, tx))
		return err
	})
	return p, err
}

// Await is Proof that waits until the event has its place, as long as ctx
// lasts. Run, in this process or another, gives it.
func (l *Log) Await(ctx context.Context, ref Ref) (ledger.Proof, error) {
	for look := l.pace; ; look = min(2*look, lookout) {
		l.mu.Lock()
		grown := l.grown
		l.mu.Unlock()
		if p, err := l.fresh(ref); !errors.Is(err, ledger.ErrPending) {
			return p, err
		}
		if !wait(ctx, look, grown) {
			return ledger.Proof{}, ctx.Err()
		}
		p, err := l.fresh(ref)
		if errors.Is(err, ledger.ErrPending) {
			p, err = l.Proof(ctx, ref) // placed by another process, or long ago
		}
		if !errors.Is(err, ledger.ErrPending) {
			return p, err
		}
	}
}

// fresh is Proof from memory alone; ErrPending when that doesn't hold it.
func (l *Log) fresh(ref Ref) (ledger.Proof, error) {
	k, ok := l.recent.event(ref)
	if !ok {
		return ledger.Proof{}, ledger.ErrPending
	}
	signed, head, ok := l.recent.covering(*k.leaf)
	if !ok {
		return ledger.Proof{}, ledger.ErrPending
	}
	p, err := k.proof(signed, head, l.recent.over(func(ledger.Tile) ([]byte, error) { return nil, ledger.ErrPending }))
	return p, err
}

const selectKeys = `SELECT leaf, entry FROM ledger_key WHERE desk = $1 ORDER BY leaf`

// Keys gives every key event of a desk, each with its proof, and the
// checkpoint that they prove against.
func (l *Log) Keys(ctx context.Context, desk string) (all ledger.DeskKeys, err error) {
	err = l.db.Read(ctx, func(tx *db.Tx) error {
		signed, head, err := l.head(ctx, tx)
		if err != nil {
			return err
		}
		all = ledger.DeskKeys{Checkpoint: string(signed), Events: []ledger.LoggedKey{}}
		logged, err := db.All(ctx, tx, func(row db.Row) (k ledger.LoggedKey, err error) {
			err = row.Scan(&k.Index, &k.Entry)
			return k, err
		}, selectKeys, desk)
		if err != nil {
			return err
		}
		read := l.recent.reader(ctx, tx).Once()
		for _, k := range logged {
			if k.Proof, err = ledger.Inclusion(head.Size, k.Index, read); err != nil {
				return err
			}
			all.Events = append(all.Events, k)
		}
		return nil
	})
	return all, err
}
