// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package org

import (
	"slices"

	"baken/base/civil"
	"baken/base/ledger"
)

// Register is all organisations with their history, while their places are
// being changed. Moving, merging and closing touch several organisations, so
// they are done to the whole and checked as a whole: on every day each
// organisation stands below one that exists, and none below itself.
type Register struct {
	orgs   map[ID]Organisation
	events map[ID][]ledger.Event
}

// Change is an organisation after a change, with what happened to it.
type Change struct {
	Organisation
	Events []ledger.Event
}

// NewRegister opens the register with these organisations.
func NewRegister(orgs ...Organisation) *Register {
	r := &Register{orgs: make(map[ID]Organisation), events: make(map[ID][]ledger.Event)}
	for _, o := range orgs {
		r.orgs[o.ID] = o
	}
	return r
}

// Changes lists what was changed, each once, in order of identifier.
func (r *Register) Changes() []Change {
	var out []Change
	for id, events := range r.events {
		out = append(out, Change{r.orgs[id], events})
	}
	slices.SortFunc(out, func(a, b Change) int { return slices.Compare([]byte(a.ID), []byte(b.ID)) })
	return out
}

// Find gives an organisation as it stands after the changes so far.
func (r *Register) Find(id ID) (Organisation, error) {
	o, ok := r.orgs[id]
	if !ok {
		return Organisation{}, ErrNotFound
	}
	return o, nil
}

// Founding says how an organisation begins.
type Founding struct {
	ID     ID
	Parent ID // empty for a government
	Kind   Kind
	Name   Name
	TOOI   TOOI
	OIN    OIN
	From   civil.Date
}

// Found adds an organisation.
func (r *Register) Found(f Founding) error {
	if rank(f.Kind) < 0 {
		return ErrKind.With("kind", string(f.Kind))
	}
	if err := f.Name.check(); err != nil {
		return err
	}
	if _, taken := r.orgs[f.ID]; taken || f.ID == "" {
		return ErrPlace
	}
	period := civil.Since(f.From)
	if !period.Valid() {
		return ErrPeriod
	}
	o := Organisation{
		ID: f.ID, Kind: f.Kind, TOOI: f.TOOI, OIN: f.OIN,
		Names: Always(f.Name, period), Period: period,
	}
	if f.Parent != "" {
		o.Parents = Always(f.Parent, period)
	}
	note := map[string]string{"kind": string(f.Kind), "parent": string(f.Parent), "from": f.From.String()}
	r.put(o, "org.founded", note)
	return r.check(f.From)
}

// Move puts an organisation below another from a day on.
func (r *Register) Move(id, parent ID, from civil.Date) error {
	o, err := r.Find(id)
	if err != nil {
		return err
	}
	if len(o.Parents) == 0 {
		return ErrPlace
	}
	if !o.Period.Covers(from) {
		return ErrClosed.With("date", from.String())
	}
	o.Parents = o.Parents.Set(from, parent)
	r.put(o, "org.moved", map[string]string{"parent": string(parent), "from": from.String()})
	return r.check(from)
}

// Merge ends an organisation on a day, into another that takes over its
// records and everything below it.
func (r *Register) Merge(id, into ID, on civil.Date) error {
	if id == into {
		return ErrCircle
	}
	heir, err := r.Find(into)
	if err != nil {
		return err
	}
	if !heir.Period.Covers(on) {
		return ErrClosed.With("date", on.String())
	}
	for _, child := range r.sorted() {
		if !r.adopt(child, id, into, on) {
			return ErrCircle
		}
	}
	if err := r.end(id, into, on); err != nil {
		return err
	}
	return r.check(on)
}

// Close ends an organisation on a day; nothing may stand below it then.
func (r *Register) Close(id ID, on civil.Date) error {
	for _, o := range r.orgs {
		for _, e := range o.Parents {
			if e.Value == id && (e.Until.IsZero() || e.Until.After(on)) {
				return ErrHasBelow
			}
		}
	}
	if err := r.end(id, "", on); err != nil {
		return err
	}
	return r.check(on)
}

// adopt moves one organisation from below a merged one to below its
// successor, from a day on; it reports false for the successor itself.
func (r *Register) adopt(child Organisation, from, into ID, on civil.Date) bool {
	places, moved := child.Parents, false
	for _, e := range child.Parents {
		if e.Value != from || !e.Until.IsZero() && !e.Until.After(on) {
			continue
		}
		day := e.From
		if day.Before(on) {
			day = on
		}
		places, moved = places.Set(day, into), true
	}
	if !moved {
		return true
	}
	child.Parents = places
	r.put(child, "org.moved", map[string]string{"parent": string(into), "from": on.String()})
	return child.ID != into
}

func (r *Register) end(id, successor ID, on civil.Date) error {
	o, err := r.Find(id)
	if err != nil {
		return err
	}
	if !o.Period.Covers(on) || on == o.Period.From {
		return ErrClosed.With("date", on.String())
	}
	o.Period.Until, o.Successor = on, successor
	o.Names, o.Parents = o.Names.End(on), o.Parents.End(on)
	verb, note := "org.closed", map[string]string{"on": on.String()}
	if successor != "" {
		verb, note["into"] = "org.merged", string(successor)
	}
	r.put(o, verb, note)
	return nil
}

func (r *Register) put(o Organisation, verb string, note map[string]string) {
	r.orgs[o.ID] = o
	r.events[o.ID] = append(r.events[o.ID], ledger.Event{Verb: verb, Note: note})
}

func (r *Register) sorted() []Organisation {
	out := make([]Organisation, 0, len(r.orgs))
	for _, o := range r.orgs {
		out = append(out, o)
	}
	slices.SortFunc(out, func(a, b Organisation) int { return slices.Compare([]byte(a.ID), []byte(b.ID)) })
	return out
}
