// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counsel

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"baken/base/ledger"
	"baken/base/seal"
	"baken/ground/org"
)

// caresPerPage is how much aftercare is given at a time.
const caresPerPage = 20

// Beginning is new aftercare as it comes in.
type Beginning struct {
	Care   CareID
	Org    org.ID
	With   EntryID // of the counsellor
	Reader string  // fingerprint of the key of his that it is sealed to
	Lookup seal.Lookup
	Verify string
	Key    []byte
	First  []byte // what is said first
}

// BeginCare lets a counsellor follow a reporter. Errors: those of Listener;
// ErrListener, ErrBegun, ErrBusy, and for what isn't sealed ErrEnvelope.
func (s *Service) BeginCare(ctx context.Context, b Beginning) error {
	l, err := s.Listener(ctx, b.Org, b.With)
	if err != nil {
		return err
	}
	if l.fingerprint() != b.Reader {
		return ErrListener
	}
	c := Care{
		ID: b.Care, Org: b.Org, Counsellor: l.Person, Reader: b.Reader,
		Lookup: s.Lookup.Hash(b.Lookup), Verify: b.Verify, Key: b.Key,
	}
	events, err := c.Begin(b.First, s.Today())
	if err != nil {
		return err
	}
	if err := s.Store.BeginCare(ctx, org.Public(), c, mostCares, events); err != nil {
		return fmt.Errorf("begin aftercare: %w", err)
	}
	return nil
}

// Following is aftercare as its reporter sees it.
type Following struct {
	Care
	Name string // of the counsellor; empty when he doesn't listen here any more, or has other keys
}

// Follow gives the reporter his aftercare; ErrNotFound when there is none.
func (s *Service) Follow(ctx context.Context, of seal.Lookup) (Following, error) {
	c, err := s.Store.FindCare(ctx, org.Public(), s.Lookup.Hash(of))
	if err != nil {
		return Following{}, err
	}
	name, err := s.follower(ctx, c)
	return Following{Care: c, Name: name}, err
}

// follower gives the name of who gives the aftercare, while he is counsellor
// there and has the keys that it is sealed to; else nobody reads what is said.
func (s *Service) follower(ctx context.Context, c Care) (string, error) {
	all, err := s.counsellors(ctx, c.Org)
	if err != nil {
		return "", err
	}
	at := slices.IndexFunc(all, func(p org.Person) bool { return p.ID == c.Counsellor })
	if at < 0 {
		return "", nil
	}
	keys, err := s.Keys.PublicKeys(ctx, []org.PersonID{c.Counsellor})
	if err != nil {
		return "", fmt.Errorf("find the keys of a counsellor: %w", err)
	}
	if keys[c.Counsellor].fingerprint() != c.Reader {
		return "", nil
	}
	return all[at].Name, nil
}

// SayCare adds what the reporter says. Errors: ErrNotFound, ErrStale,
// ErrCareFull, and ErrListener when nobody would read it.
func (s *Service) SayCare(ctx context.Context, of seal.Lookup, seq int64, envelope []byte) error {
	c, err := s.Store.FindCare(ctx, org.Public(), s.Lookup.Hash(of))
	if err != nil {
		return err
	}
	if name, err := s.follower(ctx, c); err != nil || name == "" {
		return cmp.Or(err, error(ErrListener))
	}
	return s.Store.UpdateCare(ctx, org.Public(), c.ID, func(c *Care) ([]ledger.Event, error) { return c.Say(Followed, seq, envelope) })
}

// EndCare deletes aftercare for its reporter, with all that was said.
func (s *Service) EndCare(ctx context.Context, of seal.Lookup) error {
	c, err := s.Store.FindCare(ctx, org.Public(), s.Lookup.Hash(of))
	if err != nil {
		return err
	}
	return s.Store.EndCare(ctx, org.Public(), c.ID, deleted("ended"))
}

// Cares gives a page of the aftercare that the actor gives.
func (s *Service) Cares(ctx context.Context, as org.Actor, after CareID) (page []Care, more bool, err error) {
	if !s.Listens(as) {
		return nil, false, org.ErrNotFound
	}
	if page, err = s.Store.Cares(ctx, as, after, caresPerPage); err != nil {
		return nil, false, fmt.Errorf("list aftercare: %w", err)
	}
	more = len(page) == caresPerPage
	return slices.DeleteFunc(page, func(c Care) bool { return s.gives(as, c) != nil }), more, nil
}

// gives refuses everybody but the counsellor who gives the aftercare, while he
// is counsellor there, and tells nobody else that it is there.
func (s *Service) gives(as org.Actor, c Care) error {
	if c.Counsellor != as.Person {
		return ErrNotFound
	}
	return org.Check(s.Policy, as, KeepSpace, c.Resource())
}

// AnswerCare adds what the counsellor says.
func (s *Service) AnswerCare(ctx context.Context, as org.Actor, id CareID, seq int64, envelope []byte) error {
	if !s.Listens(as) {
		return org.ErrNotFound
	}
	return unseen(s.Store.UpdateCare(ctx, as, id, func(c *Care) ([]ledger.Event, error) {
		if err := s.gives(as, *c); err != nil {
			return nil, err
		}
		return c.Say(Follower, seq, envelope)
	}))
}

// ForgetCares deletes aftercare whose time is up.
func (s *Service) ForgetCares(ctx context.Context) error {
	before := s.Today().Subtract(KeepsCare)
	for {
		old, err := s.Store.OldCares(ctx, org.System("counsel"), before, caresPerPage)
		if err != nil || len(old) == 0 {
			return err
		}
		for _, id := range old {
			if err := s.Store.EndCare(ctx, org.System("counsel"), id, deleted("expired")); err != nil {
				return fmt.Errorf("delete old aftercare: %w", err)
			}
		}
	}
}

func deleted(why string) []ledger.Event {
	return []ledger.Event{{Verb: "care" + ledger.Deleted, Note: map[string]string{"why": why}}}
}
