// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgercli_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"baken/base/ledger"
	"baken/base/ledger/ledgercli"
	"baken/base/ledger/ledgertest"
	"baken/internal/text"
)

// restored gives a log that was put back to a copy, as it declares.
func restored(t *testing.T, backup *ledgertest.Memory, at time.Time) *ledgertest.Memory {
	t.Helper()
	m := backup.Copy()
	if _, err := m.Declare(t.Context(), ledger.Loss{Made: at.Add(-time.Hour), At: at}); err != nil {
		t.Fatal(err)
	}
	return m
}

// after is later than the witness of the tests looks.
var after = time.Unix(1772446300, 0).Add(time.Minute)

func TestWitnessSeesADeclaredLoss(t *testing.T) {
	for name, again := range map[string]int{"shorter than before": 0, "longer than before": 500} {
		t.Run(name, func(t *testing.T) {
			evidence := fmt.Sprint(251 + again)
			m := ledgertest.NewMemory(t)
			grow(t, m, "a", 250)
			backup := m.Copy()
			grow(t, m, "b", 50)
			s := witness(t, m)
			s.once(t, 0, 300)
			back := restored(t, backup, after)
			grow(t, back, "c", again)
			s.log(back)
			s.refused(t, ledgercli.ErrDeclared, 300, evidence)
			_, _, err := s.Once(t.Context())
			if said := text.Fault(err).In(printer(t, text.EN)); !strings.Contains(said, "DECLARED LOSS") || !strings.Contains(said, "entries 250 to 299") {
				t.Errorf("it says %q", said)
			}
			s.Accept = 249 // of another loss
			s.refused(t, ledgercli.ErrDeclared, 300, evidence)
			s.Accept = 250
			var out bytes.Buffer
			if err := s.Print(t.Context(), &out, printer(t, text.EN)); err != nil || !strings.Contains(out.String(), "the first 250 are left") {
				t.Errorf("%v, it says %q", err, out.String())
			}
			grow(t, back, "d", 5)
			s.once(t, int64(251+again), int64(256+again))
		})
	}
}

// A log that owns up to a loss may not use it to change what came before.
func TestADeclaredLossHidesNothing(t *testing.T) {
	secret, public := ledgertest.Keys(t)
	m, other := ledgertest.MemoryOf(t, secret, public), ledgertest.MemoryOf(t, secret, public)
	grow(t, m, "a", 200)
	s := witness(t, m)
	s.once(t, 0, 200)
	grow(t, m, "b", 100)
	s.Now = func() time.Time { return after.AddDate(0, 0, 1) }
	s.once(t, 200, 300) // and so the 200 of the day before are remembered
	grow(t, other, "x", 250)
	s.Accept = 250
	s.log(restored(t, other, after.AddDate(0, 0, 2)))
	if _, _, err := s.Once(t.Context()); !errors.Is(err, ledger.ErrConsistency) {
		t.Errorf("got %v, want %v", err, ledger.ErrConsistency)
	}
	s.log(restored(t, m, after.AddDate(0, 0, 2))) // nothing lost: it is one entry longer
	s.once(t, 300, 301)
}

// A loss that was declared before the witness looked explains nothing.
func TestAnOldLossExplainsNothing(t *testing.T) {
	m := ledgertest.NewMemory(t)
	grow(t, m, "a", 100)
	m = restored(t, m, after.AddDate(0, 0, -9))
	shorter := m.Copy()
	grow(t, m, "b", 50)
	s := witness(t, m)
	s.once(t, 0, 151)
	s.Accept = 100
	s.log(shorter)
	s.refused(t, ledger.ErrRollback, 151, "101")
}

func TestVerifyTellsWhatWasLost(t *testing.T) {
	m := ledgertest.NewMemory(t)
	grow(t, m, "a", 20)
	early := proofOf(t, m, "a3")
	backup := m.Copy()
	grow(t, m, "b", 10)
	late, lost := proofOf(t, m, "a3"), proofOf(t, m, "b4")
	back := restored(t, backup, after)
	grow(t, back, "c", 40)
	fresh := proofOf(t, back, "c4")
	for name, tc := range map[string]struct {
		raw  []byte
		size int64 // of the log that the file proves by
		want error
		says string
	}{
		"a proof from before the backup":           {early, 20, nil, "Nothing was changed or taken away"},
		"a proof of what was kept":                 {late, 30, nil, "so it was not lost"},
		"a proof of what was lost":                 {lost, 30, ledgercli.ErrLost, "All from entry 20 on is lost"},
		"a proof from after":                       {fresh, 61, nil, "Nothing was changed or taken away"},
		"a checkpoint of what was lost":            {checkpoint(t, m), 30, ledgercli.ErrLost, ""},
		"a checkpoint from before the backup":      {checkpoint(t, backup), 20, nil, "Nothing was changed or taken away"},
		"losses that were asked for another size":  {early, 21, ledger.ErrConsistency, ""},
		"a proof of another log with the same key": {proofOf(t, forked(t, m), "x7"), 20, ledger.ErrConsistency, ""},
	} {
		t.Run(name, func(t *testing.T) {
			losses, err := back.Losses(t.Context(), tc.size)
			if err != nil {
				t.Fatal(err)
			}
			later, err := losses.File()
			if err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			err = ledgercli.Verify{Keys: []string{m.Key()}, Later: later}.Run(&out, printer(t, text.EN), tc.raw)
			if !errors.Is(err, tc.want) || !strings.Contains(out.String(), tc.says) {
				t.Errorf("got %v, want %v; it says\n%s", err, tc.want, out.String())
			}
			_ = text.Fault(err).In(printer(t, text.NL)) // fails when it has no words
		})
	}
}

// forked gives another log of the same key.
func forked(t *testing.T, m *ledgertest.Memory) *ledgertest.Memory {
	t.Helper()
	other := m.Fork()
	grow(t, other, "x", 20)
	return other
}

func TestVerifyLosses(t *testing.T) {
	m := ledgertest.NewMemory(t)
	grow(t, m, "a", 20)
	for _, tc := range []struct {
		log  *ledgertest.Memory
		says string
	}{{m, "declares no loss"}, {restored(t, m, after), "All from entry 20 on is lost"}} {
		losses, err := tc.log.Losses(t.Context(), 0)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := losses.File()
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		err = ledgercli.Verify{Keys: []string{m.Key()}}.Run(&out, printer(t, text.EN), raw)
		if err != nil || !strings.Contains(out.String(), tc.says) {
			t.Errorf("%v, it says\n%s", err, out.String())
		}
		if len(losses.Losses) == 0 {
			continue
		}
		losses.Losses[0].Entry = bytes.Replace(losses.Losses[0].Entry, []byte("kept 20"), []byte("kept 10"), 1)
		if raw, err = losses.File(); err != nil {
			t.Fatal(err)
		}
		if err := (ledgercli.Verify{Keys: []string{m.Key()}}).Run(&out, printer(t, text.EN), raw); !errors.Is(err, ledger.ErrInclusion) {
			t.Errorf("a loss that was changed: %v", err)
		}
	}
}
