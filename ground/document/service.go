// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package document

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/org"
)

// Orgs knows the organisations of today.
type Orgs interface {
	Today(ctx context.Context) (*org.Tree, error)
}

// Config is what a Service works with.
type Config struct {
	Store     Store
	Orgs      Orgs
	Policy    *org.Policy
	Now       func() time.Time
	Standards []Template // of all rooms
}

// Service is what organisations do with the templates of their letters.
type Service struct{ Config }

// NewService makes the service.
func NewService(c Config) *Service { return &Service{c} }

// Set is the templates of an organisation.
type Set struct {
	Org     org.ID
	Name    org.Name
	Letters []Letter
}

// Letter is a template of an organisation as it stands.
type Letter struct {
	Kept
	Standard Template
	Present  Template
	State    State
}

// Keeps reports whether the actor keeps the templates of any organisation.
func (s *Service) Keeps(as org.Actor) bool { return !s.Policy.Scope(as, View).None() }

// Desk gives the templates that the actor keeps, by organisation.
func (s *Service) Desk(ctx context.Context, as org.Actor) ([]Set, error) {
	in := s.Policy.Scope(as, View)
	if in.None() {
		return nil, org.ErrNotFound
	}
	tree, err := s.Orgs.Today(ctx)
	if err != nil {
		return nil, fmt.Errorf("list letters: %w", err)
	}
	var all []Set
	for _, id := range tree.IDs() {
		if !in.Has(id) || !s.Policy.Decide(as, View, org.Of(TypeTemplate, "", id)).Allowed {
			continue
		}
		set, err := s.set(ctx, as, id)
		if err != nil {
			return nil, err
		}
		if o, ok := tree.Find(id); ok {
			set.Name = o.Name(tree.On())
		}
		all = append(all, set)
	}
	return all, nil
}

func (s *Service) set(ctx context.Context, as org.Actor, id org.ID) (Set, error) {
	kept, err := s.Store.All(ctx, as, id)
	if err != nil {
		return Set{}, fmt.Errorf("list letters: %w", err)
	}
	set := Set{Org: id}
	for _, standard := range s.Standards {
		k := Kept{Key: Key{id, standard.ID}}
		if i := slices.IndexFunc(kept, func(k Kept) bool { return k.Template == standard.ID }); i >= 0 {
			k = kept[i]
		}
		set.Letters = append(set.Letters, stands(k, standard))
	}
	return set, nil
}

func stands(k Kept, standard Template) Letter {
	l := Letter{Kept: k, Standard: standard}
	l.Present, l.State = k.Present(standard)
	return l
}

func (s *Service) standard(id ID) (Template, error) {
	i := slices.IndexFunc(s.Standards, func(t Template) bool { return t.ID == id })
	if i < 0 {
		return Template{}, org.ErrNotFound
	}
	return s.Standards[i], nil
}

// Find gives a template to who keeps it.
func (s *Service) Find(ctx context.Context, as org.Actor, of Key) (Letter, error) {
	if err := org.Check(s.Policy, as, View, org.Of(TypeTemplate, string(of.Template), of.Org)); err != nil {
		return Letter{}, err
	}
	return s.For(ctx, as, of)
}

// For gives the template from which an organisation's letters are made, to
// whoever makes one: what it says is no secret.
func (s *Service) For(ctx context.Context, as org.Actor, of Key) (Letter, error) {
	standard, err := s.standard(of.Template)
	if err != nil {
		return Letter{}, err
	}
	kept, err := s.Store.Last(ctx, as, of)
	if err != nil {
		return Letter{}, fmt.Errorf("find letter: %w", err)
	}
	return stands(kept, standard), nil
}

// Adapt puts an organisation's words in place of the standard's. No words at all
// are the standard again.
//
// Errors: Refused, ErrStale; org.ErrNotFound, org.ErrForbidden.
func (s *Service) Adapt(ctx context.Context, as org.Actor, of Key, since int64, changed map[Code]Words) error {
	if err := org.Check(s.Policy, as, Edit, org.Of(TypeTemplate, string(of.Template), of.Org)); err != nil {
		return err
	}
	standard, err := s.standard(of.Template)
	if err != nil {
		return err
	}
	return s.Store.Update(ctx, as, of, func(k *Kept) ([]ledger.Event, error) {
		return k.Adapt(standard, changed, since, civil.On(s.Now()))
	})
}

// Editions gives every edition of a template that its organisation has had, and
// those of the standard, the newest first.
func (s *Service) Editions(ctx context.Context, as org.Actor, of Key) (own, standard []Kept, err error) {
	if err := org.Check(s.Policy, as, View, org.Of(TypeTemplate, string(of.Template), of.Org)); err != nil {
		return nil, nil, err
	}
	if own, err = s.Store.Editions(ctx, as, of); err != nil {
		return nil, nil, fmt.Errorf("list editions: %w", err)
	}
	if standard, err = s.Store.Editions(ctx, as, Key{Template: of.Template}); err != nil {
		return nil, nil, fmt.Errorf("list editions: %w", err)
	}
	return own, standard, nil
}

// Edition gives the template that a letter names.
func (s *Service) Edition(ctx context.Context, as org.Actor, of Key, e Edition) (Kept, error) {
	own, standard, err := s.Editions(ctx, as, of)
	if err != nil {
		return Kept{}, err
	}
	for _, k := range slices.Concat(own, standard) {
		if k.Text.Edition == e {
			return k, nil
		}
	}
	return Kept{}, org.ErrNotFound
}

// KeepStandards keeps the present edition of every standard, so that letters
// which name it can be held against it when the standard has changed. A server
// does so when it starts.
func (s *Service) KeepStandards(ctx context.Context, as org.Actor) error {
	for _, t := range s.Standards {
		keep := func(k *Kept) ([]ledger.Event, error) { return k.keep(t, t, civil.On(s.Now())), nil }
		err := s.Store.Update(ctx, as, Key{Template: t.ID}, keep)
		if errors.Is(err, ErrStale) { // another server that starts was first
			err = s.Store.Update(ctx, as, Key{Template: t.ID}, keep)
		}
		if err != nil {
			return fmt.Errorf("keep the letter %s: %w", t.ID, err)
		}
	}
	return nil
}
