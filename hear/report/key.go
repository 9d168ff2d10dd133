// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"baken/base/seal"
	"baken/ground/org"
)

// Public is a pair of public keys: one to seal to, one to check signatures
// with.
type Public struct{ Recipient, Verify string }

// Check refuses what aren't such keys.
func (p Public) Check() error {
	if _, err := seal.ParseRecipient(p.Recipient); err != nil {
		return ErrKeys
	}
	if _, err := seal.ParseVerifyKey(p.Verify); err != nil {
		return ErrKeys
	}
	return nil
}

// Ref names a public key shortly: a key is nearly two kilobytes.
type Ref string

// RefOf gives the name of a key to seal to: the first 16 bytes of its
// seal.Fingerprint, which the maker of an epoch signs in full.
func RefOf(recipient string) Ref {
	sum := sha256.Sum256([]byte(recipient))
	return Ref(hex.EncodeToString(sum[:16]))
}

// Ref gives the name of the pair.
func (p Public) Ref() Ref { return RefOf(p.Recipient) }

// Key is a pair of public keys that an officer has or had.
type Key struct {
	Public
	Person org.PersonID
	Since  time.Time
	Until  time.Time // when other keys took its place; zero for the present one
}

// Current reports whether the officer still has this key.
func (k Key) Current() bool { return k.Until.IsZero() }

// Keyring is an officer's keys, closed with his passphrase.
type Keyring struct {
	Person  org.PersonID
	Version int64
	Wrapped []byte
	Public
	Since   time.Time // when the present keys were made
	Renewed bool      // they replaced others: a passphrase was forgotten
}

// Index is an officer's own index of what he may read, sealed to himself.
type Index struct {
	Version  int64
	Envelope []byte
}
