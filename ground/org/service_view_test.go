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

func ids(all []org.Organisation) (out []org.ID) {
	for _, o := range all {
		out = append(out, o.ID)
	}
	return out
}

func TestOnlyWhatCanBeDoneIsOffered(t *testing.T) {
	s, _ := serve(t)
	ctx := t.Context()
	admin := enrol(t, s, "admin", org.Administrator, orgtest.Ministry)
	employee := enrol(t, s, "robin", org.Employee, orgtest.Agency)
	find := func(id org.ID) org.Organisation {
		t.Helper()
		o, err := s.Find(ctx, admin, id)
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
	if diff := cmp.Diff([]org.ID{orgtest.Ministry, orgtest.Sibling}, ids(s.Places(admin, find(orgtest.Directorate)))); diff != "" {
		t.Errorf("places of the directorate (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]org.ID{orgtest.Ministry, orgtest.Sibling}, ids(s.Heirs(admin, find(orgtest.Agency)))); diff != "" {
		t.Errorf("heirs of the agency (-want +got):\n%s", diff)
	}
	if got := s.Places(employee, find(orgtest.Directorate)); got != nil {
		t.Errorf("an employee may move to %v", ids(got))
	}
	if !s.MayRestructure(admin, orgtest.Agency) || s.MayRestructure(admin, orgtest.Ministry) || s.MayRestructure(employee, orgtest.Agency) {
		t.Error("who may move what is wrong")
	}
	if _, err := s.Find(ctx, employee, orgtest.Sibling); !errors.Is(err, org.ErrNotFound) {
		t.Errorf("a sibling is found: %v", err)
	}
	tree, err := s.Seen(ctx, employee)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]org.ID{orgtest.Crown, orgtest.Ministry, orgtest.Agency}, tree.Subtree(orgtest.Crown)); diff != "" {
		t.Errorf("an employee sees (-want +got):\n%s", diff)
	}
}

func TestWhatIsPlannedIsShownWhereItWillStand(t *testing.T) {
	s, _ := serve(t)
	ctx := t.Context()
	admin := enrol(t, s, "admin", org.Administrator, orgtest.Ministry)
	f := org.Founding{Parent: orgtest.Agency, Kind: org.Directorate, Name: org.Name{NL: "Straks", EN: "Soon"}, From: day("2026-09-01")}
	id, err := s.Found(ctx, admin, f)
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Planned(ctx, admin, orgtest.Agency)
	if diff := cmp.Diff([]org.ID{id}, ids(got)); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if got, err := s.Planned(ctx, admin, orgtest.Sibling); err != nil || len(got) != 0 {
		t.Errorf("below a sibling: %v, %v", ids(got), err)
	}
	if _, err := s.Planned(ctx, admin, orgtest.Elsewhere); !errors.Is(err, org.ErrNotFound) {
		t.Errorf("elsewhere: %v", err)
	}
}

func TestWhoVouchesForWhom(t *testing.T) {
	s, _ := serve(t)
	ctx, job := t.Context(), org.System("test")
	boss := enrol(t, s, "boss", org.Administrator, orgtest.Ministry)
	admin := enrol(t, s, "admin", org.Administrator, orgtest.Agency)
	robin := enrol(t, s, "robin", org.Employee, orgtest.Agency)
	both := enrol(t, s, "both", org.Employee, orgtest.Agency)
	if _, err := s.Grant(ctx, job, both.Person, orgtest.Elsewhere, org.Auditor, civil.Since(day("2027-01-01"))); err != nil {
		t.Fatal(err)
	}
	gone := enrol(t, s, "gone", org.Employee, orgtest.Agency)
	if err := s.End(ctx, job, gone.Roles[0].ID, 1, day("2026-03-01")); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		as   org.Actor
		who  org.PersonID
		in   org.ID
		want error
	}{
		{"an administrator for his people", admin, robin.Person, orgtest.Agency, nil},
		{"also from above", boss, robin.Person, orgtest.Agency, nil},
		{"for the administrator below", boss, admin.Person, orgtest.Agency, nil},
		{"never for the one above", admin, boss.Person, "", org.ErrNotFound},
		{"not for who also works elsewhere", admin, both.Person, "", org.ErrForbidden},
		{"not for who has no role any more", admin, gone.Person, "", org.ErrNoRole},
		{"an employee for nobody", robin, robin.Person, "", org.ErrNotFound},
		{"the server for everybody", job, both.Person, orgtest.Agency, nil},
	}
	for _, tt := range tests {
		if in, err := s.Vouch(ctx, tt.as, tt.who); in != tt.in || !errors.Is(err, tt.want) {
			t.Errorf("%s: got %q, %v, want %q, %v", tt.name, in, err, tt.in, tt.want)
		}
	}
	if c, err := s.Colleague(ctx, admin, both.Person); err != nil || len(c.Held) != 1 || !c.Elsewhere {
		t.Errorf("got %+v, %v", c, err)
	}
	if _, _, err := s.Role(ctx, robin, admin.Roles[0].ID); !errors.Is(err, org.ErrForbidden) {
		t.Errorf("an employee opens a role: %v", err)
	}
	if m, p, err := s.Role(ctx, boss, admin.Roles[0].ID); err != nil || m.Org != orgtest.Agency || p.Name != "admin" {
		t.Errorf("got %+v, %+v, %v", m, p, err)
	}
}
