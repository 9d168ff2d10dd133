// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import (
	"crypto/ed25519"
	"crypto/subtle"
	"encoding/hex"
	"strings"

	"filippo.io/edwards25519"
)

// SigningKey is the secret key that a sender signs with: Ed25519 from a seed
// of 32 bytes.
type SigningKey struct {
	hidden
	key ed25519.PrivateKey
}

// NewSigningKey draws a fresh key.
func NewSigningKey() SigningKey { return signingKeyFrom(random()) }

// SigningKeyFromSeed gives the key of a seed of 32 bytes.
func SigningKeyFromSeed(seed []byte) (SigningKey, error) {
	if len(seed) != 32 {
		return SigningKey{}, ErrSigningKey
	}
	return signingKeyFrom([32]byte(seed)), nil
}

func signingKeyFrom(seed [32]byte) SigningKey {
	return SigningKey{key: ed25519.NewKeyFromSeed(seed[:])}
}

// Export gives the seed. It is secret.
func (k SigningKey) Export() []byte { return k.key.Seed() }

// Equal compares in constant time.
func (k SigningKey) Equal(other SigningKey) bool {
	return subtle.ConstantTimeCompare(k.key, other.key) == 1
}

// VerifyKey gives the public key that checks what this key signs.
func (k SigningKey) VerifyKey() VerifyKey {
	return VerifyKey{[32]byte(k.key.Public().(ed25519.PublicKey))}
}

func (k SigningKey) sign(b []byte) []byte { return ed25519.Sign(k.key, b) }

// VerifyKey is the public key that names a sender and checks what he signed.
// Two are the same key when they are equal.
type VerifyKey struct{ key [32]byte }

const verifyPrefix = "ed25519:"

// ParseVerifyKey reads ed25519: and 64 hexadecimal digits. It refuses what
// isn't a point of the prime-order group: under a point of small order one
// signature can fit every message.
func ParseVerifyKey(text string) (VerifyKey, error) {
	digits, ok := strings.CutPrefix(text, verifyPrefix)
	raw, err := hex.DecodeString(digits)
	if !ok || err != nil || len(raw) != 32 || digits != hex.EncodeToString(raw) || !isPoint([32]byte(raw)) {
		return VerifyKey{}, ErrVerifyKey
	}
	return VerifyKey{[32]byte(raw)}, nil
}

// String gives ed25519: and 64 hexadecimal digits.
func (k VerifyKey) String() string { return verifyPrefix + hex.EncodeToString(k.key[:]) }

// MarshalText gives the public key.
func (k VerifyKey) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// UnmarshalText reads a public key.
func (k *VerifyKey) UnmarshalText(text []byte) (err error) {
	*k, err = ParseVerifyKey(string(text))
	return err
}

func (k VerifyKey) verify(b, signature []byte) bool {
	return ed25519.Verify(k.key[:], b, signature)
}

// isPoint reports whether the bytes are the one form of a point of edwards25519
// (RFC 8032, 5.1.3) in its group of prime order, the neutral element not being
// one. For such keys all ways in which libraries check a signature agree, as
// long as the signature's own point is of that group too, which the browser
// checks and Go's comparison implies.
func isPoint(raw [32]byte) bool {
	p, err := new(edwards25519.Point).SetBytes(raw[:])
	if err != nil || [32]byte(p.Bytes()) != raw {
		return false
	}
	neutral := edwards25519.NewIdentityPoint()
	return p.Equal(neutral) == 0 && new(edwards25519.Point).Add(lastMultiple(p), p).Equal(neutral) == 1
}

// lastMultiple gives the point times the order of the group less one.
func lastMultiple(p *edwards25519.Point) *edwards25519.Point {
	one := [32]byte{1}
	scalar, err := new(edwards25519.Scalar).SetCanonicalBytes(one[:])
	if err != nil {
		panic("seal: one is a scalar: " + err.Error())
	}
	return new(edwards25519.Point).ScalarMult(scalar.Negate(scalar), p)
}
