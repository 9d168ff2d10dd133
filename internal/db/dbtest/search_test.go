// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package dbtest_test

import (
	"encoding/base64"
	"encoding/hex"
	"testing"

	"baken/internal/db/dbtest"
)

// The search itself finds what it looks for.
func TestTheSearchFinds(t *testing.T) {
	const digits = "0123456789abcdef0123456789abcdef"
	raw, err := hex.DecodeString(digits)
	if err != nil {
		t.Fatal(err)
	}
	for want, content := range map[string]string{
		"in clear": "xx" + digits, "in hexadecimal": hex.EncodeToString([]byte("x" + digits)), "as bytes": "x" + string(raw),
		"as bytes in base64": base64.StdEncoding.EncodeToString(raw), "": "something else",
	} {
		if got := dbtest.Found([]byte(content), digits); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	for pad := range 3 {
		if dbtest.Found([]byte(base64.StdEncoding.EncodeToString([]byte("xxx"[:pad]+digits+"yyy"))), digits) == "" {
			t.Errorf("not found in base64 behind %d bytes", pad)
		}
	}
}
