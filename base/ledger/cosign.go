// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledger

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
)

// algCosign is the signature type of an Ed25519 cosignature (C2SP
// tlog-cosignature).
const algCosign = 0x04

// WitnessKey is the public key of a witness.
type WitnessKey struct {
	name string
	key  ed25519.PublicKey
}

// Cosigner is the secret key of a witness.
type Cosigner struct {
	name string
	key  ed25519.PrivateKey
}

// NewWitnessKey makes the key of a witness, whose name holds no spaces and no
// plus sign. The first result is secret; the second is given to those who
// trust the witness.
func NewWitnessKey(random io.Reader, name string) (secret, public string, err error) {
	pub, priv, err := ed25519.GenerateKey(random)
	if err != nil {
		return "", "", err
	}
	w := WitnessKey{name, pub}
	encode := base64.StdEncoding.EncodeToString
	public = fmt.Sprintf("%s+%08x+%s", name, w.KeyHash(), encode(append([]byte{algCosign}, pub...)))
	secret = fmt.Sprintf("PRIVATE+KEY+%s+%08x+%s", name, w.KeyHash(), encode(append([]byte{algCosign}, priv.Seed()...)))
	if _, err := ParseWitnessKey(public); err != nil {
		return "", "", err
	}
	return secret, public, nil
}

// ParseWitnessKey reads a public key of a witness.
func ParseWitnessKey(public string) (WitnessKey, error) {
	name, hash, key, err := splitKey(strings.TrimSpace(public))
	w := WitnessKey{name, key}
	if err != nil || hash != w.KeyHash() {
		return WitnessKey{}, ErrKey
	}
	return w, nil
}

// ParseCosigner reads a secret key of a witness.
func ParseCosigner(secret string) (Cosigner, error) {
	rest, ok := strings.CutPrefix(strings.TrimSpace(secret), "PRIVATE+KEY+")
	name, hash, seed, err := splitKey(rest)
	if !ok || err != nil {
		return Cosigner{}, ErrKey
	}
	c := Cosigner{name, ed25519.NewKeyFromSeed(seed)}
	if hash != c.Public().KeyHash() {
		return Cosigner{}, ErrKey
	}
	return c, nil
}

func splitKey(s string) (name string, hash uint32, key []byte, err error) {
	parts := strings.SplitN(s, "+", 3)
	if len(parts) != 3 || len(parts[1]) != 8 || parts[0] == "" || strings.ContainsAny(parts[0], " \t\r\n") {
		return "", 0, nil, ErrKey
	}
	number, err := strconv.ParseUint(parts[1], 16, 32)
	if err != nil {
		return "", 0, nil, ErrKey
	}
	raw, err := base64.StdEncoding.Strict().DecodeString(parts[2])
	if err != nil || len(raw) != 33 || raw[0] != algCosign {
		return "", 0, nil, ErrKey
	}
	return parts[0], uint32(number), raw[1:], nil
}

// Name gives the witness's name.
func (w WitnessKey) Name() string { return w.name }

// KeyHash gives the id by which its signatures are found.
func (w WitnessKey) KeyHash() uint32 {
	sum := sha256.Sum256(slices.Concat([]byte(w.name), []byte("\n"), []byte{algCosign}, w.key))
	return binary.BigEndian.Uint32(sum[:])
}

// Verify tells whether sig, a time and a signature, was made over msg.
func (w WitnessKey) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	at := binary.BigEndian.Uint64(sig)
	return at < 1<<63 && ed25519.Verify(w.key, cosigned(at, msg), sig[8:])
}

// Public gives the public key.
func (c Cosigner) Public() WitnessKey {
	return WitnessKey{c.name, c.key.Public().(ed25519.PublicKey)}
}

// Cosign adds to a checkpoint that this witness saw it at a moment. The caller
// has verified that it fits what he saw before.
func (c Cosigner) Cosign(raw []byte, log Key, at time.Time) ([]byte, error) {
	n, err := openNote(raw, []note.Verifier{log.verifier})
	if err != nil {
		return nil, err
	}
	return note.Sign(n, moment{c, at})
}

// moment is a witness at the time of signing.
type moment struct {
	Cosigner
	at time.Time
}

// Name gives the witness's name.
func (m moment) Name() string { return m.name }

// KeyHash gives the id of the witness's key.
func (m moment) KeyHash() uint32 { return m.Public().KeyHash() }

// Sign gives the time and the signature.
func (m moment) Sign(msg []byte) ([]byte, error) {
	at := uint64(max(0, m.at.Unix())) //nolint:gosec // not negative
	return append(binary.BigEndian.AppendUint64(nil, at), ed25519.Sign(m.key, cosigned(at, msg))...), nil
}

// cosigned gives what a witness signs.
func cosigned(at uint64, msg []byte) []byte {
	return append(fmt.Appendf(nil, "cosignature/v1\ntime %d\n", at), msg...)
}

// cosignedAt reads the time of a signature that Verify accepted.
func cosignedAt(sig note.Signature) time.Time {
	raw, err := base64.StdEncoding.DecodeString(sig.Base64)
	if err != nil || len(raw) < 12 {
		return time.Time{}
	}
	return time.Unix(int64(binary.BigEndian.Uint64(raw[4:])), 0).UTC() //nolint:gosec // below 2^63, see Verify
}
