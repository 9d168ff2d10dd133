// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package org

// Action is one thing that can be done to one type of resource. Each room
// declares its own and hands them to NewPolicy with its policies.
type Action struct {
	id     string
	on     Type
	seenBy string // the action that shows the resource; its own for viewing
}

// Type is a type of resource, by the name that policies use.
type Type string

// The resources of the ground and of the first rooms.
const (
	TypeOrganisation Type = "Organisation"
	TypePublication  Type = "Publication"
	TypeKey          Type = "SigningKey"
	TypeEvents       Type = "Events"
)

// Viewing declares the action that shows a resource: who may not do it is not
// told that the resource exists.
func Viewing(id string, on Type) Action { return Action{id: id, on: on, seenBy: id} }

// Changing declares an action on a resource that view shows: who may view it
// but not do this is told so.
func Changing(id string, view Action) Action { return Action{id: id, on: view.on, seenBy: view.id} }

// String gives the action's name as it stands in the policies.
func (a Action) String() string { return a.id }

// On gives the type of resource that the action is done to.
func (a Action) On() Type { return a.on }

func (a Action) view() Action { return Action{id: a.seenBy, on: a.on, seenBy: a.seenBy} }

// Resource is what an action is done to: a record and the organisation that
// it belongs to.
type Resource struct {
	Type     Type
	ID       string
	Org      ID
	Excluded []PersonID // who may have no part in it, whatever their roles
}

// Node is an organisation as a resource.
func Node(id ID) Resource { return Resource{Type: TypeOrganisation, ID: string(id), Org: id} }

// Of is a record of an organisation as a resource.
func Of(t Type, id string, owner ID) Resource { return Resource{Type: t, ID: id, Org: owner} }

// What is done to organisations and to the roles in them.
var (
	ViewOrganisation = Viewing("org.view", TypeOrganisation)
	EditOrganisation = Changing("org.edit", ViewOrganisation)
	ViewMembers      = Viewing("org.view-members", TypeOrganisation)
	ManageMembers    = Changing("org.manage-members", ViewOrganisation)
)

// What is done to publications. Import is asked of the organisation that a
// bundle is for, before the publication exists.
var (
	ViewDraft = Viewing("publish.view-draft", TypePublication)
	Import    = Changing("publish.import", ViewDraft)
	EditDraft = Changing("publish.edit-draft", ViewDraft)
	Publish   = Changing("publish.publish", ViewDraft)
	Withdraw  = Changing("publish.withdraw", ViewDraft)
)

// What is done to the keys that sign result bundles.
var (
	ViewKeys  = Viewing("keys.view", TypeKey)
	AddKey    = Changing("keys.add", ViewKeys)
	RevokeKey = Changing("keys.revoke", ViewKeys)
)

// ReadEvents shows what happened to the records of an organisation, never
// what stands in them.
var ReadEvents = Viewing("audit.read-events", TypeEvents)

func groundActions() []Action {
	return []Action{
		ViewOrganisation, EditOrganisation, ViewMembers, ManageMembers,
		ViewDraft, Import, EditDraft, Publish, Withdraw,
		ViewKeys, AddKey, RevokeKey, ReadEvents,
	}
}
