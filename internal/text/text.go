// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package text says things to people, in Dutch or in English.
//
// Go code names a message by its key; the words stand in text/nl.json and
// text/en.json of the room that says them. A catalogue refuses to load when a
// message exists in one language only, or when the two name different
// arguments, so nobody ever reads half a page in the other language.
package text

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"baken/base/fault"
)

// Text is something that can be said in the language of a printer.
type Text interface {
	In(p *Printer) string
}

// Key names a message without arguments, as "room.message".
type Key string

// In gives the message in the printer's language.
func (k Key) In(p *Printer) string { return p.say(k, nil) }

// Func is a text that is worked out when its language is known.
type Func func(p *Printer) string

// In calls the function.
func (f Func) In(p *Printer) string { return f(p) }

// Data is a person's or a record's own words, shown as they are in every
// language. A literal is never Data; a test reads the sources for that.
func Data(s string) Text { return Func(func(*Printer) string { return s }) }

// Both is what has a name of its own in each language.
func Both(nl, en string) Text {
	return Func(func(p *Printer) string {
		if p.Lang() == EN {
			return en
		}
		return nl
	})
}

type message struct {
	key  Key
	args map[string]any
}

// With gives the message with named arguments, as name, value, name, value.
// Numbers, dates, instants and texts are printed in the reader's language;
// "{n}" chooses between the keys "k.one" and "k.other" where these exist.
// It panics on an odd number of arguments, which is a programmer's mistake.
func With(k Key, pairs ...any) Text {
	if len(pairs)%2 != 0 {
		panic("text: With needs pairs of name and value")
	}
	args := make(map[string]any, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		args[pairs[i].(string)] = pairs[i+1]
	}
	return message{key: k, args: args}
}

func (m message) In(p *Printer) string { return p.say(m.key, m.args) }

// Fault gives the message of the first fault in err's chain with its
// arguments. What is not a fault, or an internal one, is never explained: the
// reader learns that something went wrong here, and the log holds the detail.
func Fault(err error) Text {
	f, ok := errors.AsType[*fault.Error](err)
	if !ok || f.Kind() == fault.Internal {
		return Key("text.internal")
	}
	return message{key: Key(f.Key()), args: f.Args()}
}

// Join gives the texts one after the other with the separator between them.
func Join(separator string, texts ...Text) Text {
	return Func(func(p *Printer) string {
		out := make([]string, len(texts))
		for i, t := range texts {
			out[i] = t.In(p)
		}
		return strings.Join(out, separator)
	})
}

// Range says from a to b, as an interval is read aloud.
func Range(a, b Text) Text { return With("text.range", "from", a, "to", b) }

// names gives the argument names in order, for messages about them.
func names(set map[string]bool) string {
	if len(set) == 0 {
		return "none"
	}
	return fmt.Sprint(slices.Sorted(maps.Keys(set)))
}
