// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgerdb

import (
	"bytes"
	"context"
	"encoding/json"

	"baken/base/ledger"
	"baken/internal/db"
)

const (
	selectEvents = `SELECT ` + columns + ` FROM event WHERE seq > $1 ORDER BY seq LIMIT 1000`
	// mostBundles bounds the memory for entries: 64 × about 9 kB.
	mostBundles = 64
)

// events holds each event against its leaf.
func (w *walk) events(ctx context.Context) error {
	bundles := map[int64][][]byte{}
	entry := func(leaf int64) ([]byte, error) {
		index := leaf / ledger.Full
		if _, ok := bundles[index]; !ok {
			content, err := w.read(ledger.Tile{Level: ledger.Entries, Index: index, Width: 1})
			if err != nil {
				return nil, err
			}
			if len(bundles) == mostBundles {
				clear(bundles)
			}
			bundles[index], _ = ledger.ParseEntries(content) // entries has found a wrong one
		}
		if i := int(leaf % ledger.Full); i < len(bundles[index]) {
			return bundles[index][i], nil
		}
		return nil, nil
	}
	for last := int64(-1); ; {
		page, err := db.All(ctx, w.tx, func(row db.Row) (kept, error) { return scanKept(row) }, selectEvents, last)
		if err != nil || len(page) == 0 {
			return err
		}
		for _, e := range page {
			if err := w.event(e, entry); err != nil {
				return err
			}
		}
		last = page[len(page)-1].seq
	}
}

func (w *walk) event(e kept, logged func(int64) ([]byte, error)) error {
	w.report.Events++
	if e.leaf == nil {
		if e.entry != nil && w.Now.Sub(e.facts.At) < grace {
			w.report.Pending++
			return nil
		}
		w.find(ofEvent(NoLeaf, e))
		return nil
	}
	if !e.sound() {
		w.find(ofEvent(Changed, e))
	}
	if *e.leaf < 0 || *e.leaf >= w.size {
		w.find(ofEvent(Moved, e))
		return nil
	}
	entry, err := logged(*e.leaf)
	if err != nil {
		return err
	}
	if !bytes.Equal(entry, e.entry) {
		w.find(ofEvent(Moved, e))
	}
	if w.mark(*e.leaf) {
		w.find(ofEvent(Twice, e))
	}
	if e.sound() && (ledger.Event{Verb: e.facts.Verb}).IsDeletion() {
		w.deletion(e)
	}
	return nil
}

// sound tells whether the event is still what was logged of it.
func (k kept) sound() bool {
	key, err := k.key()
	if err != nil || !k.whole {
		return false
	}
	entry, err := k.facts.Seal(k.salt).Entry(key)
	return err == nil && bytes.Equal(entry, k.entry)
}

// deletion accounts for the leaves that an event says were deleted before it.
func (w *walk) deletion(e kept) {
	var note map[string]string
	if json.Unmarshal([]byte(e.facts.Note), &note) != nil {
		return
	}
	spans, err := ledger.ParseSpans(note[ledger.DeletedLeaves])
	if err != nil {
		return
	}
	for _, s := range spans {
		for leaf := s.First; leaf <= min(s.Last, *e.leaf-1); leaf++ {
			if w.mark(leaf) {
				w.find(ofEvent(Twice, e))
				continue
			}
			w.report.Deleted++
		}
	}
}

// orphans finds the leaves that nothing accounts for.
func (w *walk) orphans(context.Context) error {
	for leaf := range w.size {
		if w.seen[leaf/64]&(1<<(leaf%64)) == 0 {
			f := none(Orphan)
			f.Leaf = leaf
			w.find(f)
		}
	}
	return nil
}

const (
	countKeys = `SELECT count(*) FROM ledger_key`
	selectKey = `SELECT count(*) FROM ledger_key WHERE leaf = $1 AND desk = $2 AND entry = $3`
)

// keys holds the lists of desks' keys against the log.
func (w *walk) keys(ctx context.Context) error {
	var logged int64
	err := w.each(func(leaf int64, entry []byte) error {
		if !ledger.IsKeyEntry(entry) {
			return nil
		}
		logged++
		f := none(WrongKeyList)
		f.Leaf = leaf
		k, err := ledger.ParseKeyEvent(entry)
		if err != nil {
			w.find(f)
			return nil
		}
		n, err := db.One(ctx, w.tx, db.Value[int64], selectKey, leaf, k.Desk, entry)
		if err == nil && n != 1 {
			w.find(f)
		}
		return err
	})
	if err != nil {
		return err
	}
	listed, err := db.One(ctx, w.tx, db.Value[int64], countKeys)
	if err == nil && listed > logged {
		w.find(none(WrongKeyList))
	}
	return err
}
