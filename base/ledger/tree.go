// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledger

import (
	"slices"

	"golang.org/x/mod/sumdb/tlog"
)

// Reader gives the content of a tile, as wide as it is kept: at least t.Width
// for every tile that a log of its size has. It gives nothing, and no error,
// for a tile that isn't there.
type Reader func(t Tile) ([]byte, error)

// Once reads each tile from r once, and again only when it was too narrow.
func (r Reader) Once() Reader {
	kept := map[Tile][]byte{}
	return func(t Tile) ([]byte, error) {
		place := Tile{Level: t.Level, Index: t.Index}
		if b := kept[place]; t.within(b) {
			return b, nil
		}
		b, err := r(t)
		if err == nil {
			kept[place] = b
		}
		return b, err
	}
}

// hashes reads the tree's hashes, as tlog numbers them, out of tiles.
func (r Reader) hashes() tlog.HashReaderFunc {
	return func(indexes []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			t := tlog.TileForIndex(Height, index)
			want := Tile{Level: t.L, Index: t.N, Width: t.W}
			content, err := r(want)
			if err != nil {
				return nil, err
			}
			if content, err = want.Cut(content); err != nil {
				return nil, ErrDamaged.With("what", want.Path())
			}
			if out[i], err = tlog.HashFromTile(t, content, index); err != nil {
				return nil, ErrDamaged.With("what", want.Path())
			}
		}
		return out, nil
	}
}

// Growth is what a log becomes: its size, its root, and the content of the
// tiles that are new or have become wider.
type Growth struct {
	Size  int64
	Root  tlog.Hash
	Tiles map[Tile][]byte
}

// Grow adds entries to a log of size entries.
func Grow(size int64, read Reader, entries [][]byte) (Growth, error) {
	read = read.Once()
	fresh := map[int64]tlog.Hash{}
	old := read.hashes()
	hashes := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			h, ok := fresh[index]
			if !ok {
				from, err := old([]int64{index})
				if err != nil {
					return nil, err
				}
				h = from[0]
			}
			out[i] = h
		}
		return out, nil
	})
	next := tlog.StoredHashCount(size)
	for i, entry := range entries {
		more, err := tlog.StoredHashes(size+int64(i), entry, hashes)
		if err != nil {
			return Growth{}, err
		}
		for _, h := range more {
			fresh[next] = h
			next++
		}
	}
	g := Growth{Size: size + int64(len(entries)), Tiles: map[Tile][]byte{}}
	var err error
	if g.Root, err = tlog.TreeHash(g.Size, hashes); err != nil {
		return Growth{}, err
	}
	if err := g.tiles(size, hashes); err != nil {
		return Growth{}, err
	}
	return g, g.bundles(size, read, entries)
}

func (g *Growth) tiles(size int64, hashes tlog.HashReader) error {
	for _, t := range tlog.NewTiles(Height, size, g.Size) {
		content, err := tlog.ReadTileData(t, hashes)
		if err != nil {
			return err
		}
		g.Tiles[Tile{Level: t.L, Index: t.N, Width: t.W}] = content
	}
	return nil
}

func (g *Growth) bundles(size int64, read Reader, entries [][]byte) error {
	var content []byte
	if part := int(size % Full); part > 0 && len(entries) > 0 {
		open := Tile{Level: Entries, Index: size / Full, Width: part}
		kept, err := read(open)
		if err != nil {
			return err
		}
		if kept, err = open.Cut(kept); err != nil {
			return ErrDamaged.With("what", open.Path())
		}
		content = slices.Clone(kept)
	}
	for i, entry := range entries {
		var err error
		if content, err = AppendEntry(content, entry); err != nil {
			return err
		}
		at := size + int64(i)
		if at%Full == Full-1 || i == len(entries)-1 {
			g.Tiles[Tile{Level: Entries, Index: at / Full, Width: int(at%Full) + 1}] = content
			content = nil
		}
	}
	return nil
}

// Root gives the root of the log's first size entries.
func Root(size int64, read Reader) (tlog.Hash, error) {
	return tlog.TreeHash(size, read.Once().hashes())
}

// Inclusion gives the hashes that lead from entry index to the root of the
// first size entries.
func Inclusion(size, index int64, read Reader) ([]tlog.Hash, error) {
	if index < 0 || index >= size {
		return nil, ErrNone
	}
	return tlog.ProveRecord(size, index, read.Once().hashes())
}

// Consistency gives the hashes that show that the first size entries begin
// with the first old ones.
func Consistency(size, old int64, read Reader) ([]tlog.Hash, error) {
	if old < 0 || old > size {
		return nil, ErrNone
	}
	if old == 0 {
		return nil, nil
	}
	return tlog.ProveTree(size, old, read.Once().hashes())
}
