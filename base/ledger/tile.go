// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledger

import (
	"strconv"
	"strings"
)

const (
	// Height is the height of a tile (C2SP tlog-tiles).
	Height = 8
	// Full is the width of a full tile.
	Full = 1 << Height
	// Entries is the level of a Tile that holds entries instead of hashes.
	Entries = -1
)

const (
	mostLevel = 63
	mostIndex = 1 << 40 // 2^48 leaves
	hashSize  = 32
)

// Tile names a part of the log: Width hashes, or entries, that start at Index
// times 256 of that level.
type Tile struct {
	Level int // 0 and above: hashes; Entries: entries
	Index int64
	Width int // 1 to 256
}

// Path gives the tile's place below the log's address, "tile/0/x001/x234/067"
// or "tile/entries/000.p/5" (C2SP tlog-tiles).
func (t Tile) Path() string {
	level := "entries"
	if t.Level != Entries {
		level = strconv.Itoa(t.Level)
	}
	var index string
	for n := t.Index; ; n /= 1000 {
		group := strconv.FormatInt(1000+n%1000, 10)[1:]
		if index == "" {
			index = group
		} else {
			index = "x" + group + "/" + index
		}
		if n < 1000 {
			break
		}
	}
	path := "tile/" + level + "/" + index
	if t.Width < Full {
		path += ".p/" + strconv.Itoa(t.Width)
	}
	return path
}

// ParseTile reads what Path wrote, and nothing else.
func ParseTile(path string) (Tile, error) {
	rest, ok := strings.CutPrefix(path, "tile/")
	level, rest, slash := strings.Cut(rest, "/")
	if !ok || !slash {
		return Tile{}, ErrTile
	}
	t := Tile{Level: Entries, Width: Full}
	var err error
	if level != "entries" {
		if t.Level, err = strconv.Atoi(level); err != nil || t.Level < 0 || t.Level > mostLevel {
			return Tile{}, ErrTile
		}
	}
	index, width, partial := strings.Cut(rest, ".p/")
	if partial {
		if t.Width, err = strconv.Atoi(width); err != nil || t.Width < 1 || t.Width >= Full {
			return Tile{}, ErrTile
		}
	}
	for group := range strings.SplitSeq(index, "/") {
		n, err := strconv.ParseUint(strings.TrimPrefix(group, "x"), 10, 16)
		if err != nil || n > 999 || t.Index > mostIndex {
			return Tile{}, ErrTile
		}
		t.Index = t.Index*1000 + int64(n)
	}
	if t.Index > mostIndex || t.Path() != path {
		return Tile{}, ErrTile
	}
	return t, nil
}

// In tells whether a log of size entries has this tile, in this width or a
// wider one.
func (t Tile) In(size int64) bool {
	shift := uint(0)
	if t.Level > 0 {
		shift = uint(t.Level) * Height
	}
	if shift >= 63 || t.Index < 0 || t.Width < 1 || t.Width > Full {
		return false
	}
	return t.Index*Full+int64(t.Width) <= size>>shift
}

// within tells whether content is wide enough for Cut.
func (t Tile) within(content []byte) bool {
	_, err := t.Cut(content)
	return err == nil
}

// Cut gives the part of a tile's content that t names: the content of a tile
// of the same place that is at least as wide.
func (t Tile) Cut(content []byte) ([]byte, error) {
	if t.Level != Entries {
		if n := t.Width * hashSize; len(content) >= n {
			return content[:n], nil
		}
		return nil, ErrTile
	}
	rest := content
	for range t.Width {
		_, after, err := nextEntry(rest)
		if err != nil {
			return nil, ErrTile
		}
		rest = after
	}
	return content[:len(content)-len(rest)], nil
}
