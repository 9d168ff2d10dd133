// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package org_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/civil"
	"baken/ground/org"
	"baken/ground/org/orgtest"
)

var day = civil.MustParse

func register(t *testing.T) *org.Register {
	return org.NewRegister(orgtest.Register(t, orgtest.Foundings()...)...)
}

func all(t *testing.T, r *org.Register) []org.Organisation {
	t.Helper()
	var out []org.Organisation
	for _, f := range orgtest.Foundings() {
		o, err := r.Find(f.ID)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, o)
	}
	return out
}

func TestMoveKeepsThePast(t *testing.T) {
	r := register(t)
	if err := r.Move(orgtest.Agency, orgtest.Elsewhere, day("2025-07-01")); err != nil {
		t.Fatal(err)
	}
	before, after := org.Grow(all(t, r), day("2025-06-30")), org.Grow(all(t, r), day("2025-07-01"))
	if got := before.Above(orgtest.Agency); got != orgtest.Ministry {
		t.Errorf("the day before the agency stands below %s", got)
	}
	want := []org.ID{orgtest.Elsewhere, orgtest.Agency, orgtest.Directorate}
	if diff := cmp.Diff(want, after.Subtree(orgtest.Elsewhere)); diff != "" {
		t.Errorf("on the day itself (-want +got):\n%s", diff)
	}
}

func TestAPlannedMoveSurvivesAnEarlierOne(t *testing.T) {
	r := register(t)
	if err := errors.Join(
		r.Move(orgtest.Agency, orgtest.Crown, day("2027-01-01")),
		r.Move(orgtest.Agency, orgtest.Elsewhere, day("2026-01-01"))); err != nil {
		t.Fatal(err)
	}
	o, err := r.Find(orgtest.Agency)
	if err != nil {
		t.Fatal(err)
	}
	got := []org.ID{o.Parent(day("2025-12-31")), o.Parent(day("2026-06-01")), o.Parent(day("2027-01-01"))}
	if diff := cmp.Diff([]org.ID{orgtest.Ministry, orgtest.Elsewhere, orgtest.Crown}, got); diff != "" {
		t.Errorf("parents (-want +got):\n%s", diff)
	}
}

func TestMergeHandsOverRecordsAndChildren(t *testing.T) {
	r := register(t)
	if err := r.Merge(orgtest.Ministry, orgtest.Elsewhere, day("2026-01-01")); err != nil {
		t.Fatal(err)
	}
	tree := org.Grow(all(t, r), day("2026-03-02"))
	if tree.Exists(orgtest.Ministry) || tree.Heir(orgtest.Ministry) != orgtest.Elsewhere {
		t.Errorf("the merged ministry exists or has heir %s", tree.Heir(orgtest.Ministry))
	}
	if got := tree.Above(orgtest.Agency); got != orgtest.Elsewhere {
		t.Errorf("its agency stands below %s", got)
	}
	p := orgtest.Policy(t)
	old := org.Of(org.TypePublication, "p1", orgtest.Ministry)
	heir := orgtest.ActorIn(tree, org.Researcher, orgtest.Elsewhere)
	if !p.Decide(heir, org.ViewDraft, old).Allowed {
		t.Error("the successor doesn't see the merged ministry's drafts as its own")
	}
	former := orgtest.ActorIn(tree, org.Controller, orgtest.Ministry)
	if p.Decide(former, org.ViewDraft, old).Allowed || len(former.Roles) != 0 {
		t.Error("a role in a ministry that no longer exists still opens its drafts")
	}
	if tree := org.Grow(all(t, r), day("2025-12-31")); !tree.Exists(orgtest.Ministry) {
		t.Error("the day before it didn't exist")
	}
}

func TestTheRegisterRefusesAWrongPlace(t *testing.T) {
	on := day("2026-01-01")
	found := func(f org.Founding) func(*org.Register) error {
		f.Name = org.Name{NL: "n", EN: "n"}
		return func(r *org.Register) error { return r.Found(f) }
	}
	tests := []struct {
		name   string
		change func(*org.Register) error
		want   error
	}{
		{"a ministry below a ministry", func(r *org.Register) error { return r.Move(orgtest.Ministry, orgtest.Elsewhere, on) }, org.ErrPlace},
		{"below one that isn't there", func(r *org.Register) error { return r.Move(orgtest.Agency, "gone", on) }, org.ErrPlace},
		{"before it began", func(r *org.Register) error { return r.Move(orgtest.Agency, orgtest.Crown, day("2019-12-31")) }, org.ErrClosed},
		{"a government moved", func(r *org.Register) error { return r.Move(orgtest.Crown, orgtest.Ministry, on) }, org.ErrPlace},
		{"a ministry without a government", found(org.Founding{ID: "x", Kind: org.Ministry, From: on}), org.ErrPlace},
		{"an identifier used twice", found(org.Founding{ID: orgtest.Agency, Parent: orgtest.Ministry, Kind: org.Agency, From: on}), org.ErrPlace},
		{"founded before the one above it", found(org.Founding{ID: "x", Parent: orgtest.Ministry, Kind: org.Agency, From: day("2019-01-01")}), org.ErrPlace},
		{"merged into itself", func(r *org.Register) error { return r.Merge(orgtest.Agency, orgtest.Agency, on) }, org.ErrCircle},
		{"merged into its own child", func(r *org.Register) error { return r.Merge(orgtest.Agency, orgtest.Directorate, on) }, org.ErrCircle},
		{"closed with others below it", func(r *org.Register) error { return r.Close(orgtest.Agency, on) }, org.ErrHasBelow},
		{"closed on its first day", func(r *org.Register) error { return r.Close(orgtest.Sibling, orgtest.Start) }, org.ErrClosed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := tt.change(register(t)); !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

func TestDirectoratesMakeNoCircle(t *testing.T) {
	r := register(t)
	sub := org.Founding{ID: "sub", Parent: orgtest.Directorate, Kind: org.Directorate, Name: org.Name{NL: "n", EN: "n"}, From: orgtest.Start}
	if err := r.Found(sub); err != nil {
		t.Fatal(err)
	}
	if err := r.Move(orgtest.Directorate, "sub", day("2026-01-01")); !errors.Is(err, org.ErrCircle) {
		t.Errorf("got %v, want %v", err, org.ErrCircle)
	}
}
