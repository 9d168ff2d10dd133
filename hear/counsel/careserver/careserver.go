// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package careserver seals and opens aftercare for visits without JavaScript.
//
// It promises that a reporter's words are in the server's memory for one
// request and nowhere else, never in a file, a log or an error. It can't
// promise what a browser can: for that request, whoever controls the server
// could read along. The pages say so before anything is typed.
package careserver

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"strings"

	"baken/base/civil"
	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/counsel"
)

// Service is what is needed of the room; counsel.Service does it.
type Service interface {
	Today() civil.Date
	Listener(ctx context.Context, in org.ID, id counsel.EntryID) (counsel.Listener, error)
	Follow(ctx context.Context, of seal.Lookup) (counsel.Following, error)
	BeginCare(ctx context.Context, b counsel.Beginning) error
	SayCare(ctx context.Context, of seal.Lookup, seq int64, envelope []byte) error
	EndCare(ctx context.Context, of seal.Lookup) error
}

// Config is what a Server works with.
type Config struct {
	Service Service
	Site    func(context.Context) (string, error) // with what receipts are stretched
}

// Server seals and opens.
type Server struct {
	Config
	turns chan struct{}
}

// atOnce is how many receipts are stretched at a time: each takes half a
// second and 64 MiB, on purpose.
const atOnce = 2

// New gives a server.
func New(c Config) *Server { return &Server{Config: c, turns: make(chan struct{}, atOnce)} }

// Site gives the name with which the words of a receipt are stretched for
// aftercare: another one than for reports, so that what they give is other keys
// and nobody links the two without the words.
func Site(site string) string { return "aftercare." + site }

// keysOf makes the keys of a receipt as it was typed. Errors: those of
// seal.ParseReceipt.
func (s *Server) keysOf(ctx context.Context, words string) (seal.ReceiptKeys, error) {
	receipt, err := seal.ParseReceipt(strings.TrimSpace(words))
	if err != nil {
		return seal.ReceiptKeys{}, err
	}
	site, err := s.Config.Site(ctx)
	if err != nil {
		return seal.ReceiptKeys{}, err
	}
	select {
	case s.turns <- struct{}{}:
	case <-ctx.Done():
		return seal.ReceiptKeys{}, ctx.Err()
	}
	defer func() { <-s.turns }()
	return receipt.Stretch(Site(site))
}

const purpose = "aftercare"

// kinds lists what each of the two can say.
func kinds(p counsel.Party) []string {
	if p == counsel.Followed {
		return []string{KindBegin, KindCheckIn, KindWords}
	}
	return []string{KindPlan, KindWords}
}

// Begin lets the counsellor with that entry follow the reporter of these words.
// Errors: those of seal.ParseReceipt, and of counsel.Service.BeginCare.
func (s *Server) Begin(ctx context.Context, words string, in org.ID, with counsel.EntryID, text string) error {
	keys, err := s.keysOf(ctx, words)
	if err != nil {
		return err
	}
	l, err := s.Service.Listener(ctx, in, with)
	if err != nil {
		return err
	}
	to, err := seal.ParseRecipient(l.Recipient)
	if err != nil {
		return fmt.Errorf("read the key of a counsellor: %w", err)
	}
	id, today := newID(), s.Service.Today()
	key, sealed, err := seal.NewEpoch(keys.Signing, caseOf(in, id), 1, []seal.Recipient{keys.Identity.Recipient(), to})
	if err != nil {
		return fmt.Errorf("make the key of aftercare: %w", err)
	}
	first, err := write(key, keys.Signing, 1, KindBegin, Said{Day: today, Due: counsel.Dues(today), Follower: l.Verify, Text: fit(text)})
	if err != nil {
		return err
	}
	return s.Service.BeginCare(ctx, counsel.Beginning{
		Care: id, Org: in, With: with, Reader: to.Fingerprint().String(),
		Lookup: keys.Lookup, Verify: keys.Signing.VerifyKey().String(), Key: sealed, First: first,
	})
}

// newID draws an id as a browser does: not one that tells the moment.
func newID() counsel.CareID {
	const alphabet = "0123456789abcdefghjkmnpqrstvwxyz"
	raw := make([]byte, 26)
	_, _ = rand.Read(raw) // never fails
	for i, b := range raw {
		raw[i] = alphabet[b%byte(len(alphabet))]
	}
	return counsel.CareID(raw)
}

func caseOf(in org.ID, id counsel.CareID) seal.Case {
	return seal.Case{Organisation: string(in), ID: string(id)}
}

func write(key seal.CaseKey, by seal.SigningKey, seq int, kind string, said Said) ([]byte, error) {
	content, err := json.Marshal(said)
	if err != nil {
		return nil, fmt.Errorf("write what is said: %w", err)
	}
	raw, err := key.Seal(by, seal.Draft{Sequence: uint64(seq), Purpose: purpose, Kind: kind, Content: content}) //nolint:gosec // counted from 1
	if err != nil {
		return nil, fmt.Errorf("seal what is said: %w", err)
	}
	return raw, nil
}

// Say adds what the reporter says: KindCheckIn or KindWords, of today. Errors:
// those of Open, counsel.ErrStale and ErrCareFull.
func (s *Server) Say(ctx context.Context, words, kind string, said Said) error {
	o, err := s.open(ctx, words)
	if err != nil {
		return err
	}
	said.Day, said.Text = s.Service.Today(), fit(said.Text)
	seq := len(o.kept.Said) + 1
	raw, err := write(o.key, o.keys.Signing, seq, kind, said)
	if err != nil {
		return err
	}
	return s.Service.SayCare(ctx, o.keys.Lookup, int64(seq), raw)
}

// End deletes the aftercare of these words. Errors: those of Open.
func (s *Server) End(ctx context.Context, words string) error {
	keys, err := s.keysOf(ctx, words)
	if err != nil {
		return err
	}
	return s.Service.EndCare(ctx, keys.Lookup)
}
