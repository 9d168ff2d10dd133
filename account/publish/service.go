// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publish

import (
	"context"
	"errors"
	"fmt"
	"time"

	"baken/base/disclose"
	"baken/base/ledger"
	"baken/ground/org"
)

// Directory knows the organisations of today.
type Directory interface {
	Today(ctx context.Context) (*org.Tree, error)
}

// Service is what people do with publications; every call asks the policy.
type Service struct {
	store  Store
	orgs   Directory
	policy *org.Policy
	now    func() time.Time
	newID  func() string
}

// NewService makes the service; now gives the time, newID a fresh identifier.
func NewService(store Store, orgs Directory, policy *org.Policy, now func() time.Time, newID func() string) *Service {
	return &Service{store: store, orgs: orgs, policy: policy, now: now, newID: newID}
}

// Import takes a signed bundle as a draft of the organisation whose key signed
// it. The bundle has to name that same organisation.
func (s *Service) Import(ctx context.Context, as org.Actor, raw []byte) (ID, error) {
	keys, err := s.store.KeysOf(ctx, as, s.policy.Scope(as, org.Import))
	if err != nil {
		return "", fmt.Errorf("import a bundle: %w", err)
	}
	bundle, key, err := open(raw, keys)
	if err != nil {
		return "", err
	}
	if err := s.belongs(ctx, bundle.Header, key); err != nil {
		return "", err
	}
	p := Publication{
		ID: ID(s.newID()), Version: 1, Org: key.Org, State: Draft,
		Title: bundle.Header.Title, Raw: raw, Key: key.Public, Imported: s.now(),
	}
	if err := org.Check(s.policy, as, org.Import, p.Resource()); err != nil {
		return "", err
	}
	event := ledger.Event{Verb: "publish.imported", Note: map[string]string{"bundle": p.Hash(), "key": string(key.ID)}}
	return p.ID, s.store.Create(ctx, as, p, []ledger.Event{event})
}

// open finds the trusted key that signed the bundle.
func open(raw []byte, keys []Key) (disclose.Bundle, Key, error) {
	var trusted []string
	for _, k := range keys {
		if k.Trusted() {
			trusted = append(trusted, k.Public)
		}
	}
	if len(trusted) == 0 {
		return disclose.Bundle{}, Key{}, ErrNoKey
	}
	bundle, err := disclose.Open(raw, trusted...)
	if err != nil {
		return disclose.Bundle{}, Key{}, err
	}
	for _, k := range keys {
		if _, err := disclose.Open(raw, k.Public); err == nil && k.Trusted() {
			return bundle, k, nil
		}
	}
	return disclose.Bundle{}, Key{}, ErrNoKey
}

func (s *Service) belongs(ctx context.Context, h disclose.Header, k Key) error {
	tree, err := s.orgs.Today(ctx)
	if err != nil {
		return fmt.Errorf("import a bundle: %w", err)
	}
	o, ok := tree.Find(k.Org)
	if !ok || h.Organisation == "" || h.Organisation != string(o.OIN) && h.Organisation != string(o.TOOI) {
		return ErrOther.With("identifier", h.Organisation, "signer", h.Signer)
	}
	return nil
}

// Edit changes the words of a draft.
func (s *Service) Edit(ctx context.Context, as org.Actor, id ID, since int64, w Words) error {
	return s.change(ctx, as, org.EditDraft, id, func(p *Publication) ([]ledger.Event, error) { return p.Edit(w, since) })
}

// Publish opens a draft to everyone. Its bundle is verified once more.
func (s *Service) Publish(ctx context.Context, as org.Actor, id ID, since int64) error {
	return s.change(ctx, as, org.Publish, id, func(p *Publication) ([]ledger.Event, error) {
		if _, err := p.Bundle(); err != nil {
			return nil, err
		}
		return p.Publish(since, s.now())
	})
}

// Withdraw takes a publication back, with the reason.
func (s *Service) Withdraw(ctx context.Context, as org.Actor, id ID, since int64, why disclose.Label) error {
	return s.change(ctx, as, org.Withdraw, id, func(p *Publication) ([]ledger.Event, error) {
		return p.Withdraw(since, why, s.now())
	})
}

func (s *Service) change(ctx context.Context, as org.Actor, act org.Action, id ID, do func(*Publication) ([]ledger.Event, error)) error {
	return unseen(s.store.Update(ctx, as, id, func(p *Publication) ([]ledger.Event, error) {
		if err := org.Check(s.policy, as, act, p.Resource()); err != nil {
			return nil, err
		}
		return do(p)
	}))
}

// unseen answers about what isn't there as about what the actor may not see,
// so that nobody learns from the answer which of the two it is.
func unseen(err error) error {
	if errors.Is(err, ErrNotFound) {
		return org.ErrNotFound
	}
	return err
}

// Find gives a publication to who may see its draft.
func (s *Service) Find(ctx context.Context, as org.Actor, id ID) (Publication, error) {
	p, err := s.store.Find(ctx, as, id)
	if err != nil {
		return Publication{}, unseen(err)
	}
	if err := org.Check(s.policy, as, org.ViewDraft, p.Resource()); err != nil {
		return Publication{}, err
	}
	return p, nil
}

// May reports whether the actor may do something to a publication.
func (s *Service) May(as org.Actor, act org.Action, p Publication) bool {
	return s.policy.Decide(as, act, p.Resource()).Allowed
}

// Desk lists what the actor may work on, newest first.
func (s *Service) Desk(ctx context.Context, as org.Actor, q Query) ([]Publication, error) {
	scope := s.policy.Scope(as, org.ViewDraft)
	if scope.None() {
		return nil, org.ErrNotFound
	}
	list, err := s.store.List(ctx, as, scope, q)
	if err != nil {
		return nil, fmt.Errorf("list publications: %w", err)
	}
	seen := list[:0]
	for _, p := range list {
		if s.May(as, org.ViewDraft, p) {
			seen = append(seen, p)
		}
	}
	return seen, nil
}

// Shelf lists for everyone what is or was public, newest first.
func (s *Service) Shelf(ctx context.Context, q Query) ([]Publication, error) {
	q.States = []State{Published, Withdrawn}
	return s.store.List(ctx, org.Public(), org.Everywhere(), q)
}

// Open gives everyone a publication that is or was public. Of a withdrawn one
// the figures stay away.
func (s *Service) Open(ctx context.Context, id ID) (Publication, error) {
	p, err := s.store.Find(ctx, org.Public(), id)
	if err != nil {
		return Publication{}, err
	}
	if p.State == Draft {
		return Publication{}, ErrNotFound
	}
	if p.State == Withdrawn {
		p.Raw = nil
	}
	return p, nil
}
