// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package db

import (
	"crypto/rand"
	"encoding/base32"
	"encoding/binary"
	"time"
)

// NewID gives a new identifier: 26 letters and digits, of which the first ten
// tell the millisecond and the others are drawn at random (80 bits), so that
// identifiers sort by age and can't be guessed.
func NewID() string { return idAt(time.Now()) }

func idAt(now time.Time) string {
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], uint64(now.UnixMilli())<<16)
	_, _ = rand.Read(b[6:]) // never fails: crypto/rand ends the process instead
	// 130 bits hold 128: two zero bits in front keep the order, and put the
	// boundary between time and chance at a letter.
	var wide [20]byte
	for i := range 16 {
		wide[i] |= b[i] >> 2
		wide[i+1] |= b[i] << 6
	}
	// Crockford's letters: no i, l, o or u to be misread.
	return base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").
		WithPadding(base32.NoPadding).EncodeToString(wide[:])[:26]
}
