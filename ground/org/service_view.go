// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package org

import (
	"context"
	"fmt"
	"slices"

	"baken/base/civil"
)

// May reports whether the actor may do something to an organisation.
func (s *Service) May(as Actor, act Action, id ID) bool {
	return s.policy.Decide(as, act, Node(id)).Allowed
}

// MayRestructure reports whether the actor may move, merge or close an
// organisation: he may edit it and the one above it.
func (s *Service) MayRestructure(as Actor, id ID) bool {
	if !s.May(as, EditOrganisation, id) {
		return false
	}
	return as.Tree() == nil || s.May(as, EditOrganisation, as.Tree().Above(id))
}

// Find gives an organisation with its history.
func (s *Service) Find(ctx context.Context, as Actor, id ID) (Organisation, error) {
	if err := Check(s.policy, as, ViewOrganisation, Node(id)); err != nil {
		return Organisation{}, err
	}
	got, err := s.store.Organisations(ctx, as, Only(id))
	if err != nil {
		return Organisation{}, fmt.Errorf("find organisation %s: %w", id, err)
	}
	if len(got) == 0 {
		return Organisation{}, ErrNotFound
	}
	return got[0], nil
}

// Seen gives the tree of today as far as the actor may see it; former
// organisations are in it, but nowhere below another.
func (s *Service) Seen(ctx context.Context, as Actor) (*Tree, error) {
	all, err := s.store.Organisations(ctx, as, s.policy.Scope(as, ViewOrganisation))
	if err != nil {
		return nil, fmt.Errorf("list organisations: %w", err)
	}
	return Grow(all, civil.On(s.now())), nil
}

// Planned lists what will be founded directly below an organisation, to who
// may edit that one.
func (s *Service) Planned(ctx context.Context, as Actor, below ID) ([]Organisation, error) {
	if err := Check(s.policy, as, EditOrganisation, Node(below)); err != nil {
		return nil, err
	}
	all, err := s.store.Organisations(ctx, system(), Everywhere())
	if err != nil {
		return nil, fmt.Errorf("list organisations: %w", err)
	}
	today := civil.On(s.now())
	return slices.DeleteFunc(all, func(o Organisation) bool {
		return !o.Period.From.After(today) || o.Parents.Nearest(today) != below
	}), nil
}

// Places lists the organisations of today below which the actor may move one.
func (s *Service) Places(as Actor, o Organisation) []Organisation {
	return s.choose(as, o, func(p Organisation) bool {
		return p.Kind.mayHold(o.Kind) && p.ID != as.Tree().Above(o.ID)
	})
}

// Heirs lists the organisations of today into which the actor may merge one:
// they can hold everything that stands below it.
func (s *Service) Heirs(as Actor, o Organisation) []Organisation {
	return s.choose(as, o, func(p Organisation) bool { return holdsAll(as.Tree(), p, o.ID) })
}

// holdsAll reports whether everything directly below one organisation may
// stand below another.
func holdsAll(t *Tree, heir Organisation, id ID) bool {
	return !slices.ContainsFunc(t.Below(id), func(child ID) bool {
		c, _ := t.Find(child)
		return !heir.Kind.mayHold(c.Kind)
	})
}

// choose lists, from the top down, what the actor may edit outside an
// organisation and what lies below it.
func (s *Service) choose(as Actor, o Organisation, fits func(Organisation) bool) (out []Organisation) {
	tree := as.Tree()
	if tree == nil {
		return nil
	}
	within := tree.Subtree(o.ID)
	for _, root := range tree.Roots() {
		for _, id := range tree.Subtree(root) {
			p, _ := tree.Find(id)
			if !slices.Contains(within, id) && fits(p) && s.May(as, EditOrganisation, id) {
				out = append(out, p)
			}
		}
	}
	return out
}
