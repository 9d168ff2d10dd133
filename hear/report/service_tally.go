// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"baken/base/civil"
	"baken/base/disclose"
	"baken/base/seal"
	"baken/ground/org"
	"baken/ground/taxonomy"
)

// Tallies keeps what is counted, apart from the cases; tallydb implements it.
type Tallies interface {
	// Put keeps a tally until it is counted, in place of the one of that id that
	// waits. ErrCounted when that was counted already, or is of another pool.
	Put(ctx context.Context, as org.Actor, w Waiting) error
	// Decline remembers an id of which there will be no tally.
	Decline(ctx context.Context, as org.Actor, id TallyID) error
	// Known gives those of the ids that wait, were counted or were declined.
	Known(ctx context.Context, as org.Actor, ids []TallyID) ([]TallyID, error)
	// Ripe lists the pools in which at least so many wait, of quarters before one.
	Ripe(ctx context.Context, as org.Actor, before civil.Quarter, least int64) ([]Pool, error)
	// Waiting gives what waits in a pool, of quarters before one, by id.
	Waiting(ctx context.Context, as org.Actor, p Pool, before civil.Quarter) ([]Waiting, error)
	// Count keeps a count and forgets what was counted, all of it or nothing;
	// the ids stay known. ErrCounted when the pool has a count of that quarter,
	// ErrStale when one of the ids no longer waits.
	Count(ctx context.Context, as org.Actor, c Count, ids []TallyID) error
	// Counts gives the counts of an organisation, the newest first; those of all
	// when it is empty.
	Counts(ctx context.Context, as org.Actor, of org.ID) ([]Count, error)
}

// Waiting is a tally that waits to be counted, sealed.
type Waiting struct {
	ID TallyID
	Pool
	Quarter civil.Quarter
	Sealed  []byte
}

// Tallying is what it takes to count. The zero one counts nothing.
type Tallying struct {
	Store      Tallies
	Key        TallyKey
	Experience Experience // nil: no survey was published here
}

// Experience tells what a survey found; the room of surveys will.
type Experience interface {
	// Experienced gives the figure for an organisation and a time; false where
	// no survey has one.
	Experienced(ctx context.Context, a Asked) (Experienced, bool, error)
}

// TallyKey seals tallies that wait, and names those that the server makes
// itself. Who has the database alone can do neither.
type TallyKey struct{ box }

// mostTally is how long the codes of a tally can be: all of them together.
const mostTally = 1024

// NewTallyKey takes a secret of 32 bytes, and where nonces are drawn from.
func NewTallyKey(secret []byte, random io.Reader) TallyKey {
	return TallyKey{box{bytes.Clone(secret), random, mostTally}}
}

// ID names the one tally of a kind that a case has.
func (k TallyKey) ID(kind TallyKind, id ID) TallyID {
	mac := hmac.New(sha256.New, k.secret)
	mac.Write([]byte("baken report tally\n" + string(kind) + "\n" + string(id)))
	return TallyID(hex.EncodeToString(mac.Sum(nil)[:16]))
}

func (w Waiting) place() string {
	return "baken report tally\n" + string(w.ID) + "\n" + string(w.Org) + "\n" + string(w.Kind) + "\n" + w.Quarter.String()
}

// put keeps a tally, in the quarter of that day.
func (s *Service) put(ctx context.Context, as org.Actor, id TallyID, t Tally, on civil.Date) error {
	plain, err := json.Marshal(t.Codes)
	if err != nil {
		return fmt.Errorf("write a tally: %w", err)
	}
	w := Waiting{ID: id, Pool: t.Pool, Quarter: civil.QuarterOf(on)}
	if w.Sealed, err = s.Tally.Key.seal(w.place(), string(plain)); err != nil {
		return err
	}
	if err := s.Tally.Store.Put(ctx, as, w); err != nil {
		return fmt.Errorf("keep a tally: %w", err)
	}
	return nil
}

// CountTriage counts what a case is about. Of which case, the server isn't
// told: the id follows from the key of the case. Until it is counted it can be
// corrected; ErrCounted after that.
func (s *Service) CountTriage(ctx context.Context, as org.Actor, id TallyID, of org.ID, c Classification) error {
	if err := decide(s.Policy, as, Answer, org.Of(TypeReport, "", of)); err != nil {
		return err
	}
	edition, err := taxonomy.At(s.Today())
	if err != nil {
		return err
	}
	t, err := Classify(of, c, edition)
	if err != nil {
		return err
	}
	return s.put(ctx, as, id, t, s.Today())
}

// KnownTallies tells an officer which tallies were kept.
func (s *Service) KnownTallies(ctx context.Context, as org.Actor, ids []TallyID) ([]TallyID, error) {
	if scope(s.Policy, as).None() {
		return nil, ErrNotFound
	}
	if len(ids) == 0 || len(ids) > mostAsked {
		return nil, ErrLarge.With("most", mostAsked)
	}
	return s.Tally.Store.Known(ctx, as, ids)
}

// asks tells whether the reporter of a case is asked how he was treated: once,
// when it is closed.
func (s *Service) asks(ctx context.Context, c Case) (bool, error) {
	if s.Tally.Store == nil || c.State != Closed {
		return false, nil
	}
	known, err := s.Tally.Store.Known(ctx, org.Public(), []TallyID{s.Tally.Key.ID(TallyHeard, c.ID)})
	return err == nil && len(known) == 0, err
}

// Feel counts how a reporter says that he was treated. Which case it was about
// isn't kept. ErrState when he isn't asked, or no longer.
func (s *Service) Feel(ctx context.Context, l seal.Lookup, heard, retaliation string) error {
	c, err := s.asked(ctx, l)
	if err != nil {
		return err
	}
	t, err := HeardTally(c.Org, heard, retaliation)
	if err != nil {
		return err
	}
	return s.put(ctx, org.Public(), s.Tally.Key.ID(TallyHeard, c.ID), t, s.Today())
}

// Decline is not to answer that. It isn't asked again, and nothing is counted.
func (s *Service) Decline(ctx context.Context, l seal.Lookup) error {
	c, err := s.asked(ctx, l)
	if err != nil {
		return err
	}
	return s.Tally.Store.Decline(ctx, org.Public(), s.Tally.Key.ID(TallyHeard, c.ID))
}

func (s *Service) asked(ctx context.Context, l seal.Lookup) (Case, error) {
	c, err := s.Store.Lookup(ctx, org.Public(), s.Lookup.Hash(l))
	if err != nil {
		return c, err
	}
	ask, err := s.asks(ctx, c)
	if err == nil && !ask {
		err = ErrState.With("state", string(c.State))
	}
	return c, err
}

// CountUp is what is done each night: how cases ended is put with what waits,
// and of quarters that are over what can be published is counted. Broken off
// anywhere, the next round goes on.
func (s *Service) CountUp(ctx context.Context) error {
	if s.Tally.Store == nil {
		return nil
	}
	if err := s.putEnded(ctx); err != nil {
		return fmt.Errorf("count how reports ended: %w", err)
	}
	this := civil.QuarterOf(s.Today())
	ripe, err := s.Tally.Store.Ripe(ctx, system(), this, LeastTallies())
	if err != nil {
		return fmt.Errorf("look for what can be counted: %w", err)
	}
	var faults error
	for _, p := range ripe {
		if err := s.countPool(ctx, p, this); err != nil && !errors.Is(err, ErrCounted) {
			faults = errors.Join(faults, fmt.Errorf("count %s of %s: %w", p.Kind, p.Org, err))
		}
	}
	return faults
}

// putEnded puts the tallies of cases that ended before today.
func (s *Service) putEnded(ctx context.Context) error {
	yesterday := s.Today().AddDays(-1)
	y, m, d := s.Today().Year(), s.Today().Month(), s.Today().Day()
	midnight := time.Date(y, m, d, 0, 0, 0, 0, civil.Amsterdam())
	for after := ID(""); ; {
		heads, err := s.Disposal.Ended(ctx, system(), midnight, after, mostAsked)
		if err != nil || len(heads) == 0 {
			return err
		}
		ids := make([]TallyID, len(heads))
		for i, h := range heads {
			ids[i] = s.Tally.Key.ID(TallyEnd, h.ID)
		}
		known, err := s.Tally.Store.Known(ctx, system(), ids)
		if err != nil {
			return err
		}
		for i, h := range heads {
			if slices.Contains(known, ids[i]) {
				continue
			}
			if err := s.put(ctx, system(), ids[i], EndTally(h), yesterday); err != nil && !errors.Is(err, ErrCounted) {
				return err
			}
		}
		after = heads[len(heads)-1].ID
	}
}

// countPool counts what waits in a pool.
func (s *Service) countPool(ctx context.Context, p Pool, this civil.Quarter) error {
	waiting, err := s.Tally.Store.Waiting(ctx, system(), p, this)
	if err != nil || int64(len(waiting)) < LeastTallies() {
		return err
	}
	from, until := waiting[0].Quarter, civil.QuarterOf(this.First().AddDays(-1))
	ids, all := make([]TallyID, len(waiting)), make([]Tally, len(waiting))
	for i, w := range waiting {
		plain, err := s.Tally.Key.open(w.place(), w.Sealed)
		if err != nil {
			return err
		}
		ids[i], all[i].Pool = w.ID, p
		if err := json.Unmarshal([]byte(plain), &all[i].Codes); err != nil {
			return fmt.Errorf("read a tally: %w", err)
		}
		if w.Quarter.Compare(from) < 0 {
			from = w.Quarter
		}
	}
	return s.Tally.Store.Count(ctx, system(), Counted(p, from, until, all), ids)
}

// Figures is what is published of an organisation and a time.
type Figures struct {
	Kind        TallyKind
	From, Until civil.Quarter
	Tables      []disclose.Table
	Gap         bool // the reporting gap is among them
}

// Figures gives everybody what was counted of an organisation, the newest
// first.
func (s *Service) Figures(ctx context.Context, of org.ID, name Name) ([]Figures, error) {
	if s.Tally.Store == nil {
		return nil, nil
	}
	counts, err := s.Tally.Store.Counts(ctx, org.Public(), of)
	if err != nil {
		return nil, fmt.Errorf("find figures: %w", err)
	}
	var all []Figures
	for _, c := range counts {
		edition, err := taxonomy.At(c.Until.First())
		if err != nil {
			return nil, err
		}
		f := Figures{Kind: c.Kind, From: c.From, Until: c.Until}
		if f.Tables, err = c.Tables(edition, name); err != nil {
			return nil, err
		}
		if err := s.addGap(ctx, &f, c, name); err != nil {
			return nil, err
		}
		all = append(all, f)
	}
	return all, nil
}

func (s *Service) addGap(ctx context.Context, f *Figures, c Count, name Name) error {
	if s.Tally.Experience == nil || c.Kind != TallyTriage {
		return nil
	}
	x, ok, err := s.Tally.Experience.Experienced(ctx, Asked{c.Org, c.From, c.Until})
	if err != nil || !ok {
		return err
	}
	t, ok, err := c.Gap(x, name)
	if err == nil && ok {
		f.Tables, f.Gap = append(f.Tables, t), true
	}
	return err
}
