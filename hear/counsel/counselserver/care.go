// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counselserver

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"baken/base/seal"
	"baken/ground/org"
	"baken/hear/counsel"
)

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
	site, err := s.site(ctx)
	if err != nil {
		return seal.ReceiptKeys{}, err
	}
	return s.stretcher.Stretch(ctx, receipt, Site(site))
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
	l, err := s.service.Listener(ctx, in, with)
	if err != nil {
		return err
	}
	to, err := seal.ParseRecipient(l.Recipient)
	if err != nil {
		return fmt.Errorf("read the key of a counsellor: %w", err)
	}
	id, today := counsel.CareID(newID()), s.service.Today()
	key, sealed, err := seal.NewEpoch(keys.Signing, caseOf(in, id), 1, []seal.Recipient{keys.Identity.Recipient(), to})
	if err != nil {
		return fmt.Errorf("make the key of aftercare: %w", err)
	}
	first, err := write(key, keys.Signing, 1, KindBegin, Said{Day: today, Due: counsel.Dues(today), Follower: l.Verify, Text: fit(text)})
	if err != nil {
		return err
	}
	return s.service.BeginCare(ctx, counsel.Beginning{
		Care: id, Org: in, With: with, Reader: to.Fingerprint().String(),
		Lookup: keys.Lookup, Verify: keys.Signing.VerifyKey().String(), Key: sealed, First: first,
	})
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

// tries is how often words are sealed again when the counsellor was just before
// them.
const tries = 3

// Say adds what the reporter says: KindCheckIn or KindWords, of today. Errors:
// those of Open, and counsel.ErrCareFull.
func (s *Server) Say(ctx context.Context, words, kind string, said Said) error {
	keys, err := s.keysOf(ctx, words)
	if err != nil {
		return err
	}
	said.Day, said.Text = s.service.Today(), fit(said.Text)
	for range tries {
		o, err := s.openWith(ctx, keys)
		if err != nil {
			return err
		}
		seq := len(o.kept.Said) + 1
		raw, err := write(o.key, keys.Signing, seq, kind, said)
		if err != nil {
			return err
		}
		if err = s.service.SayCare(ctx, keys.Lookup, int64(seq), raw); !errors.Is(err, counsel.ErrStale) {
			return err
		}
	}
	return counsel.ErrStale
}

// End deletes the aftercare of these words. Errors: those of Open.
func (s *Server) End(ctx context.Context, words string) error {
	keys, err := s.keysOf(ctx, words)
	if err != nil {
		return err
	}
	return s.service.EndCare(ctx, keys.Lookup)
}
