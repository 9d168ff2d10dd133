// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledger

import "encoding/binary"

// MostEntry is the largest entry, in bytes.
const MostEntry = 1<<16 - 1

// AppendEntry adds an entry to a bundle: its length in two bytes, and itself
// (C2SP tlog-tiles).
func AppendEntry(bundle, entry []byte) ([]byte, error) {
	if len(entry) > MostEntry {
		return nil, ErrTooLarge.With("most", MostEntry)
	}
	bundle = binary.BigEndian.AppendUint16(bundle, uint16(len(entry))) //nolint:gosec // bounded above
	return append(bundle, entry...), nil
}

// ParseEntries splits a bundle.
func ParseEntries(bundle []byte) ([][]byte, error) {
	var all [][]byte
	for len(bundle) > 0 {
		entry, rest, err := nextEntry(bundle)
		if err != nil {
			return nil, err
		}
		if len(all) == Full {
			return nil, ErrFormat.With("line", Full)
		}
		all, bundle = append(all, entry), rest
	}
	return all, nil
}

func nextEntry(bundle []byte) (entry, rest []byte, err error) {
	if len(bundle) < 2 {
		return nil, nil, ErrFormat.With("line", 0)
	}
	n := int(binary.BigEndian.Uint16(bundle))
	if bundle = bundle[2:]; len(bundle) < n {
		return nil, nil, ErrFormat.With("line", 0)
	}
	return bundle[:n:n], bundle[n:], nil
}
