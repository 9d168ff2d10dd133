// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package complaint

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"baken/base/ledger"
	"baken/ground/org"
)

// errSame ends a change that changes nothing.
var errSame = errors.New("nothing changed")

func system() org.Actor { return org.System("complaint") }

// tended gives a complaint with the seats of officials as they are today.
func (s *Service) tended(ctx context.Context, c Complaint) (Complaint, error) {
	// The committee's are asked for also when nobody of it sits here any more:
	// then nobody else could let the next secretary in.
	committee, err := s.officers(ctx, c.Committee)
	if err != nil {
		return c, err
	}
	there := map[org.ID]map[Party][]Officer{c.Committee: committee}
	for _, seat := range c.Seats {
		if _, known := there[seat.Org]; known || !seat.Official() || !seat.Sits() {
			continue
		}
		if there[seat.Org], err = s.officers(ctx, seat.Org); err != nil {
			return c, err
		}
	}
	present := func(seat Seat) (Officer, bool) {
		all, known := there[seat.Org]
		if !known { // sat down since: he was looked up then
			return Officer{Public: seat.Public}, true
		}
		list := all[seat.Party]
		i := slices.IndexFunc(list, func(o Officer) bool { return o.Person == seat.Person })
		if i < 0 {
			return Officer{}, false
		}
		return list[i], true
	}
	if probe := c.apart(); !probe.Tend(present, committee[Secretary], s.Today()) {
		return c, nil // most looks change nothing, and needn't wait for a writer
	}
	err = s.Store.Update(ctx, system(), c.ID, func(now *Complaint) (Change, error) {
		p, err := s.procedure(*now)
		if err != nil {
			return Change{}, err
		}
		if !now.Tend(present, there[now.Committee][Secretary], s.Today()) {
			c = *now
			return Change{}, errSame
		}
		c = *now
		c.Version++
		return s.change(p, *now, nil, nil, []ledger.Event{{Verb: "complaint.seated"}}), nil
	})
	if errors.Is(err, errSame) {
		err = nil
	}
	return c, err
}

// tendPage is how many complaints are looked after at a time.
const tendPage = 100

// Tend makes the seats of all running complaints fit who works on them today,
// and counts their days anew: when a day was decreed to be a public holiday, or
// isn't one any more, the days that it changes are kept, so that everybody
// concerned is told. It gives how many it changed.
func (s *Service) Tend(ctx context.Context) (moved int, err error) {
	var after ID
	for {
		page, err := s.Store.Running(ctx, system(), after, tendPage)
		if err != nil || len(page) == 0 {
			return moved, err
		}
		for _, h := range page {
			after = h.ID
			c, err := s.Store.Find(ctx, system(), h.ID)
			if err != nil {
				return moved, fmt.Errorf("look after complaint %s: %w", h.ID, err)
			}
			if _, err := s.tended(ctx, c); err != nil {
				return moved, fmt.Errorf("look after the seats of complaint %s: %w", h.ID, err)
			}
			changed, err := s.recount(ctx, h.ID)
			if err != nil {
				return moved, fmt.Errorf("count the days of complaint %s: %w", h.ID, err)
			}
			moved += changed
		}
	}
}

// Recount tells what Tend would change of the days, and changes nothing.
func (s *Service) Recount(ctx context.Context) (all []Moving, err error) {
	var after ID
	for {
		page, err := s.Store.Running(ctx, system(), after, tendPage)
		if err != nil || len(page) == 0 {
			return all, err
		}
		for _, h := range page {
			after = h.ID
			c, err := s.Store.Find(ctx, system(), h.ID)
			if err != nil {
				return all, err
			}
			p, err := s.procedure(c)
			if err != nil {
				return all, err
			}
			if c.Recount(p, s.Calendar, s.Today()) {
				all = append(all, Moving{c.ID, c.Org, c.Moved[len(c.Moved)-1]})
			}
		}
	}
}

// Moving is a complaint of which a day would change.
type Moving struct {
	ID  ID
	Org org.ID
	Moved
}

func (s *Service) recount(ctx context.Context, id ID) (int, error) {
	err := s.Store.Update(ctx, system(), id, func(c *Complaint) (Change, error) {
		p, err := s.procedure(*c)
		if err != nil {
			return Change{}, err
		}
		if !c.Recount(p, s.Calendar, s.Today()) {
			return Change{}, errSame
		}
		return s.change(p, *c, nil, nil, []ledger.Event{{Verb: "complaint.recounted"}}), nil
	})
	if errors.Is(err, errSame) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	return 1, nil
}
