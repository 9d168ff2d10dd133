// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package org

import (
	"slices"

	"github.com/cedar-policy/cedar-go"

	"baken/base/civil"
)

// Tree is the government as it stood on one day. It never changes, so it is
// shared freely.
type Tree struct {
	on    civil.Date
	nodes map[ID]Organisation
	above map[ID]ID   // the organisation directly above, also of former ones
	below map[ID][]ID // those that exist on the day, in order of name
	seen  map[ID]cedar.Entity
}

// Grow makes the tree of a day out of the organisations with their history.
// An organisation that no longer exists keeps its place: in its successor, or
// else below the organisation that it last belonged to, so that its records
// aren't orphaned.
func Grow(all []Organisation, on civil.Date) *Tree {
	t := &Tree{on: on, nodes: make(map[ID]Organisation), above: make(map[ID]ID), below: make(map[ID][]ID)}
	for _, o := range all {
		if on.Before(o.Period.From) {
			continue
		}
		t.nodes[o.ID] = o
		t.above[o.ID] = o.Parents.Nearest(on)
		if o.Period.Covers(on) {
			t.below[t.above[o.ID]] = append(t.below[t.above[o.ID]], o.ID)
		}
	}
	for _, ids := range t.below {
		slices.SortFunc(ids, t.byName)
	}
	t.seen = make(map[ID]cedar.Entity, len(t.nodes))
	for id := range t.nodes {
		t.seen[id] = t.entity(id)
	}
	return t
}

func (t *Tree) byName(a, b ID) int {
	x, y := t.nodes[a].Name(t.on), t.nodes[b].Name(t.on)
	switch {
	case x.NL < y.NL:
		return -1
	case x.NL > y.NL:
		return 1
	}
	return slices.Compare([]byte(a), []byte(b))
}

// On gives the day of the tree.
func (t *Tree) On() civil.Date { return t.on }

// Find gives an organisation that exists, or existed before, on the day.
func (t *Tree) Find(id ID) (Organisation, bool) {
	o, ok := t.nodes[id]
	return o, ok
}

// Exists reports whether the organisation exists on the day.
func (t *Tree) Exists(id ID) bool {
	o, ok := t.nodes[id]
	return ok && o.Period.Covers(t.on)
}

// Roots lists the organisations with none above them.
func (t *Tree) Roots() []ID { return slices.Clone(t.below[""]) }

// Below lists the organisations directly below one.
func (t *Tree) Below(id ID) []ID { return slices.Clone(t.below[id]) }

// Above gives the organisation directly above one, or none.
func (t *Tree) Above(id ID) ID { return t.above[id] }

// Path lists an organisation and those above it, from the bottom up.
func (t *Tree) Path(id ID) []ID {
	var path []ID
	for id != "" && len(path) <= len(t.nodes) {
		path = append(path, id)
		id = t.above[id]
	}
	return path
}

// Subtree lists an organisation and all that exist below it, from the top
// down, each followed by its own.
func (t *Tree) Subtree(id ID) []ID {
	if !t.Exists(id) {
		return nil
	}
	out := []ID{id}
	for _, child := range t.below[id] {
		out = append(out, t.Subtree(child)...)
	}
	return out
}

// Heir gives the organisation that answers for a record today: the one that
// the record belongs to or, once that was merged, its successor's heir.
func (t *Tree) Heir(id ID) ID {
	for range t.nodes {
		o, ok := t.nodes[id]
		if !ok || o.Successor == "" || o.Period.Covers(t.on) {
			return id
		}
		id = o.Successor
	}
	return id
}

// IDs lists every organisation of the tree, former ones too, in order.
func (t *Tree) IDs() []ID {
	ids := make([]ID, 0, len(t.nodes))
	for id := range t.nodes {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}
