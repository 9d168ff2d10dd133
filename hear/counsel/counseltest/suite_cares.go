// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counseltest

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/base/seal"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/counsel"
	"baken/internal/db/dbtest"
)

// CareID gives the id of aftercare by its number.
func CareID(n int) counsel.CareID { return counsel.CareID(fmt.Sprintf("%026d", n)) }

// Care gives aftercare of a counsellor as it begins.
func Care(n int, with org.PersonID) counsel.Care {
	return counsel.Care{
		ID: CareID(n), Version: 1, Org: orgtest.Agency, Counsellor: with, Reader: "a key", Lookup: seal.LookupHash{byte(n)},
		Verify: "signs", Since: civil.MustParse("2026-01-01"), Key: Envelope("key"), Said: []counsel.Sealed{{From: counsel.Followed, Envelope: Envelope("first")}},
	}
}

const manyCares = 1000

func begin(t *testing.T, s Kept, all ...counsel.Care) {
	t.Helper()
	for _, c := range all {
		if err := s.BeginCare(t.Context(), org.Public(), c, manyCares, []ledger.Event{{Verb: "care.begun"}}); err != nil {
			t.Fatal(err)
		}
	}
}

func sayIn(party counsel.Party, words string) func(*counsel.Care) ([]ledger.Event, error) {
	return func(c *counsel.Care) ([]ledger.Event, error) {
		return c.Say(party, int64(len(c.Said))+1, Envelope(words))
	}
}

func wholeCare(t *testing.T, s Kept) {
	as := counsellorIn(t, orgtest.Agency)
	c := Care(1, as.Person)
	begin(t, s, c, Care(2, as.Person))
	got, err := s.FindCare(t.Context(), org.Public(), c.Lookup)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(c, got, days()); diff != "" {
		t.Error(diff)
	}
	if _, err := s.FindCare(t.Context(), org.Public(), seal.LookupHash{9}); !errors.Is(err, counsel.ErrNotFound) {
		t.Errorf("with other words: %v", err)
	}
}

func onceCare(t *testing.T, s Kept) {
	as := counsellorIn(t, orgtest.Agency)
	begin(t, s, Care(1, as.Person))
	again, other := Care(1, as.Person), Care(2, as.Person)
	again.Lookup, other.Lookup = seal.LookupHash{7}, Care(1, as.Person).Lookup
	for rule, tc := range map[string]struct {
		care counsel.Care
		most int
		want error
	}{
		"the same id":                       {again, manyCares, counsel.ErrBegun},
		"the same receipt":                  {other, manyCares, counsel.ErrBegun},
		"more than one counsellor can give": {Care(3, as.Person), 1, counsel.ErrBusy},
	} {
		if err := s.BeginCare(t.Context(), org.Public(), tc.care, tc.most, nil); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v, want %v", rule, err, tc.want)
		}
	}
}

func carePages(t *testing.T, s Kept) {
	as, other := counsellorIn(t, orgtest.Agency), counsellorIn(t, orgtest.Sibling)
	first, second, old := Care(1, as.Person), Care(2, as.Person), Care(3, other.Person)
	old.Since = civil.MustParse("2025-01-01")
	begin(t, s, second, old, first)
	for _, tc := range []struct {
		rule  string
		as    org.Actor
		after counsel.CareID
		most  int
		want  []counsel.Care
	}{
		{"from the top", as, "", 1, []counsel.Care{first}},
		{"the next page", as, first.ID, 9, []counsel.Care{second}},
		{"another counsellor's own", other, "", 9, []counsel.Care{old}},
	} {
		got, err := s.Cares(t.Context(), tc.as, tc.after, tc.most)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tc.want, got, days(), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: %s", tc.rule, diff)
		}
	}
	got, err := s.OldCares(t.Context(), org.System("test"), first.Since, 9)
	if diff := cmp.Diff([]counsel.CareID{old.ID}, got); diff != "" || err != nil {
		t.Errorf("what is old: %v %s", err, diff)
	}
}

func saidCare(t *testing.T, s Kept) {
	as := counsellorIn(t, orgtest.Agency)
	c := Care(1, as.Person)
	begin(t, s, c, Care(2, as.Person))
	for _, words := range []string{"second", "third"} {
		if err := s.UpdateCare(t.Context(), as, c.ID, sayIn(counsel.Follower, words)); err != nil {
			t.Fatal(err)
		}
	}
	stale := func(c *counsel.Care) ([]ledger.Event, error) { return c.Say(counsel.Followed, 2, Envelope("late")) }
	if err := s.UpdateCare(t.Context(), as, c.ID, stale); !errors.Is(err, counsel.ErrStale) {
		t.Errorf("in a place that is taken: %v", err)
	}
	got, err := s.FindCare(t.Context(), org.Public(), c.Lookup)
	if err != nil {
		t.Fatal(err)
	}
	c.Version = 3
	c.Said = append(c.Said, counsel.Sealed{From: counsel.Follower, Envelope: Envelope("second")}, counsel.Sealed{From: counsel.Follower, Envelope: Envelope("third")})
	if diff := cmp.Diff(c, got, days()); diff != "" {
		t.Error(diff)
	}
}

func goneCare(t *testing.T, s Kept) {
	as := counsellorIn(t, orgtest.Agency)
	c := Care(1, as.Person)
	begin(t, s, c)
	if err := s.EndCare(t.Context(), org.Public(), c.ID, []ledger.Event{{Verb: "care.deleted"}}); err != nil {
		t.Fatal(err)
	}
	for rule, err := range map[string]error{
		"deleted twice":   s.EndCare(t.Context(), org.Public(), c.ID, nil),
		"said afterwards": s.UpdateCare(t.Context(), as, c.ID, sayIn(counsel.Follower, "late")),
	} {
		if !errors.Is(err, counsel.ErrNotFound) {
			t.Errorf("%s: %v", rule, err)
		}
	}
	got, err := s.Events(t.Context(), "care:"+string(c.ID))
	if err != nil {
		t.Fatal(err)
	}
	want := []dbtest.Recorded{{Version: 1, Verb: "care.begun"}, {Version: 2, Verb: "care.deleted"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what was recorded: %s", diff)
	}
	c.ID = CareID(2)
	begin(t, s, c) // with the same words
}
