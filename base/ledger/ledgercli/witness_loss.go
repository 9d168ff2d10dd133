// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgercli

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"baken/base/ledger"
	"baken/internal/text"
)

// lost tells a loss that the log declares from a log that misbehaves: for one
// that was accepted beforehand it puts into l the log that declares it.
//
// A declared loss may hide nothing else: what was the last checkpoint of each
// day before it still has to be in the log.
func (w Witness) lost(ctx context.Context, l *look, alarm error) error {
	raw, d, err := w.losses(ctx, l.old.Size)
	if err != nil {
		return alarm // an answer about losses isn't needed to see that the log misbehaves
	}
	loss, err := d.Explain(l.old, l.seen)
	if err != nil {
		return alarm
	}
	if err := w.left(ctx, d.Now, loss); err != nil {
		return err
	}
	if loss.Kept != w.Accept {
		return ErrDeclared.With("kept", plain(loss.Kept), "last", plain(l.old.Size-1), "made", loss.Made, "at", loss.At)
	}
	l.raw, l.now, l.loss = raw, d.Now, &loss
	return nil
}

// losses gets what the log declares, with the checkpoint that declares it.
func (w Witness) losses(ctx context.Context, from int64) ([]byte, ledger.Declared, error) {
	file, err := w.get(ctx, fmt.Sprintf("losses?from=%d", from), ledger.MostLosses)
	if err != nil {
		return nil, ledger.Declared{}, err
	}
	all, err := ledger.ParseLosses(file)
	if err != nil {
		return nil, ledger.Declared{}, err
	}
	d, err := all.Verify(w.Key)
	return []byte(all.Checkpoint), d, err
}

// left checks that the log begins with what the loss says is left, and with
// what this witness saw of that.
func (w Witness) left(ctx context.Context, now ledger.Checkpoint, loss ledger.Loss) error {
	seen, err := w.days()
	if err != nil {
		return err
	}
	seen = append(seen, ledger.Checkpoint{Origin: now.Origin, Size: loss.Kept, Root: loss.Root})
	for _, c := range seen {
		if c.Size > loss.Kept {
			continue
		}
		if err := w.compare(ctx, c, now); err != nil {
			return err
		}
	}
	return nil
}

// daysFile keeps the last checkpoint of each day, one to a line.
func (w Witness) daysFile() string { return w.File + ".days" }

// keepDay keeps the checkpoint that was signed last, when the next is of
// another day.
func (w Witness) keepDay(seen time.Time) error {
	if seen.IsZero() || seen.UTC().Format(time.DateOnly) == w.Now().UTC().Format(time.DateOnly) {
		return nil
	}
	raw, err := os.ReadFile(w.File)
	if err != nil {
		return fmt.Errorf("%w: %v", ErrState.With("file", text.Data(w.File)), err)
	}
	kept, err := os.ReadFile(w.daysFile())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w: %v", ErrState.With("file", text.Data(w.daysFile())), err)
	}
	line, err := json.Marshal(string(raw))
	if err != nil {
		return err
	}
	return w.write(w.daysFile(), append(append(kept, line...), '\n'))
}

// days gives the checkpoints of earlier days, each signed by this witness.
func (w Witness) days() (all []ledger.Checkpoint, err error) {
	raw, err := os.ReadFile(w.daysFile())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrState.With("file", text.Data(w.daysFile())), err)
	}
	lines := bufio.NewScanner(bytes.NewReader(raw))
	lines.Buffer(nil, 2*ledger.MostCheckpoint)
	for lines.Scan() {
		var note string
		if err := json.Unmarshal(lines.Bytes(), &note); err != nil {
			return nil, ErrState.With("file", text.Data(w.daysFile()))
		}
		c, seen, err := ledger.OpenCheckpoint([]byte(note), w.Key, w.Cosigner.Public())
		if err != nil || len(seen) != 1 {
			return nil, fmt.Errorf("%w: %v", ErrState.With("file", text.Data(w.daysFile())), err)
		}
		all = append(all, c)
	}
	return all, lines.Err()
}

// nothing is the checkpoint of an empty log.
func (w Witness) nothing() ledger.Checkpoint {
	return ledger.Checkpoint{Origin: w.Key.Name(), Root: tlog.Hash(ledger.DigestOf(nil))}
}
