// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reporttest

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	"baken/base/civil"
	"baken/ground/org"
	"baken/hear/report"
)

// Tallies is report.Tallies in memory.
type Tallies struct {
	mu      sync.Mutex
	waiting map[report.TallyID]report.Waiting
	done    map[report.TallyID]bool
	counts  []report.Count
}

var _ report.Tallies = (*Tallies)(nil)

// NewTallies gives an empty store.
func NewTallies() *Tallies {
	return &Tallies{waiting: map[report.TallyID]report.Waiting{}, done: map[report.TallyID]bool{}}
}

// Put implements report.Tallies.
func (t *Tallies) Put(_ context.Context, _ org.Actor, w report.Waiting) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if there, ok := t.waiting[w.ID]; t.done[w.ID] || ok && there.Pool != w.Pool {
		return report.ErrCounted
	}
	t.waiting[w.ID] = w
	return nil
}

// Decline implements report.Tallies.
func (t *Tallies) Decline(_ context.Context, _ org.Actor, id report.TallyID) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.done[id] = true
	return nil
}

// Known implements report.Tallies.
func (t *Tallies) Known(_ context.Context, _ org.Actor, ids []report.TallyID) (known []report.TallyID, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, id := range ids {
		if _, ok := t.waiting[id]; ok || t.done[id] {
			known = append(known, id)
		}
	}
	return known, nil
}

// Ripe implements report.Tallies.
func (t *Tallies) Ripe(_ context.Context, _ org.Actor, before civil.Quarter, least int64) (ripe []report.Pool, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := map[report.Pool]int64{}
	for _, w := range t.waiting {
		if w.Quarter.Compare(before) < 0 {
			if n[w.Pool]++; n[w.Pool] == least {
				ripe = append(ripe, w.Pool)
			}
		}
	}
	slices.SortFunc(ripe, func(a, b report.Pool) int { return cmp.Or(cmp.Compare(a.Org, b.Org), cmp.Compare(a.Kind, b.Kind)) })
	return ripe, nil
}

// Waiting implements report.Tallies.
func (t *Tallies) Waiting(_ context.Context, _ org.Actor, p report.Pool, before civil.Quarter) (all []report.Waiting, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, w := range t.waiting {
		if w.Pool == p && w.Quarter.Compare(before) < 0 {
			all = append(all, w)
		}
	}
	slices.SortFunc(all, func(a, b report.Waiting) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return all, nil
}

// Count implements report.Tallies.
func (t *Tallies) Count(_ context.Context, _ org.Actor, c report.Count, ids []report.TallyID) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if slices.ContainsFunc(t.counts, func(o report.Count) bool { return o.Pool == c.Pool && o.Until == c.Until }) {
		return report.ErrCounted
	}
	for _, id := range ids {
		if _, ok := t.waiting[id]; !ok {
			return report.ErrStale
		}
	}
	for _, id := range ids {
		delete(t.waiting, id)
		t.done[id] = true
	}
	t.counts = append(t.counts, c)
	return nil
}

// Counts implements report.Tallies.
func (t *Tallies) Counts(_ context.Context, _ org.Actor, of org.ID) (all []report.Count, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, c := range t.counts {
		if c.Org == of || of == "" {
			all = append(all, c)
		}
	}
	slices.SortFunc(all, func(a, b report.Count) int {
		return cmp.Or(b.Until.Compare(a.Until), cmp.Compare(a.Org, b.Org), cmp.Compare(b.Kind, a.Kind))
	})
	return all, nil
}
