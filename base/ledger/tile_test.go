// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledger_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/ledger"
)

func TestTilePaths(t *testing.T) {
	for path, tile := range map[string]ledger.Tile{
		"tile/0/x001/x234/067":     {Level: 0, Index: 1234067, Width: 256}, // C2SP tlog-tiles, "Merkle Tree"
		"tile/0/000":               {Level: 0, Index: 0, Width: 256},
		"tile/63/999":              {Level: 63, Index: 999, Width: 256},
		"tile/1/x001/000":          {Level: 1, Index: 1000, Width: 256},
		"tile/0/273.p/112":         {Level: 0, Index: 273, Width: 112}, // C2SP tlog-tiles, "Partial Tiles"
		"tile/1/001.p/17":          {Level: 1, Index: 1, Width: 17},
		"tile/2/000.p/1":           {Level: 2, Index: 0, Width: 1},
		"tile/entries/x001/234":    {Level: ledger.Entries, Index: 1234, Width: 256},
		"tile/entries/000.p/255":   {Level: ledger.Entries, Index: 0, Width: 255},
		"tile/0/x123/x456/789.p/8": {Level: 0, Index: 123456789, Width: 8},
	} {
		if got := tile.Path(); got != path {
			t.Errorf("path of %+v: got %q, want %q", tile, got, path)
		}
		got, err := ledger.ParseTile(path)
		if err != nil {
			t.Errorf("parse %q: %v", path, err)
		}
		if d := cmp.Diff(tile, got); d != "" {
			t.Errorf("parse %q: -want +got\n%s", path, d)
		}
	}
}

func TestTilePathsThatAreNone(t *testing.T) {
	for _, path := range []string{
		"", "tile", "tile/", "tile/0", "tile/0/", "tile/0/0", "tile/0/00", "tile/0/0000", "tile/00/000", "tile/64/000",
		"tile/-1/000", "tile/+1/000", "tile/0/x000/000", "tile/0/x001", "tile/0/001/001", "tile/0/x001/x001",
		"tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/", "tile/0/000.p", "tile/0/000/",
		"tile/0/-01", "tile/0/+01", "tile/data/000", "tile/entries", "tile/entries/1", "tile/8/0/000",
		"tile/0/x999/x999/x999/x999/x999/x999/999", " tile/0/000", "tile/0/000\n",
	} {
		if tile, err := ledger.ParseTile(path); !errors.Is(err, ledger.ErrTile) {
			t.Errorf("parse %q: got %+v, %v; want %v", path, tile, err, ledger.ErrTile)
		}
	}
}

// C2SP tlog-tiles, "Partial Tiles": a tree of 70,000 has 273 full tiles at
// level 0 and one of 112, one full tile at level 1 and one of 17, and one of
// width 1 at level 2.
func TestTilesOfSeventyThousand(t *testing.T) {
	for _, tc := range []struct {
		tile ledger.Tile
		want bool
	}{
		{ledger.Tile{Level: 0, Index: 272, Width: 256}, true},
		{ledger.Tile{Level: 0, Index: 273, Width: 112}, true},
		{ledger.Tile{Level: 0, Index: 273, Width: 113}, false},
		{ledger.Tile{Level: 0, Index: 273, Width: 256}, false},
		{ledger.Tile{Level: 0, Index: 274, Width: 1}, false},
		{ledger.Tile{Level: ledger.Entries, Index: 273, Width: 112}, true},
		{ledger.Tile{Level: ledger.Entries, Index: 273, Width: 113}, false},
		{ledger.Tile{Level: 1, Index: 0, Width: 256}, true},
		{ledger.Tile{Level: 1, Index: 1, Width: 17}, true},
		{ledger.Tile{Level: 1, Index: 1, Width: 18}, false},
		{ledger.Tile{Level: 2, Index: 0, Width: 1}, true},
		{ledger.Tile{Level: 2, Index: 0, Width: 2}, false},
		{ledger.Tile{Level: 3, Index: 0, Width: 1}, false},
		{ledger.Tile{Level: 63, Index: 0, Width: 1}, false},
	} {
		if got := tc.tile.In(70_000); got != tc.want {
			t.Errorf("%s: got %v, want %v", tc.tile.Path(), got, tc.want)
		}
	}
}

func FuzzTilePath(f *testing.F) {
	for _, s := range []string{"tile/0/x001/x234/067", "tile/entries/000.p/255", "tile/0/x000/000", "tile/63/999.p/1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, path string) {
		tile, err := ledger.ParseTile(path)
		if err == nil && tile.Path() != path {
			t.Errorf("%q is read as %+v, whose path is %q", path, tile, tile.Path())
		}
	})
}

func FuzzTileContent(f *testing.F) {
	f.Add([]byte("\x00\x03abc\x00\x00"), -1, 2)
	f.Add(make([]byte, 64), 0, 2)
	f.Fuzz(func(t *testing.T, content []byte, level, width int) {
		if level < ledger.Entries || width < 1 || width > ledger.Full {
			return
		}
		part, err := ledger.Tile{Level: level, Width: width}.Cut(content)
		if err != nil {
			return
		}
		if string(part) != string(content[:len(part)]) {
			t.Errorf("a part isn't the beginning of its tile")
		}
		if level != ledger.Entries {
			if len(part) != 32*width {
				t.Errorf("%d bytes for %d hashes", len(part), width)
			}
			return
		}
		entries, err := ledger.ParseEntries(part)
		if err != nil || len(entries) != width {
			t.Fatalf("%d entries of %d, %v", len(entries), width, err)
		}
		var again []byte
		for _, e := range entries {
			if again, err = ledger.AppendEntry(again, e); err != nil {
				t.Fatal(err)
			}
		}
		if string(again) != string(part) {
			t.Error("entries don't make their bundle again")
		}
	})
}
