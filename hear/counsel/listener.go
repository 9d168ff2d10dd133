// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counsel

import (
	"context"
	"fmt"
	"slices"

	"baken/base/seal"
	"baken/ground/org"
)

// PublicKey is a key to seal to somebody with, and one to check by that he
// signed something.
type PublicKey struct{ Recipient, Verify string }

// Keys knows to which keys can be sealed what a counsellor alone may read.
type Keys interface {
	// PublicKeys gives the present keys of those who have any.
	PublicKeys(ctx context.Context, people []org.PersonID) (map[org.PersonID]PublicKey, error)
}

// Listener is a counsellor to whom something can be sealed.
type Listener struct {
	Listed
	PublicKey
}

// fingerprint stands for the key to seal with; empty when it is none.
func (k PublicKey) fingerprint() string {
	r, err := seal.ParseRecipient(k.Recipient)
	if err != nil {
		return ""
	}
	return r.Fingerprint().String()
}

// Listeners lists the counsellors of a directory to whom something can be
// sealed: who stands in it with his account, holds the role today and has keys.
// Others aren't named: that somebody is counsellor is public only by the
// directory.
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
	keys, err := s.Keys.PublicKeys(ctx, people)
	if err != nil {
		return nil, fmt.Errorf("find the keys of counsellors: %w", err)
	}
	var out []Listener
	for _, l := range named {
		if key, ok := keys[l.Person]; ok {
			out = append(out, Listener{l, key})
		}
	}
	return out, nil
}

// Listener gives the counsellor with that entry, if something can be sealed to
// him.
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
