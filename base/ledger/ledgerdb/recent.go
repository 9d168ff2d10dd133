// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgerdb

import (
	"context"
	"sync"

	"baken/base/ledger"
	"baken/internal/db"
)

// recentLimit bounds how many tiles are remembered: 8 MiB.
const recentLimit = 1024

// recent remembers the last batch, its checkpoint, and tiles that were read,
// so that the next batch and those who wait for proofs need not read them. All
// of it is durable. It may be old, never wrong: tiles only grow, and one that
// is too narrow is read again.
type recent struct {
	mu     sync.Mutex
	id     int64 // of the checkpoint
	signed []byte
	head   ledger.Checkpoint
	tiles  map[ledger.Tile][]byte
	placed [2]map[Ref]kept // events of the last batch, and of the one before
}

// grew takes over a batch that was committed.
func (r *recent) grew(b batch, origin string) {
	placed := make(map[Ref]kept, len(b.events))
	for _, k := range b.events {
		f := k.facts
		placed[Ref{f.Room, f.Record, f.Version, f.N}] = k
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if b.growth.Size < r.head.Size {
		return
	}
	r.id, r.signed = b.id, b.signed
	r.head = ledger.Checkpoint{Origin: origin, Size: b.growth.Size, Root: b.growth.Root}
	r.placed[0], r.placed[1] = placed, r.placed[0]
	for t, content := range b.growth.Tiles {
		r.keep(t, content)
	}
}

// at gives the size of the log when it is remembered as of that checkpoint.
func (r *recent) at(id int64) (int64, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.head.Size, id == r.id
}

// event gives an event that was placed just now, if it is remembered.
func (r *recent) event(ref Ref) (kept, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, placed := range r.placed {
		if k, ok := placed[ref]; ok {
			return k, true
		}
	}
	return kept{}, false
}

// covering gives a checkpoint that covers leaf, if one is remembered.
func (r *recent) covering(leaf int64) ([]byte, ledger.Checkpoint, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.signed, r.head, r.head.Size > leaf
}

// reader gives tiles that are remembered; others it reads, and remembers.
func (r *recent) reader(ctx context.Context, tx *db.Tx) ledger.Reader {
	return r.over(reader(ctx, tx))
}

// over gives tiles that are remembered, or else those of read.
func (r *recent) over(read ledger.Reader) ledger.Reader {
	return func(t ledger.Tile) ([]byte, error) {
		r.mu.Lock()
		content := r.tiles[ledger.Tile{Level: t.Level, Index: t.Index}]
		r.mu.Unlock()
		if _, err := t.Cut(content); err == nil { // wide enough
			return content, nil
		}
		content, err := read(t)
		if err != nil {
			return nil, err
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		r.keep(t, content)
		return content, nil
	}
}

func (r *recent) keep(t ledger.Tile, content []byte) {
	if len(r.tiles) >= recentLimit || r.tiles == nil {
		r.tiles = map[ledger.Tile][]byte{}
	}
	place := ledger.Tile{Level: t.Level, Index: t.Index}
	if len(content) > len(r.tiles[place]) {
		r.tiles[place] = content
	}
}
