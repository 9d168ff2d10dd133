// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
)

// Lookup finds the case of a receipt. It opens nothing, but who knows it knows
// which case a receipt belongs to, so it doesn't print.
type Lookup struct {
	hidden
	id [16]byte
}

// Export gives the id as 32 hexadecimal digits, as it is sent.
func (l Lookup) Export() string { return hex.EncodeToString(l.id[:]) }

// ParseLookup reads what Export wrote.
func ParseLookup(text string) (Lookup, error) {
	raw, err := hex.DecodeString(text)
	if err != nil || len(raw) != 16 || hex.EncodeToString(raw) != text {
		return Lookup{}, ErrFormat
	}
	return Lookup{id: [16]byte(raw)}, nil
}

// Equal compares in constant time.
func (l Lookup) Equal(other Lookup) bool {
	return subtle.ConstantTimeCompare(l.id[:], other.id[:]) == 1
}

// LookupKey makes what receipts are found by, so that the database alone
// doesn't tell what a receipt belongs to.
type LookupKey struct {
	hidden
	secret []byte
}

// NewLookupKey takes a secret that never changes: with another one no receipt
// finds what belongs to it.
func NewLookupKey(secret []byte) LookupKey { return LookupKey{secret: append([]byte(nil), secret...)} }

// LookupHash is what the lookup id of a receipt is kept as.
type LookupHash [sha256.Size]byte

// Hash gives the keyed hash of a lookup id.
func (k LookupKey) Hash(l Lookup) (h LookupHash) {
	m := hmac.New(sha256.New, k.secret)
	_, _ = m.Write([]byte("baken/seal/lookup/v1\n" + l.Export())) // a hash takes everything
	copy(h[:], m.Sum(nil))
	return h
}
