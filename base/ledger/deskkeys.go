// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package ledger

import (
	"golang.org/x/mod/sumdb/tlog"
)

// DeskKeys is what the log says about the keys of one desk, as it is served
// to browsers: as JSON, with hashes and entries in base64.
type DeskKeys struct {
	Checkpoint string      `json:"checkpoint"`
	Events     []LoggedKey `json:"events"`
}

// LoggedKey is one key event and the proof that it was logged.
type LoggedKey struct {
	Index int64       `json:"index"`
	Entry []byte      `json:"entry"`
	Proof []tlog.Hash `json:"proof"`
}

// Verify checks all that was given: that every event was logged, is of that
// desk, and that none in between was left out. It gives the public keys to
// which the desk's reports are sealed now, by member.
//
// What it can't see is a last event that was left out: who reads the log's
// entries (IsKeyEntry) can.
//
// Errors: those of OpenCheckpoint, ErrInclusion, ErrKeyEvent.
func (d DeskKeys) Verify(desk string, log Key, witnesses ...WitnessKey) (map[string][]string, error) {
	c, _, err := OpenCheckpoint([]byte(d.Checkpoint), log, witnesses...)
	if err != nil {
		return nil, err
	}
	type pair struct{ member, recipient string }
	var order []pair
	last := int64(-1)
	for i, e := range d.Events {
		if err := CheckInclusion(c, e.Index, e.Entry, e.Proof); err != nil {
			return nil, err
		}
		k, err := ParseKeyEvent(e.Entry)
		if err != nil {
			return nil, err
		}
		if k.Desk != desk || k.Number != int64(i)+1 || e.Index <= last {
			return nil, ErrKeyEvent.With("field", "number")
		}
		last = e.Index
		p := pair{k.Member, k.Recipient}
		kept := order[:0:0]
		for _, o := range order {
			if o != p {
				kept = append(kept, o)
			}
		}
		if order = kept; k.Change == KeyAdded {
			order = append(order, p)
		}
	}
	now := map[string][]string{}
	for _, p := range order {
		now[p.member] = append(now[p.member], p.recipient)
	}
	return now, nil
}
