// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"context"
	"fmt"
	"slices"

	"baken/base/ledger"
	"baken/base/seal"
	"baken/ground/org"
)

// Find gives a case to a member of its desk or of the independent desk.
func (s *Service) Find(ctx context.Context, as org.Actor, id ID) (Opened, error) {
	c, err := s.find(ctx, as, id)
	if err != nil {
		return Opened{}, err
	}
	return s.open(ctx, c)
}

func (s *Service) find(ctx context.Context, as org.Actor, id ID) (Case, error) {
	c, err := s.Store.Find(ctx, as, id)
	if err != nil {
		return Case{}, err
	}
	return c, decide(s.Policy, as, View, c.Resource())
}

// Listed is a case in a list, with who of today can't read all of it.
type Listed struct {
	Head
	Name    org.Name // of its organisation
	Missing []Reading
}

// List gives the cases that the actor may see, that with the last message
// first: of one organisation, or of all when it is empty.
func (s *Service) List(ctx context.Context, as org.Actor, of org.ID, q Query) ([]Listed, error) {
	in := scope(s.Policy, as)
	if in.None() || (of != "" && !in.Has(of)) {
		return nil, ErrNotFound
	}
	q.Org = of
	heads, err := s.Store.List(ctx, as, in, q)
	if err != nil {
		return nil, fmt.Errorf("list reports: %w", err)
	}
	heads = slices.DeleteFunc(heads, func(h Head) bool { return decide(s.Policy, as, View, h.Resource()) != nil })
	return s.listed(ctx, as, heads)
}

func (s *Service) listed(ctx context.Context, as org.Actor, heads []Head) ([]Listed, error) {
	ids := make([]ID, len(heads))
	for i, h := range heads {
		ids[i] = h.ID
	}
	readers, err := s.Store.Readers(ctx, as, ids)
	if err != nil {
		return nil, fmt.Errorf("find readers: %w", err)
	}
	out := make([]Listed, len(heads))
	for i, h := range heads {
		office, err := s.handling(ctx, h)
		if err != nil {
			return nil, err
		}
		out[i] = Listed{Head: h, Name: office.Name, Missing: Missing(office, h.Epoch, readers[h.ID])}
	}
	return out, nil
}

// Answer adds a message of a member.
func (s *Service) Answer(ctx context.Context, as org.Actor, id ID, m Saying) (Event, error) {
	if _, err := s.keys(ctx, as); err != nil {
		return Event{}, err
	}
	if err := s.owned(ctx, as, id, m.Deed); err != nil {
		return Event{}, err
	}
	return s.say(ctx, as, id, Party(as.Person), m, func(c *Case) error {
		return decide(s.Policy, as, Answer, c.Resource())
	})
}

// Move brings a case into a state.
func (s *Service) Move(ctx context.Context, as org.Actor, id ID, to State, since int64) (Event, error) {
	return s.change(ctx, as, Answer, id, func(c *Case) ([]ledger.Event, error) { return c.Move(to, since, s.Now()) })
}

// NewEpoch is an epoch as a member's browser made it.
type NewEpoch struct {
	Number     int64
	Recipient  string
	SealedKey  []byte
	Recipients []Ref
}

// Rotate starts a new epoch, sealed to exactly those who may read today.
func (s *Service) Rotate(ctx context.Context, as org.Actor, id ID, e NewEpoch) (Event, error) {
	if err := checkEnvelope(e.SealedKey, MostEnvelope); err != nil {
		return Event{}, err
	}
	if _, err := seal.ParseRecipient(e.Recipient); err != nil {
		return Event{}, ErrKeys
	}
	office, err := s.officeOf(ctx, as, id)
	if err != nil {
		return Event{}, err
	}
	now := s.Now()
	return s.change(ctx, as, Share, id, func(c *Case) ([]ledger.Event, error) {
		readers, err := office.exactly(e.Recipients, c.Reporter.Ref())
		if err != nil {
			return nil, err
		}
		return c.Rotate(Epoch{
			Number: e.Number, Recipient: e.Recipient, Readers: readers, MadeBy: Party(as.Person), At: now, Sealed: e.SealedKey,
		})
	})
}

// NewGrant is the key of an epoch as a member sealed it to more members.
type NewGrant struct {
	Number     int64
	SealedKey  []byte
	Recipients []Ref
}

// Share gives members of today the key of older epochs. Who gives it has to be
// able to read them.
func (s *Service) Share(ctx context.Context, as org.Actor, id ID, grants []NewGrant) (Event, error) {
	if len(grants) == 0 || len(grants) > mostReaders {
		return Event{}, ErrEpochs
	}
	office, err := s.officeOf(ctx, as, id)
	if err != nil {
		return Event{}, err
	}
	own, err := s.keys(ctx, as)
	if err != nil {
		return Event{}, err
	}
	readers, err := s.Store.Readers(ctx, as, []ID{id})
	if err != nil {
		return Event{}, err
	}
	var out []Grant
	for _, g := range grants {
		if err := checkEnvelope(g.SealedKey, MostEnvelope); err != nil {
			return Event{}, err
		}
		refs, err := office.some(g.Recipients)
		if err != nil {
			return Event{}, err
		}
		if !slices.Contains(readers[id][g.Number], own.Ref()) {
			return Event{}, ErrEpochs
		}
		out = append(out, Grant{Epoch: g.Number, Readers: refs, MadeBy: Party(as.Person), At: s.Now(), Sealed: g.SealedKey})
	}
	return s.change(ctx, as, Share, id, func(c *Case) ([]ledger.Event, error) { return c.Share(out) })
}

// some names members of today.
func (o Office) some(to []Ref) ([]Ref, error) {
	if len(to) == 0 || len(to) > mostReaders {
		return nil, ErrRecipients
	}
	for _, r := range to {
		if !slices.ContainsFunc(o.All(), func(m Officer) bool { return m.Public.Ref() == r }) {
			return nil, ErrRecipients
		}
	}
	refs := slices.Clone(to)
	slices.Sort(refs)
	return slices.Compact(refs), nil
}

// officeOf gives the desk of a case that the actor may see.
func (s *Service) officeOf(ctx context.Context, as org.Actor, id ID) (Office, error) {
	c, err := s.find(ctx, as, id)
	if err != nil {
		return Office{}, err
	}
	return s.handling(ctx, c.Head)
}

func (s *Service) change(ctx context.Context, as org.Actor, act org.Action, id ID, do func(*Case) ([]ledger.Event, error)) (Event, error) {
	var version int64
	err := s.Store.Update(ctx, as, id, func(c *Case) ([]ledger.Event, error) {
		if err := decide(s.Policy, as, act, c.Resource()); err != nil {
			return nil, err
		}
		version = c.Version + 1
		c.lateOn(s.Today())
		return do(c)
	})
	if err != nil {
		return Event{}, fmt.Errorf("change a report: %w", err)
	}
	return Event{Record: string(id), Version: version}, nil
}

// DeskChunk gives a member a chunk of an attachment.
func (s *Service) DeskChunk(ctx context.Context, as org.Actor, id ID, file string, index int64) ([]byte, error) {
	c, err := s.find(ctx, as, id)
	if err != nil {
		return nil, err
	}
	return s.chunk(ctx, c, file, index)
}
