// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counseltest

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"baken/base/ledger"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/counsel"
	"baken/internal/db/dbtest"
)

func addedUp(t *testing.T, s Kept) {
	as := counsellorIn(t, orgtest.Agency)
	put := func(of org.ID, year int, who org.PersonID, n int64) {
		t.Helper()
		c := counsel.YearCount{Org: of, Year: year, Counsellor: who, N: n, Codes: map[string]int64{"ground:race": n}}
		if err := s.PutCount(t.Context(), as, c); err != nil {
			t.Fatal(err)
		}
	}
	put(orgtest.Agency, 2025, "a", 70)
	put(orgtest.Agency, 2025, "a", 30) // in the place of the first
	put(orgtest.Agency, 2025, "b", 12)
	put(orgtest.Agency, 2024, "b", 50)
	put(orgtest.Agency, 2026, "b", 60)
	put(orgtest.Sibling, 2025, "c", 39)
	counted(t, s, orgtest.Agency)
	sum := func(all []counsel.YearCount) (out counsel.YearCount, ok bool) {
		out = counsel.YearCount{Org: all[0].Org, Year: all[0].Year}
		for _, c := range all {
			out.N += c.Codes["ground:race"]
		}
		return out, out.N > 40
	}
	for range 2 { // the second time there is nothing left to add up
		if err := s.CloseCounts(t.Context(), org.System("test"), 2025, sum, []ledger.Event{{Verb: "counsel.counted"}}); err != nil {
			t.Fatal(err)
		}
	}
	counted(t, s, orgtest.Agency, counsel.YearCount{Org: orgtest.Agency, Year: 2025, N: 42}, counsel.YearCount{Org: orgtest.Agency, Year: 2024, N: 50})
	counted(t, s, orgtest.Sibling)
	got, err := s.Events(t.Context(), "count:"+string(orgtest.Agency)+"/2025")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]dbtest.Recorded{{Version: 1, Verb: "counsel.counted"}}, got); diff != "" {
		t.Errorf("what was recorded: %s", diff)
	}
}

// counted fails unless these counts of an organisation are closed.
func counted(t *testing.T, s Kept, of org.ID, want ...counsel.YearCount) {
	t.Helper()
	got, err := s.Counts(t.Context(), org.Public(), of)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("what was counted of %s: %s", of, diff)
	}
}
