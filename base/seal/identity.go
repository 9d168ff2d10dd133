// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import (
	"crypto/subtle"

	"filippo.io/age"
)

// Identity is the secret key to read with: a hybrid of ML-KEM-768 and X25519
// that follows from 32 bytes.
type Identity struct {
	hidden
	seed [32]byte
	key  *age.HybridIdentity
}

// NewIdentity draws a fresh identity.
func NewIdentity() Identity { return identityFrom(random()) }

// IdentityFromSeed gives the identity of a seed of 32 bytes.
func IdentityFromSeed(seed []byte) (Identity, error) {
	if len(seed) != 32 {
		return Identity{}, ErrIdentity
	}
	return identityFrom([32]byte(seed)), nil
}

// ParseIdentity reads what Export wrote.
func ParseIdentity(text string) (Identity, error) {
	key, err := age.ParseHybridIdentity(text)
	if err != nil || key.String() != text {
		return Identity{}, ErrIdentity
	}
	return Identity{seed: identitySeed(text), key: key}, nil
}

func identityFrom(seed [32]byte) Identity {
	key, err := age.ParseHybridIdentity(identityText(seed))
	if err != nil {
		panic("seal: every seed of 32 bytes is an identity: " + err.Error())
	}
	return Identity{seed: seed, key: key}
}

// Recipient gives the public key that seals to this identity.
func (i Identity) Recipient() Recipient { return Recipient{i.key.Recipient().String()} }

// Export gives the identity as the age tool takes it, AGE-SECRET-KEY-PQ-1….
// The text is secret.
func (i Identity) Export() string { return identityText(i.seed) }

// Equal compares in constant time.
func (i Identity) Equal(other Identity) bool {
	return subtle.ConstantTimeCompare(i.seed[:], other.seed[:]) == 1
}

// Recipient is the public key to seal to. Two are the same key when they are
// equal.
type Recipient struct{ text string }

// ParseRecipient reads age1pq1….
func ParseRecipient(text string) (Recipient, error) {
	key, err := age.ParseHybridRecipient(text)
	if err != nil || key.String() != text {
		return Recipient{}, ErrRecipient
	}
	return Recipient{text}, nil
}

// String gives the public key, age1pq1….
func (r Recipient) String() string { return r.text }

// MarshalText gives the public key.
func (r Recipient) MarshalText() ([]byte, error) { return []byte(r.text), nil }

// UnmarshalText reads a public key.
func (r *Recipient) UnmarshalText(text []byte) (err error) {
	*r, err = ParseRecipient(string(text))
	return err
}
