// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counsel

import (
	"context"
	"fmt"
	"slices"

	"baken/base/ledger"
	"baken/ground/org"
)

// Ask keeps a request to the counsellor with that entry. Everybody may ask, and
// nobody is known by it. Sent twice, it is one request.
//
// Errors: those of Listener, ErrFull, ErrRequestID, ErrRequestLarge and ErrEnvelope.
func (s *Service) Ask(ctx context.Context, in org.ID, to EntryID, id RequestID, envelope []byte) error {
	l, err := s.Listener(ctx, in, to)
	if err != nil {
		return err
	}
	r := Request{ID: id, Org: in, Counsellor: l.Person, On: s.Today(), Envelope: envelope}
	if err := r.check(); err != nil {
		return err
	}
	return s.Store.Ask(ctx, org.Public(), r, MostWaiting, asked())
}

// Asked gives the requests to the actor himself, the oldest first, while he is
// counsellor there.
func (s *Service) Asked(ctx context.Context, as org.Actor) ([]Request, error) {
	if !s.Listens(as) {
		return nil, org.ErrNotFound
	}
	all, err := s.Store.Asked(ctx, as)
	if err != nil {
		return nil, fmt.Errorf("list requests: %w", err)
	}
	return slices.DeleteFunc(all, func(r Request) bool { return s.addressed(as, r) != nil }), nil
}

// addressed refuses everybody but the counsellor who was asked.
func (s *Service) addressed(as org.Actor, r Request) error {
	if r.Counsellor != as.Person {
		return org.ErrNotFound
	}
	return org.Check(s.Policy, as, HearRequest, r.Resource())
}

// Handled deletes a request to the actor himself. What stays is that there was
// one.
func (s *Service) Handled(ctx context.Context, as org.Actor, id RequestID) error {
	if !s.Listens(as) {
		return org.ErrNotFound
	}
	return unseen(s.Store.DropRequest(ctx, as, id, func(r Request) ([]ledger.Event, error) {
		return dropped(), s.addressed(as, r)
	}))
}

// ForgetRequests deletes the requests that waited too long.
func (s *Service) ForgetRequests(ctx context.Context) error {
	if err := s.Store.ForgetRequests(ctx, org.System("counsel"), s.Today().AddDays(-int(s.Kept)), dropped()); err != nil {
		return fmt.Errorf("forget requests: %w", err)
	}
	return nil
}
