// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"baken/ground/org"
)

// Opened is a case with all that its reader needs to open it.
type Opened struct {
	Case
	Office  Office
	Members map[org.PersonID]Member // everybody who is named in it, and the desk of today
	Notice  Notice                  // for the reporter alone
	Asks    bool                    // he is asked now how he was treated
}

// Member is somebody who is or was of the desk.
type Member struct {
	Name string
	Keys []Key // the oldest first
}

// Current gives the member's present keys, if any.
func (m Member) Current() (Key, bool) {
	for _, k := range slices.Backward(m.Keys) {
		if k.Current() {
			return k, true
		}
	}
	return Key{}, false
}

func (s *Service) open(ctx context.Context, c Case) (o Opened, err error) {
	o = Opened{Case: c, Members: map[org.PersonID]Member{}}
	if o.Office, err = s.handling(ctx, c.Head); err != nil {
		return o, err
	}
	persons, err := s.named(ctx, o)
	if err != nil {
		return o, err
	}
	keys, err := s.Store.KeysOf(ctx, system(), persons)
	if err != nil {
		return o, fmt.Errorf("find keys: %w", err)
	}
	for _, m := range o.Office.All() { // their names were looked up a moment ago
		o.Members[m.ID] = Member{Name: m.Name}
	}
	for _, p := range persons {
		if _, there := o.Members[p]; there {
			continue
		}
		who, err := s.People.Person(ctx, system(), p)
		if err != nil {
			return o, fmt.Errorf("find who is named in a case: %w", err)
		}
		o.Members[p] = Member{Name: who.Name}
	}
	for _, k := range keys {
		m := o.Members[k.Person]
		m.Keys = append(m.Keys, k)
		o.Members[k.Person] = m
	}
	return o, nil
}

// named lists who wrote in the case, could read a part of it, or is of the
// desk today.
func (s *Service) named(ctx context.Context, o Opened) ([]org.PersonID, error) {
	var refs []Ref
	var all []org.PersonID
	add := func(p Party) {
		if p != Reporter {
			all = append(all, org.PersonID(p))
		}
	}
	for _, e := range o.Epochs {
		refs = append(refs, e.Readers...)
		add(e.MadeBy)
	}
	for _, g := range o.Grants {
		refs = append(refs, g.Readers...)
		add(g.MadeBy)
	}
	for _, m := range o.Said {
		add(m.From)
	}
	for _, m := range o.Office.All() {
		all = append(all, m.ID)
	}
	all = append(all, o.Excluded...)
	slices.Sort(refs)
	keys, err := s.Store.Keys(ctx, system(), slices.Compact(refs))
	if err != nil {
		return nil, fmt.Errorf("find keys: %w", err)
	}
	for _, k := range keys {
		all = append(all, k.Person)
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

// Recipients names the keys that the key of an epoch was first sealed to, in
// the one order of base/seal.
func (o Opened) Recipients(e Epoch) []Ref {
	out := append([]Ref{o.Reporter.Ref()}, e.Readers...)
	slices.Sort(out)
	return out
}

// SealedFor gives the envelope with the key of an epoch that a member can open
// with his present keys, and who sealed it afterwards, if somebody did. The
// first one it is when he has none.
func (o Opened) SealedFor(e Epoch, who org.PersonID) ([]byte, Party) {
	k, ok := o.Members[who].Current()
	if !ok || slices.Contains(e.Readers, k.Ref()) {
		return e.Sealed, ""
	}
	for _, g := range slices.Backward(o.Grants) {
		if g.Epoch == e.Number && slices.Contains(g.Readers, k.Ref()) {
			return g.Sealed, g.MadeBy
		}
	}
	return e.Sealed, ""
}

// Reading says which epochs a member can read.
type Reading struct {
	ID     org.PersonID
	Epochs []int64
}

// Missing lists the members of today who can't read some epochs of a case.
func Missing(o Office, epoch int64, readers map[int64][]Ref) []Reading {
	var out []Reading
	for _, m := range o.All() {
		r := Reading{ID: m.ID}
		for n := int64(1); n <= epoch; n++ {
			if !slices.Contains(readers[n], m.Public.Ref()) {
				r.Epochs = append(r.Epochs, n)
			}
		}
		if len(r.Epochs) > 0 {
			out = append(out, r)
		}
	}
	return out
}

// Reading lists who can read what of the case, by id.
func (o Opened) Reading() []Reading {
	var out []Reading
	for id, m := range o.Members {
		r := Reading{ID: id}
		for _, e := range o.Epochs {
			refs := o.Readers(e.Number)
			if slices.ContainsFunc(m.Keys, func(k Key) bool { return slices.Contains(refs, k.Ref()) }) {
				r.Epochs = append(r.Epochs, e.Number)
			}
		}
		if len(r.Epochs) > 0 {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b Reading) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return out
}
