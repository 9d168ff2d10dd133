// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/base/seal"
	"baken/ground/org"
)

// Filing is a new report as it comes in, sealed.
type Filing struct {
	Case       ID
	Org        org.ID
	SealedBy   Sealer
	Lookup     seal.Lookup
	Reporter   Public
	Recipient  string // of epoch 1
	SealedKey  []byte // of epoch 1
	Recipients []Ref  // that the key was sealed to
	Envelope   []byte // of the first message
	Upload     Upload // empty without attachments
	Files      []Attachment
}

func (f Filing) check() error {
	if _, err := ParseID(string(f.Case)); err != nil {
		return err
	}
	if !looksLikeRecipient(f.Reporter.Recipient) || !looksLikeRecipient(f.Recipient) || !looksLikeVerifyKey(f.Reporter.Verify) {
		return ErrKeys
	}
	return errors.Join(checkEnvelope(f.SealedKey, MostEnvelope), checkEnvelope(f.Envelope, MostEnvelope))
}

// Submit takes a report in. When it returns, the report is kept for good. The
// same report again is the same event.
func (s *Service) Submit(ctx context.Context, f Filing) (Event, error) {
	if err := f.check(); err != nil {
		return Event{}, err
	}
	office, err := s.Office(ctx, f.Org)
	if err != nil {
		return Event{}, err
	}
	now := s.Now()
	readers, err := office.readers(f.Recipients, f.Reporter.Ref(), now)
	if err != nil {
		return Event{}, err
	}
	files, err := s.claim(ctx, f.Upload, f.Files)
	if err != nil {
		return Event{}, err
	}
	c, events := File(Case{
		Head:     Head{ID: f.Case, Org: f.Org, SealedBy: f.SealedBy},
		Lookup:   s.Lookup.Hash(f.Lookup),
		Reporter: f.Reporter,
		Epochs:   []Epoch{{Number: 1, Recipient: f.Recipient, Readers: readers, Sealed: f.SealedKey}},
		Said:     []Message{{Seq: 1, Epoch: 1, Version: 1, Envelope: f.Envelope}}, Attachments: files,
	}, now)
	err = s.Store.Submit(ctx, org.Public(), c, events)
	if errors.Is(err, ErrTaken) {
		err = s.same(ctx, c)
	}
	if err != nil {
		return Event{}, fmt.Errorf("submit a report: %w", err)
	}
	return Event{Record: string(f.Case), Version: 1}, nil
}

// same tells whether a case that is there already is this one.
func (s *Service) same(ctx context.Context, c Case) error {
	there, err := s.Store.Find(ctx, system(), c.ID)
	switch {
	case errors.Is(err, ErrNotFound):
		return ErrTaken // by another case with this receipt
	case err != nil:
		return err
	}
	first := func(a Attachment) bool { return a.Seq == 1 }
	files := slices.DeleteFunc(slices.Clone(there.Attachments), func(a Attachment) bool { return !first(a) })
	byID := func(a, b Attachment) int { return bytes.Compare([]byte(a.ID), []byte(b.ID)) }
	slices.SortFunc(files, byID)
	mine := slices.SortedFunc(slices.Values(c.Attachments), byID)
	if there.Org != c.Org || there.Lookup != c.Lookup || there.Reporter != c.Reporter || !slices.Equal(files, mine) ||
		!bytes.Equal(there.Epochs[0].Sealed, c.Epochs[0].Sealed) || !bytes.Equal(there.Said[0].Envelope, c.Said[0].Envelope) {
		return ErrTaken
	}
	return nil
}

// Saying is a message as it comes in, sealed.
type Saying struct {
	Seq, Epoch int64
	Envelope   []byte
	Upload     Upload // empty without attachments
	Files      []Attachment
	State      State // that the case should have after it; empty is as usual
	Feedback   bool  // of the desk: what was done with the report
	Deed       Deed  // of the desk: what is done to an action
}

// Tell adds a message of the reporter.
func (s *Service) Tell(ctx context.Context, l seal.Lookup, m Saying) (Event, error) {
	c, err := s.Store.Lookup(ctx, org.Public(), s.Lookup.Hash(l))
	if err != nil {
		return Event{}, err
	}
	event, err := s.say(ctx, org.Public(), c.ID, Reporter, m, func(*Case) error { return nil })
	if err == nil && m.State == Withdrawn {
		err = s.forgetAddress(ctx, c.ID) // what fails here, the next round does
	}
	return event, err
}

// say adds a message when allowed finds nothing against it. The same message
// again is the same event.
func (s *Service) say(ctx context.Context, as org.Actor, id ID, from Party, m Saying, allowed func(*Case) error) (Event, error) {
	if err := checkEnvelope(m.Envelope, MostEnvelope); err != nil {
		return Event{}, err
	}
	files, err := s.claim(ctx, m.Upload, m.Files)
	if err != nil {
		return Event{}, err
	}
	now := s.Now()
	var version int64
	err = s.Store.Update(ctx, as, id, func(c *Case) ([]ledger.Event, error) {
		if err := allowed(c); err != nil {
			return nil, err
		}
		version = c.Version + 1
		c.lateOn(civil.On(now))
		said := Message{Seq: m.Seq, Epoch: m.Epoch, From: from, At: now, Version: version, Envelope: m.Envelope, Feedback: m.Feedback, Deed: m.Deed}
		return c.Say(said, files, m.State)
	})
	if errors.Is(err, ErrSequence) {
		if before, ok := s.said(ctx, id, from, m); ok {
			return Event{Record: string(id), Version: before.Version}, nil
		}
	}
	if err != nil {
		return Event{}, fmt.Errorf("add a message: %w", err)
	}
	return Event{Record: string(id), Version: version}, nil
}

// said finds the very message that is being added again.
func (s *Service) said(ctx context.Context, id ID, from Party, m Saying) (Message, bool) {
	c, err := s.Store.Find(ctx, system(), id)
	if err != nil || m.Seq < 1 || m.Seq > int64(len(c.Said)) {
		return Message{}, false
	}
	before := c.Said[m.Seq-1]
	return before, before.From == from && bytes.Equal(before.Envelope, m.Envelope)
}

// claim makes sure that all chunks of the attachments are there and stay.
func (s *Service) claim(ctx context.Context, u Upload, files []Attachment) ([]Attachment, error) {
	if len(files) == 0 {
		return nil, nil
	}
	if err := checkAttachments(files); err != nil {
		return nil, err
	}
	if _, err := ParseUpload(string(u)); err != nil {
		return nil, err
	}
	present, err := s.Chunks.Claim(ctx, u, s.Now())
	if err != nil {
		return nil, fmt.Errorf("claim an upload: %w", err)
	}
	if n := present.missing(files); n > 0 {
		return nil, ErrChunks.With("missing", n)
	}
	out := slices.Clone(files)
	for i := range out {
		out[i].Upload = u
	}
	return out, nil
}

// Open gives the reporter his case; ErrNotFound when the receipt has none.
func (s *Service) Open(ctx context.Context, l seal.Lookup) (Opened, error) {
	c, err := s.Store.Lookup(ctx, org.Public(), s.Lookup.Hash(l))
	if err != nil {
		return Opened{}, err
	}
	o, err := s.open(ctx, c)
	if err != nil {
		return o, err
	}
	if o.Notice, err = s.noticeOf(ctx, c); err != nil {
		return o, err
	}
	o.Asks, err = s.asks(ctx, c)
	return o, err
}

// Chunk gives the reporter a chunk of an attachment.
func (s *Service) Chunk(ctx context.Context, l seal.Lookup, file string, index int64) ([]byte, error) {
	c, err := s.Store.Lookup(ctx, org.Public(), s.Lookup.Hash(l))
	if err != nil {
		return nil, err
	}
	return s.chunk(ctx, c, file, index)
}

func (s *Service) chunk(ctx context.Context, c Case, file string, index int64) ([]byte, error) {
	a, ok := c.Attached(file)
	if !ok || index < 0 || index >= a.Chunks {
		return nil, ErrNotFound
	}
	return s.Chunks.Get(ctx, Piece{Upload: a.Upload, Attachment: a.ID, Index: index})
}

// Told gives the proof of one of the case's events to the reporter.
func (s *Service) Told(ctx context.Context, l seal.Lookup, version int64) (string, error) {
	c, err := s.Store.Lookup(ctx, org.Public(), s.Lookup.Hash(l))
	if err != nil {
		return "", err
	}
	if version < 1 || version > c.Version {
		return "", ErrNotFound
	}
	return s.Proof(ctx, Event{Record: string(c.ID), Version: version})
}
