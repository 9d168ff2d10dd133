// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgerdb

import (
	"context"
	"errors"
	"fmt"

	"baken/base/ledger"
	"baken/internal/db"
)

const (
	selectTile = `SELECT content FROM ledger_tile WHERE level = $1 AND n = $2`
	selectHead = `SELECT signed FROM ledger_checkpoint ORDER BY id DESC LIMIT 1`
	selectAt   = `SELECT signed FROM ledger_checkpoint WHERE size = $1 ORDER BY id LIMIT 1`
)

// reader reads tiles in tx.
func reader(ctx context.Context, tx *db.Tx) ledger.Reader {
	return func(t ledger.Tile) ([]byte, error) {
		content, err := db.One(ctx, tx, db.Value[[]byte], selectTile, int64(t.Level), t.Index)
		if errors.Is(err, db.ErrNone) {
			return nil, nil
		}
		return content, err
	}
}

// head gives the last checkpoint.
func (l *Log) head(ctx context.Context, tx *db.Tx) ([]byte, ledger.Checkpoint, error) {
	signed, err := db.One(ctx, tx, db.Value[[]byte], selectHead)
	if errors.Is(err, db.ErrNone) {
		return nil, ledger.Checkpoint{}, ledger.ErrEmpty
	}
	if err != nil {
		return nil, ledger.Checkpoint{}, err
	}
	c, _, err := ledger.OpenCheckpoint(signed, l.key)
	if err != nil {
		return nil, c, fmt.Errorf("open the last checkpoint: %w", err)
	}
	return signed, c, nil
}

// Checkpoint gives the last checkpoint, signed.
func (l *Log) Checkpoint(ctx context.Context) (signed []byte, err error) {
	err = l.db.Read(ctx, func(tx *db.Tx) error {
		signed, _, err = l.head(ctx, tx)
		return err
	})
	return signed, err
}

// Tile gives the content of a tile; ErrTile when the log has none such.
func (l *Log) Tile(ctx context.Context, t ledger.Tile) (content []byte, err error) {
	err = l.db.Read(ctx, func(tx *db.Tx) error {
		content, err = reader(ctx, tx)(t)
		return err
	})
	if err != nil {
		return nil, err
	}
	return t.Cut(content)
}

// Extension shows that the log of now begins with its first old entries.
func (l *Log) Extension(ctx context.Context, old int64) (e ledger.Extension, err error) {
	err = l.db.Read(ctx, func(tx *db.Tx) error {
		signed, head, err := l.head(ctx, tx)
		if err != nil {
			return err
		}
		hashes, err := ledger.Consistency(head.Size, old, reader(ctx, tx))
		e = ledger.Extension{Old: old, Hashes: hashes, Checkpoint: signed}
		return err
	})
	return e, err
}

// Between shows that the log of size entries begins with its first old ones;
// ErrNone when no checkpoint was signed at that size.
func (l *Log) Between(ctx context.Context, old, size int64) (e ledger.Extension, err error) {
	signed, err := l.At(ctx, size)
	if err != nil {
		return e, err
	}
	err = l.db.Read(ctx, func(tx *db.Tx) error {
		hashes, err := ledger.Consistency(size, old, reader(ctx, tx))
		e = ledger.Extension{Old: old, Hashes: hashes, Checkpoint: signed}
		return err
	})
	return e, err
}

// At gives the checkpoint that was signed at that size; ErrNone when none was.
func (l *Log) At(ctx context.Context, size int64) (signed []byte, err error) {
	err = l.db.Read(ctx, func(tx *db.Tx) error {
		signed, err = db.One(ctx, tx, db.Value[[]byte], selectAt, size)
		return err
	})
	if errors.Is(err, db.ErrNone) {
		err = ledger.ErrNone
	}
	return signed, err
}
