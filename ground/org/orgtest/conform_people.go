// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package orgtest

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/org"
)

// Person gives a person whose name and address follow from the identifier.
func Person(id org.PersonID) org.Person {
	return org.Person{ID: id, Version: 1, Name: "Person " + string(id), Email: string(id) + "@example.nl"}
}

// Role gives a membership since the small government's first day.
func Role(id org.MembershipID, p org.PersonID, role org.Role, in org.ID) org.Membership {
	return org.Membership{ID: id, Version: 1, Person: p, Org: in, Role: role, Period: civil.Since(Start)}
}

func keepsRoles(t *testing.T, s org.Store, verbs func(string) []string) {
	Fill(t, s)
	ctx, end := t.Context(), civil.MustParse("2026-01-01")
	must(t, s.Enrol(ctx, tester, Person("robin"), Role("m1", "robin", org.Controller, Agency)))
	must(t, s.Grant(ctx, tester, Role("m2", "robin", org.Auditor, Sibling)))
	again := Role("m3", "robin", org.Controller, Agency)
	if err := s.Grant(ctx, tester, again); !errors.Is(err, org.ErrHeld) {
		t.Errorf("the same role twice: got %v, want %v", err, org.ErrHeld)
	}
	stop := func(m *org.Membership) ([]ledger.Event, error) { return m.End(end, civil.MustParse("2025-06-01")) }
	must(t, s.UpdateMembership(ctx, tester, "m1", stop))
	again.From = end
	must(t, s.Grant(ctx, tester, again))

	held, err := s.Held(ctx, tester, "robin")
	must(t, err)
	ended := Role("m1", "robin", org.Controller, Agency)
	ended.Until, ended.Version = end, 2
	want := []org.Membership{ended, Role("m2", "robin", org.Auditor, Sibling), again}
	if diff := cmp.Diff(want, held, cmp.Comparer(func(a, b civil.Date) bool { return a == b })); diff != "" {
		t.Errorf("roles (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"org.role-granted", "org.role-ended"}, verbs("m1")); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
	for on, want := range map[string][]org.MembershipID{"2019-12-31": nil, "2025-12-31": {"m1"}, "2026-01-01": {"m3"}} {
		members, err := s.Members(ctx, tester, org.Only(Agency), civil.MustParse(on))
		must(t, err)
		var got []org.MembershipID
		for _, m := range members {
			got = append(got, m.ID)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("members on %s (-want +got):\n%s", on, diff)
		}
	}
	nowhere := Role("m4", "robin", org.Controller, "gone")
	if err := s.Grant(ctx, tester, nowhere); !errors.Is(err, org.ErrNotFound) {
		t.Errorf("a role nowhere: got %v, want %v", err, org.ErrNotFound)
	}
}

func refusesEmail(t *testing.T, s org.Store, verbs func(string) []string) {
	Fill(t, s)
	ctx := t.Context()
	must(t, s.Enrol(ctx, tester, Person("robin"), Role("m1", "robin", org.Employee, Agency)))
	must(t, s.Enrol(ctx, tester, Person("sam"), Role("m2", "sam", org.Employee, Agency)))
	twin := Person("twin")
	twin.Email = "robin@example.nl"
	if err := s.Enrol(ctx, tester, twin, Role("m3", "twin", org.Employee, Agency)); !errors.Is(err, org.ErrEmailUsed) {
		t.Errorf("got %v, want %v", err, org.ErrEmailUsed)
	}
	if _, err := s.Membership(ctx, tester, "m3"); !errors.Is(err, org.ErrNotFound) {
		t.Errorf("half of the enrolment stayed: %v", err)
	}
	if got := verbs("twin"); len(got) != 0 {
		t.Errorf("events of nothing: %v", got)
	}
	take := func(p *org.Person) ([]ledger.Event, error) {
		p.Email = "robin@example.nl"
		return []ledger.Event{{Verb: "org.person-corrected"}}, nil
	}
	if err := s.UpdatePerson(ctx, tester, "sam", take); !errors.Is(err, org.ErrEmailUsed) {
		t.Errorf("got %v, want %v", err, org.ErrEmailUsed)
	}
	must(t, s.UpdatePerson(ctx, tester, "robin", take)) // his own address
	p, err := s.PersonByEmail(ctx, tester, "robin@example.nl")
	if want := (org.Person{ID: "robin", Version: 2, Name: "Person robin", Email: "robin@example.nl"}); err != nil || p != want {
		t.Errorf("got %+v, %v, want %+v", p, err, want)
	}
	if _, err := s.PersonByEmail(ctx, tester, "nobody@example.nl"); !errors.Is(err, org.ErrNotFound) {
		t.Errorf("got %v, want %v", err, org.ErrNotFound)
	}
}

func searches(t *testing.T, s org.Store, _ func(string) []string) {
	Fill(t, s)
	ctx := t.Context()
	for id, name := range map[org.PersonID]string{"a": "Ömer Çelik", "b": "Anna 100%", "c": "Bo_b"} {
		p := Person(id)
		p.Name = name
		must(t, s.Enrol(ctx, tester, p, Role(org.MembershipID("m"+id), id, org.Employee, map[org.PersonID]org.ID{"a": Agency, "b": Agency, "c": Sibling}[id])))
	}
	tests := []struct {
		name, words string
		in          org.Scope
		want        []org.PersonID
	}{
		{"a name with other letters, in lower case", "ömer ç", org.Only(Agency), []org.PersonID{"a"}},
		{"an address", "@example", org.Everywhere(), []org.PersonID{"b", "c", "a"}},
		{"outside the scope there is nobody", "bo_b", org.Only(Agency), nil},
		{"a percent sign is itself", "0%", org.Everywhere(), []org.PersonID{"b"}},
		{"an underscore is itself", "o_b", org.Everywhere(), []org.PersonID{"c"}},
		{"no organisation, no persons", "an", org.Only(), nil},
	}
	for _, tt := range tests {
		found, err := s.Search(ctx, tester, org.Search{Words: tt.words, In: tt.in, Limit: 10})
		must(t, err)
		var got []org.PersonID
		for _, p := range found {
			got = append(got, p.ID)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
	few, err := s.Search(ctx, tester, org.Search{Words: "example", In: org.Everywhere(), Limit: 2})
	if err != nil || len(few) != 2 {
		t.Errorf("a limit of 2 gave %d, %v", len(few), err)
	}
}
