// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package seal

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"filippo.io/age"
)

// maxEnvelope is the most bytes that are taken as one envelope.
const maxEnvelope = 2 << 20

const ageIntro = "age-encryption.org/v1\n"

// lock encrypts to recipients of one kind.
func lock(plain []byte, to ...age.Recipient) ([]byte, error) {
	var out bytes.Buffer
	out.Grow(len(plain) + 4096)
	w, err := age.Encrypt(&out, to...)
	if err != nil {
		return nil, ErrRecipient
	}
	if _, err := w.Write(plain); err != nil {
		return nil, ErrFormat
	}
	if err := w.Close(); err != nil {
		return nil, ErrFormat
	}
	return out.Bytes(), nil
}

// lockTo encrypts to the readers.
func lockTo(plain []byte, readers []Recipient) ([]byte, error) {
	to := make([]age.Recipient, len(readers))
	for i, r := range readers {
		key, err := age.ParseHybridRecipient(r.text)
		if err != nil {
			return nil, ErrRecipient
		}
		to[i] = key
	}
	return lock(plain, to...)
}

// unlock decrypts a whole envelope. What age says went wrong is told in
// three ways that both languages can tell apart: this is no envelope, it is
// for another key (other), or it isn't as it was made.
func unlock(raw []byte, id age.Identity, other error) ([]byte, error) {
	if len(raw) > maxEnvelope {
		return nil, ErrLarge.With("most", maxEnvelope)
	}
	if !strings.HasPrefix(string(raw[:min(len(raw), len(ageIntro))]), ageIntro) {
		return nil, ErrFormat
	}
	r, err := age.Decrypt(bytes.NewReader(raw), id)
	if _, ok := errors.AsType[*age.NoIdentityMatchError](err); ok {
		return nil, other
	}
	if err != nil {
		return nil, ErrDamaged
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		return nil, ErrDamaged
	}
	return plain, nil
}

func (i Identity) unlock(raw []byte) ([]byte, error) {
	if i.key == nil {
		return nil, ErrIdentity
	}
	return unlock(raw, i.key, ErrKey)
}

// signed puts a signature behind what it signs.
func (k SigningKey) signed(b []byte) []byte { return append(b[:len(b):len(b)], k.sign(b)...) }

// splitSignature takes them apart.
func splitSignature(body []byte) (b, signature []byte, err error) {
	n := len(body) - 64
	if n < 0 {
		return nil, nil, ErrFormat
	}
	return body[:n], body[n:], nil
}
