// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgercli

import (
	"time"

	"baken/base/ledger"
	"baken/internal/text"
)

// judge tells what became of a file whose checkpoint is c.
type judge func(d ledger.Declared, c ledger.Checkpoint) (ledger.Fate, ledger.Loss, error)

// undated judges a checkpoint of which nobody says when it was.
func undated(d ledger.Declared, c ledger.Checkpoint) (ledger.Fate, ledger.Loss, error) {
	if d.Holds(c) {
		return ledger.Held, ledger.Loss{}, nil
	}
	l, err := d.Explain(c, time.Time{})
	return ledger.Lost, l, err
}

// losses verifies what a log declares to be lost.
func (v Verify) losses(s *screen, raw []byte) error {
	all, err := ledger.ParseLosses(raw)
	if err != nil {
		return err
	}
	logs, witnesses, err := v.logs()
	if err != nil {
		return err
	}
	return eachKey(logs, func(key ledger.Key) error {
		d, err := all.Verify(key, witnesses...)
		if err != nil {
			return err
		}
		s.checkpoint(d.Now, d.Seen)
		for _, l := range d.Losses {
			s.loss(l)
		}
		if len(d.Losses) == 0 {
			s.line(text.Key("ledger.verify.no_losses"))
		}
		return nil
	})
}

func (s *screen) loss(l ledger.Loss) {
	if l.Reached == 0 {
		s.line(text.With("ledger.verify.loss_open", "at", l.At, "made", l.Made, "kept", plain(l.Kept)))
		return
	}
	s.line(text.With("ledger.verify.loss", "at", l.At, "made", l.Made, "kept", plain(l.Kept), "last", plain(l.Reached-1)))
}

// judged tells what became of the file by what the log declares to be lost.
func (v Verify) judged(s *screen, c ledger.Checkpoint, key ledger.Key, witnesses []ledger.WitnessKey, fate judge) error {
	all, err := ledger.ParseLosses(v.Later)
	if err != nil {
		return err
	}
	d, err := all.Verify(key, witnesses...)
	if err != nil {
		return err
	}
	became, loss, err := fate(d, c)
	if err != nil {
		return err
	}
	switch became {
	case ledger.Held:
		s.line(text.Key("ledger.verify.later"))
	case ledger.Before:
		s.loss(loss)
		s.line(text.Key("ledger.verify.before"))
	case ledger.Lost:
		s.loss(loss)
		return ErrLost.With("made", loss.Made, "at", loss.At)
	}
	s.checkpoint(d.Now, d.Seen)
	return nil
}
