// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package org

import (
	"slices"
	"strings"

	"github.com/cedar-policy/cedar-go"
)

const (
	typePerson  = "Person"
	typeSystem  = "System"
	typeVisitor = "Visitor"
	typeAction  = "Action"
)

// Decision is the answer of the policy, with the policies that gave it.
type Decision struct {
	Allowed bool
	Reasons []string // ids of the policies that allowed it or forbade it
}

// Decide says whether an actor may do something, and by which policies. What
// no policy allows is refused.
func (p *Policy) Decide(a Actor, act Action, r Resource) Decision {
	allowed, why := cedar.Authorize(p.rules, world{actor: a, resource: r}, cedar.Request{
		Principal: a.entity.UID,
		Action:    cedar.NewEntityUID(typeAction, cedar.String(act.id)),
		Resource:  resourceUID(r),
	})
	d := Decision{Allowed: bool(allowed) && len(why.Errors) == 0}
	for _, reason := range why.Reasons {
		d.Reasons = append(d.Reasons, string(reason.PolicyID))
	}
	slices.Sort(d.Reasons)
	return d
}

// Check refuses what the policy doesn't allow: as if there were nothing, for
// who may not view the resource; as forbidden, for who may view it but not do
// this to it.
func Check(p *Policy, a Actor, act Action, r Resource) error {
	if p.Decide(a, act, r).Allowed {
		return nil
	}
	if act.id != act.seenBy && p.Decide(a, act.view(), r).Allowed {
		return ErrForbidden
	}
	return ErrNotFound
}

// world shows the policies the entities of one request: the actor, the
// resource and the tree of organisations of the actor's day.
type world struct {
	actor    Actor
	resource Resource
}

// Get implements cedar's EntityGetter.
func (w world) Get(uid cedar.EntityUID) (cedar.Entity, bool) {
	switch {
	case uid == w.actor.entity.UID:
		return w.actor.entity, true
	case uid.Type == cedar.EntityType(TypeOrganisation):
		return w.organisation(ID(uid.ID)), true
	case uid == resourceUID(w.resource):
		owner := organisationUID(w.heir(w.resource.Org))
		return cedar.Entity{UID: uid, Parents: cedar.NewEntityUIDSet(owner), Attributes: recordOf(owner, w.resource.Excluded)}, true
	}
	return cedar.Entity{}, false
}

// organisation gives a node of the tree, made when the tree grew: a list asks for
// every one of them many times.
func (w world) organisation(id ID) cedar.Entity {
	if w.actor.tree == nil {
		return (&Tree{}).entity(id)
	}
	if e, known := w.actor.tree.seen[id]; known {
		return e
	}
	return w.actor.tree.entity(id)
}

// entity gives a node of the tree as policies see it. A merged one stands where its
// heir stands, and belongs to it.
func (t *Tree) entity(id ID) cedar.Entity {
	heir := t.Heir(id)
	e := cedar.Entity{UID: organisationUID(id), Attributes: belongsTo(organisationUID(heir))}
	switch {
	case heir != id:
		e.Parents = cedar.NewEntityUIDSet(organisationUID(heir))
	case t.Above(id) != "":
		e.Parents = cedar.NewEntityUIDSet(organisationUID(t.Above(id)))
	}
	return e
}

func (w world) heir(id ID) ID {
	if w.actor.tree == nil {
		return id
	}
	return w.actor.tree.Heir(id)
}

func personEntity(a Actor) cedar.Entity {
	attributes, orgs := make(cedar.RecordMap), make([]cedar.EntityUID, 0, len(a.Roles))
	for _, role := range Roles() {
		var at []cedar.Value
		for _, m := range a.Roles {
			if m.Role == role {
				at = append(at, organisationUID(m.Org))
			}
		}
		attributes[cedar.String(roleAttribute(role))] = cedar.NewSet(at...)
	}
	for _, id := range a.Orgs() {
		orgs = append(orgs, organisationUID(id))
	}
	return cedar.Entity{
		UID:        personUID(a.Person),
		Parents:    cedar.NewEntityUIDSet(orgs...),
		Attributes: cedar.NewRecord(attributes),
	}
}

// roleAttribute is what a policy calls the organisations in which a person
// has a role: intake-officer becomes intakeOfficerAt.
func roleAttribute(r Role) string {
	words := strings.Split(string(r), "-")
	for i, w := range words[1:] {
		words[i+1] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, "") + "At"
}

func personUID(id PersonID) cedar.EntityUID { return cedar.NewEntityUID(typePerson, cedar.String(id)) }

func organisationUID(id ID) cedar.EntityUID {
	return cedar.NewEntityUID(cedar.EntityType(TypeOrganisation), cedar.String(id))
}

func resourceUID(r Resource) cedar.EntityUID {
	return cedar.NewEntityUID(cedar.EntityType(r.Type), cedar.String(r.ID))
}

// recordOf is what policies see of a record.
func recordOf(owner cedar.EntityUID, excluded []PersonID) cedar.Record {
	persons := make([]cedar.Value, len(excluded))
	for i, p := range excluded {
		persons[i] = personUID(p)
	}
	return cedar.NewRecord(cedar.RecordMap{"organisation": owner, "excluded": cedar.NewSet(persons...)})
}

func belongsTo(owner cedar.EntityUID) cedar.Record {
	return cedar.NewRecord(cedar.RecordMap{"organisation": owner})
}
