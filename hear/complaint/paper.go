// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import (
	"bytes"
	"cmp"
	"slices"

	"baken/base/civil"
)

// PaperNumber counts the papers of a complaint, from 1. It is also the number of
// the seal.Epoch in which the paper is sealed: each paper has a key of its own,
// so that it has exactly its own readers.
type PaperNumber int64

// Paper is something that was written in a complaint, as the record knows it:
// of what kind, and who reads it. What stands in it is sealed.
type Paper struct {
	Number  PaperNumber
	Kind    Document
	Step    int // for which it was written, as a place in Taken; -1 when for none
	By      SeatNumber
	On      civil.Date
	Readers []SeatNumber // ascending; who was given it later too
	Of      PaperNumber  // the paper of which it is a version; only for Redacted
	Withheld
}

// Sealed is a paper as somebody sends it in, closed.
type Sealed struct {
	Kind     Document
	Of       PaperNumber // for Redacted
	Withheld Withheld
	Number   PaperNumber  // the next one
	Readers  []SeatNumber // to whom its key is sealed
	Key      []byte       // the seal.NewEpoch envelope
	Envelope []byte       // the seal.CaseKey.Seal envelope
}

// Grant is the key of a paper, sealed anew by one of its readers to somebody
// who has to read it by now.
type Grant struct {
	Paper PaperNumber
	To    SeatNumber
	By    SeatNumber
	Key   []byte // the seal.Reseal envelope
}

// Bounds of what is sent in.
const (
	MostPaper  = 2 << 20 // bytes of an envelope
	mostPapers = 1000
)

// Readers lists who reads a document of a kind now: who sits for a party that
// the table names, unless it is withheld from that party. The accused party reads
// nothing before it has its copy.
func (c Complaint) Readers(p Procedure, d Document, w Withheld) []SeatNumber {
	var out []SeatNumber
	for _, s := range c.Seats {
		if s.Sits() && p.Sees(s.Party, d) && s.Party != w.From && (s.Party != Accused || c.Is(CopySent)) {
			out = append(out, s.Number)
		}
	}
	return out
}

// Reads lists the papers of which a party is told: those that it reads by the
// table, and those that are withheld from it with a reason, but for letters to
// the other party.
func (c Complaint) Reads(p Procedure, who Party) []Paper {
	return slices.DeleteFunc(slices.Clone(c.Papers), func(paper Paper) bool {
		return !p.Sees(who, paper.Kind) || paper.Withheld == Withheld{From: who, Ground: OwnLetter}
	})
}

// Reads tells whether a seat was given a paper.
func (p Paper) Reads(n SeatNumber) bool {
	_, ok := slices.BinarySearch(p.Readers, n)
	return ok
}

// Owed lists what has to be sealed anew: papers that somebody reads by the table
// and hasn't been given.
func (c Complaint) Owed(p Procedure) (all []Grant) {
	for _, paper := range c.Papers {
		for _, n := range c.Readers(p, paper.Kind, paper.Withheld) {
			if !paper.Reads(n) {
				all = append(all, Grant{Paper: paper.Number, To: n})
			}
		}
	}
	return all
}

// Orphans lists the papers that nobody who sits here for the committee or the
// authority can open any more.
func (c Complaint) Orphans() (all []PaperNumber) {
	for _, paper := range c.Papers {
		if !slices.ContainsFunc(c.Seats, func(s Seat) bool { return s.Official() && s.Sits() && paper.Reads(s.Number) }) {
			all = append(all, paper.Number)
		}
	}
	return all
}

// write keeps a paper, if it is sealed to exactly those who read it.
func (c *Complaint) write(p Procedure, s Sealed, by SeatNumber, step int, on civil.Date) error {
	if err := checkSealed(s.Key); err != nil {
		return err
	}
	if err := checkSealed(s.Envelope); err != nil {
		return err
	}
	switch {
	case len(c.Papers) >= mostPapers:
		return ErrPapers.With("most", mostPapers)
	case s.Number != PaperNumber(len(c.Papers)+1):
		return ErrStale
	case (s.Kind == Redacted) != (s.Of != 0), s.Of < 0, s.Of >= s.Number, s.Of != 0 && !p.Redacts(c.Papers[s.Of-1].Kind):
		return ErrPaper
	case !slices.Equal(ascending(s.Readers), c.Readers(p, s.Kind, s.Withheld)):
		return ErrReaders
	}
	c.Papers = append(c.Papers, Paper{
		Number: s.Number, Kind: s.Kind, Step: step, By: by, On: on, Readers: ascending(s.Readers), Of: s.Of, Withheld: s.Withheld,
	})
	return nil
}

// give keeps that somebody was given a paper.
func (c *Complaint) give(p Procedure, g Grant) error {
	if err := checkSealed(g.Key); err != nil {
		return err
	}
	i := slices.IndexFunc(c.Papers, func(one Paper) bool { return one.Number == g.Paper })
	owed := slices.ContainsFunc(c.Owed(p), func(o Grant) bool { return o.Paper == g.Paper && o.To == g.To })
	if i < 0 || !owed || !c.Papers[i].Reads(g.By) {
		return ErrGrant
	}
	c.Papers[i].Readers = ascending(append(slices.Clone(c.Papers[i].Readers), g.To))
	return nil
}

// checkSealed refuses what can't be sealed: the server knows no more of it.
func checkSealed(raw []byte) error {
	if len(raw) > MostPaper {
		return ErrLarge.With("most", MostPaper)
	}
	if !bytes.HasPrefix(raw, []byte("age-encryption.org/v1\n-> ")) {
		return ErrEnvelope
	}
	return nil
}

func ascending[T cmp.Ordered](all []T) []T {
	sorted := slices.Clone(all)
	slices.Sort(sorted)
	return sorted
}
