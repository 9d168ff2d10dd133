// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publish

import (
	"context"

	"baken/base/ledger"
	"baken/ground/org"
)

// Keyring lists the keys that the actor may see.
func (s *Service) Keyring(ctx context.Context, as org.Actor) ([]Key, error) {
	scope := s.policy.Scope(as, org.ViewKeys)
	if scope.None() {
		return nil, org.ErrNotFound
	}
	return s.store.KeysOf(ctx, as, scope)
}

// AddKey trusts a public key of an organisation from now on.
func (s *Service) AddKey(ctx context.Context, as org.Actor, owner org.ID, public string) (KeyID, error) {
	k, err := NewKey(KeyID(s.newID()), owner, public, s.now())
	if err != nil {
		return "", err
	}
	if err := org.Check(s.policy, as, org.AddKey, k.Resource()); err != nil {
		return "", err
	}
	return k.ID, s.store.AddKey(ctx, as, k, []ledger.Event{{Verb: "keys.added"}})
}

// RevokeKey ends the trust in a key.
func (s *Service) RevokeKey(ctx context.Context, as org.Actor, id KeyID) error {
	return unseen(s.store.UpdateKey(ctx, as, id, func(k *Key) ([]ledger.Event, error) {
		if err := org.Check(s.policy, as, org.RevokeKey, k.Resource()); err != nil {
			return nil, err
		}
		return k.Revoke(s.now())
	}))
}

// MayAddKey lists the organisations for which the actor may add keys.
func (s *Service) MayAddKey(as org.Actor) []org.ID {
	var out []org.ID
	for _, id := range as.Orgs() {
		if s.policy.Decide(as, org.AddKey, org.Of(org.TypeKey, "", id)).Allowed {
			out = append(out, id)
		}
	}
	return out
}

// Today gives the organisations of today, for their names.
func (s *Service) Today(ctx context.Context) (*org.Tree, error) { return s.orgs.Today(ctx) }
