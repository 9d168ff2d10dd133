// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledger_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/base/ledger"
)

func aLoss() ledger.Loss {
	return ledger.Loss{
		Kept: 3, Root: [32]byte{1}, Reached: 9, Top: [32]byte{2},
		Made: time.UnixMilli(1772446271123).UTC(), At: time.UnixMilli(1772447271123).UTC(),
	}
}

func TestLossReadsBack(t *testing.T) {
	open := aLoss()
	open.Reached, open.Top = 0, [32]byte{}
	for name, want := range map[string]ledger.Loss{"with what was lost": aLoss(), "without": open} {
		got, err := ledger.ParseLoss(want.Entry())
		if d := cmp.Diff(want, got); err != nil || d != "" {
			t.Errorf("%s: %v; -want +got\n%s", name, err, d)
		}
		if !ledger.IsLossEntry(want.Entry()) || ledger.IsKeyEntry(want.Entry()) {
			t.Errorf("%s: not told from other entries", name)
		}
	}
	nothing := aLoss()
	nothing.Reached = nothing.Kept
	if _, err := ledger.ParseLoss(nothing.Entry()); !errors.Is(err, ledger.ErrFormat) {
		t.Errorf("a loss of nothing: %v", err)
	}
}

func FuzzLoss(f *testing.F) {
	f.Add(aLoss().Entry())
	f.Fuzz(func(t *testing.T, entry []byte) {
		l, err := ledger.ParseLoss(entry)
		if err != nil {
			return
		}
		if !bytes.Equal(l.Entry(), entry) || !ledger.IsLossEntry(entry) {
			t.Errorf("what was read isn't what is written:\n%q\n%q", entry, l.Entry())
		}
	})
}

func FuzzLosses(f *testing.F) {
	h := newHouse(f)
	h.grow(f, []byte("a"), []byte("b"), []byte("c"))
	file, err := ledger.Losses{Checkpoint: string(h.checkpoint(f)), Losses: []ledger.LoggedLoss{}}.File()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(file)
	f.Fuzz(func(t *testing.T, raw []byte) {
		l, err := ledger.ParseLosses(raw)
		if err != nil {
			return
		}
		if d, err := l.Verify(h.key); err == nil && len(d.Losses) > 0 {
			t.Errorf("a loss was declared by nobody: %s", raw)
		}
	})
}

// What a loss explains, and what it doesn't: two losses, the first left 10
// entries, the second 50 of the log that grew after it.
func TestExplain(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, 3, n, 0, 0, 0, 0, time.UTC) }
	first := ledger.Loss{Kept: 10, Reached: 100, Top: [32]byte{9}, Made: day(1), At: day(2)}
	second := ledger.Loss{Kept: 50, Made: day(3), At: day(4)}
	d := ledger.Declared{Now: ledger.Checkpoint{Origin: "l", Size: 60}, Losses: []ledger.Loss{first, second}}
	at := func(size int64) ledger.Checkpoint {
		return ledger.Checkpoint{Origin: "l", Size: size, Root: [32]byte{9}}
	}
	for name, tc := range map[string]struct {
		c    ledger.Checkpoint
		seen time.Time
		kept int64
		want error
	}{
		"of before the first loss":             {at(80), day(1), 10, nil},
		"the longest that was known":           {at(100), day(1), 10, nil},
		"longer than was known":                {at(101), day(1), 10, nil},
		"as long as was known, and another":    {ledger.Checkpoint{Size: 100, Root: [32]byte{8}}, day(1), 0, ledger.ErrFork},
		"of between the losses":                {at(80), day(3), 50, nil},
		"of between them, and kept":            {at(50), day(3), 0, ledger.ErrConsistency},
		"of before them, and kept":             {at(10), day(1), 0, ledger.ErrConsistency},
		"of after them":                        {at(80), day(5), 0, ledger.ErrConsistency},
		"of before the first loss, kept by it": {at(9), day(1), 0, ledger.ErrConsistency},
	} {
		got, err := d.Explain(tc.c, tc.seen)
		if !errors.Is(err, tc.want) || got.Kept != tc.kept {
			t.Errorf("%s: got the loss that left %d, %v; want %d, %v", name, got.Kept, err, tc.kept, tc.want)
		}
	}
}
