// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counseltest

import (
	"context"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/hear/counsel"
	"baken/internal/db/dbtest"
)

// Kept is a store with a way to look at what it recorded.
type Kept interface {
	counsel.Store
	Events(ctx context.Context, record string) ([]dbtest.Recorded, error)
}

// Suite puts a store through what this room needs of it.
func Suite(t *testing.T, open func(t *testing.T) Kept) {
	t.Helper()
	dbtest.Conform(t, func(t *testing.T) dbtest.Store[counsel.Entry, org.Actor, counsel.EntryID] {
		return adapter(t, open(t))
	})
	for name, test := range map[string]func(*testing.T, Kept){
		"an entry comes back whole":    whole,
		"a list keeps to its scope":    lists,
		"an entry may say very little": little,
		"notes come back in pages":     notePages,
		"a note is its owner's alone":  ownNotes,
		"a note that changed is stale": staleNotes,
		"a note goes for good":         goneNotes,
		"aftercare comes back whole":   wholeCare,
		"aftercare begins once":        onceCare,
		"aftercare in its pages":       carePages,
		"what is said stays in order":  saidCare,
		"aftercare goes for good":      goneCare,
		"requests wait in their order": askedInOrder,
		"a request is heard by one":    askedOne,
		"a request sent twice is one":  askedTwice,
		"more requests can't wait":     askedTooMuch,
		"old requests are forgotten":   askedLongAgo,
		"counts are added up once":     addedUp,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

// Entry gives a counsellor who can be reached.
func Entry(id counsel.EntryID, in org.ID) counsel.Entry {
	today := civil.On(orgtest.Now)
	return counsel.Entry{
		ID: id, Version: 1, Org: in, Confirmed: today,
		Details: counsel.Details{
			Kind: counsel.KindCounsellor, Side: counsel.Internal, Period: civil.Since(orgtest.Start),
			Contact: counsel.Contact{Name: "Noor " + string(id), Phone: "070 123 45 67"},
		},
	}
}

func adapter(t *testing.T, s Kept) dbtest.Store[counsel.Entry, org.Actor, counsel.EntryID] {
	policy := orgtest.Policy(t, counsel.Rules())
	update := func(ctx context.Context, as org.Actor, id counsel.EntryID, change func(*counsel.Entry) ([]ledger.Event, error)) error {
		return s.Update(ctx, as, id, func(e *counsel.Entry) ([]ledger.Event, error) {
			if err := org.Check(policy, as, counsel.Edit, e.Resource()); err != nil {
				return nil, err
			}
			return change(e)
		})
	}
	service := counsel.NewService(counsel.Config{Store: s, Policy: policy, Now: func() time.Time { return orgtest.Now }})
	return dbtest.Store[counsel.Entry, org.Actor, counsel.EntryID]{
		Owner:    orgtest.Actor(t, org.ProgrammeManager, orgtest.Agency),
		Stranger: orgtest.Actor(t, org.ProgrammeManager, orgtest.Elsewhere),
		Create: func(ctx context.Context, as org.Actor) (counsel.EntryID, error) {
			e := Entry("e", orgtest.Agency)
			e.When.NL = "0"
			return e.ID, s.Create(ctx, as, e, []ledger.Event{{Verb: "counsel.added"}})
		},
		Find: func(ctx context.Context, as org.Actor, id counsel.EntryID) (counsel.Entry, error) {
			e, _, err := service.Find(ctx, as, id)
			return e, err
		},
		Update: update,
		UpdateFrom: func(ctx context.Context, as org.Actor, id counsel.EntryID, seen int64, change func(*counsel.Entry) ([]ledger.Event, error)) error {
			return update(ctx, as, id, func(e *counsel.Entry) ([]ledger.Event, error) {
				if e.Version != seen {
					return nil, counsel.ErrStale
				}
				return change(e)
			})
		},
		Events: func(ctx context.Context, id counsel.EntryID) ([]dbtest.Recorded, error) {
			return s.Events(ctx, string(id))
		},
		Add:     func(e *counsel.Entry) { e.When.NL = strconv.Itoa(number(*e) + 1) },
		Number:  number,
		Version: func(e counsel.Entry) int64 { return e.Version },
	}
}

func number(e counsel.Entry) int {
	n, err := strconv.Atoi(e.When.NL)
	if err != nil {
		return -1
	}
	return n
}

func create(t *testing.T, s Kept, e counsel.Entry) {
	t.Helper()
	if err := s.Create(t.Context(), org.System("test"), e, []ledger.Event{{Verb: "counsel.added"}}); err != nil {
		t.Fatal(err)
	}
}

func whole(t *testing.T, s Kept) {
	create(t, s, Entry("e", orgtest.Agency))
	day := civil.MustParse
	want := Entry("e", orgtest.Agency)
	want.Details = counsel.Details{
		Kind: counsel.KindNetwork, Side: counsel.External, Person: "p",
		Contact:   counsel.Contact{Name: "Netwerk Ünal <b>", Phone: "+31 6", Email: "a@b.example"},
		When:      counsel.Words{NL: "maandag", EN: "Monday"},
		Languages: []counsel.Language{"nl", "dse"},
		Period:    civil.Period{From: day("2026-01-01"), Until: day("2027-01-01")},
	}
	want.Away = counsel.Away{
		Period:     civil.Period{From: day("2026-07-01"), Until: day("2026-08-01")},
		Substitute: counsel.Contact{Name: "Sem", Phone: "1234", Email: "s@b.example"},
	}
	want.Confirmed = day("2026-02-28")
	err := s.Update(t.Context(), org.System("test"), "e", func(e *counsel.Entry) ([]ledger.Event, error) {
		e.Details, e.Away, e.Confirmed = want.Details, want.Away, want.Confirmed
		return nil, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want.Version = 2
	got, err := s.Find(t.Context(), org.Public(), "e")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, days()); diff != "" {
		t.Error(diff)
	}
}

func little(t *testing.T, s Kept) {
	want := Entry("e", orgtest.Agency)
	create(t, s, want)
	got, err := s.Find(t.Context(), org.Public(), "e")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, days()); diff != "" {
		t.Error(diff)
	}
}

// days lets cmp look at dates.
func days() cmp.Option { return cmp.Comparer(func(a, b civil.Date) bool { return a == b }) }

func lists(t *testing.T, s Kept) {
	for id, owner := range map[counsel.EntryID]org.ID{"b": orgtest.Agency, "a": orgtest.Agency, "c": orgtest.Sibling} {
		create(t, s, Entry(id, owner))
	}
	for _, tc := range []struct {
		rule string
		in   org.Scope
		want []counsel.EntryID
	}{
		{"everywhere", org.Everywhere(), []counsel.EntryID{"a", "b", "c"}},
		{"one organisation", org.Only(orgtest.Agency), []counsel.EntryID{"a", "b"}},
		{"nowhere", org.Only(), nil},
	} {
		list, err := s.List(t.Context(), org.Public(), tc.in)
		if err != nil {
			t.Fatal(err)
		}
		var got []counsel.EntryID
		for _, e := range list {
			got = append(got, e.ID)
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s: %s", tc.rule, diff)
		}
	}
}
