// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"time"
)

// Digest is a SHA-256 hash.
type Digest [sha256.Size]byte

// DigestOf gives the hash of content.
func DigestOf(content []byte) Digest { return sha256.Sum256(content) }

// String gives the digest in hexadecimal; nothing for the zero digest.
func (d Digest) String() string {
	if d == (Digest{}) {
		return ""
	}
	return hex.EncodeToString(d[:])
}

// Salt is what makes a leaf unreadable without it: 32 random bytes, kept
// beside the event and deleted with it.
type Salt [32]byte

// Shown are the facts about an event that a proof file shows.
type Shown struct {
	Room, Record, Org string
	Version, N        int64 // the record's version, and which of its events, from 0
	Verb              string
	At                time.Time // to the millisecond
	Payload           Digest
}

// Facts are all that a leaf commits to: what is shown, and what stays with
// whoever keeps the database.
type Facts struct {
	Shown
	Actor string
	Note  string // as it is kept: JSON
}

// Leaf is what one leaf can be made again from: the facts that are shown, a
// salt of their own, and a hash of the facts that aren't shown.
type Leaf struct {
	Shown
	Salt Digest // follows from the event's salt, which doesn't follow from it
	Kept Digest
}

// Seal gives the leaf of f. The salt of what is shown is a hash of salt, so
// that a proof file lets nobody try out actors and notes against Kept.
func (f Facts) Seal(salt Salt) Leaf {
	return Leaf{
		Shown: f.Shown,
		Salt:  sha256.Sum256(append([]byte("baken-salt/1\n"), salt[:]...)),
		Kept:  sha256.Sum256(netstrings(salt[:], "baken-kept/1", f.Actor, f.Note)),
	}
}

// Commitment gives SHA-256(salt ‖ shown facts ‖ kept), see FORMAT.md.
func (l Leaf) Commitment() Digest {
	b := netstrings(l.Salt[:], "baken-leaf/1", l.Room, l.Record, l.Org,
		strconv.FormatInt(l.Version, 10), strconv.FormatInt(l.N, 10), l.Verb,
		strconv.FormatInt(l.At.UnixMilli(), 10), l.Payload.String())
	return sha256.Sum256(append(b, l.Kept[:]...))
}

// netstrings appends each value to a copy of start as its length in bytes, a
// colon, the value and a comma: no two lists of values look the same.
func netstrings(start []byte, values ...string) []byte {
	out := make([]byte, 0, 256)
	out = append(out, start...)
	for _, v := range values {
		out = strconv.AppendInt(out, int64(len(v)), 10)
		out = append(out, ':')
		out = append(out, v...)
		out = append(out, ',')
	}
	return out
}
