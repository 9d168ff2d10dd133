// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledger_test

import (
	"encoding/binary"
	"fmt"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"

	"baken/base/ledger"
)

// shelf is a log in memory, and what tlog itself stores of the same entries.
type shelf struct {
	size    int64
	root    tlog.Hash
	tiles   map[ledger.Tile][]byte // by place
	stored  []tlog.Hash
	entries [][]byte
}

func (s *shelf) read(t ledger.Tile) ([]byte, error) {
	return s.tiles[ledger.Tile{Level: t.Level, Index: t.Index}], nil
}

// ReadHashes reads what tlog stored.
func (s *shelf) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, x := range indexes {
		out[i] = s.stored[x]
	}
	return out, nil
}

func (s *shelf) grow(t rapid.TB, entries ...[]byte) {
	g, err := ledger.Grow(s.size, s.read, entries)
	if err != nil {
		t.Fatalf("grow from %d by %d: %v", s.size, len(entries), err)
	}
	for i, e := range entries {
		more, err := tlog.StoredHashes(s.size+int64(i), e, s)
		if err != nil {
			t.Fatal(err)
		}
		s.stored = append(s.stored, more...)
	}
	if s.tiles == nil {
		s.tiles = map[ledger.Tile][]byte{}
	}
	for tile, content := range g.Tiles {
		s.tiles[ledger.Tile{Level: tile.Level, Index: tile.Index}] = content
	}
	s.size, s.root, s.entries = g.Size, g.Root, append(s.entries, entries...)
}

// batches makes a shelf of random size, in random steps.
func batches(t *rapid.T) *shelf {
	s := new(shelf)
	for range rapid.IntRange(1, 6).Draw(t, "batches") {
		var entries [][]byte
		for range rapid.IntRange(0, 300).Draw(t, "entries") {
			entries = append(entries, binary.BigEndian.AppendUint64(nil, uint64(len(s.entries)+len(entries))))
		}
		s.grow(t, entries...)
	}
	return s
}

func TestRootIsThatOfTlog(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := batches(t)
		want, err := tlog.TreeHash(s.size, s)
		if err != nil {
			t.Fatal(err)
		}
		if s.root != want {
			t.Errorf("size %d: got root %s, want %s", s.size, s.root, want)
		}
		n := rapid.Int64Range(0, s.size).Draw(t, "n")
		got, err := ledger.Root(n, s.read)
		if err != nil {
			t.Fatal(err)
		}
		if want, _ = tlog.TreeHash(n, s); got != want {
			t.Errorf("size %d of %d: got root %s, want %s", n, s.size, got, want)
		}
	})
}

// served is what a public tool sees: tiles by their paths, nothing else.
type served struct {
	t *rapid.T
	s *shelf
}

func (served) Height() int                     { return ledger.Height }
func (served) SaveTiles([]tlog.Tile, [][]byte) {}
func (v served) ReadTiles(tiles []tlog.Tile) (all [][]byte, err error) {
	for _, t := range tiles {
		tile, err := ledger.ParseTile(ledger.Tile{Level: t.L, Index: t.N, Width: t.W}.Path())
		if err != nil || !tile.In(v.s.size) {
			v.t.Fatalf("tlog asks for %+v of a log of %d: %v", t, v.s.size, err)
		}
		content, _ := v.s.read(tile)
		if content, err = tile.Cut(content); err != nil {
			return nil, fmt.Errorf("%s: %w", tile.Path(), err)
		}
		all = append(all, content)
	}
	return all, nil
}

func TestPublicToolsReadTheTiles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := batches(t)
		if s.size == 0 {
			return
		}
		tree := tlog.Tree{N: s.size, Hash: s.root}
		hashes := tlog.TileHashReader(tree, served{t, s})
		n := rapid.Int64Range(0, s.size-1).Draw(t, "n")
		proof, err := tlog.ProveRecord(s.size, n, hashes)
		if err != nil {
			t.Fatal(err)
		}
		if err := tlog.CheckRecord(proof, s.size, s.root, n, tlog.RecordHash(s.entries[n])); err != nil {
			t.Errorf("entry %d of %d: %v", n, s.size, err)
		}
		bundle, _ := s.read(ledger.Tile{Level: ledger.Entries, Index: n / ledger.Full})
		entries, err := ledger.ParseEntries(bundle)
		if err != nil || string(entries[n%ledger.Full]) != string(s.entries[n]) {
			t.Errorf("entry %d isn't in its bundle: %v", n, err)
		}
	})
}

func TestProofsVerifyAndChangedOnesDont(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := batches(t)
		if s.size == 0 {
			return
		}
		c := ledger.Checkpoint{Origin: "o", Size: s.size, Root: s.root}
		n := rapid.Int64Range(0, s.size-1).Draw(t, "n")
		inclusion, err := ledger.Inclusion(s.size, n, s.read)
		if err != nil {
			t.Fatal(err)
		}
		if err := ledger.CheckInclusion(c, n, s.entries[n], inclusion); err != nil {
			t.Fatalf("entry %d of %d: %v", n, s.size, err)
		}
		old := rapid.Int64Range(0, s.size).Draw(t, "old")
		root, err := ledger.Root(old, s.read)
		if err != nil {
			t.Fatal(err)
		}
		before := ledger.Checkpoint{Origin: "o", Size: old, Root: root}
		consistency, err := ledger.Consistency(s.size, old, s.read)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Extends(before, consistency); err != nil {
			t.Fatalf("%d of %d: %v", old, s.size, err)
		}
		if err := before.Extends(c, consistency); err == nil && old != s.size {
			t.Errorf("a log of %d extends one of %d", old, s.size)
		}
		changed := func(hashes []tlog.Hash) []tlog.Hash {
			out := append([]tlog.Hash(nil), hashes...)
			i := rapid.IntRange(0, len(out)-1).Draw(t, "hash")
			out[i][rapid.IntRange(0, 31).Draw(t, "byte")] ^= byte(rapid.IntRange(1, 255).Draw(t, "change"))
			return out
		}
		if len(inclusion) > 0 {
			if ledger.CheckInclusion(c, n, s.entries[n], changed(inclusion)) == nil ||
				ledger.CheckInclusion(c, n, s.entries[n], inclusion[1:]) == nil {
				t.Error("a changed proof of inclusion verifies")
			}
		}
		if len(consistency) > 0 {
			if c.Extends(before, changed(consistency)) == nil || c.Extends(before, consistency[1:]) == nil {
				t.Error("a changed proof of consistency verifies")
			}
		}
		other := c
		other.Root[0] ^= 1
		if ledger.CheckInclusion(other, n, s.entries[n], inclusion) == nil || other.Extends(before, consistency) == nil && old > 0 {
			t.Error("a proof verifies against another root")
		}
		if ledger.CheckInclusion(c, n, append([]byte{1}, s.entries[n]...), inclusion) == nil {
			t.Error("a proof verifies another entry")
		}
	})
}

func TestGrowRefusesALogThatLostItsEdge(t *testing.T) {
	s := new(shelf)
	for i := range 300 {
		s.grow(t, fmt.Append(nil, i))
	}
	for _, edge := range []ledger.Tile{{Level: 0, Index: 1}, {Level: 1}, {Level: ledger.Entries, Index: 1}} {
		kept := s.tiles[edge]
		delete(s.tiles, edge)
		if _, err := ledger.Grow(s.size, s.read, [][]byte{{1}}); err == nil {
			t.Errorf("grew without %+v", edge)
		}
		s.tiles[edge] = kept
	}
}
