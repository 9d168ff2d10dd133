// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import (
	"context"
	"fmt"
	"slices"

	"baken/base/civil"
	"baken/base/seal"
	"baken/ground/org"
)

// Submitting is a complaint as somebody sends it in.
type Submitting struct {
	ID       ID
	Org      org.ID
	Received civil.Date     // by a secretary who writes it down; else it is today
	To       []org.PersonID // the secretaries to whom it is sealed, in the order of their seats
	Words    seal.Lookup    // of the complainant
	Public                  // of the complainant
	Post     bool           // the complainant gets letters on paper
	Counters ID
	Key      []byte
	Envelope []byte
}

// Submit files a complaint: by the complainant himself, or by a secretary who
// writes down what was said or sent on paper. A secretary to whom it isn't sealed
// has no part in it from then on, since whom it is about chooses who reads it.
//
// Errors: ErrNoCommittee, ErrReaders when it is sealed to somebody who is no
// secretary here, and those of Procedure.File and Store.Create.
func (s *Service) Submit(ctx context.Context, as org.Actor, in Submitting) error {
	panel, err := s.Panel(ctx, in.Org)
	if err != nil {
		return err
	}
	f := Submission{
		ID: in.ID, Org: in.Org, Committee: panel.Committee, Advice: panel.Advice, By: Complainant, Received: s.Today(), Counters: in.Counters,
		Complainant: Seat{Party: Complainant, Lookup: s.Lookup.Hash(in.Words), Public: in.Public},
		Sealed:      Sealed{Kind: Filing, Number: 1, Key: in.Key, Envelope: in.Envelope},
	}
	if as.SignedIn() {
		if len(in.To) == 0 || in.To[0] != as.Person {
			return ErrReaders
		}
		if err := org.Check(s.Policy, as, Handle, Complaint{ID: in.ID}.Resource(panel.Committee)); err != nil {
			return err
		}
		f.By, f.Received, f.Complainant.Lent, f.Complainant.Post = Secretary, in.Received, true, in.Post
	}
	for _, who := range in.To {
		i := slices.IndexFunc(panel.Secretaries, func(o Officer) bool { return o.Person == who })
		if i < 0 {
			return ErrReaders
		}
		f.Secretaries = append(f.Secretaries, panel.Secretaries[i].seat(Secretary))
	}
	for n := range len(in.To) + 1 {
		f.Sealed.Readers = append(f.Sealed.Readers, SeatNumber(n+1))
	}
	p := s.Edition(f.Received)
	c, events, err := p.File(f, s.Today())
	if err != nil {
		return err
	}
	for _, o := range panel.Secretaries {
		if !slices.Contains(in.To, o.Person) {
			c.Barred = append(c.Barred, o.Person)
		}
	}
	c.Recount(p, s.Calendar, s.Today())
	k := Kept{Complaint: c}
	k.Next, k.Due = s.kept(p, c)
	if err := s.Store.Create(ctx, as, k, f.Sealed, events); err != nil {
		return fmt.Errorf("file a complaint: %w", err)
	}
	return nil
}
