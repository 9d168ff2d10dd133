// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintserver

import (
	"context"
	"slices"

	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/complaint"
)

// Followed is a complaint in the clear, as somebody sees it who sits in it by
// words. It is there for one request, and doesn't print.
type Followed struct {
	plain
	complaint.Standing
	Name   org.Name                // of the organisation that it is about
	Names  map[org.PersonID]string // of the officials who sit or sat in it
	Papers []Paper                 // that he reads by the table, given or not yet
}

// Open gives the complaint of words as they were typed. Errors: those of
// seal.ParseReceipt, and complaint.ErrNotFound when they have none.
func (s *Server) Open(ctx context.Context, words string) (Followed, error) {
	keys, err := s.keysOf(ctx, words)
	if err != nil {
		return Followed{}, err
	}
	o, err := s.openWith(ctx, keys)
	if err != nil {
		return Followed{}, err
	}
	tree, err := s.Orgs.Today(ctx)
	if err != nil {
		return Followed{}, err
	}
	f := Followed{Standing: o.Standing, Papers: o.papers()}
	if found, ok := tree.Find(o.Org); ok {
		f.Name = found.Name(tree.On())
	}
	f.Names, err = s.Service.Names(ctx, o.Complaint)
	return f, err
}

// Attached gives a file of a paper; complaint.ErrNotFound when it has none.
func (s *Server) Attached(ctx context.Context, words string, paper complaint.PaperNumber, index int) (File, error) {
	keys, err := s.keysOf(ctx, words)
	if err != nil {
		return File{}, err
	}
	o, err := s.openWith(ctx, keys)
	if err != nil {
		return File{}, err
	}
	for _, p := range o.papers() {
		if p.Number == paper && p.Content != nil && index >= 0 && index < len(p.Content.Files) && !p.Content.Files[index].Broken {
			return p.Content.Files[index], nil
		}
	}
	return File{}, complaint.ErrNotFound
}

// opened is a complaint with the keys of who sits in it.
type opened struct {
	complaint.Standing
	keys seal.ReceiptKeys
}

// openWith gives the complaint of who has these keys: one that goes on, where there
// is one.
func (s *Server) openWith(ctx context.Context, keys seal.ReceiptKeys) (*opened, error) {
	all, err := s.Service.Follow(ctx, keys.Lookup)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, complaint.ErrNotFound
	}
	i := slices.IndexFunc(all, func(st complaint.Standing) bool { return !st.State.Ended() })
	return &opened{all[max(i, 0)], keys}, nil
}

// papers opens what it can.
func (o *opened) papers() (all []Paper) {
	given := map[complaint.PaperNumber]complaint.Opened{}
	for _, g := range o.Given {
		given[g.Number] = g
	}
	for _, p := range o.Reads(o.Procedure, o.Standing.Seat.Party) {
		all = append(all, o.open(p, given[p.Number]))
	}
	return all
}

// seals seals the next paper to all who read it.
func (o *opened) seals(kind complaint.Document, c Content) (complaint.Sealed, error) {
	next := complaint.PaperNumber(len(o.Papers) + 1)
	return sealed(o.keys.Signing, caseOf(o.Complaint), next, kind, readers(o.Procedure, o.Complaint, kind), c)
}
