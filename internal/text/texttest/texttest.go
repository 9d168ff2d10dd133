// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package texttest judges how a source tree says things to people: every key
// that Go code names has a message, every message is said somewhere, and no
// page holds a literal.
package texttest

import (
	"io/fs"
	"testing"

	"baken/internal/text"
)

// Catalogue loads the rooms' messages, and fails the test for each that was
// asked for and doesn't exist.
func Catalogue(t testing.TB, fsys ...fs.FS) *text.Catalogue {
	t.Helper()
	c, err := text.Load(fsys...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for _, m := range c.Missed() {
			t.Errorf("no message for %s", m)
		}
	})
	return c
}
