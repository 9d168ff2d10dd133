// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reportserver

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"baken/base/civil"
	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/report"
)

// Dialogue is a case in the clear, for one request.
type Dialogue struct {
	plain
	Head    report.Head
	Notice  report.Notice
	Asks    bool // how he was treated
	Kept    report.Keeping
	Backups civil.Days
	Lines   []Line
}

// Line is one message.
type Line struct {
	plain
	Seq  int64
	From report.Party
	At   time.Time
	Kind Kind
	Said Said
}

// Asked tells whether the last request for an identity is still unanswered.
func (d Dialogue) Asked() bool {
	asked := false
	for _, l := range d.Lines {
		switch l.Kind {
		case KindIdentityRequest:
			asked = true
		case KindIdentityAnswer:
			asked = false
		case KindReport, KindText, KindFeedback, KindAction, KindCorrection, KindWithdrawal:
		}
	}
	return asked
}

// Open gives the dialogue of a receipt as it was typed. Errors: those of
// seal.ParseReceipt, and report.ErrNotFound when the receipt has no case.
func (s *Server) Open(ctx context.Context, words string) (Dialogue, error) {
	o, err := s.open(ctx, words)
	if err != nil {
		return Dialogue{}, err
	}
	d, err := o.dialogue()
	d.Kept, d.Backups = s.service.Keeps(o.Head), s.service.Backups
	return d, err
}

// opened is a case with the keys of its reporter.
type opened struct {
	report.Opened
	keys   seal.ReceiptKeys
	epochs map[int64]seal.CaseKey
}

func (s *Server) open(ctx context.Context, words string) (*opened, error) {
	keys, err := s.keysOf(ctx, words)
	if err != nil {
		return nil, err
	}
	return s.openWith(ctx, keys)
}

func (s *Server) openWith(ctx context.Context, keys seal.ReceiptKeys) (*opened, error) {
	found, err := s.service.Open(ctx, keys.Lookup)
	if err != nil {
		return nil, err
	}
	o := &opened{Opened: found, keys: keys, epochs: map[int64]seal.CaseKey{}}
	for _, e := range o.Epochs {
		makers, err := o.signers(e.MadeBy)
		if err != nil {
			return nil, err
		}
		key, err := seal.OpenEpoch(e.Sealed, keys.Identity, seal.EpochWant{Case: o.name(), Number: uint64(e.Number), Makers: makers}) //nolint:gosec // counted from 1
		if err != nil {
			return nil, fmt.Errorf("open epoch %d: %w", e.Number, err)
		}
		o.epochs[e.Number] = key
	}
	return o, nil
}

func (o *opened) name() seal.Case { return seal.Case{Organisation: string(o.Org), ID: string(o.ID)} }

// signers gives the keys with which a party can have signed.
func (o *opened) signers(p report.Party) ([]seal.VerifyKey, error) {
	if p == report.Reporter {
		return []seal.VerifyKey{o.keys.Signing.VerifyKey()}, nil
	}
	var all []seal.VerifyKey
	for _, k := range o.Members[org.PersonID(p)].Keys {
		v, err := seal.ParseVerifyKey(k.Verify)
		if err != nil {
			return nil, fmt.Errorf("read the key of a member: %w", err)
		}
		all = append(all, v)
	}
	return all, nil
}

func (o *opened) dialogue() (Dialogue, error) {
	d := Dialogue{Head: o.Head, Notice: o.Notice, Asks: o.Asks}
	for i, m := range o.Case.Said {
		if m.Seq != int64(i)+1 {
			return Dialogue{}, fmt.Errorf("open a case: message %d is missing", i+1)
		}
		senders, err := o.signers(m.From)
		if err != nil {
			return Dialogue{}, err
		}
		message, err := o.epochs[m.Epoch].Open(m.Envelope, seal.Want{
			Sequence: uint64(m.Seq), Purpose: Purpose, Senders: senders, Kinds: kinds(), //nolint:gosec // counted from 1
		})
		if err != nil {
			return Dialogue{}, fmt.Errorf("open message %d: %w", m.Seq, err)
		}
		line := Line{Seq: m.Seq, From: m.From, At: m.At, Kind: Kind(message.Kind)}
		if err := json.Unmarshal(message.Content, &line.Said); err != nil {
			return Dialogue{}, fmt.Errorf("read message %d: not what its kind has", m.Seq)
		}
		d.Lines = append(d.Lines, line)
	}
	return d, nil
}

// Attachment gives an attachment of a receipt's case: what it is, and a
// function that writes it.
func (s *Server) Attachment(ctx context.Context, words, id string) (Manifest, func(io.Writer) error, error) {
	o, err := s.open(ctx, words)
	if err != nil {
		return Manifest{}, nil, err
	}
	d, err := o.dialogue()
	if err != nil {
		return Manifest{}, nil, err
	}
	for i, l := range d.Lines {
		for _, m := range l.Said.Attachments {
			if m.ID != id {
				continue
			}
			senders, err := o.signers(l.From)
			if err != nil {
				return Manifest{}, nil, err
			}
			key := o.epochs[o.Case.Said[i].Epoch]
			return m, func(w io.Writer) error {
				return key.OpenAttachment(w, seal.Attachment{ID: m.ID, Size: m.Size}, senders, func(index uint64) ([]byte, error) {
					return s.service.Chunk(ctx, o.keys.Lookup, m.ID, int64(index)) //nolint:gosec // at most 100
				})
			}, nil
		}
	}
	return Manifest{}, nil, report.ErrNotFound
}
