// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counsel

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"baken/base/ledger"
	"baken/ground/org"
)

// Kept is a directory on the pages where it is kept.
type Kept struct {
	Directory
	Adds   bool // the actor may add entries
	Rights map[EntryID]Right
}

// Desk gives the directories that the actor sees kept, in order of the tree.
func (s *Service) Desk(ctx context.Context, as org.Actor) ([]Kept, error) {
	if !s.Keeps(as) {
		return nil, org.ErrNotFound
	}
	in := s.Policy.Scope(as, View)
	choices, err := s.Choices(ctx)
	if err != nil {
		return nil, err
	}
	tree, err := s.Orgs.Today(ctx)
	if err != nil {
		return nil, fmt.Errorf("list directories: %w", err)
	}
	entries, err := s.Store.List(ctx, as, in)
	if err != nil {
		return nil, fmt.Errorf("list directories: %w", err)
	}
	var all []Kept
	for _, c := range choices {
		if !in.Has(c.Org) {
			continue
		}
		o, _ := tree.Find(c.Org)
		all = append(all, s.keep(as, s.arrange(o, entries, tree.On())))
	}
	return all, nil
}

func (s *Service) keep(as org.Actor, d Directory) Kept {
	k := Kept{Directory: d, Adds: s.Adds(as, d.Org), Rights: map[EntryID]Right{}}
	k.Entries = slices.DeleteFunc(k.Entries, func(l Listed) bool { return !s.Policy.Decide(as, View, l.Resource()).Allowed })
	for _, l := range k.Entries {
		k.Rights[l.ID] = right(s.Policy, as, l.Entry)
	}
	return k
}

// Adds reports whether the actor may add entries to an organisation's
// directory.
func (s *Service) Adds(as org.Actor, in org.ID) bool {
	return s.Policy.Decide(as, Edit, org.Of(TypeEntry, "", in)).Allowed
}

// Keeps reports whether the actor sees any directory kept: a directorate has
// none.
func (s *Service) Keeps(as org.Actor) bool {
	return slices.ContainsFunc(as.Orgs(), func(id org.ID) bool {
		o, ok := Keeper(as.Tree(), id)
		return ok && o.ID == id && s.Policy.Decide(as, View, org.Of(TypeEntry, "", id)).Allowed
	})
}

// Find gives an entry to who may change it, and how much of it he may.
func (s *Service) Find(ctx context.Context, as org.Actor, id EntryID) (Entry, Right, error) {
	e, err := s.Store.Find(ctx, as, id)
	if err != nil {
		return Entry{}, NoRight, unseen(err)
	}
	r, err := allow(s.Policy, as, e)
	if err != nil {
		return Entry{}, NoRight, err
	}
	return e, r, nil
}

// Counsellors lists the accounts of an organisation's counsellors, one of
// which may keep an entry. Their names stand in the directory for everybody,
// so who keeps it may see them here.
func (s *Service) Counsellors(ctx context.Context, as org.Actor, in org.ID) ([]org.Person, error) {
	if err := org.Check(s.Policy, as, Edit, org.Of(TypeEntry, "", in)); err != nil {
		return nil, err
	}
	return s.counsellors(ctx, in)
}

func (s *Service) counsellors(ctx context.Context, in org.ID) ([]org.Person, error) {
	members, err := s.People.Members(ctx, org.System("counsel"), org.Only(in), s.Today())
	if err != nil {
		return nil, fmt.Errorf("list counsellors: %w", err)
	}
	var all []org.Person
	for _, m := range members {
		if m.Role == org.Counsellor {
			all = append(all, m.Person)
		}
	}
	return all, nil
}

// Add adds an entry to the directory of an organisation that keeps one.
func (s *Service) Add(ctx context.Context, as org.Actor, in org.ID, d Details) (EntryID, error) {
	if err := org.Check(s.Policy, as, Edit, org.Of(TypeEntry, "", in)); err != nil {
		return "", err
	}
	tree, err := s.Orgs.Today(ctx)
	if err != nil {
		return "", fmt.Errorf("add to a directory: %w", err)
	}
	if o, ok := Keeper(tree, in); !ok || o.ID != in {
		return "", ErrNotFound
	}
	if err := s.known(ctx, in, d.Person); err != nil {
		return "", err
	}
	e, events, err := NewEntry(EntryID(s.NewID()), in, d, s.Today())
	if err != nil {
		return "", err
	}
	return e.ID, s.Store.Create(ctx, as, e, events)
}

// known refuses an account that isn't a counsellor's.
func (s *Service) known(ctx context.Context, in org.ID, id org.PersonID) error {
	if id == "" {
		return nil
	}
	all, err := s.counsellors(ctx, in)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(all, func(p org.Person) bool { return p.ID == id }) {
		return ErrPerson
	}
	return nil
}

// Edit changes what an entry says. Who may only keep his own changes how he is
// reached, and nothing else of it.
func (s *Service) Edit(ctx context.Context, as org.Actor, id EntryID, since int64, d Details) error {
	before, _, err := s.Find(ctx, as, id)
	if err != nil {
		return err
	}
	if d.Person != before.Person {
		if err := s.known(ctx, before.Org, d.Person); err != nil {
			return err
		}
	}
	return s.change(ctx, as, id, func(e *Entry, r Right) ([]ledger.Event, error) {
		if r == OwnOnly {
			d.Kind, d.Side, d.Person, d.Period = e.Kind, e.Side, e.Person, e.Period
		}
		return e.Edit(d, since, s.Today())
	})
}

// Leave says when who helps isn't there, and who is instead.
func (s *Service) Leave(ctx context.Context, as org.Actor, id EntryID, since int64, a Away) error {
	return s.change(ctx, as, id, func(e *Entry, _ Right) ([]ledger.Event, error) { return e.Leave(a, since) })
}

// Confirm says that all of an entry is right today.
func (s *Service) Confirm(ctx context.Context, as org.Actor, id EntryID, since int64) error {
	return s.change(ctx, as, id, func(e *Entry, _ Right) ([]ledger.Event, error) { return e.Confirm(since, s.Today()) })
}

func (s *Service) change(ctx context.Context, as org.Actor, id EntryID, do func(*Entry, Right) ([]ledger.Event, error)) error {
	return unseen(s.Store.Update(ctx, as, id, func(e *Entry) ([]ledger.Event, error) {
		r, err := allow(s.Policy, as, *e)
		if err != nil {
			return nil, err
		}
		return do(e, r)
	}))
}

// unseen answers about what isn't there as about what the actor may not see.
func unseen(err error) error {
	if errors.Is(err, ErrNotFound) {
		return org.ErrNotFound
	}
	return err
}
