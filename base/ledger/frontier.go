// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledger

import "golang.org/x/mod/sumdb/tlog"

// Frontier counts a tree up, entry by entry, and gives its root at any moment:
// it holds the roots of the full subtrees on its right edge only.
type Frontier struct {
	size  int64
	roots []tlog.Hash
}

// Add adds an entry and gives its hash.
func (f *Frontier) Add(entry []byte) tlog.Hash {
	leaf := tlog.RecordHash(entry)
	h := leaf
	for n := f.size; n&1 == 1; n >>= 1 {
		last := len(f.roots) - 1
		h = tlog.NodeHash(f.roots[last], h)
		f.roots = f.roots[:last]
	}
	f.roots = append(f.roots, h)
	f.size++
	return leaf
}

// Size gives how many entries were added.
func (f *Frontier) Size() int64 { return f.size }

// Root gives the root of what was added.
func (f *Frontier) Root() tlog.Hash {
	if len(f.roots) == 0 {
		return emptyRoot()
	}
	last := len(f.roots) - 1
	h := f.roots[last]
	for i := last - 1; i >= 0; i-- {
		h = tlog.NodeHash(f.roots[i], h)
	}
	return h
}

// TileRoot gives the root of a full tile of hashes, which is one hash of the
// tile above it.
func TileRoot(content []byte) (tlog.Hash, error) {
	if len(content) != Full*hashSize {
		return tlog.Hash{}, ErrTile
	}
	level := make([]tlog.Hash, Full)
	for i := range level {
		copy(level[i][:], content[i*hashSize:])
	}
	for len(level) > 1 {
		for i := range len(level) / 2 {
			level[i] = tlog.NodeHash(level[2*i], level[2*i+1])
		}
		level = level[:len(level)/2]
	}
	return level[0], nil
}
