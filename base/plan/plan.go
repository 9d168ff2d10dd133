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
	"encoding/hex"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"baken/base/fault"
)

// Faults are what can be wrong with the YAML of a plan, each as its reader calls it.
type Faults struct {
	Large  *fault.Error // args kb: more bytes than are read
	Text   *fault.Error // not a text in UTF-8
	More   *fault.Error // a second plan in the same file
	Syntax *fault.Error // args line: not YAML
	Field  *fault.Error // args line, value: a field that no plan has
	Twice  *fault.Error // args line, value: a field twice
	Value  *fault.Error // args line, value: another kind of value
}

// Read reads a plan of at most so many bytes into what it is decoded to, and gives its
// SHA-256 in hexadecimal. Errors: those of f.
func Read(raw []byte, most int, into any, f Faults) (hash string, err error) {
	if len(raw) > most {
		return "", f.Large.With("kb", most>>10)
	}
	if !utf8.Valid(raw) || bytes.IndexByte(raw, 0) >= 0 {
		return "", f.Text
	}
	dec := yaml.NewDecoder(bytes.NewReader(raw), yaml.Strict())
	if err := dec.Decode(into); err != nil && !errors.Is(err, io.EOF) {
		return "", f.syntax(err)
	}
	var more any
	if err := dec.Decode(&more); !errors.Is(err, io.EOF) {
		return "", f.More
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:]), nil
}

// syntax says in our own words what is wrong with the YAML, and on which line; the
// parser's words are English only.
func (f Faults) syntax(err error) error {
	if at, ok := errors.AsType[*yaml.UnknownFieldError](err); ok {
		return located(f.Field, at)
	}
	if at, ok := errors.AsType[*yaml.TypeError](err); ok {
		return located(f.Value, at)
	}
	if at, ok := errors.AsType[*yaml.OverflowError](err); ok {
		return located(f.Value, at)
	}
	if at, ok := errors.AsType[*yaml.UnexpectedNodeTypeError](err); ok {
		return located(f.Value, at)
	}
	if at, ok := errors.AsType[*yaml.SyntaxError](err); ok {
		if strings.Contains(at.GetMessage(), "already defined") { // the parser has no type for it
			return located(f.Twice, at)
		}
		return located(f.Syntax, at)
	}
	return f.Syntax.With("line", "1", "value", "")
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
