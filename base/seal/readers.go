// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
)

// maxReaders is the most recipients of one epoch.
const maxReaders = 64

// Fingerprint is the SHA-256 of a recipient's text. It stands for the key
// wherever that is only compared: a key is nearly two kilobytes. That is as
// safe as the key itself, since whoever would have another key taken for it
// has to find a second text with the same hash, a second preimage, which is
// 2²⁵⁶ work today and 2¹²⁸ for a quantum computer. Two keys of his own that
// share one (2¹²⁸) win him nothing: he is then one reader with two keys.
type Fingerprint [sha256.Size]byte

// Fingerprint gives the hash that stands for the key.
func (r Recipient) Fingerprint() Fingerprint { return sha256.Sum256([]byte(r.text)) }

// String gives 64 hexadecimal digits.
func (f Fingerprint) String() string { return hex.EncodeToString(f[:]) }

func compareFingerprints(a, b Fingerprint) int { return bytes.Compare(a[:], b[:]) }

// sortReaders gives the readers in their one order, that of their
// fingerprints, so that their place in an envelope tells nothing.
func sortReaders(readers []Recipient) ([]Recipient, []Fingerprint, error) {
	sorted := slices.Clone(readers)
	slices.SortFunc(sorted, func(a, b Recipient) int { return compareFingerprints(a.Fingerprint(), b.Fingerprint()) })
	if len(sorted) == 0 || len(sorted) > maxReaders || len(slices.Compact(slices.Clone(sorted))) != len(sorted) {
		return nil, nil, ErrReaders
	}
	prints := make([]Fingerprint, len(sorted))
	for i, r := range sorted {
		prints[i] = r.Fingerprint()
	}
	return sorted, prints, nil
}

func (e *encoder) readers(readers []Fingerprint) {
	e.count(len(readers))
	for _, r := range readers {
		e.field(r[:])
	}
}

// readers reads a list of fingerprints in their one order, none of them twice.
func (d *decoder) readers() []Fingerprint {
	n := d.count()
	if n < 1 || n > maxReaders {
		d.bad = true
		return nil
	}
	out := make([]Fingerprint, n)
	for i := range out {
		d.fixed(out[i][:])
		if i > 0 && compareFingerprints(out[i-1], out[i]) >= 0 {
			d.bad = true
		}
	}
	return out
}

// readersDigest stands in a message for all who can read it: their
// fingerprints stand in the epoch's statement, once.
func readersDigest(epoch Recipient, readers []Fingerprint) [32]byte {
	e := encode("baken/seal/readers/v2")
	own := epoch.Fingerprint()
	e.field(own[:])
	e.readers(readers)
	return sha256.Sum256(e.b)
}
