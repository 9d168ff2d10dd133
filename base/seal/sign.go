// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import (
	"crypto/ed25519"
	"crypto/subtle"
	"encoding/hex"
	"math/big"
	"slices"
	"strings"
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
// isn't a point of the curve and the points of small order, under which one
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
// (RFC 8032, 5.1.3) whose order isn't small. The key is public, so this need
// not take constant time.
func isPoint(raw [32]byte) bool {
	p := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 255), big.NewInt(19))
	mod := func(x *big.Int) *big.Int { return x.Mod(x, p) }
	raw[31] &= 0x7f // the sign of x
	slices.Reverse(raw[:])
	y := new(big.Int).SetBytes(raw[:])
	if y.Cmp(p) >= 0 {
		return false
	}
	// x² = (y²-1) / (dy²+1), with d = -121665/121666.
	d := mod(new(big.Int).Mul(big.NewInt(-121665), new(big.Int).ModInverse(big.NewInt(121666), p)))
	y2 := mod(new(big.Int).Mul(y, y))
	u := mod(new(big.Int).Sub(y2, big.NewInt(1)))
	v := mod(new(big.Int).Add(new(big.Int).Mul(d, y2), big.NewInt(1)))
	if big.Jacobi(mod(new(big.Int).Mul(u, v)), p) == -1 {
		return false
	}
	return !isSmall(y, u, v, p)
}

// isSmall reports whether eight times the point (x² = u/v, y) is the neutral
// element: x is 0 in order 1 and 2, y is 0 in order 4, and the double of a
// point of order 8 has y = 0, which is so when x² + y² = 0.
func isSmall(y, u, v, p *big.Int) bool {
	if y.Sign() == 0 || u.Sign() == 0 {
		return true
	}
	sum := new(big.Int).Mul(v, new(big.Int).Mul(y, y))
	return sum.Add(sum, u).Mod(sum, p).Sign() == 0
}
