// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgerdb

import (
	"context"
	"errors"

	"baken/base/ledger"
	"baken/internal/db"
)

const (
	insertLoss   = `INSERT INTO ledger_loss (leaf, entry) VALUES ($1, $2)`
	selectLosses = `SELECT leaf, entry FROM ledger_loss ORDER BY leaf`
)

// Declare says in the log that it was put back to a backup: in its next entry,
// before any event that waits for its place. It fills in what is kept.
func (l *Log) Declare(ctx context.Context, loss ledger.Loss) (ledger.Loss, error) {
	err := l.db.InTurn(ctx, "ledger", func(tx *db.Tx) error {
		newest, err := db.One(ctx, tx, db.Value[int64], selectNewest)
		if err != nil {
			return err
		}
		size, read, err := l.resume(ctx, tx, newest)
		if err != nil {
			return err
		}
		if loss.Root, err = ledger.Root(size, read); err != nil {
			return err
		}
		loss.Kept = size
		entry := loss.Entry()
		var b batch
		if b.growth, err = ledger.Grow(size, read, [][]byte{entry}); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, insertLoss, size, entry); err != nil {
			return err
		}
		return l.store(ctx, tx, &b)
	})
	return loss, err
}

// Losses gives every declared loss with its proof and, for a size that the log
// has had since, what shows that it begins with so many entries.
func (l *Log) Losses(ctx context.Context, old int64) (all ledger.Losses, err error) {
	err = l.db.Read(ctx, func(tx *db.Tx) error {
		signed, head, err := l.head(ctx, tx)
		if err != nil {
			return err
		}
		all = ledger.Losses{Checkpoint: string(signed), Losses: []ledger.LoggedLoss{}, Old: old}
		logged, err := db.All(ctx, tx, func(row db.Row) (k ledger.LoggedLoss, err error) {
			err = row.Scan(&k.Index, &k.Entry)
			return k, err
		}, selectLosses)
		if err != nil {
			return err
		}
		read := l.recent.reader(ctx, tx).Once()
		for _, k := range logged {
			if k.Proof, err = ledger.Inclusion(head.Size, k.Index, read); err != nil {
				return err
			}
			all.Losses = append(all.Losses, k)
		}
		if old < 0 || old > head.Size { // of a log that was longer: there is nothing to show
			return nil
		}
		all.Hashes, err = ledger.Consistency(head.Size, old, read)
		return err
	})
	return all, err
}

// Declared gives what is declared to be lost, without proof.
func (l *Log) Declared(ctx context.Context) (all []ledger.Loss, err error) {
	err = l.db.Read(ctx, func(tx *db.Tx) error {
		all, err = db.All(ctx, tx, func(row db.Row) (ledger.Loss, error) {
			var leaf int64
			var entry []byte
			if err := row.Scan(&leaf, &entry); err != nil {
				return ledger.Loss{}, err
			}
			return ledger.ParseLoss(entry)
		}, selectLosses)
		return err
	})
	return all, err
}

// Head gives the last checkpoint in tx, signed; nothing when none was.
func Head(ctx context.Context, tx *db.Tx) ([]byte, error) {
	signed, err := db.One(ctx, tx, db.Value[[]byte], selectHead)
	if errors.Is(err, db.ErrNone) {
		return nil, nil
	}
	return signed, err
}
