// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal_test

import (
	"context"
	"errors"
	"testing"

	"baken/base/seal"
)

// Keys are those that the receipt itself makes; who gave up waiting gets none, and takes
// nobody's turn.
func TestStretcher(t *testing.T) {
	words := seal.NewReceipt()
	want, err := words.Stretch("baken.example")
	if err != nil {
		t.Fatal(err)
	}
	s := seal.NewStretcher()
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	busy := make(chan error, 6)
	for range 6 {
		go func() {
			_, err := s.Stretch(gone, words, "baken.example")
			busy <- err
		}()
	}
	for range 6 {
		if err := <-busy; err != nil && !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	}
	got, err := s.Stretch(t.Context(), words, "baken.example")
	if err != nil || got.Identity.Recipient() != want.Identity.Recipient() || got.Lookup != want.Lookup {
		t.Errorf("other keys, %v", err)
	}
}

func TestTextAndMediaType(t *testing.T) {
	for typed, want := range map[string]string{"een\r\ntwee": "een\ntwee", "\xff!": "\uFFFD!", "gewoon": "gewoon"} {
		if got := seal.Text(typed); got != want {
			t.Errorf("%q became %q, want %q", typed, got, want)
		}
	}
	for said, want := range map[string]string{"image/png": "image/png", "": "application/octet-stream", "image png": "application/octet-stream", "bé": "application/octet-stream"} {
		if got := seal.MediaType(said); got != want {
			t.Errorf("%q became %q, want %q", said, got, want)
		}
	}
}
