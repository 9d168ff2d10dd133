// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Put keeps a sealed chunk until its message comes.
func (s *Service) Put(ctx context.Context, p Piece, sealed []byte) error {
	if err := p.check(); err != nil {
		return err
	}
	if len(sealed) > MostChunk {
		return ErrLarge.With("most", MostChunk)
	}
	if checkEnvelope(sealed, MostChunk) != nil {
		return ErrChunk
	}
	return s.Chunks.Put(ctx, p, sealed, s.Now())
}

// Present lists what has arrived of an upload, so that it can go on.
func (s *Service) Present(ctx context.Context, u Upload) (Present, error) {
	if _, err := ParseUpload(string(u)); err != nil {
		return nil, err
	}
	return s.Chunks.Present(ctx, u)
}

// patience is how long an upload waits for its message.
const patience = 48 * time.Hour

const sweepBatch = 500

// Sweep forgets uploads whose message never came.
func (s *Service) Sweep(ctx context.Context) error {
	since := s.Now().Add(-patience)
	for after := Upload(""); ; {
		idle, err := s.Chunks.Idle(ctx, since, after, sweepBatch)
		if err != nil || len(idle) == 0 {
			return err
		}
		kept, err := s.Store.Claimed(ctx, system(), idle)
		if err != nil {
			return fmt.Errorf("sweep uploads: %w", err)
		}
		var faults error
		for _, u := range idle {
			if !kept[u] {
				faults = errors.Join(faults, s.Chunks.Drop(ctx, u, since))
			}
		}
		if faults != nil {
			return faults
		}
		after = idle[len(idle)-1]
	}
}

// Discard forgets an upload whose message won't come.
func (s *Service) Discard(ctx context.Context, u Upload) error {
	return s.Chunks.Drop(ctx, u, s.Now().Add(time.Minute))
}
