// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complainttest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/civil"
	"baken/ground/org"
	"baken/hear/complaint"
)

// whoAway keeps when people aren't there, each time in place of what they said
// before.
func whoAway(t *testing.T, s Kept) {
	day := civil.MustParse
	period := func(who org.PersonID, from, until string) complaint.Away {
		return complaint.Away{Person: who, From: day(from), Until: day(until)}
	}
	for _, put := range []struct {
		who org.PersonID
		all []complaint.Away
	}{
		{"p", []complaint.Away{period("p", "2026-01-01", "2026-01-02")}},
		{"q", []complaint.Away{period("q", "2026-03-01", "2026-03-31")}},
		{"p", []complaint.Away{period("p", "2026-07-01", "2026-07-21"), period("p", "2026-03-02", "2026-03-02"), period("p", "2026-03-02", "2026-03-02"), period("p", "2026-02-01", "2026-02-28")}},
		{"r", []complaint.Away{period("r", "2026-03-03", "2026-03-03")}},
		{"r", nil},
	} {
		if err := s.SetAway(t.Context(), org.Public(), put.who, put.all, day("2026-03-01")); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.Away(t.Context(), org.Public(), day("2026-03-02"))
	want := []complaint.Away{period("p", "2026-03-02", "2026-03-02"), period("p", "2026-07-01", "2026-07-21"), period("q", "2026-03-01", "2026-03-31")}
	if diff := cmp.Diff(want, got, same()); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
	if err := s.SetAway(t.Context(), org.Public(), "r", nil, day("2026-04-01")); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Away(t.Context(), org.Public(), day("2026-01-01")); len(got) != 1 || got[0] != want[1] || err != nil {
		t.Errorf("what is past is kept: %v %v", got, err)
	}
}
