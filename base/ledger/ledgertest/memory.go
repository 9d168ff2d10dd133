// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package ledgertest keeps a log in memory, and says what every log promises.
package ledgertest

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"maps"
	"slices"
	"sync"
	"testing"

	"baken/base/ledger"
)

// Memory keeps a log for as long as it lives.
type Memory struct {
	signer ledger.Signer
	public string

	mu     sync.Mutex
	tiles  map[ledger.Tile][]byte
	size   int64
	signed []byte
	at     map[int64][]byte // what was signed, by size
	events []event
	placed int // how many of events have a place, which is their index
}

type event struct {
	ref  Ref
	leaf ledger.Leaf
	key  *ledger.KeyEvent
	loss *ledger.Loss // then it is no event
}

func (e event) entry() ([]byte, error) {
	if e.loss != nil {
		return e.loss.Entry(), nil
	}
	return e.leaf.Entry(e.key)
}

// NewMemory makes an empty log with a key of its own.
func NewMemory(t testing.TB) *Memory {
	t.Helper()
	secret, public := Keys(t)
	return MemoryOf(t, secret, public)
}

// MemoryOf makes an empty log with keys that another may have too.
func MemoryOf(t testing.TB, secret, public string) *Memory {
	t.Helper()
	signer, err := ledger.ParseSigner(secret)
	if err != nil {
		t.Fatal(err)
	}
	return &Memory{signer: signer, public: public, tiles: map[ledger.Tile][]byte{}, at: map[int64][]byte{}}
}

// Copy gives the log as it is now, as a backup does.
func (m *Memory) Copy() *Memory {
	m.mu.Lock()
	defer m.mu.Unlock()
	return &Memory{
		signer: m.signer, public: m.public, tiles: maps.Clone(m.tiles), size: m.size, signed: m.signed,
		at: maps.Clone(m.at), events: slices.Clone(m.events), placed: m.placed,
	}
}

// Fork gives an empty log with the same key.
func (m *Memory) Fork() *Memory {
	return &Memory{signer: m.signer, public: m.public, tiles: map[ledger.Tile][]byte{}, at: map[int64][]byte{}}
}

// Keys makes keys for a log.
func Keys(t testing.TB) (secret, public string) {
	t.Helper()
	secret, public, err := ledger.NewKey(rand.Reader, "baken.example/ledger")
	if err != nil {
		t.Fatal(err)
	}
	return secret, public
}

// Key gives the public key.
func (m *Memory) Key() string { return m.public }

// Record records the events of a version.
func (m *Memory) Record(_ context.Context, c Change) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for n, e := range c.Events {
		note := []byte("{}")
		if len(e.Note) > 0 {
			var err error
			if note, err = json.Marshal(e.Note); err != nil {
				return err
			}
		}
		f := ledger.Facts{Shown: ledger.Shown{
			Room: c.Room, Record: c.Record, Org: c.Org, Version: c.Version, N: int64(n),
			Verb: e.Verb, At: c.At, Payload: e.Payload,
		}, Actor: c.Actor, Note: string(note)}
		var salt ledger.Salt
		_, _ = rand.Read(salt[:])
		leaf := f.Seal(salt)
		if _, err := leaf.Entry(e.Key); err != nil {
			return err
		}
		m.events = append(m.events, event{ref: Ref{c.Room, c.Record, c.Version, int64(n)}, leaf: leaf, key: e.Key})
	}
	return nil
}

// Append gives the events that wait their places.
func (m *Memory) Append(context.Context) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.place(m.events[m.placed:])
}

func (m *Memory) place(events []event) (int, error) {
	var entries [][]byte
	for _, e := range events {
		entry, err := e.entry()
		if err != nil {
			return 0, err
		}
		entries = append(entries, entry)
	}
	if len(entries) == 0 && m.signed != nil {
		return 0, nil
	}
	g, err := ledger.Grow(m.size, m.read, entries)
	if err != nil {
		return 0, err
	}
	for t, content := range g.Tiles {
		m.tiles[ledger.Tile{Level: t.Level, Index: t.Index}] = content
	}
	m.size, m.placed = g.Size, m.placed+len(events)
	m.signed, err = m.signer.Sign(g.Size, g.Root)
	m.at[g.Size] = m.signed
	return len(entries), err
}

func (m *Memory) read(t ledger.Tile) ([]byte, error) {
	return m.tiles[ledger.Tile{Level: t.Level, Index: t.Index}], nil
}

// Checkpoint gives the last checkpoint.
func (m *Memory) Checkpoint(context.Context) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.signed == nil {
		return nil, ledger.ErrEmpty
	}
	return m.signed, nil
}

// Tile gives the content of a tile.
func (m *Memory) Tile(_ context.Context, t ledger.Tile) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	content, err := m.read(t)
	if err != nil {
		return nil, err
	}
	return t.Cut(content)
}

// Extension shows that the log of now begins with its first old entries.
func (m *Memory) Extension(_ context.Context, old int64) (ledger.Extension, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.signed == nil {
		return ledger.Extension{}, ledger.ErrEmpty
	}
	hashes, err := ledger.Consistency(m.size, old, m.read)
	return ledger.Extension{Old: old, Hashes: hashes, Checkpoint: m.signed}, err
}

// Between shows that the log of size entries begins with its first old ones.
func (m *Memory) Between(_ context.Context, old, size int64) (ledger.Extension, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	signed, ok := m.at[size]
	if !ok {
		return ledger.Extension{}, ledger.ErrNone
	}
	hashes, err := ledger.Consistency(size, old, m.read)
	return ledger.Extension{Old: old, Hashes: hashes, Checkpoint: signed}, err
}

// Proof gives the proof that an event was logged.
func (m *Memory) Proof(_ context.Context, ref Ref) (ledger.Proof, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for i, e := range m.events {
		if e.ref != ref {
			continue
		}
		if i >= m.placed {
			return ledger.Proof{}, ledger.ErrPending
		}
		hashes, err := ledger.Inclusion(m.size, int64(i), m.read)
		return ledger.Proof{Leaf: e.leaf, Key: e.key, Index: int64(i), Hashes: hashes, Checkpoint: m.signed}, err
	}
	return ledger.Proof{}, ledger.ErrNone
}

// Keys gives every key event of a desk.
func (m *Memory) Keys(_ context.Context, desk string) (ledger.DeskKeys, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.signed == nil {
		return ledger.DeskKeys{}, ledger.ErrEmpty
	}
	all := ledger.DeskKeys{Checkpoint: string(m.signed), Events: []ledger.LoggedKey{}}
	for i, e := range m.events[:m.placed] {
		if e.key == nil || e.key.Desk != desk {
			continue
		}
		entry, err := e.entry()
		if err != nil {
			return all, err
		}
		hashes, err := ledger.Inclusion(m.size, int64(i), m.read)
		if err != nil {
			return all, err
		}
		all.Events = append(all.Events, ledger.LoggedKey{Index: int64(i), Entry: entry, Proof: hashes})
	}
	return all, nil
}

// Declare says that the log was put back to a backup, before any event that
// waits for its place.
func (m *Memory) Declare(_ context.Context, loss ledger.Loss) (ledger.Loss, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var err error
	if loss.Root, err = ledger.Root(m.size, m.read); err != nil {
		return loss, err
	}
	loss.Kept = m.size
	m.events = slices.Insert(m.events, m.placed, event{loss: &loss})
	_, err = m.place(m.events[m.placed : m.placed+1])
	return loss, err
}

// Losses gives every declared loss.
func (m *Memory) Losses(_ context.Context, old int64) (ledger.Losses, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.signed == nil {
		return ledger.Losses{}, ledger.ErrEmpty
	}
	all := ledger.Losses{Checkpoint: string(m.signed), Losses: []ledger.LoggedLoss{}, Old: old}
	for i, e := range m.events[:m.placed] {
		if e.loss == nil {
			continue
		}
		hashes, err := ledger.Inclusion(m.size, int64(i), m.read)
		if err != nil {
			return all, err
		}
		all.Losses = append(all.Losses, ledger.LoggedLoss{Index: int64(i), Entry: e.loss.Entry(), Proof: hashes})
	}
	if old < 0 || old > m.size {
		return all, nil
	}
	var err error
	all.Hashes, err = ledger.Consistency(m.size, old, m.read)
	return all, err
}
