// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledger

import (
	"bytes"
	"encoding/hex"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// KeyChange is what happened to a key of a desk.
type KeyChange string

// The changes of keys.
const (
	KeyAdded   KeyChange = "added"
	KeyRemoved KeyChange = "removed"
)

// KeyEvent says that a desk's reports are from now on sealed to one key more,
// or less. It is the one kind of leaf that everyone can read: so a member's
// browser, and anyone who reads the log, can check that no key was slipped in.
type KeyEvent struct {
	Org       string // filled in by whoever records it
	Desk      string
	Number    int64 // counts the desk's key events from 1, so that a missing one is seen
	Change    KeyChange
	Member    string // a pseudonym
	Recipient string // the public key
	At        time.Time
	Leaf      Digest // the commitment to the event; filled in by whoever records it
}

const keyFormat = "baken-key/1"

// IsKeyEntry tells whether an entry of the log is a key event.
func IsKeyEntry(entry []byte) bool { return bytes.HasPrefix(entry, []byte(keyFormat+"\n")) }

// Entry gives the entry of the log.
//
// Errors: ErrKeyEvent, with the field that can't be logged.
func (k KeyEvent) Entry() ([]byte, error) {
	if err := k.check(); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.WriteString(keyFormat + "\n")
	for _, f := range k.fields() {
		b.WriteString(f.name + " " + f.value + "\n")
	}
	if b.Len() > MostEntry {
		return nil, ErrKeyEvent.With("field", "recipient")
	}
	return b.Bytes(), nil
}

// field is one line of a text: a name, a space and a value.
type field struct{ name, value string }

func (k KeyEvent) fields() []field {
	return []field{
		{"org", k.Org},
		{"desk", k.Desk},
		{"number", strconv.FormatInt(k.Number, 10)},
		{"change", string(k.Change)},
		{"member", k.Member},
		{"recipient", k.Recipient},
		{"at", k.At.UTC().Format(instant)},
		{"leaf", k.Leaf.String()},
	}
}

func (k KeyEvent) check() error {
	switch {
	case k.Change != KeyAdded && k.Change != KeyRemoved:
		return ErrKeyEvent.With("field", "change")
	case k.Number < 1:
		return ErrKeyEvent.With("field", "number")
	}
	for _, f := range k.fields() {
		if f.value == "" || !oneLine(f.value) {
			return ErrKeyEvent.With("field", f.name)
		}
	}
	return nil
}

// ParseKeyEvent reads what Entry wrote, and nothing else.
func ParseKeyEvent(entry []byte) (KeyEvent, error) {
	l := lines{rest: string(entry)}
	l.exact(keyFormat)
	k := KeyEvent{Org: l.field("org"), Desk: l.field("desk")}
	k.Number = l.number("number")
	k.Change = KeyChange(l.field("change"))
	k.Member = l.field("member")
	k.Recipient = l.field("recipient")
	k.At = l.instant("at")
	k.Leaf = l.digest("leaf")
	if l.err == nil && l.rest != "" {
		l.fail()
	}
	if l.err != nil {
		return KeyEvent{}, l.err
	}
	again, err := k.Entry()
	if err != nil || !bytes.Equal(again, entry) {
		return KeyEvent{}, ErrFormat.With("line", 1)
	}
	return k, nil
}

// instant is how a time is written: RFC 3339 in UTC, to the millisecond.
const instant = "2006-01-02T15:04:05.000Z"

// oneLine tells whether s can stand on a line and be read back.
func oneLine(s string) bool {
	return utf8.ValidString(s) && strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f || r == 0x2028 || r == 0x2029 || r == 0x85 }) < 0
}

// lines reads a text of named lines. After its first error it reads nothing.
type lines struct {
	rest string
	at   int // the line last read, from 1
	err  error
}

func (l *lines) fail() {
	if l.err == nil {
		l.err = ErrFormat.With("line", l.at)
	}
}

func (l *lines) next() string {
	if l.err != nil {
		return ""
	}
	l.at++
	line, rest, ok := strings.Cut(l.rest, "\n")
	if !ok {
		l.fail()
		return ""
	}
	l.rest = rest
	return line
}

func (l *lines) exact(want string) {
	if l.next() != want {
		l.fail()
	}
}

func (l *lines) field(name string) string {
	value, ok := strings.CutPrefix(l.next(), name+" ")
	if !ok {
		l.fail()
	}
	return value
}

// has tells whether the next line is one of that name.
func (l *lines) has(name string) bool { return l.err == nil && strings.HasPrefix(l.rest, name+" ") }

func (l *lines) number(name string) int64 {
	s := l.field(name)
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 || strconv.FormatInt(n, 10) != s {
		l.fail()
	}
	return n
}

func (l *lines) instant(name string) time.Time {
	s := l.field(name)
	t, err := time.Parse(instant, s)
	if err != nil || t.Format(instant) != s {
		l.fail()
	}
	return t
}

func (l *lines) digest(name string) (d Digest) {
	s := l.field(name)
	raw, err := hex.DecodeString(s)
	if err != nil || copy(d[:], raw) != len(d) || len(raw) != len(d) || d.String() != s {
		l.fail()
	}
	return d
}
