// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package orgtest

import (
	"testing"
	"time"

	"baken/base/civil"
	"baken/ground/org"
)

// The organisations of the small government that tests share: a ministry with
// two agencies, the first of which has a directorate, and another ministry.
const (
	Crown       org.ID = "crown"
	Ministry    org.ID = "ministry"
	Agency      org.ID = "agency"
	Sibling     org.ID = "sibling"
	Directorate org.ID = "directorate"
	Elsewhere   org.ID = "elsewhere"
)

// Start is the first day of the small government, and Now an instant in it.
var (
	Start = civil.MustParse("2020-01-01")
	Now   = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
)

// Foundings lists how the small government begins, from the top down.
func Foundings() []org.Founding {
	name := func(s string) org.Name { return org.Name{NL: s + " nl", EN: s + " en"} }
	return []org.Founding{
		{ID: Crown, Kind: org.Government, Name: name("Crown"), From: Start},
		{ID: Ministry, Parent: Crown, Kind: org.Ministry, Name: name("Ministry"), From: Start},
		{ID: Elsewhere, Parent: Crown, Kind: org.Ministry, Name: name("Elsewhere"), From: Start},
		{ID: Agency, Parent: Ministry, Kind: org.Agency, Name: name("Agency"), From: Start},
		{ID: Sibling, Parent: Ministry, Kind: org.Agency, Name: name("Sibling"), From: Start},
		{ID: Directorate, Parent: Agency, Kind: org.Directorate, Name: name("Directorate"), From: Start},
	}
}

// Tree gives the small government as it stands at Now.
func Tree(t testing.TB) *org.Tree {
	t.Helper()
	return org.Grow(Register(t, Foundings()...), civil.On(Now))
}

// Register gives the organisations that these foundings make.
func Register(t testing.TB, foundings ...org.Founding) []org.Organisation {
	t.Helper()
	r := org.NewRegister()
	for _, f := range foundings {
		if err := r.Found(f); err != nil {
			t.Fatalf("found %s: %v", f.ID, err)
		}
	}
	var all []org.Organisation
	for _, c := range r.Changes() {
		all = append(all, c.Organisation)
	}
	return all
}

// Actor gives a person with one role in the small government, at Now.
func Actor(t testing.TB, role org.Role, in org.ID) org.Actor {
	t.Helper()
	return ActorIn(Tree(t), role, in)
}

// ActorIn gives a person with one role in a tree, at Now.
func ActorIn(tree *org.Tree, role org.Role, in org.ID) org.Actor {
	p := org.Person{ID: org.PersonID(string(role) + "@" + string(in)), Version: 1, Name: "Robin de Vries"}
	held := []org.Membership{{ID: "m", Version: 1, Person: p.ID, Org: in, Role: role, Period: civil.Since(Start)}}
	return org.As(p, held, tree, Now)
}

// Policy gives the ground's policy with those of the rooms.
func Policy(t testing.TB, rooms ...org.Rules) *org.Policy {
	t.Helper()
	p, err := org.NewPolicy(rooms...)
	if err != nil {
		t.Fatalf("policy: %v", err)
	}
	return p
}
