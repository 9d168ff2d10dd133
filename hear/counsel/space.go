// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counsel

import (
	"bytes"
	"strings"

	"baken/base/civil"
	"baken/base/fault"
	"baken/base/ledger"
	"baken/ground/org"
)

// NoteID names a note for ever. The counsellor's browser draws it, since it is
// signed inside the envelope: 26 letters and digits, 130 random bits.
type NoteID string

const (
	noteSize = 26
	letters  = "0123456789abcdefghjkmnpqrstvwxyz"
)

// ParseNoteID reads the id of a note.
func ParseNoteID(s string) (NoteID, error) {
	if !isID(s) {
		return "", ErrNoteID
	}
	return NoteID(s), nil
}

func isID(s string) bool { return len(s) == noteSize && strings.Trim(s, letters) == "" }

// MostNote is the most bytes of a sealed note.
const MostNote = 256 << 10

// Note is one item of a counsellor's own space, of which nobody else opens a
// word: whether it is a conversation, a note or a referral, and about what,
// stands inside the envelope.
type Note struct {
	ID         NoteID
	Version    int64
	Org        org.ID
	Counsellor org.PersonID
	On         civil.Date // when it was last kept; the hour is nobody's business
	Envelope   []byte
}

// Resource is the note as something that actions are done to.
func (n Note) Resource() org.Resource { return org.Of(TypeNote, string(n.ID), n.Org) }

// Keep puts other words in the note. since is the version that was on the
// screen: another one is ErrStale.
func (n *Note) Keep(envelope []byte, since int64, today civil.Date) ([]ledger.Event, error) {
	if err := checkSealed(envelope, MostNote, ErrNoteLarge); err != nil {
		return nil, err
	}
	if n.Version != since {
		return nil, ErrStale
	}
	n.Envelope, n.On = envelope, today
	return []ledger.Event{{Verb: "counsel.kept"}}, nil
}

// Drop is what is recorded of a note that is deleted.
func (n Note) Drop(since int64) ([]ledger.Event, error) {
	if n.Version != since {
		return nil, ErrStale
	}
	return []ledger.Event{{Verb: "counsel.deleted"}}, nil
}

// checkSealed refuses what can't be sealed: the server knows no more of it.
func checkSealed(raw []byte, most int, large *fault.Error) error {
	if len(raw) > most {
		return large.With("most", most)
	}
	if !bytes.HasPrefix(raw, []byte("age-encryption.org/v1\n-> ")) {
		return ErrEnvelope
	}
	return nil
}
