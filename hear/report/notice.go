// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/mail"
	"strings"
	"time"

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
type NoticeKey struct{ box }

// NewNoticeKey takes a secret of 32 bytes, and where nonces are drawn from.
func NewNoticeKey(secret []byte, random io.Reader) NoticeKey {
	return NoticeKey{box{bytes.Clone(secret), random, MostAddress}}
}

// Seal closes an address for one case.
func (k NoticeKey) Seal(id ID, a Address) ([]byte, error) { return k.seal(bound(id), a.plain) }

// Open reads an address that was sealed for this case.
func (k NoticeKey) Open(id ID, sealed []byte) (Address, error) {
	plain, err := k.open(bound(id), sealed)
	return Address{plain}, err
}

func bound(id ID) string { return "baken report notice\n" + string(id) }
