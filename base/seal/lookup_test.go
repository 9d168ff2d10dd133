// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import (
	"bytes"
	"testing"
)

// Who has the database and a reporter's words, but not the server's secret,
// doesn't find what belongs to them.
func TestALookupIsKeptUnderTheServersKey(t *testing.T) {
	lookup, another := Lookup{id: [16]byte{1}}, Lookup{id: [16]byte{2}}
	kept := NewLookupKey([]byte("secret")).Hash(lookup)
	if again := NewLookupKey([]byte("secret")).Hash(lookup); again != kept {
		t.Error("the same lookup is kept in two ways")
	}
	if other := NewLookupKey([]byte("other")).Hash(lookup); other == kept {
		t.Error("another secret finds it too")
	}
	if other := NewLookupKey([]byte("secret")).Hash(another); other == kept {
		t.Error("another receipt finds it too")
	}
	if bytes.Contains(kept[:], lookup.id[:]) {
		t.Error("the lookup itself is kept")
	}
}
