// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/mail"
	"strings"
	"time"

	"golang.org/x/crypto/chacha20poly1305"

	"baken/ground/org"
)

// Address is where a reporter wants to hear that there is a message. It
// doesn't print: it leaves through Export only, to who sends the mail.
type Address struct{ plain string }

// MostAddress is how long an address can be (RFC 5321 4.5.3.1.3, without the
// angle brackets).
const MostAddress = 254

// ParseAddress reads a bare mail address in ASCII: no name, no comment, no
// address of a machine.
func ParseAddress(s string) (Address, error) {
	s = strings.TrimSpace(s)
	at, err := mail.ParseAddress(s)
	if err != nil || at.Address != s || len(s) > MostAddress {
		return Address{}, ErrAddress
	}
	host := s[strings.LastIndexByte(s, '@')+1:]
	letters := func(c rune) bool { return c > ' ' && c < 0x7f }
	if strings.ContainsFunc(s, func(c rune) bool { return !letters(c) }) || !strings.Contains(host, ".") || strings.ContainsAny(host, "[]") {
		return Address{}, ErrAddress
	}
	return Address{s}, nil
}

// Export gives the address in clear.
func (a Address) Export() string { return a.plain }

// Format prints nothing of it, whatever the verb.
func (Address) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte("[address of a reporter]")) }

// MarshalText gives nothing of it, in logs too.
func (Address) MarshalText() ([]byte, error) { return []byte("[address of a reporter]"), nil }

// Notices keeps the addresses of reporters, sealed; noticedb implements it.
// Nothing of it is an event: the ledger would tell who ever left an address,
// and when.
type Notices interface {
	// Put keeps an address for a case in place of the one that is there. All
	// that was said so far counts as told. ErrState for a case that has ended.
	Put(ctx context.Context, as org.Actor, id ID, sealed []byte) error
	// Delete forgets the address of a case, if there is one.
	Delete(ctx context.Context, as org.Actor, id ID) error
	// Kept tells whether a case has an address.
	Kept(ctx context.Context, as org.Actor, id ID) (bool, error)
	// Due lists the cases with an address in which the last message is of the
	// desk and wasn't told of. One that was withdrawn isn't among them.
	Due(ctx context.Context, as org.Actor) ([]Due, error)
	// Told keeps up to which message a reporter was told.
	Told(ctx context.Context, as org.Actor, id ID, seq int64) error
	// Prune forgets the addresses of cases that were withdrawn, and of closed
	// ones unless their last message is still to be told of and is no older
	// than that.
	Prune(ctx context.Context, as org.Actor, since time.Time) error
}

// Due is a mail to send.
type Due struct {
	Case   ID
	Last   int64 // the message that it tells of
	Sealed []byte
}

// Courier sends the one mail that there is: "there is a message". Its errors
// don't hold the address.
type Courier interface {
	Send(ctx context.Context, to Address) error
}

// NoticeKey seals addresses: who has the database alone reads none.
type NoticeKey struct {
	secret []byte
	random io.Reader
}

// NewNoticeKey takes a secret of 32 bytes, and where nonces are drawn from.
func NewNoticeKey(secret []byte, random io.Reader) NoticeKey {
	return NoticeKey{bytes.Clone(secret), random}
}

// errSealed says that an address was sealed with another key or for another
// case, or was changed.
var errSealed = errors.New("an address that doesn't open")

// Seal closes an address for one case (XChaCha20-Poly1305: a random nonce is
// safe). All are as long as the longest, so that their length tells nothing.
func (k NoticeKey) Seal(id ID, a Address) ([]byte, error) {
	aead, err := chacha20poly1305.NewX(k.secret)
	if err != nil {
		return nil, fmt.Errorf("seal an address: %w", err)
	}
	nonce := make([]byte, chacha20poly1305.NonceSizeX)
	if _, err := io.ReadFull(k.random, nonce); err != nil {
		return nil, fmt.Errorf("seal an address: %w", err)
	}
	padded := make([]byte, MostAddress)
	copy(padded, a.plain)
	return aead.Seal(nonce, nonce, padded, bound(id)), nil
}

// Open reads an address that was sealed for this case.
func (k NoticeKey) Open(id ID, sealed []byte) (Address, error) {
	aead, err := chacha20poly1305.NewX(k.secret)
	if err != nil {
		return Address{}, fmt.Errorf("open an address: %w", err)
	}
	if len(sealed) < chacha20poly1305.NonceSizeX {
		return Address{}, errSealed
	}
	nonce, box := sealed[:chacha20poly1305.NonceSizeX], sealed[chacha20poly1305.NonceSizeX:]
	padded, err := aead.Open(nil, nonce, box, bound(id))
	if err != nil {
		return Address{}, errSealed
	}
	return Address{string(bytes.TrimRight(padded, "\x00"))}, nil
}

func bound(id ID) []byte { return []byte("baken report notice\n" + string(id)) }
