// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package reporttest

import (
	"bytes"
	"context"
	"slices"
	"sync"
	"time"

	"baken/hear/report"
)

// MemoryChunks is report.Chunks in memory.
type MemoryChunks struct {
	mu     sync.Mutex
	pieces map[report.Piece][]byte
	at     map[report.Upload]time.Time
}

var _ report.Chunks = (*MemoryChunks)(nil)

// NewChunks gives an empty store of chunks.
func NewChunks() *MemoryChunks {
	return &MemoryChunks{pieces: map[report.Piece][]byte{}, at: map[report.Upload]time.Time{}}
}

// Put implements report.Chunks.
func (m *MemoryChunks) Put(_ context.Context, p report.Piece, sealed []byte, at time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if there, ok := m.pieces[p]; ok {
		if !bytes.Equal(there, sealed) {
			return report.ErrChunkTwice
		}
		return nil
	}
	n := 0
	for other := range m.pieces {
		if other.Upload == p.Upload {
			n++
		}
	}
	if n >= report.MostPieces {
		return report.ErrLarge.With("most", report.MostPieces*report.ChunkSize)
	}
	m.pieces[p], m.at[p.Upload] = bytes.Clone(sealed), at
	return nil
}

// Get implements report.Chunks.
func (m *MemoryChunks) Get(_ context.Context, p report.Piece) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	sealed, ok := m.pieces[p]
	if !ok {
		return nil, report.ErrNotFound
	}
	return sealed, nil
}

// Present implements report.Chunks.
func (m *MemoryChunks) Present(_ context.Context, u report.Upload) (report.Present, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := report.Present{}
	for p := range m.pieces {
		if p.Upload == u {
			out[p.Attachment] = append(out[p.Attachment], p.Index)
		}
	}
	for _, all := range out {
		slices.Sort(all)
	}
	return out, nil
}

// Claim implements report.Chunks.
func (m *MemoryChunks) Claim(ctx context.Context, u report.Upload, at time.Time) (report.Present, error) {
	m.mu.Lock()
	if _, ok := m.at[u]; ok {
		m.at[u] = at
	}
	m.mu.Unlock()
	return m.Present(ctx, u)
}

// Drop implements report.Chunks.
func (m *MemoryChunks) Drop(_ context.Context, u report.Upload, since time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.at[u].Before(since) {
		return nil
	}
	delete(m.at, u)
	for p := range m.pieces {
		if p.Upload == u {
			delete(m.pieces, p)
		}
	}
	return nil
}

// Idle implements report.Chunks.
func (m *MemoryChunks) Idle(_ context.Context, since time.Time, after report.Upload, most int) ([]report.Upload, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []report.Upload
	for u, at := range m.at {
		if at.Before(since) && u > after {
			out = append(out, u)
		}
	}
	slices.Sort(out)
	return out[:min(len(out), most)], nil
}
