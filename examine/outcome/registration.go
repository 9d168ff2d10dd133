// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package outcome

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"baken/base/disclose"
	"baken/base/fault"
	"baken/base/ledger"
	"baken/ground/org"
)

// What can go wrong while a plan is registered.
var (
	ErrNoPlan     = fault.New(fault.NotFound, "outcome.register.not_found")
	ErrChanged    = fault.New(fault.Internal, "outcome.register.changed")   // what is kept isn't what was registered
	ErrRegistered = fault.New(fault.Conflict, "outcome.register.twice")     // the same text is there already
	ErrLong       = fault.New(fault.Invalid, "outcome.register.title_long") // args most
	ErrLater      = fault.New(fault.Busy, "outcome.register.later")         // the log needs longer
	ErrOther      = fault.New(fault.Invalid, "outcome.register.other_org")  // args identifier
	ErrReplaces   = fault.New(fault.Invalid, "outcome.register.replaces")   // no plan of this organisation
	ErrWhy        = fault.New(fault.Invalid, "outcome.register.why")        // not in both languages
	ErrWhyLong    = fault.New(fault.Invalid, "outcome.register.why_long")   // args most
)

// Registered is a plan as it was registered. It never changes: another question is another
// plan, which says which one it takes the place of.
type Registered struct {
	Plan  string // SHA-256 of the text, in hexadecimal: the name of the registration
	Org   org.ID // whose decisions the plan is about
	By    org.PersonID
	At    time.Time // to the millisecond
	Title disclose.Label
	Raw   []byte // the plan as it was read; lists leave it out
	Deviation
}

// Deviation is which plan is left, and why; empty where a plan takes no other one's place.
type Deviation struct {
	Replaces string // SHA-256 of the plan that is left
	Why      disclose.Label
}

// The longest title and reason, in characters.
const (
	MostTitle = 200
	MostWhy   = 4000
)

func (r Registered) check() error {
	d := r.Deviation
	switch {
	case max(utf8.RuneCountInString(r.Title.NL), utf8.RuneCountInString(r.Title.EN)) > MostTitle:
		return ErrLong.With("most", MostTitle)
	case d.Replaces == "" && d.Why != (disclose.Label{}):
		return ErrReplaces
	case d.Replaces != "" && d.Why.Empty():
		return ErrWhy
	case utf8.RuneCountInString(d.Why.NL) > MostWhy || utf8.RuneCountInString(d.Why.EN) > MostWhy:
		return ErrWhyLong.With("most", MostWhy)
	}
	return nil
}

func (d Deviation) trimmed() Deviation {
	return Deviation{Replaces: strings.TrimSpace(d.Replaces), Why: disclose.Label{
		NL: strings.TrimSpace(d.Why.NL), EN: strings.TrimSpace(d.Why.EN),
	}}
}

// Resource is the registration as something that actions are done to.
func (r Registered) Resource() org.Resource { return org.Of(TypePlan, r.Plan, r.Org) }

// event is what the ledger holds of a registration. Its payload is the hash of the plan, so
// that a proof shows to anyone with the text that it was there by then.
func (r Registered) event() ledger.Event {
	e := ledger.Event{Verb: "outcome.registered", Payload: ledger.DigestOf(r.Raw)}
	if r.Replaces != "" {
		e.Note = map[string]string{"replaces": r.Replaces}
	}
	return e
}

// Registry is what is kept of registered plans; outcomedb implements it. Registration and
// events are kept together or not at all, and nothing is ever changed or deleted.
type Registry interface {
	// Plan gives a registration with its text, or ErrNoPlan.
	Plan(ctx context.Context, as org.Actor, plan string) (Registered, error)
	// Plans gives those of the organisations in the scope, newest first, without text.
	Plans(ctx context.Context, as org.Actor, in org.Scope, p Page) ([]Registered, error)
	// Successors gives those that take the place of a plan, oldest first, without text.
	Successors(ctx context.Context, as org.Actor, plan string) ([]Registered, error)
	// Register keeps a registration; ErrRegistered where the same text is there already.
	Register(ctx context.Context, as org.Actor, r Registered, events []ledger.Event) error
}

// Page is a part of a list.
type Page struct{ Limit, Offset int }
