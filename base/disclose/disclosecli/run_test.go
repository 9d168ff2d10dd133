// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

//go:build cgo && !noduckdb

package disclosecli

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"baken/base/disclose"
)

var thirty = "sex\n" + strings.Repeat("f\n", 18) + strings.Repeat("m\n", 12)

// Of two releases at once the second finds that something else was released.
func TestTwoReleasesAtOnce(t *testing.T) {
	plan := folder(t, small, thirty)
	history := filepath.Join(filepath.Dir(plan), "history.json")
	one, err := Job{Plan: plan}.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	two, err := Job{Plan: plan}.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := one.Record(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(history)
	if err != nil {
		t.Fatal(err)
	}
	if err := two.Record(); !errors.Is(err, ErrMeant) {
		t.Error(err)
	}
	after, err := os.ReadFile(history)
	if err != nil || string(after) != string(before) {
		t.Errorf("the history changed: %v", err)
	}
	if err := os.WriteFile(history, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := (Job{Plan: plan}).Run(t.Context()); !errors.Is(err, disclose.ErrHistory) {
		t.Errorf("a history that is none: %v", err)
	}
}

// Somebody's own files stay.
func TestNothingIsWrittenOver(t *testing.T) {
	job := Job{Plan: folder(t, small, thirty), Out: t.TempDir()}
	r, err := job.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	own := filepath.Join(job.Out, "sex.csv")
	if err := os.WriteFile(own, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := job.Write(r, catalogue(t)); !errors.Is(err, ErrTaken) {
		t.Error(err)
	}
	if raw, err := os.ReadFile(own); err != nil || string(raw) != "mine" {
		t.Errorf("%s: %v", raw, err)
	}
	if err := os.Remove(own); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := job.Write(r, catalogue(t)); err != nil {
			t.Error(err)
		}
	}
}
