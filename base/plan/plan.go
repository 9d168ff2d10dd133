// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package plan reads plans: what somebody wants counted, written down beforehand as a
// YAML document.
//
// It promises that a plan is read whole or not at all: nothing in it is passed over, a
// field that isn't known or stands there twice is named with its line, and the hash is
// that of the bytes as they were read. What a plan may say is for who reads it to check.
package plan

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"baken/base/fault"
)

// Text holds the messages of the faults below in Dutch and English.
//
//go:embed text/nl.json text/en.json
var Text embed.FS

// What can be wrong with the YAML of a plan.
var (
	ErrLarge  = fault.New(fault.TooLarge, "plan.large") // args kb: more bytes than are read
	ErrText   = fault.New(fault.Invalid, "plan.text")   // not a text in UTF-8
	ErrMore   = fault.New(fault.Invalid, "plan.more")   // a second plan in the same file
	ErrSyntax = fault.New(fault.Invalid, "plan.syntax") // args line: not YAML
	ErrField  = fault.New(fault.Invalid, "plan.field")  // args line, value, guide: a field that no plan has
	ErrTwice  = fault.New(fault.Invalid, "plan.twice")  // args line, value: a field twice
	ErrValue  = fault.New(fault.Invalid, "plan.value")  // args line, value, guide: another kind of value
)

// Guide is the file in which a reader finds what a plan may say.
type Guide string

// Broken says which field of a plan breaks a rule of who reads it.
type Broken struct {
	Field string
	Err   *fault.Error
}

// Break names the rule that doesn't hold by the key of its message, which is given the
// field and the value at fault.
func Break(key, field, value string) error {
	return Broken{Field: field, Err: fault.New(fault.Invalid, key).With("field", field, "value", value)}
}

// Error gives the message key and the field.
func (e Broken) Error() string { return e.Err.Error() + ": " + e.Field }

// Unwrap gives the fault, which says which rule it is.
func (e Broken) Unwrap() error { return e.Err }

// Read reads a plan of at most so many bytes into what it is decoded to, and gives its
// SHA-256 in hexadecimal. Errors: ErrLarge, ErrText, ErrMore; ErrSyntax, ErrField, ErrTwice
// and ErrValue with the line.
func Read(raw []byte, most int, into any, guide Guide) (hash string, err error) {
	if len(raw) > most {
		return "", ErrLarge.With("kb", most>>10)
	}
	if !utf8.Valid(raw) || bytes.IndexByte(raw, 0) >= 0 {
		return "", ErrText
	}
	dec := yaml.NewDecoder(bytes.NewReader(raw), yaml.Strict())
	if err := dec.Decode(into); err != nil && !errors.Is(err, io.EOF) {
		return "", guide.syntax(err)
	}
	var more any
	if err := dec.Decode(&more); !errors.Is(err, io.EOF) {
		return "", ErrMore
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:]), nil
}

// syntax says in our own words what is wrong with the YAML, and on which line; the
// parser's words are English only.
func (g Guide) syntax(err error) error {
	if at, ok := errors.AsType[*yaml.UnknownFieldError](err); ok {
		return located(ErrField.With("guide", string(g)), at)
	}
	if at, ok := errors.AsType[*yaml.TypeError](err); ok {
		return located(ErrValue.With("guide", string(g)), at)
	}
	if at, ok := errors.AsType[*yaml.OverflowError](err); ok {
		return located(ErrValue.With("guide", string(g)), at)
	}
	if at, ok := errors.AsType[*yaml.UnexpectedNodeTypeError](err); ok {
		return located(ErrValue.With("guide", string(g)), at)
	}
	if at, ok := errors.AsType[*yaml.SyntaxError](err); ok {
		if strings.Contains(at.GetMessage(), "already defined") { // the parser has no type for it
			return located(ErrTwice, at)
		}
		return located(ErrSyntax, at)
	}
	return ErrSyntax.With("line", "1", "value", "")
}

// located adds the line and what stands there.
func located(f *fault.Error, at yaml.Error) error {
	line, value := "1", ""
	if t := at.GetToken(); t != nil {
		value = Brief(t.Value)
		if t.Position != nil {
			line = strconv.Itoa(t.Position.Line)
		}
	}
	return f.With("line", line, "value", value)
}

// Brief keeps what a message repeats to one line: at most 40 characters.
func Brief(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
