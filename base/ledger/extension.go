// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledger

import (
	"bytes"
	"strconv"

	"golang.org/x/mod/sumdb/tlog"
)

// MostExtension is the largest extension file that is read, in bytes.
const MostExtension = 64 << 10

// Extension shows that a later log begins with all of an earlier one. Its file
// has the form of a request to a witness (C2SP tlog-witness, add-checkpoint).
type Extension struct {
	Old        int64
	Hashes     []tlog.Hash
	Checkpoint []byte // the later one, signed
}

// File writes the extension.
func (e Extension) File() []byte {
	var b bytes.Buffer
	b.WriteString("old " + strconv.FormatInt(e.Old, 10) + "\n")
	writeHashes(&b, e.Hashes)
	b.WriteString("\n")
	b.Write(e.Checkpoint)
	return b.Bytes()
}

// ParseExtension reads what File wrote, and nothing else. It verifies nothing.
func ParseExtension(raw []byte) (Extension, error) {
	if len(raw) > MostExtension {
		return Extension{}, ErrTooLarge.With("most", MostExtension)
	}
	l := lines{rest: string(raw)}
	e := Extension{Old: l.number("old"), Hashes: l.hashes()}
	e.Checkpoint = []byte(l.rest)
	if l.err != nil {
		return Extension{}, l.err
	}
	if !bytes.Equal(e.File(), raw) {
		return Extension{}, ErrFormat.With("line", l.at)
	}
	return e, nil
}

// Verify checks that the later log begins with the one that old is a
// checkpoint of.
//
// Errors: those of OpenCheckpoint and of Extends.
func (e Extension) Verify(old Checkpoint, log Key, witnesses ...WitnessKey) (Checkpoint, []Witnessed, error) {
	c, seen, err := OpenCheckpoint(e.Checkpoint, log, witnesses...)
	if err != nil {
		return Checkpoint{}, nil, err
	}
	if e.Old != old.Size {
		return Checkpoint{}, nil, ErrConsistency.With("old", old.Size, "size", c.Size)
	}
	if err := c.Extends(old, e.Hashes); err != nil {
		return Checkpoint{}, nil, err
	}
	return c, seen, nil
}

// Extends checks that the log of c begins with all of that of old.
//
// Errors: ErrRollback when c is shorter, ErrFork when they are as long and
// differ, ErrConsistency when the hashes don't show it.
func (c Checkpoint) Extends(old Checkpoint, hashes []tlog.Hash) error {
	switch {
	case c.Origin != old.Origin:
		return ErrOrigin.With("want", old.Origin, "got", c.Origin)
	case c.Size < old.Size:
		return ErrRollback.With("old", old.Size, "size", c.Size)
	case c.Size == old.Size && c.Root != old.Root:
		return ErrFork.With("size", c.Size)
	case c.Size == old.Size && len(hashes) == 0:
		return nil
	case old.Size == 0 && len(hashes) == 0 && old.Root == emptyRoot():
		return nil
	case tlog.CheckTree(hashes, c.Size, c.Root, old.Size, old.Root) != nil:
		return ErrConsistency.With("old", old.Size, "size", c.Size)
	}
	return nil
}

// emptyRoot is the root of a log without entries (RFC 6962, 2.1).
func emptyRoot() tlog.Hash { return tlog.Hash(DigestOf(nil)) }
