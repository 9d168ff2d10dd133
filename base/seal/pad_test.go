// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import (
	"bytes"
	"errors"
	"testing"

	"pgregory.net/rapid"
)

func TestClass(t *testing.T) {
	tests := []struct{ n, want int }{
		{0, 512},
		{1, 512},
		{512, 512},
		{513, 1024},
		{1024, 1024},
		{1025, 2048},
		{32769, 65536},
		{65536, 65536},
		{65537, 72817}, // 65536 × 10/9, rounded down
		{72817, 72817},
		{72818, 80099},
		{131072, 131072},
		{1 << 20, 1 << 20},
		{1<<20 + 1, 1165084},
	}
	for _, tt := range tests {
		if got := Class(tt.n); got != tt.want {
			t.Errorf("Class(%d) = %d, want %d", tt.n, got, tt.want)
		}
	}
}

func TestClassLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.OneOf(rapid.IntRange(0, 1<<17), rapid.IntRange(0, 1<<40)).Draw(t, "n")
		c := Class(n)
		if c < n {
			t.Fatalf("Class(%d) = %d is less", n, c)
		}
		if Class(c) != c {
			t.Fatalf("Class(%d) = %d isn't a class", n, c)
		}
		if n > 0 && Class(n-1) > c {
			t.Fatalf("Class(%d) is larger than Class(%d)", n-1, n)
		}
		if n > doubleUntil && float64(c) > 1.1121*float64(n) {
			t.Fatalf("Class(%d) = %d adds more than a ninth", n, c)
		}
	})
}

// TestClassesAreFew counts what the length of a message can tell.
func TestClassesAreFew(t *testing.T) {
	classes := make(map[int]bool)
	for n := 0; n <= MaxContent+1024; n += 128 {
		classes[Class(n)] = true
	}
	if len(classes) > 46 {
		t.Errorf("%d classes up to a megabyte", len(classes))
	}
}

func TestPadAndUnpad(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		body := rapid.SliceOfN(rapid.Byte(), 0, 3000).Draw(t, "body")
		b := pad(body, Class(4+len(body)))
		got, err := unpad(b)
		if err != nil || !bytes.Equal(got, body) {
			t.Fatalf("unpad: %v", err)
		}
		if len(b) == 4+len(body) {
			return
		}
		b[rapid.IntRange(4+len(body), len(b)-1).Draw(t, "at")] = 1
		if _, err := unpad(b); !errors.Is(err, ErrPadding) {
			t.Fatalf("filling that isn't zero: %v", err)
		}
	})
	for _, b := range [][]byte{nil, {0, 0, 0}, {0, 0, 0, 1}, {255, 255, 255, 255}} {
		if _, err := unpad(b); !errors.Is(err, ErrPadding) {
			t.Errorf("%v: %v", b, err)
		}
	}
}

func TestLengthTellsTheClassOnly(t *testing.T) {
	id, by := NewIdentity(), NewSigningKey()
	key, _, err := NewEpoch(by, Case{"org", "case"}, 1, []Recipient{id.Recipient()})
	if err != nil {
		t.Fatal(err)
	}
	var lengths []int
	for _, d := range []Draft{
		{Sequence: 1, Purpose: "dialogue", Kind: "report", Content: []byte("kort")},
		{Sequence: 900, Purpose: "index", Kind: "identity-request", Content: bytes.Repeat([]byte("x"), 150)},
	} {
		raw, err := key.Seal(by, d)
		if err != nil {
			t.Fatal(err)
		}
		lengths = append(lengths, len(raw))
	}
	if lengths[0] != lengths[1] {
		t.Errorf("lengths %v", lengths)
	}
}
