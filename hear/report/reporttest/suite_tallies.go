// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reporttest

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"baken/base/civil"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/report"
)

// tallied is a store of tallies.
type tallied struct {
	t *testing.T
	report.Tallies
}

// TallySuite puts a store of tallies through what this room needs of it; open
// gives an empty one.
func TallySuite(t *testing.T, open func(t *testing.T) report.Tallies) {
	t.Helper()
	for name, test := range map[string]func(tallied){
		"what waits is replaced, and what was counted isn't": tallied.once,
		"what was declined is known and doesn't wait":        tallied.declined,
		"a pool is ripe by what waits of quarters before":    tallied.ripe,
		"a count is all of it or nothing":                    tallied.whole,
		"counts are given the newest first":                  tallied.newest,
	} {
		t.Run(name, func(t *testing.T) { test(tallied{t, open(t)}) })
	}
}

// Quarter reads a quarter that a test writes.
func Quarter(t testing.TB, s string) civil.Quarter {
	t.Helper()
	q, err := civil.ParseQuarter(s)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func (s tallied) quarter(q string) civil.Quarter { return Quarter(s.t, q) }

func tallyID(n int) report.TallyID { return report.TallyID(fmt.Sprintf("%032x", n)) }

func pool() report.Pool { return report.Pool{Org: orgtest.Agency, Kind: report.TallyTriage} }

func (s tallied) put(n int, p report.Pool, quarter, sealed string) error {
	s.t.Helper()
	return s.Put(s.t.Context(), org.Public(), report.Waiting{ID: tallyID(n), Pool: p, Quarter: s.quarter(quarter), Sealed: []byte(sealed)})
}

func (s tallied) keep(n int, quarter string) {
	s.t.Helper()
	if err := s.put(n, pool(), quarter, fmt.Sprint("sealed\x00", n)); err != nil {
		s.t.Fatal(err)
	}
}

// waits checks what waits before a quarter.
func (s tallied) waits(before string, want ...string) {
	s.t.Helper()
	all, err := s.Waiting(s.t.Context(), org.System("test"), pool(), s.quarter(before))
	if err != nil {
		s.t.Fatal(err)
	}
	var got []string
	for _, w := range all {
		if w.Pool != pool() {
			s.t.Errorf("%s is of %v", w.ID, w.Pool)
		}
		got = append(got, fmt.Sprintf("%s %s %s", w.ID[30:], w.Quarter, w.Sealed))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		s.t.Errorf("what waits before %s (-want +got):\n%s", before, diff)
	}
}

func (s tallied) known(want int, ids ...report.TallyID) {
	s.t.Helper()
	got, err := s.Known(s.t.Context(), org.Public(), ids)
	if err != nil || len(got) != want {
		s.t.Errorf("known of %v: %v, %v; want %d", ids, got, err, want)
	}
}

func (s tallied) count(quarter string, n int64, ids ...report.TallyID) error {
	s.t.Helper()
	c := report.Count{
		Pool: pool(), From: s.quarter("2025-Q3"), Until: s.quarter(quarter), N: n,
		Codes: map[report.Code]int64{report.CodeOf(report.FieldGround, "race"): n},
	}
	return s.Count(s.t.Context(), org.System("test"), c, ids)
}

func (s tallied) once() {
	s.keep(1, "2025-Q3")
	if err := s.put(1, pool(), "2025-Q4", "corrected"); err != nil {
		s.t.Fatal(err)
	}
	s.waits("2026-Q1", "01 2025-Q4 corrected")
	other := report.Pool{Org: orgtest.Ministry, Kind: report.TallyTriage}
	if err := s.put(1, other, "2025-Q4", "of somebody else"); !errors.Is(err, report.ErrCounted) {
		s.t.Errorf("in another pool: got %v, want ErrCounted", err)
	}
	if err := s.count("2025-Q4", 1, tallyID(1)); err != nil {
		s.t.Fatal(err)
	}
	if err := s.put(1, pool(), "2026-Q1", "again"); !errors.Is(err, report.ErrCounted) {
		s.t.Errorf("what was counted: got %v, want ErrCounted", err)
	}
	s.waits("2027-Q1")
	s.known(1, tallyID(1), tallyID(2))
}

func (s tallied) declined() {
	for range 2 {
		if err := s.Decline(s.t.Context(), org.Public(), tallyID(3)); err != nil {
			s.t.Fatal(err)
		}
	}
	s.known(1, tallyID(3))
	if err := s.put(3, pool(), "2025-Q3", "after all"); !errors.Is(err, report.ErrCounted) {
		s.t.Errorf("got %v, want ErrCounted", err)
	}
	s.waits("2027-Q1")
}

func (s tallied) ripe() {
	for n := range 3 {
		s.keep(n, "2025-Q3")
	}
	s.keep(3, "2025-Q4")
	for _, tc := range []struct {
		before string
		least  int64
		want   []report.Pool
	}{
		{"2025-Q3", 1, nil}, {"2025-Q4", 3, []report.Pool{pool()}}, {"2025-Q4", 4, nil}, {"2026-Q1", 4, []report.Pool{pool()}},
	} {
		got, err := s.Ripe(s.t.Context(), org.System("test"), s.quarter(tc.before), tc.least)
		if err != nil {
			s.t.Fatal(err)
		}
		if diff := cmp.Diff(tc.want, got, cmpopts.EquateEmpty()); diff != "" {
			s.t.Errorf("%d before %s (-want +got):\n%s", tc.least, tc.before, diff)
		}
	}
}

func (s tallied) whole() {
	s.keep(1, "2025-Q3")
	s.keep(2, "2025-Q3")
	if err := s.count("2025-Q4", 2, tallyID(1), tallyID(9)); !errors.Is(err, report.ErrStale) {
		s.t.Errorf("one that doesn't wait: got %v, want ErrStale", err)
	}
	s.waits("2026-Q1", "01 2025-Q3 sealed\x001", "02 2025-Q3 sealed\x002")
	if err := s.count("2025-Q4", 1, tallyID(1)); err != nil {
		s.t.Fatal(err)
	}
	if err := s.count("2025-Q4", 1, tallyID(2)); !errors.Is(err, report.ErrCounted) {
		s.t.Errorf("a second count of a quarter: got %v, want ErrCounted", err)
	}
	s.waits("2026-Q1", "02 2025-Q3 sealed\x002")
}

func (s tallied) newest() {
	for n, quarter := range []string{"2025-Q3", "2026-Q1", "2025-Q4"} {
		s.keep(n, "2025-Q3")
		if err := s.count(quarter, int64(n+1), tallyID(n)); err != nil {
			s.t.Fatal(err)
		}
	}
	for of, want := range map[org.ID][]string{
		orgtest.Agency: {"2026-Q1 2", "2025-Q4 3", "2025-Q3 1"}, "": {"2026-Q1 2", "2025-Q4 3", "2025-Q3 1"}, orgtest.Ministry: nil,
	} {
		counts, err := s.Counts(s.t.Context(), org.Public(), of)
		if err != nil {
			s.t.Fatal(err)
		}
		var got []string
		for _, c := range counts {
			if c.Pool != pool() || c.From != s.quarter("2025-Q3") || c.Codes["ground:race"] != c.N {
				s.t.Errorf("got %+v", c)
			}
			got = append(got, fmt.Sprint(c.Until, " ", c.N))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			s.t.Errorf("%q (-want +got):\n%s", of, diff)
		}
	}
}
