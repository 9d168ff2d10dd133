// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reporttest

import (
	"context"
	"maps"
	"sync"
	"time"

	"baken/ground/org"
	"baken/hear/report"
)

// Notices is report.Notices in memory, beside the cases of a Memory.
type Notices struct {
	cases *Memory
	mu    sync.Mutex
	kept  map[report.ID]report.Due // Last is up to where was told
}

var _ report.Notices = (*Notices)(nil)

// NewNotices gives an empty store for the cases of m.
func NewNotices(m *Memory) *Notices { return &Notices{cases: m, kept: map[report.ID]report.Due{}} }

func (n *Notices) head(ctx context.Context, id report.ID) report.Head {
	c, err := n.cases.Find(ctx, org.Public(), id)
	if err != nil {
		return report.Head{State: report.Withdrawn} // what isn't there waits for nothing
	}
	return c.Head
}

// Put implements report.Notices.
func (n *Notices) Put(ctx context.Context, _ org.Actor, id report.ID, sealed []byte) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	h := n.head(ctx, id)
	if h.State == report.Closed || h.State == report.Withdrawn {
		return report.ErrState
	}
	n.kept[id] = report.Due{Case: id, Last: h.Messages, Sealed: sealed}
	return nil
}

// Delete implements report.Notices.
func (n *Notices) Delete(_ context.Context, _ org.Actor, id report.ID) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.kept, id)
	return nil
}

// Kept implements report.Notices.
func (n *Notices) Kept(_ context.Context, _ org.Actor, id report.ID) (bool, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	_, ok := n.kept[id]
	return ok, nil
}

func owed(h report.Head, told int64) bool {
	return h.State != report.Withdrawn && h.LastFrom == report.SideDesk && h.Messages > told
}

// Due implements report.Notices.
func (n *Notices) Due(ctx context.Context, _ org.Actor) (due []report.Due, err error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for id, d := range n.kept {
		if h := n.head(ctx, id); owed(h, d.Last) {
			due = append(due, report.Due{Case: id, Last: h.Messages, Sealed: d.Sealed})
		}
	}
	return due, nil
}

// Told implements report.Notices.
func (n *Notices) Told(_ context.Context, _ org.Actor, id report.ID, seq int64) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if d, ok := n.kept[id]; ok {
		d.Last = max(d.Last, seq)
		n.kept[id] = d
	}
	return nil
}

// Prune implements report.Notices.
func (n *Notices) Prune(ctx context.Context, _ org.Actor, since time.Time) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	maps.DeleteFunc(n.kept, func(id report.ID, d report.Due) bool {
		h := n.head(ctx, id)
		return h.State == report.Withdrawn || h.State == report.Closed && (!owed(h, d.Last) || h.Last.Before(since))
	})
	return nil
}
