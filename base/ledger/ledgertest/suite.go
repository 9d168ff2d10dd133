// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgertest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/mod/sumdb/tlog"

	"baken/base/ledger"
)

// Ref names an event: which one, from 0, of a version of a record.
type Ref struct {
	Room, Record string
	Version, N   int64
}

// Change is what is recorded of one version of a record.
type Change struct {
	Room, Record, Org, Actor string
	Version                  int64
	At                       time.Time
	Events                   []ledger.Event
}

// Log is a log as Conform sees it.
type Log interface {
	Key() string
	Record(ctx context.Context, c Change) error
	Append(ctx context.Context) (int, error)
	Checkpoint(ctx context.Context) ([]byte, error)
	Tile(ctx context.Context, t ledger.Tile) ([]byte, error)
	Extension(ctx context.Context, old int64) (ledger.Extension, error)
	Between(ctx context.Context, old, size int64) (ledger.Extension, error)
	Proof(ctx context.Context, ref Ref) (ledger.Proof, error)
	Keys(ctx context.Context, desk string) (ledger.DeskKeys, error)
	Declare(ctx context.Context, loss ledger.Loss) (ledger.Loss, error)
	Losses(ctx context.Context, old int64) (ledger.Losses, error)
}

// Conform puts a log through what every log promises, each time on a new one.
func Conform(t *testing.T, open func(t *testing.T) Log) {
	t.Helper()
	for name, test := range map[string]func(trial){
		"a log begins empty":                       trial.begins,
		"every event gets one leaf, once":          trial.places,
		"each earlier log is in each later one":    trial.extends,
		"public tools read the tiles":              trial.tiles,
		"a desk's keys can be checked":             trial.keys,
		"a loss is declared where it was":          trial.losses,
		"an event that can't be logged is refused": trial.refuses,
	} {
		t.Run(name, func(t *testing.T) {
			l := open(t)
			key, err := ledger.ParseKey(l.Key())
			if err != nil {
				t.Fatal(err)
			}
			test(trial{t, l, key})
		})
	}
}

type trial struct {
	*testing.T
	log Log
	key ledger.Key
}

func change(record string, version int64, events ...ledger.Event) Change {
	return Change{
		Room: "case", Record: record, Org: "o1", Actor: "p1", Version: version,
		At: time.UnixMilli(1772446271123 + version).UTC(), Events: events,
	}
}

func (t trial) record(c Change) {
	t.Helper()
	if err := t.log.Record(t.Context(), c); err != nil {
		t.Fatalf("record: %v", err)
	}
}

func (t trial) append(want int) ledger.Checkpoint {
	t.Helper()
	n, err := t.log.Append(t.Context())
	if err != nil || n != want {
		t.Fatalf("append: got %d, %v; want %d", n, err, want)
	}
	return t.head()
}

func (t trial) head() ledger.Checkpoint {
	t.Helper()
	signed, err := t.log.Checkpoint(t.Context())
	if err != nil {
		t.Fatalf("checkpoint: %v", err)
	}
	c, _, err := ledger.OpenCheckpoint(signed, t.key)
	if err != nil {
		t.Fatalf("checkpoint: %v in\n%s", err, signed)
	}
	return c
}

func (t trial) begins() {
	if _, err := t.log.Checkpoint(t.Context()); !errors.Is(err, ledger.ErrEmpty) {
		t.Errorf("got %v, want %v", err, ledger.ErrEmpty)
	}
	if c := t.append(0); c.Size != 0 || c.Root != tlog.Hash(ledger.DigestOf(nil)) {
		t.Errorf("an empty log is %+v", c)
	}
	for _, tile := range []ledger.Tile{{Level: 0, Width: 1}, {Level: ledger.Entries, Width: 1}, {Level: 1, Width: 1}} {
		if _, err := t.log.Tile(t.Context(), tile); !errors.Is(err, ledger.ErrTile) {
			t.Errorf("%s: got %v, want %v", tile.Path(), err, ledger.ErrTile)
		}
	}
}

func (t trial) places() {
	c := change("r1", 1, ledger.Event{Verb: "case.opened", Payload: ledger.DigestOf([]byte("x"))},
		ledger.Event{Verb: "case.assigned", Note: map[string]string{"desk": "d1"}})
	t.record(c)
	ref := Ref{"case", "r1", 1, 1}
	if _, err := t.log.Proof(t.Context(), ref); !errors.Is(err, ledger.ErrPending) {
		t.Errorf("got %v, want %v", err, ledger.ErrPending)
	}
	t.append(2)
	signed, _ := t.log.Checkpoint(t.Context())
	t.append(0)
	if again, _ := t.log.Checkpoint(t.Context()); !bytes.Equal(again, signed) {
		t.Error("a batch of nothing made a checkpoint")
	}
	p, err := t.log.Proof(t.Context(), ref)
	if err != nil {
		t.Fatal(err)
	}
	want := ledger.Shown{Room: "case", Record: "r1", Org: "o1", Version: 1, N: 1, Verb: "case.assigned", At: c.At}
	if d := cmp.Diff(want, p.Shown); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	for n, index := range []int64{0, 1} {
		p, err := t.log.Proof(t.Context(), Ref{"case", "r1", 1, int64(n)})
		if err != nil || p.Index != index {
			t.Errorf("event %d: leaf %d, %v", n, p.Index, err)
		}
		if _, _, err := p.Verify(t.key); err != nil {
			t.Errorf("event %d: %v", n, err)
		}
	}
	if _, err := t.log.Proof(t.Context(), Ref{"case", "r2", 1, 0}); !errors.Is(err, ledger.ErrNone) {
		t.Errorf("got %v, want %v", err, ledger.ErrNone)
	}
}

func (t trial) extends() {
	heads := []ledger.Checkpoint{t.append(0)}
	for version, n := range []int{1, 2, 253, 1, 40, 300} {
		events := make([]ledger.Event, n)
		for i := range events {
			events[i] = ledger.Event{Verb: "case.changed"}
		}
		t.record(change("r1", int64(version), events...))
		heads = append(heads, t.append(n))
	}
	for _, old := range heads {
		e, err := t.log.Extension(t.Context(), old.Size)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := e.Verify(old, t.key); err != nil {
			t.Errorf("from %d: %v", old.Size, err)
		}
		other := old
		other.Root[3]++
		if _, _, err := e.Verify(other, t.key); err == nil {
			t.Errorf("from %d: another log is extended too", old.Size)
		}
	}
	for i, old := range heads {
		for _, later := range heads[i:] {
			e, err := t.log.Between(t.Context(), old.Size, later.Size)
			if err != nil {
				t.Fatal(err)
			}
			if then, _, err := e.Verify(old, t.key); err != nil || then.Size != later.Size || then.Root != later.Root {
				t.Errorf("from %d to %d: %v, %v", old.Size, later.Size, then, err)
			}
		}
		if _, err := t.log.Between(t.Context(), old.Size, old.Size-1); !errors.Is(err, ledger.ErrNone) {
			t.Errorf("to %d, which was never signed, or lies before: %v", old.Size-1, err)
		}
	}
	for _, old := range []int64{-1, 598} {
		if _, err := t.log.Extension(t.Context(), old); !errors.Is(err, ledger.ErrNone) {
			t.Errorf("from %d: got %v, want %v", old, err, ledger.ErrNone)
		}
	}
}

func (t trial) tiles() {
	for version := range int64(60) {
		events := make([]ledger.Event, 10)
		for i := range events {
			events[i] = ledger.Event{Verb: "case.changed"}
		}
		t.record(change("r1", version, events...))
		if version%7 == 0 {
			if _, err := t.log.Append(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := t.log.Append(t.Context()); err != nil {
		t.Fatal(err)
	}
	head := t.head()
	hashes := tlog.TileHashReader(tlog.Tree{N: head.Size, Hash: head.Root}, reader{t})
	for n := range head.Size {
		proof, err := tlog.ProveRecord(head.Size, n, hashes)
		if err != nil {
			t.Fatalf("entry %d: %v", n, err)
		}
		tile := ledger.Tile{Level: ledger.Entries, Index: n / 256, Width: int(n%256) + 1}
		content, err := t.log.Tile(t.Context(), tile)
		if err != nil {
			t.Fatalf("%s: %v", tile.Path(), err)
		}
		entries, err := ledger.ParseEntries(content)
		if err != nil || len(entries) != tile.Width {
			t.Fatalf("%s: %d entries, %v", tile.Path(), len(entries), err)
		}
		if err := tlog.CheckRecord(proof, head.Size, head.Root, n, tlog.RecordHash(entries[n%256])); err != nil {
			t.Errorf("entry %d: %v", n, err)
		}
	}
	for _, tile := range []ledger.Tile{{Level: 0, Index: 2, Width: 89}, {Level: 0, Index: 2, Width: 256}, {Level: 1, Width: 3}, {Level: ledger.Entries, Index: 3, Width: 1}} {
		if _, err := t.log.Tile(t.Context(), tile); !errors.Is(err, ledger.ErrTile) {
			t.Errorf("%s: got %v, want %v", tile.Path(), err, ledger.ErrTile)
		}
	}
}

// reader is what a public tool sees.
type reader struct{ trial }

// Height gives the height of tiles.
func (reader) Height() int { return ledger.Height }

// SaveTiles keeps nothing.
func (reader) SaveTiles([]tlog.Tile, [][]byte) {}

// ReadTiles reads tiles by their coordinates.
func (r reader) ReadTiles(tiles []tlog.Tile) (all [][]byte, err error) {
	for _, t := range tiles {
		content, err := r.log.Tile(r.Context(), ledger.Tile{Level: t.L, Index: t.N, Width: t.W})
		if err != nil {
			return nil, fmt.Errorf("%+v: %w", t, err)
		}
		all = append(all, content)
	}
	return all, nil
}

func (t trial) keys() {
	key := func(number int64, c ledger.KeyChange, member, recipient string) ledger.Event {
		return ledger.Event{Verb: "desk.key", Key: &ledger.KeyEvent{Desk: "d1", Number: number, Change: c, Member: member, Recipient: recipient}}
	}
	t.record(change("d1", 1, key(1, ledger.KeyAdded, "m1", "age1a"), key(2, ledger.KeyAdded, "m2", "age1b")))
	t.record(change("r1", 1, ledger.Event{Verb: "case.opened"}))
	t.append(3)
	t.record(change("d1", 2, key(3, ledger.KeyRemoved, "m1", "age1a")))
	t.append(1)
	all, err := t.log.Keys(t.Context(), "d1")
	if err != nil {
		t.Fatal(err)
	}
	got, err := all.Verify("d1", t.key)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(map[string][]string{"m2": {"age1b"}}, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	p, err := t.log.Proof(t.Context(), Ref{"case", "d1", 2, 0})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := p.Verify(t.key); err != nil {
		t.Errorf("the proof of a key event: %v", err)
	}
	if none, err := t.log.Keys(t.Context(), "d2"); err != nil || len(none.Events) != 0 {
		t.Errorf("another desk: got %v, %v", none.Events, err)
	}
}

func (t trial) losses() {
	events := func(n int) []ledger.Event {
		all := make([]ledger.Event, n)
		for i := range all {
			all[i].Verb = "case.changed"
		}
		return all
	}
	t.record(change("r1", 1, events(300)...))
	kept := t.append(300)
	t.record(change("r2", 1, events(5)...)) // these wait for their places
	made := time.UnixMilli(1772446272000).UTC()
	loss, err := t.log.Declare(t.Context(), ledger.Loss{Made: made, At: made.Add(time.Hour), Reached: 320, Top: kept.Root})
	if err != nil {
		t.Fatal(err)
	}
	want := ledger.Loss{Kept: 300, Root: kept.Root, Made: made, At: made.Add(time.Hour), Reached: 320, Top: kept.Root}
	if d := cmp.Diff(want, loss); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	t.append(5)
	for _, old := range []int64{0, 299, 300, 306, 320} {
		all, err := t.log.Losses(t.Context(), old)
		if err != nil {
			t.Fatal(err)
		}
		d, err := all.Verify(t.key)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]ledger.Loss{want}, d.Losses); diff != "" || d.Now.Size != 306 {
			t.Errorf("from %d: a log of %d; -want +got\n%s", old, d.Now.Size, diff)
		}
	}
	for n := range int64(5) {
		p, err := t.log.Proof(t.Context(), Ref{"case", "r2", 1, n})
		if err != nil || p.Index != 301+n {
			t.Errorf("event %d: leaf %d, %v", n, p.Index, err)
		}
	}
}

func (t trial) refuses() {
	err := t.log.Record(t.Context(), change("d1", 1, ledger.Event{Verb: "desk.key", Key: &ledger.KeyEvent{Desk: "a\nb", Number: 1, Change: ledger.KeyAdded, Member: "m", Recipient: "r"}}))
	if !errors.Is(err, ledger.ErrKeyEvent) {
		t.Errorf("got %v, want %v", err, ledger.ErrKeyEvent)
	}
	t.append(0)
}
