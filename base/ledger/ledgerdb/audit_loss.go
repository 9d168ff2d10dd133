// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgerdb

import (
	"context"

	"baken/base/ledger"
	"baken/internal/db"
)

const (
	countLosses = `SELECT count(*) FROM ledger_loss`
	selectLoss  = `SELECT count(*) FROM ledger_loss WHERE leaf = $1 AND entry = $2`
)

// losses accounts for the entries that declare losses, and holds them against
// the log before them and the list that is served.
func (w *walk) losses(ctx context.Context) error {
	err := w.each(func(leaf int64, entry []byte) error {
		if !ledger.IsLossEntry(entry) {
			return nil
		}
		w.mark(leaf)
		right, err := w.loss(ctx, leaf, entry)
		if err == nil && !right {
			f := none(WrongLoss)
			f.Leaf = leaf
			w.find(f)
		}
		return err
	})
	if err != nil {
		return err
	}
	listed, err := db.One(ctx, w.tx, db.Value[int64], countLosses)
	if err == nil && listed > int64(len(w.report.Losses)) {
		w.find(none(WrongLoss))
	}
	return err
}

func (w *walk) loss(ctx context.Context, leaf int64, entry []byte) (right bool, err error) {
	loss, err := ledger.ParseLoss(entry)
	if err != nil || loss.Kept != leaf {
		return false, nil //nolint:nilerr // an entry that is wrong is a finding
	}
	w.report.Losses = append(w.report.Losses, loss)
	listed, err := db.One(ctx, w.tx, db.Value[int64], selectLoss, leaf, entry)
	if err != nil {
		return false, err
	}
	root, err := ledger.Root(leaf, w.read)
	return listed == 1 && err == nil && root == loss.Root, nil
}

// each gives every entry of the log. One that can't be read was found before.
func (w *walk) each(use func(leaf int64, entry []byte) error) error {
	for index := int64(0); index*ledger.Full < w.size; index++ {
		content, err := w.read(ledger.Tile{Level: ledger.Entries, Index: index, Width: 1})
		if err != nil {
			return err
		}
		entries, _ := ledger.ParseEntries(content)
		for i, entry := range entries {
			if err := use(index*ledger.Full+int64(i), entry); err != nil {
				return err
			}
		}
	}
	return nil
}

// declared tells whether a checkpoint that was given out is of a part of the
// log that was lost, as the log says itself.
func (w *walk) declared(c ledger.Checkpoint) bool {
	for _, l := range w.report.Losses {
		known := l.Reached == 0 || c.Size < l.Reached || c.Size == l.Reached && c.Root == l.Top
		if c.Size > l.Kept && known {
			return true
		}
	}
	return false
}
