// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build !cgo || noduckdb

package table

import (
	"errors"
	"testing"
)

func TestBuiltWithout(t *testing.T) {
	if _, err := Open(t.Context(), Source{Path: "any.csv"}, Settings{}); !errors.Is(err, ErrNoEngine) {
		t.Errorf("got %v, want %v", err, ErrNoEngine)
	}
}
