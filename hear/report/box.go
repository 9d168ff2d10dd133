// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"golang.org/x/crypto/chacha20poly1305"
)

// box closes short texts with a key of the server: who has the database alone
// reads none. All are as long as the longest, so that a length tells nothing.
type box struct {
	secret []byte
	random io.Reader
	most   int
}

// errSealed says that something was sealed with another key or for another
// place, or was changed; or that it is too long to seal.
var errSealed = errors.New("a text that doesn't open")

// seal closes a text without a NUL for one place (XChaCha20-Poly1305: a random
// nonce is safe).
func (b box) seal(place, plain string) ([]byte, error) {
	if len(plain) > b.most {
		return nil, errSealed
	}
	aead, err := chacha20poly1305.NewX(b.secret)
	if err != nil {
		return nil, fmt.Errorf("seal a text: %w", err)
	}
	nonce := make([]byte, chacha20poly1305.NonceSizeX)
	if _, err := io.ReadFull(b.random, nonce); err != nil {
		return nil, fmt.Errorf("seal a text: %w", err)
	}
	padded := make([]byte, b.most)
	copy(padded, plain)
	return aead.Seal(nonce, nonce, padded, []byte(place)), nil
}

// open reads a text that was sealed for this place.
func (b box) open(place string, sealed []byte) (string, error) {
	aead, err := chacha20poly1305.NewX(b.secret)
	if err != nil {
		return "", fmt.Errorf("open a text: %w", err)
	}
	if len(sealed) < chacha20poly1305.NonceSizeX {
		return "", errSealed
	}
	nonce, closed := sealed[:chacha20poly1305.NonceSizeX], sealed[chacha20poly1305.NonceSizeX:]
	padded, err := aead.Open(nil, nonce, closed, []byte(place))
	if err != nil {
		return "", errSealed
	}
	return string(bytes.TrimRight(padded, "\x00")), nil
}
