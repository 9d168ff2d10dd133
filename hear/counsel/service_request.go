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

// Keys knows to which key somebody can seal what a counsellor alone may read.
type Keys interface {
	// Recipients gives the present key of those who have one.
	Recipients(ctx context.Context, people []org.PersonID) (map[org.PersonID]string, error)
}

// Listener is a counsellor of whom a talk can be asked here.
type Listener struct {
	Listed
	Recipient string // the key that a request is sealed to
}

// Listeners lists the counsellors of a directory of whom a talk can be asked:
// who stands in it with his account, holds the role today and has a key. Others
// aren't named: that somebody is counsellor is public only by the directory.
func (s *Service) Listeners(ctx context.Context, d Directory) ([]Listener, error) {
	named := slices.DeleteFunc(d.Of(KindCounsellor), func(l Listed) bool { return l.Person == "" })
	if len(named) == 0 || s.Keys == nil {
		return nil, nil
	}
	all, err := s.counsellors(ctx, d.Org)
	if err != nil {
		return nil, err
	}
	people := make([]org.PersonID, len(all))
	for i, p := range all {
		people[i] = p.ID
	}
	keys, err := s.Keys.Recipients(ctx, people)
	if err != nil {
		return nil, fmt.Errorf("find the keys of counsellors: %w", err)
	}
	var out []Listener
	for _, l := range named {
		if key := keys[l.Person]; key != "" {
			out = append(out, Listener{l, key})
		}
	}
	return out, nil
}

// Listener gives the counsellor with that entry, if a talk can be asked of him.
//
// Errors: ErrNobody, and ErrNotFound when there is no such organisation.
func (s *Service) Listener(ctx context.Context, in org.ID, id EntryID) (Listener, error) {
	help, err := s.Help(ctx, in)
	if err != nil {
		return Listener{}, err
	}
	all, err := s.Listeners(ctx, help.Directory)
	if err != nil {
		return Listener{}, err
	}
	at := slices.IndexFunc(all, func(l Listener) bool { return l.ID == id })
	if at < 0 || help.Org != in {
		return Listener{}, ErrNobody
	}
	return all[at], nil
}

// Ask keeps a request to the counsellor with that entry. Everybody may ask, and
// nobody is known by it. Sent twice, it is one request.
//
// Errors: those of Listener, ErrFull, ErrRequestID, ErrRequestLarge and ErrEnvelope.
func (s *Service) Ask(ctx context.Context, in org.ID, to EntryID, id RequestID, envelope []byte) error {
	l, err := s.Listener(ctx, in, to)
	if err != nil {
		return err
	}
	r := Request{ID: id, Org: in, Counsellor: l.Person, On: s.today(), Envelope: envelope}
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
	if err := s.Store.ForgetRequests(ctx, org.System("counsel"), s.today().AddDays(-int(s.Kept)), dropped()); err != nil {
		return fmt.Errorf("forget requests: %w", err)
	}
	return nil
}
