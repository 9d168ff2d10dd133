// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"time"

	"baken/base/seal"
	"baken/ground/org"
)

// Notifying is what it takes to tell reporters that there is a message.
type Notifying struct {
	Store   Notices
	Key     NoticeKey
	Courier Courier // nil: no mail leaves here, and nothing is offered
}

// Notice is how it stands with the notification of one case.
type Notice struct {
	Offered bool // an address can be left
	On      bool // one is kept
}

// noticeOf tells a reporter how his notification stands.
func (s *Service) noticeOf(ctx context.Context, c Case) (n Notice, err error) {
	if s.Notify.Store == nil {
		return n, nil
	}
	n.Offered = s.Notify.Courier != nil && !c.ended()
	n.On, err = s.Notify.Store.Kept(ctx, org.Public(), c.ID)
	return n, err
}

// SwitchOn keeps the address at which the reporter of a case wants to hear
// that there is a message.
func (s *Service) SwitchOn(ctx context.Context, l seal.Lookup, a Address) error {
	c, err := s.Store.Lookup(ctx, org.Public(), s.Lookup.Hash(l))
	if err != nil {
		return err
	}
	if s.Notify.Store == nil || s.Notify.Courier == nil {
		return ErrNoMail
	}
	sealed, err := s.Notify.Key.Seal(c.ID, a)
	if err != nil {
		return err
	}
	return s.Notify.Store.Put(ctx, org.Public(), c.ID, sealed)
}

// SwitchOff forgets the address.
func (s *Service) SwitchOff(ctx context.Context, l seal.Lookup) error {
	c, err := s.Store.Lookup(ctx, org.Public(), s.Lookup.Hash(l))
	if err != nil {
		return err
	}
	return s.forgetAddress(ctx, c.ID)
}

func (s *Service) forgetAddress(ctx context.Context, id ID) error {
	if s.Notify.Store == nil {
		return nil
	}
	return s.Notify.Store.Delete(ctx, org.Public(), id)
}

// Rounded is what a round of mails came to.
type Rounded struct {
	Sent, Failed int
	Fault        error // the last one; it holds no address
}

const (
	// lastTries is how long after its last message a closed case keeps an
	// address to which no mail could be sent.
	lastTries = 7 * 24 * time.Hour
	// inARow is how many mails fail one after the other before a round ends: it
	// isn't the addresses then.
	inARow = 5
)

// Round tells everybody for whom there is a message, and forgets the addresses
// of cases that have ended. It is done once a day, in an order that is drawn:
// the moment of a mail says nothing about that of the message. A mail that
// fails is tried in the next round. What was sent is kept after each, so that
// a round that is broken off sends one mail twice at most.
func (s *Service) Round(ctx context.Context) (r Rounded, err error) {
	if s.Notify.Store == nil {
		return r, nil
	}
	if s.Notify.Courier != nil {
		if r, err = s.sendAll(ctx); err != nil {
			return r, fmt.Errorf("tell reporters of messages: %w", err)
		}
	}
	if err := s.Notify.Store.Prune(ctx, system(), s.Now().Add(-lastTries)); err != nil {
		return r, fmt.Errorf("forget addresses: %w", err)
	}
	return r, nil
}

func (s *Service) sendAll(ctx context.Context) (r Rounded, err error) {
	due, err := s.Notify.Store.Due(ctx, system())
	if err != nil {
		return r, err
	}
	if err := shuffle(s.Notify.Key.random, due); err != nil {
		return r, err
	}
	for row := 0; len(due) > 0 && row < inARow; due = due[1:] {
		if err := ctx.Err(); err != nil {
			return r, err
		}
		if fault := s.send(ctx, due[0]); fault != nil {
			r.Failed, r.Fault, row = r.Failed+1, fault, row+1
			continue
		}
		r.Sent, row = r.Sent+1, 0
		// A round that ends now keeps what it has just sent.
		if err := s.Notify.Store.Told(context.WithoutCancel(ctx), system(), due[0].Case, due[0].Last); err != nil {
			return r, err
		}
	}
	r.Failed += len(due)
	return r, nil
}

func (s *Service) send(ctx context.Context, d Due) error {
	to, err := s.Notify.Key.Open(d.Case, d.Sealed)
	if err != nil {
		return err
	}
	return s.Notify.Courier.Send(ctx, to)
}

// shuffle puts mails in an order that nobody can foretell.
func shuffle(random io.Reader, due []Due) error {
	var seed [32]byte
	if _, err := io.ReadFull(random, seed[:]); err != nil {
		return fmt.Errorf("draw an order: %w", err)
	}
	rand.New(rand.NewChaCha8(seed)).Shuffle(len(due), func(i, j int) { due[i], due[j] = due[j], due[i] })
	return nil
}
