// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package identity

import (
	"context"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// A passphrase is long rather than odd: NIST SP 800-63B, 3.1.1.2 asks for
// length and against rules of composition.
const (
	passphraseMin = 12   // characters
	passphraseMax = 1000 // bytes, so that hashing has a limit
)

// CheckPassphrase refuses a passphrase that is too short, too long or the
// e-mail address itself.
func CheckPassphrase(passphrase, email string) error {
	switch p := norm.NFC.String(passphrase); {
	case utf8.RuneCountInString(p) < passphraseMin:
		return ErrShort.With("n", passphraseMin)
	case len(p) > passphraseMax:
		return ErrLong.With("n", passphraseMax)
	case strings.EqualFold(strings.TrimSpace(p), email):
		return ErrEmailAsSecret
	}
	return nil
}

// Cost is how much work a hash is (argon2id, RFC 9106).
type Cost struct {
	Memory  uint32 // KiB
	Time    uint32 // passes
	Threads uint8
}

// DefaultCost follows OWASP's advice for argon2id with 19 MiB.
func DefaultCost() Cost { return Cost{Memory: 19 * 1024, Time: 2, Threads: 1} }

const (
	saltSize, hashSize = 16, 32
	maxMemory, maxTime = 256 * 1024, 16 // of a hash that is read back
	atOnce             = 4              // hashes, so that guesses don't fill the memory
)

// Hasher hashes passphrases, a few at a time.
type Hasher struct {
	cost   Cost
	random io.Reader
	slots  chan struct{}
	decoy  string
}

// NewHasher hashes at a cost, with salts from random.
func NewHasher(cost Cost, random io.Reader) (*Hasher, error) {
	h := &Hasher{cost: cost, random: random, slots: make(chan struct{}, atOnce)}
	decoy, err := h.Hash(context.Background(), "nobody has this passphrase")
	h.decoy = decoy
	return h, err
}

// Hash gives the hash with its parameters, in the PHC format.
func (h *Hasher) Hash(ctx context.Context, passphrase string) (string, error) {
	salt := make([]byte, saltSize)
	if _, err := io.ReadFull(h.random, salt); err != nil {
		return "", fmt.Errorf("draw a salt: %w", err)
	}
	sum, err := h.sum(ctx, passphrase, salt, h.cost)
	if err != nil {
		return "", err
	}
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, h.cost.Memory, h.cost.Time,
		h.cost.Threads, b64.EncodeToString(salt), b64.EncodeToString(sum)), nil
}

// Verify reports whether the passphrase is the one that was hashed, and
// whether the hash should be made anew since the cost was raised. An empty
// hash, of an account that isn't there, takes as long and is never right.
func (h *Hasher) Verify(ctx context.Context, passphrase, hash string) (right, stale bool, err error) {
	known := hash != ""
	if !known {
		hash = h.decoy
	}
	cost, salt, want, err := parseHash(hash)
	if err != nil {
		return false, false, err
	}
	got, err := h.sum(ctx, passphrase, salt, cost)
	if err != nil {
		return false, false, err
	}
	right = subtle.ConstantTimeCompare(got, want) == 1 && known
	return right, right && cost != h.cost, nil
}

func (h *Hasher) sum(ctx context.Context, passphrase string, salt []byte, c Cost) ([]byte, error) {
	select {
	case h.slots <- struct{}{}:
		defer func() { <-h.slots }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	p := norm.NFC.String(passphrase)
	return argon2.IDKey([]byte(p), salt, c.Time, c.Memory, c.Threads, hashSize), nil
}

var errHash = errors.New("a stored passphrase hash can't be read")

// parseHash reads a hash in the PHC format, within limits: a forged one must
// not take the server's memory.
func parseHash(s string) (c Cost, salt, sum []byte, err error) {
	parts := strings.Split(s, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return c, nil, nil, errHash
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.Memory, &c.Time, &c.Threads); err != nil {
		return c, nil, nil, errHash
	}
	if parts[3] != fmt.Sprintf("m=%d,t=%d,p=%d", c.Memory, c.Time, c.Threads) {
		return c, nil, nil, errHash
	}
	if c.Memory < 8*uint32(c.Threads) || c.Memory > maxMemory || c.Time == 0 || c.Time > maxTime || c.Threads == 0 {
		return c, nil, nil, errHash
	}
	salt, saltErr := base64.RawStdEncoding.Strict().DecodeString(parts[4])
	sum, sumErr := base64.RawStdEncoding.Strict().DecodeString(parts[5])
	if saltErr != nil || sumErr != nil || len(salt) != saltSize || len(sum) != hashSize {
		return c, nil, nil, errHash
	}
	return c, salt, sum, nil
}
