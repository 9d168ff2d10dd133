// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import (
	"crypto/sha512"
	"encoding/hex"
	"testing"

	"filippo.io/edwards25519"
)

// pointOfOrder8 is a point of small order: added to another, it makes what
// some libraries take for the same and others don't ("Taming the many EdDSAs",
// Chalkias and others, 2020).
func pointOfOrder8(t *testing.T) *edwards25519.Point {
	t.Helper()
	raw, err := hex.DecodeString("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")
	if err != nil {
		t.Fatal(err)
	}
	p, err := new(edwards25519.Point).SetBytes(raw)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// looseKey is a public key beside the prime-order group.
func looseKey(t *testing.T, k VerifyKey) VerifyKey {
	t.Helper()
	p, err := new(edwards25519.Point).SetBytes(k.key[:])
	if err != nil {
		t.Fatal(err)
	}
	return VerifyKey{[32]byte(p.Add(p, pointOfOrder8(t)).Bytes())}
}

// looselySigned signs as a sender would who wants some to take the signature
// and others not to: (R + T, r + ka), with T of small order.
func looselySigned(t *testing.T, k SigningKey, b []byte) []byte {
	t.Helper()
	expanded := sha512.Sum512(k.Export())
	secret, err := new(edwards25519.Scalar).SetBytesWithClamping(expanded[:32])
	if err != nil {
		t.Fatal(err)
	}
	wide := func(parts ...[]byte) *edwards25519.Scalar {
		h := sha512.New()
		for _, p := range parts {
			h.Write(p)
		}
		s, err := new(edwards25519.Scalar).SetUniformBytes(h.Sum(nil))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	nonce := wide(expanded[32:], b)
	point := new(edwards25519.Point).ScalarBaseMult(nonce)
	point.Add(point, pointOfOrder8(t))
	public := k.VerifyKey()
	challenge := wide(point.Bytes(), public.key[:], b)
	answer := new(edwards25519.Scalar).MultiplyAdd(challenge, secret, nonce)
	return append(append([]byte{}, point.Bytes()...), answer.Bytes()...)
}

func TestLooseSignatures(t *testing.T) {
	k := NewSigningKey()
	if k.VerifyKey().verify([]byte("x"), looselySigned(t, k, []byte("x"))) {
		t.Error("a loose signature is taken")
	}
	if _, err := ParseVerifyKey(looseKey(t, k.VerifyKey()).String()); err == nil {
		t.Error("a loose key is taken")
	}
}
