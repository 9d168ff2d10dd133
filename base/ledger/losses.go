// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledger

import (
	"encoding/json"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

// MostLosses is the largest file of losses that is read, in bytes.
const MostLosses = 1 << 20

// Losses is what the log says that was lost, as it is served: as JSON, with
// hashes and entries in base64. When it was asked from a size it also shows
// whether the log begins with the first so many entries that were seen then.
type Losses struct {
	Checkpoint string       `json:"checkpoint"`
	Losses     []LoggedLoss `json:"losses"`
	Old        int64        `json:"old"`
	Hashes     []tlog.Hash  `json:"hashes"`
}

// LoggedLoss is one declared loss and the proof that it was logged.
type LoggedLoss struct {
	Index int64       `json:"index"`
	Entry []byte      `json:"entry"`
	Proof []tlog.Hash `json:"proof"`
}

// File writes the losses.
func (l Losses) File() ([]byte, error) { return json.Marshal(l) }

// ParseLosses reads what File wrote. It verifies nothing.
func ParseLosses(raw []byte) (Losses, error) {
	if len(raw) > MostLosses {
		return Losses{}, ErrTooLarge.With("most", MostLosses)
	}
	var l Losses
	if err := json.Unmarshal(raw, &l); err != nil || l.Checkpoint == "" || l.Losses == nil {
		return Losses{}, ErrFormat.With("line", 1)
	}
	return l, nil
}

// Declared are losses that were verified: the log of Now declares them.
type Declared struct {
	Now    Checkpoint
	Seen   []Witnessed
	Losses []Loss // in the order in which they were declared
	old    int64
	hashes []tlog.Hash
}

// Verify checks that the log declares these losses, each right after what was
// left.
//
// Errors: those of OpenCheckpoint, ErrInclusion, ErrLoss.
func (l Losses) Verify(log Key, witnesses ...WitnessKey) (Declared, error) {
	c, seen, err := OpenCheckpoint([]byte(l.Checkpoint), log, witnesses...)
	if err != nil {
		return Declared{}, err
	}
	d := Declared{Now: c, Seen: seen, old: l.Old, hashes: l.Hashes}
	last := int64(-1)
	for _, e := range l.Losses {
		if err := CheckInclusion(c, e.Index, e.Entry, e.Proof); err != nil {
			return Declared{}, err
		}
		loss, err := ParseLoss(e.Entry)
		if err != nil {
			return Declared{}, err
		}
		if loss.Kept != e.Index || e.Index <= last {
			return Declared{}, ErrLoss.With("leaf", e.Index)
		}
		last = e.Index
		d.Losses = append(d.Losses, loss)
	}
	return d, nil
}

// Holds tells whether the log was shown to begin with all that c is of.
func (d Declared) Holds(c Checkpoint) bool {
	return d.old == c.Size && d.Now.Extends(c, d.hashes) == nil
}

// Explain gives the loss by which a checkpoint, seen at a moment, is no longer
// one of this log. It is called for a checkpoint that the log doesn't extend.
//
// Errors: ErrConsistency when no declared loss explains it: then the past was
// changed, or entries were taken away, in silence.
func (d Declared) Explain(c Checkpoint, seen time.Time) (Loss, error) {
	for _, l := range d.Losses {
		switch {
		case l.At.Before(seen), c.Size <= l.Kept: // it was of the log after that loss, or lost nothing by it
			continue
		case c.Size == l.Reached && c.Root != l.Top:
			return Loss{}, ErrFork.With("size", c.Size)
		}
		return l, nil
	}
	return Loss{}, ErrConsistency.With("old", c.Size, "size", d.Now.Size)
}

// Fate is what became of an event that was proved to be logged.
type Fate string

// What became of it.
const (
	Held   Fate = "held"   // the log still begins with all that the proof is of
	Before Fate = "before" // it comes before what was lost; the proof is of the log that was
	Lost   Fate = "lost"
)

// Fate tells what became of the event of a verified proof, whose checkpoint is
// c, and by which loss.
//
// Errors: those of Explain.
func (d Declared) Fate(p Proof, c Checkpoint) (Fate, Loss, error) {
	if d.Holds(c) {
		return Held, Loss{}, nil
	}
	l, err := d.Explain(c, p.At)
	switch {
	case err != nil:
		return "", Loss{}, err
	case p.Index < l.Kept:
		return Before, l, nil
	}
	return Lost, l, nil
}
