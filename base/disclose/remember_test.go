// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package disclose_test

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"baken/base/disclose"
)

// remembered gives a History with three releases.
func remembered(t testing.TB) disclose.History {
	t.Helper()
	random := rand.New(rand.NewPCG(7, 4))
	a, b := tree(random, "a"), tree(random, "b")
	whole := made(random, []disclose.Hierarchy{a, b}, 3)
	var h disclose.History
	for _, by := range [][]disclose.Hierarchy{{a}, {b}, {a, b}} {
		r, err := h.Protect(t.Context(), ten(), []disclose.Crosstable{less(whole, by)})
		if err != nil {
			t.Fatal(err)
		}
		h = r.History()
	}
	return h
}

// What is read is what was written, and protects as it did.
func TestHistoryIsRemembered(t *testing.T) {
	h := remembered(t)
	raw, err := json.Marshal(h)
	if err != nil {
		t.Fatal(err)
	}
	back, err := disclose.ReadHistory(raw)
	if err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(back)
	if err != nil || string(again) != string(raw) || back.Releases() != 3 {
		t.Errorf("%v\n%s\n%s", err, raw, again)
	}
	for name, wrong := range map[string]string{
		"another form":     strings.Replace(string(raw), "baken-history/1", "baken-history/9", 1),
		"something behind": string(raw) + "{}",
		"a field more":     strings.Replace(string(raw), `"releases"`, `"more":1,"releases"`, 1),
		"below zero":       strings.Replace(string(raw), `"n":`, `"n":-`, 1),
		"a place beyond":   strings.Replace(string(raw), `"sums":[[`, `"sums":[[9999,`, 1),
		"both":             strings.Replace(string(raw), `"n":`, `"withheld":10,"n":`, 1),
		"nothing":          "",
	} {
		if _, err := disclose.ReadHistory([]byte(wrong)); wrong == string(raw) || !errors.Is(err, disclose.ErrHistory) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzReadHistory(f *testing.F) {
	raw, err := json.Marshal(remembered(f))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Add([]byte(`{"format":"baken-history/1","releases":0,"cells":[],"sums":[]}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		h, err := disclose.ReadHistory(raw)
		if err != nil {
			return
		}
		out, err := json.Marshal(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := disclose.ReadHistory(out); err != nil {
			t.Errorf("what was written isn't read: %s", out)
		}
	})
}
