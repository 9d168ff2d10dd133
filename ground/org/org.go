// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package org knows who belongs where in the government, since when, and who
// may therefore do what.
//
// It promises that nothing is forgotten: organisations merge and people move,
// but each name, place and role keeps its dates, so that the tree of any day
// can be shown again. It promises that every permission is one readable
// policy (the folder policy), that a role acts in its own organisation unless
// a policy says otherwise with its reason, and that somebody outside doesn't
// even learn that a record exists. It refuses a role that somebody grants to
// himself.
package org

import (
	"slices"

	"baken/base/civil"
	"baken/base/ledger"
)

// ID names an organisation for ever; it is never used again.
type ID string

// Kind is an organisation's rank in the government.
type Kind string

// The kinds of organisations, from the top down.
const (
	Government  Kind = "government"
	Ministry    Kind = "ministry"
	Agency      Kind = "agency"
	Directorate Kind = "directorate"
)

// Kinds lists the kinds from the top down.
func Kinds() []Kind { return []Kind{Government, Ministry, Agency, Directorate} }

// ParseKind reads a kind by its code.
func ParseKind(s string) (Kind, error) {
	if rank(Kind(s)) < 0 {
		return "", ErrKind.With("kind", s)
	}
	return Kind(s), nil
}

func rank(k Kind) int {
	for i, known := range Kinds() {
		if k == known {
			return i
		}
	}
	return -1
}

// mayHold reports whether an organisation of kind k may have one of kind child
// below it: a rank goes below a higher one, and a directorate is divided into
// directorates.
func (k Kind) mayHold(child Kind) bool {
	return rank(k) < rank(child) || k == Directorate && child == Directorate
}

// Below lists the kinds of which an organisation of kind k may have one
// below it.
func (k Kind) Below() []Kind {
	return slices.DeleteFunc(Kinds(), func(c Kind) bool { return !k.mayHold(c) })
}

// Name is what an organisation is called in Dutch and in English.
type Name struct{ NL, EN string }

func (n Name) check() error {
	if !isName(n.NL) || !isName(n.EN) {
		return ErrName
	}
	return nil
}

// Organisation is one node of the government with its whole history.
type Organisation struct {
	ID        ID
	Version   int64
	Kind      Kind
	TOOI      TOOI // empty when the organisation has none
	OIN       OIN  // empty when the organisation has none
	Names     Dated[Name]
	Parents   Dated[ID]    // empty for a government
	Period    civil.Period // of its existence
	Successor ID           // who took over when it was merged, or empty
}

// Name gives what the organisation is called on a day; before its first day
// its first name, after its end its last.
func (o Organisation) Name(on civil.Date) Name { return o.Names.Nearest(on) }

// Parent gives the organisation directly above on a day, or none.
func (o Organisation) Parent(on civil.Date) ID {
	parent, _ := o.Parents.At(on)
	return parent
}

// Resource is the organisation as something that actions are done to.
func (o Organisation) Resource() Resource { return Node(o.ID) }

// Unchanged refuses a change that was typed over an older version.
func (o Organisation) Unchanged(since int64) error {
	if o.Version != since {
		return ErrStale
	}
	return nil
}

// Rename gives the organisation another name from a day on.
func (o *Organisation) Rename(n Name, from civil.Date) ([]ledger.Event, error) {
	if err := n.check(); err != nil {
		return nil, err
	}
	if !o.Period.Covers(from) {
		return nil, ErrClosed.With("date", from.String())
	}
	o.Names = o.Names.Set(from, n)
	return []ledger.Event{{Verb: "org.renamed", Note: map[string]string{"from": from.String()}}}, nil
}

// Identify sets the identifiers under which the organisation is known in the
// government's registers; an empty one is left out.
func (o *Organisation) Identify(tooi TOOI, oin OIN) []ledger.Event {
	o.TOOI, o.OIN = tooi, oin
	return []ledger.Event{{Verb: "org.identified", Note: map[string]string{"tooi": string(tooi), "oin": string(oin)}}}
}
