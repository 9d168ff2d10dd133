// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintserver

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"baken/base/seal"
	"baken/hear/complaint"
)

// purpose is what every paper of a complaint is sealed for.
const purpose = "complaint"

// Doubt is what is wrong with a paper, as internal/asset/src/complaint/paper.ts
// has it.
type Doubt string

// The doubts.
const (
	NoDoubt  Doubt = ""
	Closed   Doubt = "closed"   // it wasn't given to one's keys, yet
	Damaged  Doubt = "damaged"  // not as it was sealed, or not what it says to be
	Forged   Doubt = "forged"   // not by whom it says
	Stranger Doubt = "stranger" // sealed to somebody who doesn't read it
)

// Doubts lists them, but for none.
func Doubts() []Doubt { return []Doubt{Closed, Damaged, Forged, Stranger} }

// Key gives the message key of what is wrong.
func (d Doubt) Key() string { return "complaint.doubt." + string(d) }

// Paper is a paper with what stands in it; without when it couldn't be opened.
type Paper struct {
	plain
	complaint.Paper
	Content *Content
	Doubt   Doubt
	key     *seal.CaseKey
}

// readers gives the seats to which a paper of a kind is sealed. A party withholds
// nothing from the other.
func readers(p complaint.Procedure, c complaint.Complaint, kind complaint.Document) (all []complaint.Seat) {
	for _, n := range c.Readers(p, kind, complaint.Withheld{}) {
		seat, _ := c.Seat(n)
		all = append(all, seat)
	}
	return all
}

// sealed seals a paper to these seats.
func sealed(by seal.SigningKey, of seal.Case, number complaint.PaperNumber, kind complaint.Document, to []complaint.Seat, c Content) (complaint.Sealed, error) {
	out := complaint.Sealed{Kind: kind, Number: number}
	var keys []seal.Recipient
	for _, s := range to {
		r, err := seal.ParseRecipient(s.Recipient)
		if err != nil {
			return out, fmt.Errorf("read the key of seat %d: %w", s.Number, err)
		}
		keys, out.Readers = append(keys, r), append(out.Readers, s.Number)
	}
	content, err := json.Marshal(c)
	if err != nil {
		return out, fmt.Errorf("write a paper: %v", err)
	}
	key, raw, err := seal.NewEpoch(by, of, uint64(number), keys) //nolint:gosec // counted from 1
	if err != nil {
		return out, fmt.Errorf("make the key of a paper: %w", err)
	}
	out.Key = raw
	if out.Envelope, err = key.Seal(by, seal.Draft{Sequence: 1, Purpose: purpose, Kind: string(kind), Content: content}); err != nil {
		return out, fmt.Errorf("seal a paper: %w", err)
	}
	return out, nil
}

func caseOf(c complaint.Complaint) seal.Case {
	return seal.Case{Organisation: string(c.Org), ID: string(c.ID)}
}

// open opens a paper for who sits there, and checks that it is by whom it says, of
// the kind that it says, and sealed to nobody who doesn't sit here.
func (o *opened) open(p complaint.Paper, given complaint.Opened) Paper {
	out := Paper{Paper: p, Doubt: Closed}
	if len(given.Key) == 0 || len(given.Envelope) == 0 {
		return out
	}
	senders, err := o.signs(p.By)
	if err != nil {
		out.Doubt = Damaged
		return out
	}
	granters, err := o.signs(given.Giver)
	if err != nil {
		out.Doubt = Damaged
		return out
	}
	key, err := seal.OpenEpoch(given.Key, o.keys.Identity, seal.EpochWant{
		Case: caseOf(o.Complaint), Number: uint64(p.Number), Makers: senders, Granters: granters, //nolint:gosec // counted from 1
	})
	if err != nil {
		out.Doubt = doubtOf(err)
		return out
	}
	out.key = &key
	said, err := key.Open(given.Envelope, seal.Want{Sequence: 1, Purpose: purpose, Senders: senders, Kinds: []string{string(p.Kind)}})
	if err != nil {
		if out.Doubt = doubtOf(err); out.Doubt == Closed { // its own key doesn't open it
			out.Doubt = Damaged
		}
		return out
	}
	content, err := read(said.Content)
	if err != nil {
		out.Doubt = Damaged
		return out
	}
	if out.Content, out.Doubt = &content, NoDoubt; o.strange(p, key.Epoch().Readers) {
		out.Doubt = Stranger
	}
	return out
}

func doubtOf(err error) Doubt {
	switch {
	case errors.Is(err, seal.ErrKey):
		return Closed
	case errors.Is(err, seal.ErrMaker), errors.Is(err, seal.ErrSender), errors.Is(err, seal.ErrGrant):
		return Forged
	}
	return Damaged
}

// signs gives the keys with which a seat signs, or signed.
func (o *opened) signs(n complaint.SeatNumber) (all []seal.VerifyKey, err error) {
	s, _ := o.Complaint.Seat(n)
	for _, p := range append([]complaint.Public{s.Public}, s.Was...) {
		if p.Verify == "" {
			continue // nobody sits there
		}
		key, err := seal.ParseVerifyKey(p.Verify)
		if err != nil {
			return nil, err
		}
		all = append(all, key)
	}
	return all, nil
}

// strange tells whether somebody reads a paper who has no seat whose party reads
// it. Whether the accused party had its copy then doesn't matter here: the service
// refuses that, and the paper doesn't tell.
func (o *opened) strange(p complaint.Paper, who []seal.Fingerprint) bool {
	var known []seal.Fingerprint
	for _, s := range o.Seats {
		if !o.Procedure.Sees(s.Party, p.Kind) || s.Party == p.Withheld.From {
			continue
		}
		for _, k := range append([]complaint.Public{s.Public}, s.Was...) {
			if r, err := seal.ParseRecipient(k.Recipient); err == nil {
				known = append(known, r.Fingerprint())
			}
		}
	}
	return slices.ContainsFunc(who, func(f seal.Fingerprint) bool { return !slices.Contains(known, f) })
}
