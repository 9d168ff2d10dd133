// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgerdb

import (
	"context"

	"golang.org/x/mod/sumdb/tlog"

	"baken/base/ledger"
	"baken/internal/db"
)

// signed is a checkpoint as it is kept.
type signed struct {
	id, size int64
	note     []byte
}

const selectSigned = `
SELECT id, size, signed FROM ledger_checkpoint WHERE size > $1 OR size = $1 AND id > $2 ORDER BY size, id LIMIT 1000`

// checkpoints gives the checkpoints one by one, by size.
type checkpoints struct {
	page []signed
	last signed
	end  bool
}

func (c *checkpoints) peek(ctx context.Context, tx *db.Tx) (signed, bool, error) {
	if len(c.page) == 0 && !c.end {
		var err error
		c.page, err = db.All(ctx, tx, func(row db.Row) (s signed, err error) {
			err = row.Scan(&s.id, &s.size, &s.note)
			return s, err
		}, selectSigned, c.last.size, c.last.id)
		if err != nil {
			return signed{}, false, err
		}
		c.end = len(c.page) == 0
	}
	if c.end {
		return signed{}, false, nil
	}
	return c.page[0], true, nil
}

func (c *checkpoints) next() { c.last, c.page = c.page[0], c.page[1:] }

// entries counts the tree up from its entries, and holds every checkpoint and
// every hash of level 0 against it.
func (w *walk) entries(ctx context.Context) error {
	var front ledger.Frontier
	points := checkpoints{last: signed{size: -1}}
	if err := w.passed(ctx, &points, &front); err != nil {
		return err
	}
	for index := int64(0); ; index++ {
		bundle := ledger.Tile{Level: ledger.Entries, Index: index, Width: 1}
		content, err := w.read(bundle)
		if err != nil {
			return err
		}
		entries, err := ledger.ParseEntries(content)
		if err != nil {
			w.gap(bundle)
		}
		hashes, err := w.read(ledger.Tile{Level: 0, Index: index, Width: 1})
		if err != nil {
			return err
		}
		right := len(hashes) == len(entries)*tlog.HashSize
		for i, entry := range entries {
			leaf := front.Add(entry)
			right = right && tlog.Hash(hashes[i*tlog.HashSize:]) == leaf
			if err := w.passed(ctx, &points, &front); err != nil {
				return err
			}
		}
		if !right {
			w.tile(WrongTile, ledger.Tile{Level: 0, Index: index, Width: max(1, len(entries))})
		}
		if len(entries) < ledger.Full {
			break
		}
	}
	w.size = front.Size()
	w.seen = make([]uint64, w.size/64+1)
	w.report.Entries = w.size
	return w.beyond(ctx, &points)
}

func (w *walk) gap(t ledger.Tile) { w.tile(Gap, t) }

func (w *walk) tile(k Kind, t ledger.Tile) {
	f := none(k)
	f.Tile = t.Path()
	w.find(f)
}

// passed holds the checkpoints of the size that was reached against the root.
func (w *walk) passed(ctx context.Context, points *checkpoints, front *ledger.Frontier) error {
	roots := map[tlog.Hash]bool{}
	for {
		p, ok, err := points.peek(ctx, w.tx)
		if err != nil || !ok || p.size != front.Size() {
			return err
		}
		points.next()
		w.report.Checkpoints++
		f := none(Unsigned)
		f.Size = p.size
		c, _, err := ledger.OpenCheckpoint(p.note, w.Key)
		if err != nil || c.Size != p.size {
			w.find(f)
			continue
		}
		if roots[c.Root] = true; len(roots) == 2 {
			f.Kind = Forked
			w.find(f)
		}
		if c.Root != front.Root() {
			f.Kind = WrongRoot
			w.find(f)
		}
	}
}

// beyond finds checkpoints of a log that was larger than what is left of it,
// and entries that no checkpoint covers.
func (w *walk) beyond(ctx context.Context, points *checkpoints) error {
	if w.size > 0 && points.last.size < w.size {
		f := none(WrongRoot)
		f.Size = w.size
		w.find(f)
	}
	for {
		p, ok, err := points.peek(ctx, w.tx)
		if err != nil || !ok {
			return err
		}
		points.next()
		w.report.Checkpoints++
		f := none(Gap)
		f.Size = p.size
		f.Tile = ledger.Tile{Level: ledger.Entries, Index: w.size / ledger.Full, Width: ledger.Full}.Path()
		w.find(f)
	}
}

// tiles holds each tile of hashes of hashes against those below it.
func (w *walk) tiles(context.Context) error {
	for level, below := 1, w.size/ledger.Full; below > 0; level, below = level+1, below/ledger.Full {
		for n := int64(0); n < below; n += ledger.Full {
			width := int(min(ledger.Full, below-n))
			t := ledger.Tile{Level: level, Index: n / ledger.Full, Width: width}
			content, err := w.read(t)
			if err != nil {
				return err
			}
			if content, err = t.Cut(content); err != nil {
				w.gap(t)
				continue
			}
			right := true
			for i := range width {
				full, err := w.read(ledger.Tile{Level: level - 1, Index: n + int64(i), Width: ledger.Full})
				if err != nil {
					return err
				}
				root, err := ledger.TileRoot(full)
				right = right && err == nil && root == tlog.Hash(content[i*tlog.HashSize:])
			}
			if !right {
				w.tile(WrongTile, t)
			}
		}
	}
	return nil
}

// given looks for checkpoints that were given out in this log.
func (w *walk) given(context.Context) error {
	read := w.read.Once()
	for _, c := range w.Known {
		f := none(Behind)
		f.Size = c.Size
		if c.Size <= w.size {
			if root, err := ledger.Root(c.Size, read); err == nil && root == c.Root {
				continue
			}
			f.Kind = Disowned
		}
		if w.declared(c) {
			w.report.Lost++
			continue
		}
		w.find(f)
	}
	return nil
}
