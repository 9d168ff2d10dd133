// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package publish

import (
	"strings"
	"time"

	"baken/base/disclose"
	"baken/base/ledger"
	"baken/ground/org"
)

// KeyID names a signing key that is known here.
type KeyID string

// Key is a public key with which an organisation signs its bundles.
type Key struct {
	ID      KeyID
	Version int64
	Org     org.ID
	Name    string // as it stands in the key itself
	Public  string
	Added   time.Time
	Revoked time.Time // zero while it is trusted
}

// Trusted reports whether bundles that the key signed are taken.
func (k Key) Trusted() bool { return k.Revoked.IsZero() }

// Resource is the key as something that actions are done to.
func (k Key) Resource() org.Resource { return org.Of(org.TypeKey, string(k.ID), k.Org) }

// NewKey reads a public key as an organisation gives it.
func NewKey(id KeyID, owner org.ID, public string, now time.Time) (Key, error) {
	public = strings.TrimSpace(public)
	name, err := disclose.CheckKey(public)
	if err != nil {
		return Key{}, err
	}
	return Key{ID: id, Version: 1, Org: owner, Name: name, Public: public, Added: now}, nil
}

// Revoke ends the trust in a key. What was imported before stays, and says so.
func (k *Key) Revoke(now time.Time) ([]ledger.Event, error) {
	if !k.Trusted() {
		return nil, ErrRevoked
	}
	k.Revoked = now
	return []ledger.Event{{Verb: "keys.revoked"}}, nil
}
