// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package document

import (
	"strings"

	"baken/base/fault"
)

// What can go wrong with a template.
var (
	ErrPart     = fault.New(fault.Invalid, "document.part_unknown")   // the standard has no such part
	ErrTwice    = fault.New(fault.Invalid, "document.part_twice")     // or it stands there twice, or elsewhere
	ErrLost     = fault.New(fault.Invalid, "document.part_lost")      // it isn't there any more
	ErrFixed    = fault.New(fault.Invalid, "document.part_fixed")     // it isn't to be changed
	ErrEmpty    = fault.New(fault.Invalid, "document.text_empty")     // nothing is said
	ErrLong     = fault.New(fault.Invalid, "document.text_long")      // args most
	ErrLine     = fault.New(fault.Invalid, "document.text_line")      // more than one line
	ErrBrace    = fault.New(fault.Invalid, "document.brace")          // one that is no field's
	ErrField    = fault.New(fault.Invalid, "document.field_unknown")  // args field
	ErrNeeded   = fault.New(fault.Invalid, "document.field_lost")     // args field
	ErrOptional = fault.New(fault.Invalid, "document.field_optional") // args field: it may be empty, and this part shows then too
	ErrMissing  = fault.New(fault.Invalid, "document.field_empty")    // args field: a letter isn't made without
	ErrStale    = fault.New(fault.Conflict, "document.stale")         // changed since it was read
)

// Refusal is what is wrong in one place of a template or letter.
type Refusal struct {
	Part  Code
	Lang  Lang  // where it is wrong in one language; empty for both
	Field Field // that it is about, if any
	fault *fault.Error
}

func (r Refusal) Error() string {
	return "part " + string(r.Part) + ": " + r.fault.Error()
}

// Unwrap gives the fault, which says it to people.
func (r Refusal) Unwrap() error { return r.fault }

// Refused is all that is wrong, in the order of the parts.
type Refused []Refusal

func (r Refused) Error() string {
	all := make([]string, len(r))
	for i, one := range r {
		all[i] = one.Error()
	}
	return strings.Join(all, "; ")
}

// Unwrap gives each refusal.
func (r Refused) Unwrap() []error {
	all := make([]error, len(r))
	for i, one := range r {
		all[i] = one
	}
	return all
}

// or gives nil where nothing is wrong.
func (r Refused) or() error {
	if len(r) == 0 {
		return nil
	}
	return r
}

func (r *Refused) add(part Code, l Lang, f *fault.Error) {
	*r = append(*r, Refusal{Part: part, Lang: l, fault: f})
}

func (r *Refused) about(part Code, l Lang, field Field, f *fault.Error) {
	*r = append(*r, Refusal{Part: part, Lang: l, Field: field, fault: f.With("field", "{"+string(field)+"}")})
}
