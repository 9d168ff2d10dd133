// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package orgtest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/org"
)

// Conform tests what every org.Store promises, on a fresh store each time.
// Verbs lists the events of a record, oldest first.
func Conform(t *testing.T, open func(t *testing.T) (s org.Store, verbs func(record string) []string)) {
	tests := []struct {
		name string
		test func(t *testing.T, s org.Store, verbs func(string) []string)
	}{
		{"keeps the tree with its history", keepsHistory},
		{"founds parents and children in one call", foundsTogether},
		{"refuses a change without a trace", refusesWhole},
		{"loses no update", losesNoUpdate},
		{"makes no circle of two moves at once", makesNoCircle},
		{"filters organisations by scope", filters},
		{"keeps people and roles", keepsRoles},
		{"refuses a second account of one address", refusesEmail},
		{"searches people in scope", searches},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, verbs := open(t)
			tt.test(t, s, verbs)
		})
	}
}

var tester = org.System("test")

// Fill puts the small government into a store.
func Fill(t testing.TB, s org.Store) {
	t.Helper()
	for _, f := range Foundings() {
		if err := s.Restructure(t.Context(), tester, func(r *org.Register) error { return r.Found(f) }); err != nil {
			t.Fatalf("found %s: %v", f.ID, err)
		}
	}
}

func find(t *testing.T, s org.Store, id org.ID) org.Organisation {
	t.Helper()
	got, err := s.Organisations(t.Context(), tester, org.Only(id))
	if err != nil || len(got) != 1 {
		t.Fatalf("find %s: got %d, %v", id, len(got), err)
	}
	return got[0]
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func keepsHistory(t *testing.T, s org.Store, verbs func(string) []string) {
	Fill(t, s)
	ctx, from := t.Context(), civil.MustParse("2025-01-01")
	before, err := s.Stamp(ctx, tester)
	must(t, err)
	name := org.Name{NL: "Nieuw", EN: "New"}
	must(t, s.Update(ctx, tester, Ministry, func(o *org.Organisation) ([]ledger.Event, error) { return o.Rename(name, from) }))
	must(t, s.Restructure(ctx, tester, func(r *org.Register) error { return r.Merge(Ministry, Elsewhere, civil.MustParse("2026-01-01")) }))
	o := find(t, s, Ministry)
	want := org.Organisation{
		ID: Ministry, Version: 3, Kind: org.Ministry, Successor: Elsewhere,
		Period: civil.Period{From: Start, Until: civil.MustParse("2026-01-01")},
		Names: org.Dated[org.Name]{
			{Value: org.Name{NL: "Ministry nl", EN: "Ministry en"}, Period: civil.Period{From: Start, Until: from}},
			{Value: name, Period: civil.Period{From: from, Until: civil.MustParse("2026-01-01")}},
		},
		Parents: org.Always(Crown, civil.Period{From: Start, Until: civil.MustParse("2026-01-01")}),
	}
	if diff := cmp.Diff(want, o, cmp.Comparer(func(a, b civil.Date) bool { return a == b })); diff != "" {
		t.Errorf("the ministry (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"org.founded", "org.renamed", "org.merged"}, verbs(string(Ministry))); diff != "" {
		t.Errorf("its events (-want +got):\n%s", diff)
	}
	if after, err := s.Stamp(ctx, tester); err != nil || after <= before {
		t.Errorf("the stamp went from %d to %d, %v", before, after, err)
	}
}

// foundsTogether relies on identifiers that sort otherwise than from the top
// down: the agency comes before its ministry, and what is merged before what
// it becomes part of.
func foundsTogether(t *testing.T, s org.Store, verbs func(string) []string) {
	ctx, from := t.Context(), civil.MustParse("2026-01-01")
	must(t, s.Restructure(ctx, tester, func(r *org.Register) error {
		for _, f := range Foundings() {
			if err := r.Found(f); err != nil {
				return err
			}
		}
		return r.Merge(Elsewhere, Ministry, from)
	}))
	if got := find(t, s, Agency); got.Version != 1 || got.Parents[0].Value != Ministry {
		t.Errorf("the agency: %+v", got)
	}
	if got := find(t, s, Elsewhere); got.Version != 1 || got.Successor != Ministry || got.Period.Until != from {
		t.Errorf("what was merged: %+v", got)
	}
	if diff := cmp.Diff([]string{"org.founded", "org.merged"}, verbs(string(Elsewhere))); diff != "" {
		t.Errorf("its events (-want +got):\n%s", diff)
	}
}

func refusesWhole(t *testing.T, s org.Store, verbs func(string) []string) {
	Fill(t, s)
	ctx, want := t.Context(), find(t, s, Agency)
	err := s.Restructure(ctx, tester, func(r *org.Register) error {
		return errors.Join(r.Move(Agency, Elsewhere, civil.MustParse("2026-01-01")), r.Move(Agency, "gone", civil.MustParse("2026-02-01")))
	})
	if !errors.Is(err, org.ErrPlace) {
		t.Errorf("got %v, want %v", err, org.ErrPlace)
	}
	err = s.Update(ctx, tester, Agency, func(o *org.Organisation) ([]ledger.Event, error) {
		o.OIN = "00000001003214345000"
		return nil, org.ErrStale
	})
	if !errors.Is(err, org.ErrStale) {
		t.Errorf("got %v, want %v", err, org.ErrStale)
	}
	if diff := cmp.Diff(want, find(t, s, Agency), cmp.Comparer(func(a, b civil.Date) bool { return a == b })); diff != "" {
		t.Errorf("half of it stayed (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"org.founded"}, verbs(string(Agency))); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
	none := func(*org.Organisation) ([]ledger.Event, error) { return nil, nil }
	if err := s.Update(ctx, tester, "gone", none); !errors.Is(err, org.ErrNotFound) {
		t.Errorf("got %v, want %v", err, org.ErrNotFound)
	}
}

func losesNoUpdate(t *testing.T, s org.Store, verbs func(string) []string) {
	Fill(t, s)
	const writers = 8
	errs := together(t.Context(), writers, func(ctx context.Context, _ int) error {
		return s.Update(ctx, tester, Agency, func(o *org.Organisation) ([]ledger.Event, error) {
			return o.Identify("", org.OIN(fmt.Sprintf("%020d", len(o.OIN)+1))), nil
		})
	})
	must(t, errors.Join(errs...))
	if got := find(t, s, Agency).Version; got != 1+writers {
		t.Errorf("version %d after %d changes", got, writers)
	}
	if got := len(verbs(string(Agency))); got != 1+writers {
		t.Errorf("%d events after %d changes", got, writers)
	}
	stale := s.Update(t.Context(), tester, Agency, func(o *org.Organisation) ([]ledger.Event, error) {
		return nil, o.Unchanged(1)
	})
	if !errors.Is(stale, org.ErrStale) {
		t.Errorf("a change typed over version 1 got %v, want %v", stale, org.ErrStale)
	}
}

// together runs the same thing several times at once and waits for all.
func together(ctx context.Context, n int, do func(context.Context, int) error) []error {
	errs := make([]error, n)
	var wait sync.WaitGroup
	for i := range n {
		wait.Go(func() { errs[i] = do(ctx, i) })
	}
	wait.Wait()
	return errs
}

func makesNoCircle(t *testing.T, s org.Store, _ func(string) []string) {
	Fill(t, s)
	for _, id := range []org.ID{"left", "right"} {
		f := org.Founding{ID: id, Parent: Agency, Kind: org.Directorate, Name: org.Name{NL: "x", EN: "x"}, From: Start}
		must(t, s.Restructure(t.Context(), tester, func(r *org.Register) error { return r.Found(f) }))
	}
	pairs := [][2]org.ID{{"left", "right"}, {"right", "left"}}
	errs := together(t.Context(), len(pairs), func(ctx context.Context, i int) error {
		return s.Restructure(ctx, tester, func(r *org.Register) error {
			return r.Move(pairs[i][0], pairs[i][1], civil.MustParse("2026-01-01"))
		})
	})
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Errorf("of two moves that make a circle together, got %v", errs)
	}
}

func filters(t *testing.T, s org.Store, _ func(string) []string) {
	Fill(t, s)
	tests := []struct {
		name string
		in   org.Scope
		want []org.ID
	}{
		{"everywhere", org.Everywhere(), []org.ID{Agency, Crown, Directorate, Elsewhere, Ministry, Sibling}},
		{"some", org.Only(Sibling, Agency, "gone"), []org.ID{Agency, Sibling}},
		{"none", org.Only(), nil},
	}
	for _, tt := range tests {
		all, err := s.Organisations(t.Context(), tester, tt.in)
		must(t, err)
		var got []org.ID
		for _, o := range all {
			got = append(got, o.ID)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}
