// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package org_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"baken/base/fault"
	"baken/ground/org"
	"baken/ground/org/orgtest"
)

// The lines that matter most, typed by hand: the matrix may follow the
// policies, these may not.
func TestWhoMayNot(t *testing.T) {
	p := orgtest.Policy(t)
	content := []org.Action{org.ViewDraft, org.Import, org.EditDraft, org.Publish, org.Withdraw}
	everywhere := []org.ID{orgtest.Crown, orgtest.Ministry, orgtest.Elsewhere, orgtest.Agency, orgtest.Sibling, orgtest.Directorate}
	never := func(a org.Actor, act org.Action, in ...org.ID) {
		t.Helper()
		for _, id := range in {
			if d := p.Decide(a, act, resource(act, id)); d.Allowed {
				t.Errorf("%s may %s in %s by %v", a, act, id, d.Reasons)
			}
		}
	}
	for _, act := range content {
		never(orgtest.Actor(t, org.Administrator, orgtest.Crown), act, everywhere...)
		never(orgtest.Actor(t, org.Auditor, orgtest.Crown), act, everywhere...)
	}
	for _, act := range p.Actions() {
		never(org.Public(), act, everywhere...)
		never(org.Actor{}, act, everywhere...)
		for _, role := range org.Roles() {
			never(orgtest.Actor(t, role, orgtest.Agency), act, orgtest.Sibling, orgtest.Elsewhere)
		}
	}
	never(orgtest.Actor(t, org.Researcher, orgtest.Agency), org.Publish, everywhere...)
	for _, role := range []org.Role{org.Controller, org.ProgrammeManager, org.Administrator} {
		never(orgtest.Actor(t, role, orgtest.Agency), org.Publish, orgtest.Ministry, orgtest.Crown)
		never(orgtest.Actor(t, role, orgtest.Agency), org.EditOrganisation, orgtest.Ministry, orgtest.Crown)
	}
}

func TestWhoMay(t *testing.T) {
	p := orgtest.Policy(t)
	tests := []struct {
		name   string
		role   org.Role
		at     org.ID
		act    org.Action
		in     org.ID
		reason string
	}{
		{"a researcher imports for his own organisation", org.Researcher, orgtest.Agency, org.Import, orgtest.Agency, "publish-draft-own"},
		{"a ministry's controller publishes for its agency", org.Controller, orgtest.Ministry, org.Publish, orgtest.Agency, "publish-release-own-and-below"},
		{"and for a directorate of that agency", org.Controller, orgtest.Ministry, org.Publish, orgtest.Directorate, "publish-release-own-and-below"},
		{"an administrator appoints people in a new agency below", org.Administrator, orgtest.Ministry, org.ManageMembers, orgtest.Agency, "organisation-administer"},
		{"an auditor reads the events of his organisation", org.Auditor, orgtest.Agency, org.ReadEvents, orgtest.Agency, "audit-read-own"},
		{"an administrator keeps the keys of his organisation", org.Administrator, orgtest.Agency, org.AddKey, orgtest.Agency, "keys-administer-own"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := p.Decide(orgtest.Actor(t, tt.role, tt.at), tt.act, resource(tt.act, tt.in))
			if !d.Allowed || !slices.Contains(d.Reasons, tt.reason) {
				t.Errorf("got %+v, want allowed by %s", d, tt.reason)
			}
		})
	}
}

func TestCheckTellsNothingToOutsiders(t *testing.T) {
	p := orgtest.Policy(t)
	draft := org.Of(org.TypePublication, "p1", orgtest.Agency)
	tests := []struct {
		name string
		as   org.Actor
		act  org.Action
		want error
	}{
		{"who may view but not publish is told so", orgtest.Actor(t, org.Researcher, orgtest.Agency), org.Publish, org.ErrForbidden},
		{"who may not view finds nothing", orgtest.Actor(t, org.Employee, orgtest.Agency), org.ViewDraft, org.ErrNotFound},
		{"nor when he tries to change it", orgtest.Actor(t, org.Controller, orgtest.Sibling), org.Publish, org.ErrNotFound},
		{"nor without signing in", org.Public(), org.Withdraw, org.ErrNotFound},
		{"who may is let through", orgtest.Actor(t, org.Controller, orgtest.Agency), org.Publish, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := org.Check(p, tt.as, tt.act, draft); !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
	if fault.KindOf(org.ErrNotFound) != fault.NotFound || fault.KindOf(org.ErrForbidden) != fault.Forbidden {
		t.Error("the kinds decide what the page says")
	}
}

func TestNewPolicyRefusesSlips(t *testing.T) {
	view := org.Viewing("test.view", "Thing")
	tests := []struct{ name, cedar, want string }{
		{"an unknown action", `@id("x") permit (principal is Person, action == Action::"test.veiw", resource is Thing);`, "test.veiw"},
		{"an unknown role", `@id("x") permit (principal is Person, action == Action::"test.view", resource is Thing) when { resource in principal.controlerAt };`, "controlerAt"},
		{"an unknown type", `@id("x") permit (principal is Persoon, action == Action::"test.view", resource is Thing);`, "Persoon"},
		{"no id", `permit (principal is Person, action == Action::"test.view", resource is Thing);`, "no @id"},
		{"an id that is taken", `@id("audit-read-own") permit (principal is Person, action == Action::"test.view", resource is Thing);`, "taken"},
		{"what isn't a policy", `allow everything;`, "parse"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := org.NewPolicy(org.Rules{Name: "test.cedar", Actions: []org.Action{view}, Cedar: []byte(tt.cedar)})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want an error that names %q", err, tt.want)
			}
		})
	}
	twice := org.Rules{Name: "test", Actions: []org.Action{view, view}}
	if _, err := org.NewPolicy(twice); err == nil {
		t.Error("an action declared twice is accepted")
	}
}

func TestRoomsAddRules(t *testing.T) {
	view := org.Viewing("test.view", "Thing")
	p := orgtest.Policy(t, org.Rules{Name: "test.cedar", Actions: []org.Action{view}, Cedar: []byte(`
		@id("test-own") permit (principal is Person, action == Action::"test.view", resource is Thing)
		when { principal.counsellorAt.contains(resource.organisation) };`)})
	a := orgtest.Actor(t, org.Counsellor, orgtest.Agency)
	if !p.Decide(a, view, org.Of("Thing", "t1", orgtest.Agency)).Allowed {
		t.Error("the room's policy doesn't allow what it says")
	}
	if p.Decide(a, view, org.Of("Thing", "t1", orgtest.Ministry)).Allowed {
		t.Error("the room's policy allows more than it says")
	}
}

// An auditor reads the policies: each has its reason right above it.
func TestEachPolicyHasItsReason(t *testing.T) {
	files, err := filepath.Glob("policy/*.cedar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no policies found: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(text), "\n")
		for i, line := range lines {
			if strings.HasPrefix(line, "@id(") && !strings.HasPrefix(lines[i-1], "// ") {
				t.Errorf("%s:%d: %s has no comment with its reason", file, i+1, line)
			}
		}
	}
}

func BenchmarkDecide(b *testing.B) {
	p := orgtest.Policy(b)
	a := orgtest.Actor(b, org.Controller, orgtest.Ministry)
	r := org.Of(org.TypePublication, "p1", orgtest.Directorate)
	for b.Loop() {
		p.Decide(a, org.Publish, r)
	}
}
