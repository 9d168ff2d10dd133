// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaintserver

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"baken/base/seal"
	"baken/hear/complaint"
)

// Draw draws eight words. Nothing is done with them yet: whoever keeps them first
// can't lose his way back when an answer is lost.
func (s *Server) Draw() []string { return seal.NewReceipt().Words() }

// both makes the keys of words, and of those that were drawn.
func (s *Server) both(ctx context.Context, words, next string) (keys, fresh seal.ReceiptKeys, err error) {
	if fresh, err = s.keysOf(ctx, next); err != nil {
		return keys, fresh, err
	}
	keys, err = s.keysOf(ctx, words)
	return keys, fresh, err
}

// Own puts words that somebody kept in the place of those with which he came, and
// seals to them all that he could open. Done again, it is as good. Errors: those of
// Open, of seal.ParseReceipt, and of complaint.Procedure.Do.
func (s *Server) Own(ctx context.Context, words, next string) error {
	keys, fresh, err := s.both(ctx, words, next)
	if err != nil {
		return err
	}
	for range tries {
		o, err := s.openWith(ctx, keys)
		if errors.Is(err, complaint.ErrNotFound) {
			_, err = s.openWith(ctx, fresh) // an answer that was lost
			return err
		}
		if err != nil {
			return err
		}
		grants, err := give(o.papers(), fresh.Signing, fresh.Identity.Recipient(), o.Standing.Seat.Number)
		if err != nil {
			return err
		}
		err = s.Service.ActByWords(ctx, keys.Lookup, o.ID, complaint.Act{
			Since: o.Version, Own: &complaint.Own{Lookup: s.Lookup.Hash(fresh.Lookup), Public: publicOf(fresh)}, Grants: grants,
		})
		if !errors.Is(err, complaint.ErrStale) {
			return err
		}
	}
	return complaint.ErrStale
}

// Invite lets somebody support or represent who comes with these words, by words
// that he drew for him. Done again, it is as good. Errors: complaint.ErrSeat for
// another capacity, those of Open, of seal.ParseReceipt, and of
// complaint.Procedure.Do.
func (s *Server) Invite(ctx context.Context, words, next string, as complaint.Capacity) error {
	if as != complaint.Supporter && as != complaint.Representative {
		return complaint.ErrSeat
	}
	keys, fresh, err := s.both(ctx, words, next)
	if err != nil {
		return err
	}
	for range tries {
		o, err := s.openWith(ctx, keys)
		if err != nil {
			return err
		}
		if _, sits := o.OfWords(s.Lookup.Hash(fresh.Lookup)); sits {
			return nil // an answer that was lost
		}
		act, err := o.invites(complaint.Seat{
			Party: o.Standing.Seat.Party, Capacity: as, Lookup: s.Lookup.Hash(fresh.Lookup), Public: publicOf(fresh),
		}, fresh.Identity.Recipient())
		if err != nil {
			return err
		}
		if err = s.Service.ActByWords(ctx, keys.Lookup, o.ID, act); !errors.Is(err, complaint.ErrStale) {
			return err
		}
	}
	return complaint.ErrStale
}

// invites gives the act by which somebody sits down, with what he reads from then on.
func (o *opened) invites(new complaint.Seat, to seal.Recipient) (complaint.Act, error) {
	act := complaint.Act{Since: o.Version, Sit: []complaint.Seat{new}}
	if new.Capacity == complaint.Representative && new.Party == complaint.Complainant {
		act.Step = complaint.Represent
	}
	then := o.Complaint
	new.Number = complaint.SeatNumber(len(then.Seats) + 1)
	then.Seats = append(slices.Clone(then.Seats), new)
	owed := then.Owed(o.Procedure)
	his := slices.DeleteFunc(o.papers(), func(p Paper) bool {
		return !slices.ContainsFunc(owed, func(g complaint.Grant) bool { return g.Paper == p.Number && g.To == new.Number })
	})
	grants, err := give(his, o.keys.Signing, to, new.Number)
	act.Grants = grants
	return act, err
}

// give seals the keys of papers anew to a seat, as far as they could be opened.
func give(papers []Paper, by seal.SigningKey, to seal.Recipient, seat complaint.SeatNumber) (all []complaint.Grant, err error) {
	for _, p := range papers {
		if p.key == nil {
			continue
		}
		raw, err := seal.Reseal(*p.key, by, []seal.Recipient{to})
		if err != nil {
			return nil, fmt.Errorf("seal paper %d anew: %w", p.Number, err)
		}
		all = append(all, complaint.Grant{Paper: p.Number, To: seat, Key: raw})
	}
	return all, nil
}
