// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintserver

import (
	"context"
	"fmt"
	"slices"

	"baken/base/fault"
	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/complaint"
)

// Asked lists what a form asks for a complaint (Awb 9:4), in its order.
func Asked() []string { return []string{"name", "address", "contact", "about", "when", story} }

// story is the answer that is the text of the paper.
const story = "text"

// apart lists what the person whom it is about doesn't get to read: it stands in a
// paper of its own.
func apart() []string { return []string{"address", "contact"} }

// Filing is a complaint as somebody fills it in.
type Filing struct {
	plain
	To      []org.PersonID    // the secretaries whom he lets read it
	Answers map[string]string // by what is asked
	Files   []File
}

// Filed is a complaint that was filed, with the words of its complainant, which are
// secret.
type Filed struct {
	plain
	Words []string
	// Missed is why where the complainant lives and is reached didn't come with it;
	// nil when it did. The complaint is filed all the same.
	Missed error
}

// File seals a complaint to its complainant, for whom it draws words, and to the
// secretaries whom he chose, and files it. Errors: complaint.ErrReaders when one is
// no secretary, seal.ErrLarge, and those of complaint.Service.Panel and Submit.
func (s *Server) File(ctx context.Context, about org.ID, f Filing) (Filed, error) {
	panel, err := s.Service.Panel(ctx, about)
	if err != nil {
		return Filed{}, err
	}
	receipt := seal.NewReceipt()
	keys, err := s.stretch(ctx, receipt)
	if err != nil {
		return Filed{}, fmt.Errorf("stretch words: %w", err)
	}
	in, err := s.filing(panel, keys, f)
	if err != nil {
		return Filed{}, err
	}
	if err := s.Service.Submit(ctx, org.Public(), in); err != nil {
		return Filed{}, err
	}
	// It is there by now: who leaves the page halfway gets the rest in as well.
	missed := s.addDetails(context.WithoutCancel(ctx), keys, in.ID, f.Answers)
	return Filed{Words: receipt.Words(), Missed: missed}, nil
}

// filing seals it.
func (s *Server) filing(panel complaint.Panel, keys seal.ReceiptKeys, f Filing) (complaint.Submitting, error) {
	in := complaint.Submitting{ID: newID(), Org: panel.Org, Words: keys.Lookup, Public: publicOf(keys)}
	seats := []complaint.Seat{{Number: 1, Party: complaint.Complainant, Public: in.Public}}
	for _, who := range f.To {
		i := slices.IndexFunc(panel.Secretaries, func(o complaint.Officer) bool { return o.Person == who })
		if i < 0 || slices.Contains(in.To, who) {
			return in, complaint.ErrReaders
		}
		in.To = append(in.To, who)
		number := complaint.SeatNumber(len(seats) + 1)
		seats = append(seats, complaint.Seat{Number: number, Party: complaint.Secretary, Public: panel.Secretaries[i].Public})
	}
	of := seal.Case{Organisation: string(in.Org), ID: string(in.ID)}
	first, err := sealed(keys.Signing, of, 1, complaint.Filing, seats, write(s.Service.Today(), f.Answers[story], f.Files, f.facts(false)...))
	in.Key, in.Envelope = first.Key, first.Envelope
	return in, err
}

// facts gives what was filled in, in the order of the form: what both sides read, or
// what stands apart.
func (f Filing) facts(own bool) (all []Fact) {
	for _, code := range Asked() {
		if value := f.Answers[code]; code != story && value != "" && slices.Contains(apart(), code) == own {
			all = append(all, Fact{Code: code, Value: value})
		}
	}
	return all
}

// tries is how often something is sealed again when somebody else was first.
const tries = 4

// addDetails adds where the complainant lives and is reached, once, whatever else
// was done since.
func (s *Server) addDetails(ctx context.Context, keys seal.ReceiptKeys, id complaint.ID, answers map[string]string) (err error) {
	for range tries {
		o, err := s.openWith(ctx, keys)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(o.Papers, func(p complaint.Paper) bool { return p.Kind == complaint.Details }) {
			return nil
		}
		paper, err := o.seals(complaint.Details, write(o.Today, "", nil, Filing{Answers: answers}.facts(true)...))
		if err != nil {
			return err
		}
		err = s.Service.ActByWords(ctx, keys.Lookup, id, complaint.Act{Since: o.Version, Papers: []complaint.Sealed{paper}})
		if fault.KindOf(err) != fault.Conflict {
			return err
		}
	}
	return complaint.ErrStale
}
