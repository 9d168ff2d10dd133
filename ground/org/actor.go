// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package org

import (
	"slices"
	"time"

	"github.com/cedar-policy/cedar-go"

	"baken/base/civil"
)

// Actor is who does something: a person with the roles in force at that
// instant, a job of the system, or a visitor. It is an argument of every call
// to a store, never part of a context.
type Actor struct {
	Person PersonID     // empty for the system and for visitors
	Name   string       // to be called by, on pages only
	Roles  []Membership // in force at At, in organisations that exist then
	At     time.Time
	system string
	tree   *Tree
	entity cedar.Entity
}

// As gives a person as actor at an instant, with those of the memberships
// that are in force on that day in organisations that exist on that day.
// The tree is the one of that same day.
func As(p Person, held []Membership, tree *Tree, at time.Time) Actor {
	today := civil.On(at)
	a := Actor{Person: p.ID, Name: p.Name, At: at, tree: tree}
	for _, m := range held {
		if m.Person == p.ID && m.Covers(today) && tree.Exists(m.Org) {
			a.Roles = append(a.Roles, m)
		}
	}
	a.entity = personEntity(a)
	return a
}

// System is the actor of a job or a command, which acts without a person.
func System(job string) Actor {
	return Actor{system: job, entity: cedar.Entity{UID: cedar.NewEntityUID(typeSystem, cedar.String(job))}}
}

// Public is the actor of a request that nobody signed in for.
func Public() Actor {
	return Actor{entity: cedar.Entity{UID: cedar.NewEntityUID(typeVisitor, "anyone")}}
}

// SignedIn reports whether a person acts.
func (a Actor) SignedIn() bool { return a.Person != "" }

// IsSystem reports whether a job or a command acts.
func (a Actor) IsSystem() bool { return a.system != "" }

// String names the actor for events and logs, by identifier and never by
// name: person:…, system:… or public.
func (a Actor) String() string {
	switch {
	case a.Person != "":
		return "person:" + string(a.Person)
	case a.system != "":
		return "system:" + a.system
	}
	return "public"
}

// Holds reports whether the actor has a role in an organisation itself.
func (a Actor) Holds(role Role, in ID) bool {
	return slices.ContainsFunc(a.Roles, func(m Membership) bool { return m.Role == role && m.Org == in })
}

// Orgs lists the organisations in which the actor has a role, each once.
func (a Actor) Orgs() []ID {
	ids := make([]ID, 0, len(a.Roles))
	for _, m := range a.Roles {
		ids = append(ids, m.Org)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// Tree is the government as the actor's day has it; nil for the system and
// for visitors.
func (a Actor) Tree() *Tree { return a.tree }
