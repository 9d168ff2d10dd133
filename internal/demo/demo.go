// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package demo makes up a government: ministries, agencies, people, roles and
// decisions, for trying Baken without harm. The same seed gives the same
// government. Nobody in it exists.
package demo

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"baken/base/civil"
	"baken/ground/org"
)

// World is a fictitious government.
type World struct {
	Orgs    []org.Founding // from the top down
	People  []Person
	grants  org.ID
	counter *rand.Rand
}

// Person is somebody in it, with one role.
type Person struct {
	Name, Email string
	Org         org.ID
	Role        org.Role
	SignsIn     bool // one of the accounts to try
}

// GrantsOIN is the number of the agency that pays student grants.
const GrantsOIN = "00000001003214345000"

// New makes the government of a seed.
func New(seed uint64) World {
	w := World{counter: rand.New(rand.NewPCG(seed, 0x6261_6b65_6e00_0001))}
	w.build()
	w.staff()
	return w
}

// Grants is the agency that pays student grants, whose figures the demo shows.
func (w World) Grants() org.ID { return w.grants }

// Start is the first day of everything in the demo.
func Start() civil.Date { return civil.MustParse("2021-01-01") }

func (w *World) build() {
	crown := org.Founding{ID: w.id(), Kind: org.Government, Name: org.Name{NL: "Rijksoverheid (verzonnen)", EN: "Central government (fictitious)"}, From: Start()}
	w.Orgs = append(w.Orgs, crown)
	number := 3_214_300
	for _, m := range government() {
		top := w.found(crown.ID, org.Ministry, m.name, &number)
		for _, a := range m.agencies {
			agency := w.found(top, org.Agency, a, &number)
			if a.en == "Student Grants Service" {
				w.grants = agency
				w.Orgs[len(w.Orgs)-1].OIN = GrantsOIN
			}
			all := directorates()
			w.counter.Shuffle(len(all), func(i, k int) { all[i], all[k] = all[k], all[i] })
			for _, d := range all[:2+w.counter.IntN(3)] {
				w.found(agency, org.Directorate, d, nil)
			}
		}
	}
}

// found adds an organisation; with a number it gets an OIN that nobody has.
func (w *World) found(above org.ID, kind org.Kind, n named, number *int) org.ID {
	f := org.Founding{ID: w.id(), Parent: above, Kind: kind, Name: org.Name{NL: n.nl, EN: n.en}, From: Start()}
	if number != nil {
		*number++
		f.OIN = org.OIN(fmt.Sprintf("00000009%09d000", *number))
	}
	w.Orgs = append(w.Orgs, f)
	return f.ID
}

const letters = "0123456789abcdefghjkmnpqrstvwxyz"

// id gives an identifier that depends on the seed alone.
func (w *World) id() org.ID {
	var b strings.Builder
	for range 26 {
		b.WriteByte(letters[w.counter.IntN(len(letters))])
	}
	return org.ID(b.String())
}

// staff gives each ministry and agency its roles, and each directorate a few
// employees.
func (w *World) staff() {
	used := map[string]int{}
	for _, o := range w.Orgs {
		for _, role := range rolesOf(o.Kind) {
			p := w.person(used, o.ID, role)
			p.SignsIn = o.ID == w.grants || w.isAbove(o.ID) && (role == org.ProgrammeManager || role == org.Auditor) ||
				role == org.IntakeOfficer && slices.Contains(w.Desks(), o.ID) ||
				w.isAbove(o.ID) && (role == org.CommitteeSecretary || role == org.CommitteeMember)
			w.People = append(w.People, p)
		}
	}
	for range 2 { // last, so that nobody else gets another name
		p := w.person(used, w.Orgs[0].ID, org.IntakeOfficer)
		p.SignsIn = true
		w.People = append(w.People, p)
	}
}

// Desks lists the organisations whose desk has keys: the first ministry and
// its agencies. The independent desk, which has keys too, isn't among them.
func (w World) Desks() []org.ID {
	var ids []org.ID
	for _, o := range w.Orgs {
		if o.Kind == org.Ministry && len(ids) == 0 || o.Kind == org.Agency && len(ids) > 0 && o.Parent == ids[0] {
			ids = append(ids, o.ID)
		}
	}
	return ids
}

func (w *World) isAbove(id org.ID) bool {
	for _, o := range w.Orgs {
		if o.ID == w.grants {
			return o.Parent == id
		}
	}
	return false
}

func rolesOf(k org.Kind) []org.Role {
	switch k {
	case org.Ministry:
		return []org.Role{
			org.Administrator, org.ProgrammeManager, org.Controller, org.Auditor, org.CompetentAuthority,
			org.CommitteeSecretary, org.CommitteeMember, org.CommitteeMember, org.CommitteeMember,
			org.Counsellor, org.Counsellor, org.IntakeOfficer, org.IntakeOfficer,
		}
	case org.Agency:
		return []org.Role{
			org.Administrator, org.ProgrammeManager, org.Controller, org.Researcher, org.RiskOwner,
			org.Counsellor, org.IntakeOfficer, org.IntakeOfficer, org.Employee,
		}
	case org.Directorate:
		return []org.Role{org.Employee, org.Employee, org.Employee}
	case org.Government:
		return []org.Role{org.Administrator}
	default:
		return nil
	}
}

func (w *World) person(used map[string]int, in org.ID, role org.Role) Person {
	given, family := givenNames(), familyNames()
	name := given[w.counter.IntN(len(given))] + " " + family[w.counter.IntN(len(family))]
	box := strings.ReplaceAll(strings.ToLower(name), " ", ".")
	used[box]++
	if n := used[box]; n > 1 {
		box += fmt.Sprint(n)
	}
	return Person{Name: name, Email: box + "@voorbeeld.example", Org: in, Role: role}
}
