// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledgercli

import (
	"io"

	"baken/base/ledger"
	"baken/internal/text"
)

// Verify is what files are verified against. Nothing is asked of any network.
type Verify struct {
	Keys      []string // public keys of logs and of makers of bundles, as they were published
	Witnesses []string // public keys of witnesses
	Later     []byte   // a later checkpoint, an extension file or the log's losses; empty: none
	Plan      string   // SHA-256, in hexadecimal, of the plan that a bundle should be of; empty: any
	Data      string   // likewise of its data file
}

// Run tells what kind of file raw is, and whether it holds; its error says
// why it doesn't.
func (v Verify) Run(w io.Writer, p *text.Printer, raw []byte) error {
	kind, err := ledger.Recognise(raw)
	if err != nil {
		return err
	}
	if kind != ledger.KindBundle && (v.Plan != "" || v.Data != "") {
		return ErrNoBundle
	}
	s := &screen{w: w, p: p}
	switch kind {
	case ledger.KindBundle:
		err = v.bundle(s, raw)
	case ledger.KindProof:
		err = v.proof(s, raw)
	case ledger.KindExtension:
		err = v.extension(s, raw)
	case ledger.KindCheckpoint:
		err = v.checkpoint(s, raw)
	case ledger.KindLosses:
		err = v.losses(s, raw)
	}
	if err != nil {
		return err
	}
	return s.err
}

// logs reads the keys; one that belongs to a maker of bundles is no different.
func (v Verify) logs() (logs []ledger.Key, witnesses []ledger.WitnessKey, err error) {
	for _, k := range v.Keys {
		key, err := ledger.ParseKey(k)
		if err != nil {
			return nil, nil, err
		}
		logs = append(logs, key)
	}
	for _, k := range v.Witnesses {
		key, err := ledger.ParseWitnessKey(k)
		if err != nil {
			return nil, nil, err
		}
		witnesses = append(witnesses, key)
	}
	return logs, witnesses, nil
}

// with verifies by the key that fits, and then holds the later log against it.
// fate tells what became of the file by what a later log declares to be lost.
func (v Verify) with(s *screen, check func(ledger.Key, []ledger.WitnessKey) (ledger.Checkpoint, []ledger.Witnessed, error), say func(ledger.Checkpoint), fate judge) error {
	logs, witnesses, err := v.logs()
	if err != nil {
		return err
	}
	return eachKey(logs, func(key ledger.Key) error {
		c, seen, err := check(key, witnesses)
		if err != nil {
			return err
		}
		say(c)
		s.checkpoint(c, seen)
		return v.later(s, c, key, witnesses, fate)
	})
}

func (v Verify) proof(s *screen, raw []byte) error {
	p, err := ledger.ParseProof(raw)
	if err != nil {
		return err
	}
	return v.with(s, func(key ledger.Key, witnesses []ledger.WitnessKey) (ledger.Checkpoint, []ledger.Witnessed, error) {
		return p.Verify(key, witnesses...)
	}, func(ledger.Checkpoint) {
		s.line(text.With("ledger.verify.proof", "verb", text.Data(p.Verb), "room", text.Data(p.Room), "record", text.Data(p.Record),
			"version", plain(p.Version), "at", p.At, "leaf", plain(p.Index)))
		if k := p.Key; k != nil {
			s.line(text.With("ledger.verify.key."+text.Key(k.Change), "desk", text.Data(k.Desk), "member", text.Data(k.Member), "recipient", text.Data(k.Recipient)))
		}
		if p.Payload != (ledger.Digest{}) {
			s.line(text.With("ledger.verify.payload", "hash", text.Data(p.Payload.String())))
		}
	}, func(d ledger.Declared, c ledger.Checkpoint) (ledger.Fate, ledger.Loss, error) { return d.Fate(p, c) })
}

func (v Verify) checkpoint(s *screen, raw []byte) error {
	return v.with(s, func(key ledger.Key, witnesses []ledger.WitnessKey) (ledger.Checkpoint, []ledger.Witnessed, error) {
		return ledger.OpenCheckpoint(raw, key, witnesses...)
	}, func(ledger.Checkpoint) { s.line(text.Key("ledger.verify.checkpoint")) }, undated)
}

func (v Verify) extension(s *screen, raw []byte) error {
	e, err := ledger.ParseExtension(raw)
	if err != nil {
		return err
	}
	return v.with(s, func(key ledger.Key, witnesses []ledger.WitnessKey) (ledger.Checkpoint, []ledger.Witnessed, error) {
		return ledger.OpenCheckpoint(e.Checkpoint, key, witnesses...)
	}, func(ledger.Checkpoint) { s.line(text.With("ledger.verify.extension", "old", plain(e.Old))) }, undated)
}

// later checks that the later log begins with the one that c is of.
func (v Verify) later(s *screen, c ledger.Checkpoint, key ledger.Key, witnesses []ledger.WitnessKey, fate judge) error {
	if len(v.Later) == 0 {
		return nil
	}
	kind, err := ledger.Recognise(v.Later)
	if err != nil {
		return err
	}
	var now ledger.Checkpoint
	var seen []ledger.Witnessed
	switch kind {
	case ledger.KindExtension:
		e, err := ledger.ParseExtension(v.Later)
		if err != nil {
			return err
		}
		if now, seen, err = e.Verify(c, key, witnesses...); err != nil {
			return err
		}
	case ledger.KindCheckpoint:
		if now, seen, err = ledger.OpenCheckpoint(v.Later, key, witnesses...); err != nil {
			return err
		}
		if now.Size > c.Size {
			return ErrNeedProof.With("from", plain(c.Size))
		}
		if err := now.Extends(c, nil); err != nil {
			return err
		}
	case ledger.KindLosses:
		return v.judged(s, c, key, witnesses, fate)
	case ledger.KindProof, ledger.KindBundle:
		return ErrNeedProof.With("from", plain(c.Size))
	}
	s.line(text.Key("ledger.verify.later"))
	s.checkpoint(now, seen)
	return nil
}
