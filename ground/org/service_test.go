// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package org_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"baken/base/civil"
	"baken/ground/org"
	"baken/ground/org/orgtest"
	"baken/internal/text"
)

// serve gives a service over the small government, with a clock that the
// test moves.
func serve(t *testing.T) (*org.Service, *time.Time) {
	t.Helper()
	store, at, n := orgtest.New(), orgtest.Now, 0
	orgtest.Fill(t, store)
	newID := func() string { n++; return fmt.Sprintf("id%02d", n) }
	return org.NewService(store, orgtest.Policy(t), func() time.Time { return at }, newID), &at
}

// enrol gives an actor with one role, by way of the service.
func enrol(t *testing.T, s *org.Service, name string, role org.Role, in org.ID) org.Actor {
	t.Helper()
	id, err := s.Enrol(t.Context(), org.System("test"), org.Newcomer{
		Name: name, Email: name + "@example.nl", Org: in, Role: role, Period: civil.Since(orgtest.Start),
	})
	if err != nil {
		t.Fatal(err)
	}
	a, err := s.Actor(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAnAdministratorStaysInHisOwnHouse(t *testing.T) {
	s, _ := serve(t)
	ctx, on := t.Context(), day("2026-06-01")
	admin := enrol(t, s, "admin", org.Administrator, orgtest.Ministry)
	robin := enrol(t, s, "robin", org.Employee, orgtest.Elsewhere)
	named := org.Name{NL: "Nieuw", EN: "New"}
	founding := func(parent org.ID) org.Founding {
		return org.Founding{Parent: parent, Kind: org.Agency, Name: named, From: on}
	}
	found := func(parent org.ID) error { _, err := s.Found(ctx, admin, founding(parent)); return err }
	grant := func(p org.PersonID, in org.ID) error {
		_, err := s.Grant(ctx, admin, p, in, org.Researcher, civil.Since(on))
		return err
	}
	tests := []struct {
		name string
		got  error
		want error
	}{
		{"he founds an agency below his ministry", found(orgtest.Ministry), nil},
		{"not below another", found(orgtest.Elsewhere), org.ErrNotFound},
		{"nor below the government, which he sees", found(orgtest.Crown), org.ErrForbidden},
		{"nor another government", found(""), org.ErrNotFound},
		{"he renames his agency", s.Rename(ctx, admin, orgtest.Agency, 1, named, on), nil},
		{"not over somebody else's change", s.Rename(ctx, admin, orgtest.Agency, 1, named, on), org.ErrStale},
		{"he moves a directorate within his ministry", s.Move(ctx, admin, orgtest.Directorate, 1, orgtest.Sibling, on), nil},
		{"he gives no agency away", s.Move(ctx, admin, orgtest.Agency, 2, orgtest.Elsewhere, on), org.ErrNotFound},
		{"he doesn't move his own ministry", s.Move(ctx, admin, orgtest.Ministry, 1, orgtest.Ministry, on), org.ErrForbidden},
		{"nor over somebody else's move", s.Move(ctx, admin, orgtest.Directorate, 1, orgtest.Agency, on), org.ErrStale},
		{"nor merges what changed since", s.Merge(ctx, admin, orgtest.Agency, 1, orgtest.Sibling, on), org.ErrStale},
		{"nor closes it", s.Close(ctx, admin, orgtest.Directorate, 1, on), org.ErrStale},
		{"he merges his agencies", s.Merge(ctx, admin, orgtest.Sibling, 1, orgtest.Agency, day("2026-07-01")), nil},
		{"he doesn't close his own ministry", s.Close(ctx, admin, orgtest.Ministry, 1, on), org.ErrForbidden},
		{"he lets somebody from elsewhere in", grant(robin.Person, orgtest.Agency), nil},
		{"he gives himself nothing", grant(admin.Person, orgtest.Agency), org.ErrOwnRole},
		{"he gives no role elsewhere", grant(robin.Person, orgtest.Elsewhere), org.ErrNotFound},
	}
	for _, tt := range tests {
		if !errors.Is(tt.got, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, tt.got, tt.want)
		}
	}
}

func TestRolesHoldFromTheirDayToTheirEnd(t *testing.T) {
	s, now := serve(t)
	ctx := t.Context()
	a := enrol(t, s, "robin", org.Controller, orgtest.Agency)
	if err := s.End(ctx, org.System("test"), a.Roles[0].ID, 1, day("2026-03-03")); err != nil {
		t.Fatal(err)
	}
	roles := func() int {
		t.Helper()
		got, err := s.Actor(ctx, a.Person)
		if err != nil {
			t.Fatal(err)
		}
		return len(got.Roles)
	}
	if got := roles(); got != 1 {
		t.Errorf("on the last day: %d roles, want 1", got)
	}
	*now = time.Date(2026, 3, 2, 23, 30, 0, 0, time.UTC) // 00:30 on the third in Amsterdam
	if got := roles(); got != 0 {
		t.Errorf("from midnight: %d roles, want 0", got)
	}
	if err := s.End(ctx, org.System("test"), a.Roles[0].ID, 2, day("2030-01-01")); !errors.Is(err, org.ErrPeriod) {
		t.Errorf("a role that is over is prolonged: %v", err)
	}
}

func TestSubtreeShowsWhatTheActorMaySee(t *testing.T) {
	s, _ := serve(t)
	ctx, today := t.Context(), day("2026-03-02")
	names := func(a org.Actor, top org.ID) (ids []org.ID) {
		t.Helper()
		got, err := s.Subtree(ctx, a, top, today)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range got {
			ids = append(ids, o.ID)
		}
		return ids
	}
	employee, controller := enrol(t, s, "e", org.Employee, orgtest.Agency), enrol(t, s, "c", org.Controller, orgtest.Ministry)
	if diff := cmp.Diff([]org.ID{orgtest.Crown, orgtest.Ministry, orgtest.Agency}, names(employee, orgtest.Crown)); diff != "" {
		t.Errorf("an employee (-want +got):\n%s", diff)
	}
	want := []org.ID{orgtest.Ministry, orgtest.Agency, orgtest.Directorate, orgtest.Sibling}
	if diff := cmp.Diff(want, names(controller, orgtest.Ministry)); diff != "" {
		t.Errorf("a ministry's controller (-want +got):\n%s", diff)
	}
	if _, err := s.Subtree(ctx, employee, orgtest.Sibling, today); !errors.Is(err, org.ErrNotFound) {
		t.Errorf("a sibling: got %v, want %v", err, org.ErrNotFound)
	}
}

func TestSearchIsForAdministrators(t *testing.T) {
	s, _ := serve(t)
	ctx := t.Context()
	admin := enrol(t, s, "admin", org.Administrator, orgtest.Agency)
	employee := enrol(t, s, "robin", org.Employee, orgtest.Agency)
	enrol(t, s, "robin-elsewhere", org.Employee, orgtest.Elsewhere)
	if got, err := s.Search(ctx, admin, "Robin"); err != nil || len(got) != 1 || got[0].ID != employee.Person {
		t.Errorf("got %v, %v, want only the colleague", got, err)
	}
	if _, err := s.Search(ctx, admin, " r "); !errors.Is(err, org.ErrTooShort) {
		t.Errorf("one letter: got %v", err)
	}
	if _, err := s.Search(ctx, employee, "robin"); !errors.Is(err, org.ErrNotFound) {
		t.Errorf("an employee searches: got %v", err)
	}
	if p, err := s.Person(ctx, admin, "ROBIN-elsewhere@example.nl"); err != nil || p.Name != "robin-elsewhere" {
		t.Errorf("by exact address: got %v, %v", p, err)
	}
	if _, err := s.Person(ctx, employee, "admin@example.nl"); !errors.Is(err, org.ErrNotFound) {
		t.Errorf("an employee looks somebody up: got %v", err)
	}
}

func TestCorrectNeedsEveryOrganisation(t *testing.T) {
	s, _ := serve(t)
	ctx := t.Context()
	admin := enrol(t, s, "admin", org.Administrator, orgtest.Agency)
	robin := enrol(t, s, "robin", org.Employee, orgtest.Agency)
	if err := s.Correct(ctx, admin, robin.Person, 1, "Robin de Vries", "robin2@example.nl"); err != nil {
		t.Error(err)
	}
	if err := s.Correct(ctx, admin, robin.Person, 1, "Robin", "robin3@example.nl"); !errors.Is(err, org.ErrStale) {
		t.Errorf("over somebody else's correction: got %v", err)
	}
	if _, err := s.Grant(ctx, org.System("test"), robin.Person, orgtest.Elsewhere, org.Auditor, civil.Since(day("2027-01-01"))); err != nil {
		t.Fatal(err)
	}
	if err := s.Correct(ctx, admin, robin.Person, 2, "Robin", "robin3@example.nl"); !errors.Is(err, org.ErrForbidden) {
		t.Errorf("somebody who also works elsewhere: got %v", err)
	}
	outside := enrol(t, s, "sam", org.Employee, orgtest.Elsewhere)
	if err := s.Correct(ctx, admin, outside.Person, 1, "Mine", "sam@example.nl"); !errors.Is(err, org.ErrNotFound) {
		t.Errorf("somebody from elsewhere: got %v", err)
	}
}

func TestTextsAreComplete(t *testing.T) {
	c, err := text.Load(org.Text)
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, r := range org.Roles() {
		keys = append(keys, r.Key())
	}
	for _, k := range org.Kinds() {
		keys = append(keys, k.Key())
	}
	for _, k := range keys {
		if !c.Has(text.Key(k)) {
			t.Errorf("%s has no text", k)
		}
	}
}
