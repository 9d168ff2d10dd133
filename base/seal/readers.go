// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import (
	"crypto/sha256"
	"slices"
	"strings"
)

// maxReaders is the most recipients of one epoch.
const maxReaders = 64

// sortReaders gives the readers in their one order.
func sortReaders(readers []Recipient) ([]Recipient, error) {
	out := slices.Clone(readers)
	slices.SortFunc(out, func(a, b Recipient) int { return strings.Compare(a.text, b.text) })
	if len(out) == 0 || len(out) > maxReaders || len(slices.Compact(slices.Clone(out))) != len(out) {
		return nil, ErrReaders
	}
	return out, nil
}

func (e *encoder) readers(readers []Recipient) {
	e.count(len(readers))
	for _, r := range readers {
		e.text(r.text)
	}
}

// readers reads a list of recipients in their one order.
func (d *decoder) readers() []Recipient {
	n := d.count()
	if n > maxReaders {
		d.bad = true
		return nil
	}
	out := make([]Recipient, 0, n)
	for range n {
		r, err := ParseRecipient(d.text())
		if err != nil {
			d.bad = true
			return nil
		}
		out = append(out, r)
	}
	sorted, err := sortReaders(out)
	if err != nil || !slices.Equal(sorted, out) {
		d.bad = true
	}
	return out
}

// readersDigest stands in a message for all who can read it. A public key is
// nearly two kilobytes, so the keys themselves stand in the epoch's statement,
// once, and messages hold their hash.
func readersDigest(epoch Recipient, readers []Recipient) [32]byte {
	e := encode("baken/seal/readers/v1")
	e.text(epoch.text)
	e.readers(readers)
	return sha256.Sum256(e.b)
}
