// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identity

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"io"

	"golang.org/x/crypto/chacha20poly1305"
)

// Key is the server's secret, from its configuration and never in the
// database. Each use has a key of its own derived from it.
type Key struct{ secret []byte }

// KeySize is how many random bytes a key is made of.
const KeySize = 32

// NewKey takes the configured secret: at least 32 random bytes.
func NewKey(secret []byte) (Key, error) {
	if len(secret) < KeySize {
		return Key{}, fmt.Errorf("the server key has %d bytes and needs %d", len(secret), KeySize)
	}
	return Key{append([]byte(nil), secret...)}, nil
}

// purposes of derived keys.
const (
	forSecrets  = "baken identity totp secret"
	forRecovery = "baken identity recovery code"
	forDevices  = "baken identity device"
	forForms    = "baken identity form"

	forInvitations = "baken identity invitation"
)

func (k Key) derive(purpose string) []byte {
	key, err := hkdf.Key(sha256.New, k.secret, nil, purpose, KeySize)
	if err != nil {
		panic("identity: " + err.Error()) // only for a key longer than HKDF can give
	}
	return key
}

// mac gives the keyed hash of parts, each with its length, so that no two
// lists of parts are the same.
func (k Key) mac(purpose string, parts ...string) []byte { return mac(k.derive(purpose), parts...) }

func mac(key []byte, parts ...string) []byte {
	h := hmac.New(sha256.New, key)
	for _, p := range parts {
		_, _ = fmt.Fprintf(h, "%d:%s", len(p), p) // a hash takes everything
	}
	return h.Sum(nil)
}

// seal encrypts plain so that it opens only for the same purpose and the same
// bound (XChaCha20-Poly1305: a random nonce is safe).
func (k Key) seal(random io.Reader, purpose, bound string, plain []byte) ([]byte, error) {
	nonce := make([]byte, chacha20poly1305.NonceSizeX)
	if _, err := io.ReadFull(random, nonce); err != nil {
		return nil, fmt.Errorf("draw a nonce: %w", err)
	}
	aead, err := chacha20poly1305.NewX(k.derive(purpose))
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	return aead.Seal(nonce, nonce, plain, []byte(bound)), nil
}

func (k Key) open(purpose, bound string, box []byte) ([]byte, error) {
	if len(box) < chacha20poly1305.NonceSizeX {
		return nil, ErrSealed
	}
	aead, err := chacha20poly1305.NewX(k.derive(purpose))
	if err != nil {
		return nil, fmt.Errorf("open: %w", err)
	}
	nonce, sealed := box[:chacha20poly1305.NonceSizeX], box[chacha20poly1305.NonceSizeX:]
	plain, err := aead.Open(nil, nonce, sealed, []byte(bound))
	if err != nil {
		return nil, ErrSealed
	}
	return plain, nil
}
