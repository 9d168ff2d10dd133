// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package fault names what can go wrong in a way that a person can be told.
//
// A fault has a kind (what the caller can do about it) and a key (the message
// in Dutch and English). It promises that nothing in it is personal data: its
// arguments are column names, counts and rules, never a person or an answer.
package fault

import (
	"errors"
	"maps"
)

// Kind says what sort of error this is; the edge maps it to a status or an
// exit code.
type Kind uint8

// The kinds of faults.
const (
	Internal        Kind = iota // a programmer's or a machine's fault: logged, never explained
	Invalid                     // the input can't be taken as it is
	Unauthenticated             // who asks is not known
	Forbidden                   // who asks is known and may see this, but may not do that
	NotFound                    // there is nothing here for who asks
	Conflict                    // somebody else changed it first
	TooLarge                    // the input is larger than is taken
	Busy                        // later, the same call may go through
)

// Error is a fault that a person can be told. Two errors with the same key
// are the same fault, whatever their arguments: errors.Is compares keys.
type Error struct {
	kind Kind
	key  string
	args map[string]any
}

// New declares a fault; rooms list theirs in errors.go.
func New(kind Kind, key string) *Error { return &Error{kind: kind, key: key} }

// With returns the same fault with the arguments that its message names, as
// name, value, name, value. It panics on an odd number of arguments, which is
// a programmer's mistake.
func (e *Error) With(pairs ...any) *Error {
	if len(pairs)%2 != 0 {
		panic("fault: With needs pairs of name and value")
	}
	out := &Error{kind: e.kind, key: e.key, args: maps.Clone(e.args)}
	if out.args == nil {
		out.args = make(map[string]any, len(pairs)/2)
	}
	for i := 0; i < len(pairs); i += 2 {
		out.args[pairs[i].(string)] = pairs[i+1]
	}
	return out
}

// Error gives the message key, for logs; people are told the message.
func (e *Error) Error() string { return e.key }

// Kind gives what sort of fault this is.
func (e *Error) Kind() Kind { return e.kind }

// Key gives the key of the message.
func (e *Error) Key() string { return e.key }

// Args gives the arguments of the message by name.
func (e *Error) Args() map[string]any { return maps.Clone(e.args) }

// Is reports whether target is the same fault, whatever its arguments.
func (e *Error) Is(target error) bool {
	var other *Error
	return errors.As(target, &other) && other.key == e.key
}

// KindOf gives the kind of the first fault in err's chain; Internal when
// there is none.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.kind
	}
	return Internal
}
