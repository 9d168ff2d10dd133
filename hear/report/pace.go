// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"context"
	"sync"
	"time"

	"baken/ground/org"
)

// Pace is how fast one desk takes reports: Burst at once, then PerSecond, each
// waiting for its turn but never longer than Longest.
type Pace struct {
	PerSecond float64
	Burst     float64
	Longest   time.Duration
}

// DefaultPace is far above what a desk ever gets, and below what would keep
// others from theirs.
func DefaultPace() Pace { return Pace{PerSecond: 50, Burst: 500, Longest: 3 * time.Second} }

// Delay gives how long the next report to a desk has to wait. It is never long,
// and nobody is refused.
func (s *Service) Delay(id org.ID) time.Duration { return s.pacer.next(id) }

// Turn waits until it is the turn of a report to a desk, whichever way it came.
//
// Errors: ErrNoDesk, and that of ctx.
func (s *Service) Turn(ctx context.Context, id org.ID) error {
	if _, err := s.Office(ctx, id); err != nil {
		return err // or invented names would each be remembered
	}
	turn := time.NewTimer(s.Delay(id))
	defer turn.Stop()
	select {
	case <-turn.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// pacer is a token bucket for each desk. It knows no addresses.
type pacer struct {
	pace Pace
	now  func() time.Time

	mu    sync.Mutex
	desks map[org.ID]*bucket
}

type bucket struct {
	tokens float64
	at     time.Time
}

func newPacer(p Pace, now func() time.Time) *pacer {
	return &pacer{pace: p, now: now, desks: map[org.ID]*bucket{}}
}

// next takes a token, also one that isn't there yet, and gives the wait for
// it. What is owed is bounded, so that a flood is soon forgotten.
func (p *pacer) next(id org.ID) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	b := p.desks[id]
	if b == nil {
		b = &bucket{tokens: p.pace.Burst, at: now}
		p.desks[id] = b
	}
	passed := max(0, now.Sub(b.at).Seconds())
	debt := p.pace.PerSecond * p.pace.Longest.Seconds()
	b.tokens = max(-debt, min(p.pace.Burst, b.tokens+passed*p.pace.PerSecond)-1)
	b.at = now
	if b.tokens >= 0 {
		return 0
	}
	return time.Duration(-b.tokens / p.pace.PerSecond * float64(time.Second))
}
