// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/org"
)

// Keeps tells how long a case is kept.
func (s *Service) Keeps(h Head) Keeping { return s.Retention.Keeps(h) }

// Hold keeps a case from being deleted.
func (s *Service) Hold(ctx context.Context, as org.Actor, id ID, since int64) (Event, error) {
	return s.change(ctx, as, Answer, id, func(c *Case) ([]ledger.Event, error) { return c.Hold(since) })
}

// Release lets a case be deleted when its time is up.
func (s *Service) Release(ctx context.Context, as org.Actor, id ID, since int64) (Event, error) {
	return s.change(ctx, as, Answer, id, func(c *Case) ([]ledger.Event, error) { return c.Release(since) })
}

// mostAsked is how many cases are looked for at a time.
const mostAsked = 500

// Gone tells which of these cases an officer can't see, any more or at all, so
// that his browser can forget what it remembers of them.
func (s *Service) Gone(ctx context.Context, as org.Actor, ids []ID) ([]ID, error) {
	in := scope(s.Policy, as)
	if in.None() {
		return nil, ErrNotFound
	}
	if len(ids) == 0 {
		return nil, nil
	}
	if len(ids) > mostAsked {
		return nil, ErrLarge.With("most", mostAsked)
	}
	heads, err := s.Store.List(ctx, as, in, Query{IDs: ids, Limit: len(ids)})
	if err != nil {
		return nil, fmt.Errorf("look for cases: %w", err)
	}
	seen := map[ID]bool{}
	for _, h := range heads {
		seen[h.ID] = decide(s.Policy, as, View, h.Resource()) == nil
	}
	return slices.DeleteFunc(slices.Clone(ids), func(id ID) bool { return seen[id] }), nil
}

// Dispose deletes the cases whose time is up, each in one commit, and then the
// files that belonged to them. Broken off anywhere, the next round goes on:
// what is left of a case is files that belong to none, which are swept.
func (s *Service) Dispose(ctx context.Context) error {
	var faults error
	today := s.Today()
	before := s.Retention.before(today, s.Now())
	for after := ID(""); ; {
		heads, err := s.Disposal.Ended(ctx, system(), before, after, mostAsked)
		if err != nil {
			return errors.Join(faults, fmt.Errorf("look for what to delete: %w", err))
		}
		if len(heads) == 0 {
			break
		}
		for _, h := range heads {
			if s.Retention.Due(h, today) {
				faults = errors.Join(faults, s.delete(ctx, h.ID, today))
			}
		}
		after = heads[len(heads)-1].ID
	}
	return errors.Join(faults, s.Sweep(ctx))
}

// delete deletes a case, unless somebody held or opened it just now.
func (s *Service) delete(ctx context.Context, id ID, today civil.Date) error {
	err := s.Disposal.Delete(ctx, system(), id, func(c *Case) ([]ledger.Event, error) { return c.Delete(s.Retention, today) })
	if err == nil || errors.Is(err, ErrKept) || errors.Is(err, ErrNotFound) {
		return nil
	}
	return fmt.Errorf("delete report %s: %w", id, err)
}
