// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgercli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"baken/base/fault"
	"baken/base/ledger"
	"baken/internal/text"
)

// Witness follows a log that somebody else runs, and signs what it saw. Its
// file holds the last checkpoint, with its own signature: that is its memory,
// and what it publishes.
//
// It promises to sign no checkpoint that doesn't begin with the one that it
// signed before, unless the log declares what it lost and whoever runs the
// witness accepts that. One that doesn't is kept beside the file, as evidence:
// it is signed by the log's own key.
type Witness struct {
	URL      string // where the log is served: "https://baken.example/ledger"
	Key      ledger.Key
	Cosigner ledger.Cosigner
	File     string
	Accept   int64 // the loss that may be declared: that which left so many entries; -1: none
	Client   *http.Client
	Now      func() time.Time
}

// Once looks once: it verifies the log's checkpoint against the last one, and
// signs and keeps it.
//
// Errors: ErrUnreachable and ErrState; and, with evidence kept, ErrRollback,
// ErrFork and ErrConsistency, or ErrDeclared for a loss that wasn't accepted.
func (w Witness) Once(ctx context.Context) (old, now ledger.Checkpoint, err error) {
	l, err := w.look(ctx)
	return l.old, l.now, err
}

// look is what one look at the log gives.
type look struct {
	old, now ledger.Checkpoint
	seen     time.Time    // when old was signed
	raw      []byte       // now, as the log signed it
	loss     *ledger.Loss // that was accepted
}

func (w Witness) look(ctx context.Context) (l look, err error) {
	if l.old, l.seen, err = w.last(); err != nil {
		return l, err
	}
	if l.raw, err = w.get(ctx, "checkpoint", ledger.MostCheckpoint); err != nil {
		return l, err
	}
	if l.now, _, err = ledger.OpenCheckpoint(l.raw, w.Key); err != nil {
		return l, err
	}
	if alarm := w.compare(ctx, l.old, l.now); alarm != nil {
		if fault.KindOf(alarm) == fault.Busy {
			return l, alarm
		}
		evidence := w.write(w.evidence(l.now), l.raw)
		if err := errors.Join(w.lost(ctx, &l, alarm), evidence); err != nil {
			return l, err
		}
	}
	cosigned, err := w.Cosigner.Cosign(l.raw, w.Key, w.Now())
	if err != nil {
		return l, err
	}
	if err := w.keepDay(l.seen); err != nil {
		return l, err
	}
	return l, w.write(w.File, cosigned)
}

// last gives the checkpoint that this witness signed last, and when; an empty
// log when it has signed none yet.
func (w Witness) last() (c ledger.Checkpoint, at time.Time, err error) {
	raw, err := os.ReadFile(w.File)
	if errors.Is(err, fs.ErrNotExist) {
		return w.nothing(), time.Time{}, nil
	}
	if err != nil {
		return c, at, fmt.Errorf("%w: %v", ErrState.With("file", text.Data(w.File)), err)
	}
	c, seen, err := ledger.OpenCheckpoint(raw, w.Key, w.Cosigner.Public())
	if err != nil || len(seen) != 1 {
		return c, at, fmt.Errorf("%w: %v", ErrState.With("file", text.Data(w.File)), err)
	}
	return c, seen[0].At, nil
}

// compare builds the proof from the log's tiles, so that it needs nothing that
// only this log serves.
func (w Witness) compare(ctx context.Context, old, now ledger.Checkpoint) error {
	if now.Size <= old.Size {
		return now.Extends(old, nil)
	}
	hashes := tlog.TileHashReader(tlog.Tree{N: now.Size, Hash: now.Root}, tiles{ctx, w})
	if old.Size == 0 {
		// Nothing to compare with: the tiles must make the root at least.
		if _, err := tlog.TreeHash(now.Size, hashes); err != nil {
			return w.why(err, old, now)
		}
		return now.Extends(old, nil)
	}
	proof, err := tlog.ProveTree(now.Size, old.Size, hashes)
	if err != nil {
		return w.why(err, old, now)
	}
	return now.Extends(old, proof)
}

// why tells a log that doesn't answer from one whose tiles are wrong.
func (Witness) why(err error, old, now ledger.Checkpoint) error {
	if errors.Is(err, ErrUnreachable) {
		return err
	}
	return fmt.Errorf("%w: %v", ledger.ErrConsistency.With("old", old.Size, "size", now.Size), err)
}

// tiles reads the log's tiles for tlog, which checks them. It lives as long as
// one look at the log.
type tiles struct {
	ctx context.Context //nolint:containedctx // tlog passes none
	w   Witness
}

// Height gives the height of tiles.
func (tiles) Height() int { return ledger.Height }

// SaveTiles keeps nothing.
func (tiles) SaveTiles([]tlog.Tile, [][]byte) {}

// ReadTiles gets tiles by their C2SP paths.
func (t tiles) ReadTiles(all []tlog.Tile) ([][]byte, error) {
	out := make([][]byte, len(all))
	for i, tile := range all {
		var err error
		path := ledger.Tile{Level: tile.L, Index: tile.N, Width: tile.W}.Path()
		if out[i], err = t.w.get(t.ctx, path, ledger.Full*tlog.HashSize); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// get reads at most that much of what the log serves.
func (w Witness) get(ctx context.Context, path string, most int64) ([]byte, error) {
	return fetch(ctx, w.Client, w.URL+"/"+path, most)
}

// fetch reads at most that much.
func fetch(ctx context.Context, client *http.Client, address string, most int64) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrUnreachable, err)
	}
	resp, err := client.Do(req)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrUnreachable, err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(resp.Body, most+1))
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrUnreachable, err)
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%w: %s gave %s", ErrUnreachable, address, resp.Status)
	}
	return body, nil
}

// evidence names the file for a checkpoint that may not be.
func (w Witness) evidence(c ledger.Checkpoint) string {
	return fmt.Sprintf("%s.conflict-%d-%x", w.File, c.Size, c.Root[:4])
}

// write replaces a file as a whole, and makes it durable.
func (w Witness) write(path string, content []byte) error {
	if err := replace(path, content); err != nil {
		return fmt.Errorf("%w: %v", ErrState.With("file", text.Data(path)), err)
	}
	return nil
}

func replace(path string, content []byte) (err error) {
	dir := filepath.Dir(path)
	f, err := os.CreateTemp(dir, filepath.Base(path)+".new-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	_, err = f.Write(content)
	if err = errors.Join(err, f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Print looks once and says what was seen.
func (w Witness) Print(ctx context.Context, out io.Writer, p *text.Printer) error {
	l, err := w.look(ctx)
	if err != nil {
		return err
	}
	s := &screen{w: out, p: p}
	if l.loss != nil {
		s.line(text.With("ledger.witness.accepted", "log", text.Data(l.now.Origin), "old", plain(l.old.Size),
			"kept", plain(l.loss.Kept), "size", plain(l.now.Size), "at", w.Now()))
		return s.err
	}
	s.line(text.With("ledger.witness.seen", "log", text.Data(l.now.Origin), "old", plain(l.old.Size), "size", plain(l.now.Size), "at", w.Now()))
	return s.err
}

// Follow looks at every tick until ctx ends. A log that doesn't answer is
// reported and asked again; one that misbehaves ends it.
func (w Witness) Follow(ctx context.Context, out io.Writer, p *text.Printer, ticks <-chan time.Time) error {
	for {
		err := w.Print(ctx, out, p)
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.Is(err, ErrUnreachable):
			s := &screen{w: out, p: p}
			s.line(text.Fault(err))
		case err != nil:
			return err
		}
		select {
		case <-ticks:
		case <-ctx.Done():
			return nil
		}
	}
}

// Handler serves what the witness has signed last, to whoever asks, at
// /checkpoint.
func (w Witness) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /checkpoint", func(rw http.ResponseWriter, _ *http.Request) {
		raw, err := os.ReadFile(w.File)
		if err != nil {
			http.Error(rw, ledger.ErrEmpty.Key(), http.StatusNotFound)
			return
		}
		rw.Header().Set("Content-Type", "text/plain; charset=utf-8")
		rw.Header().Set("Cache-Control", "no-cache")
		rw.Header().Set("Access-Control-Allow-Origin", "*")
		_, _ = rw.Write(raw) // the reader has left
	})
	return mux
}
