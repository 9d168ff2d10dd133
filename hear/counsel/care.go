// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counsel

import (
	"baken/base/civil"
	"baken/base/ledger"
	"baken/base/seal"
	"baken/ground/org"
)

// CareID names aftercare for ever. The reporter's browser draws it, since it is
// signed inside the envelopes: 26 letters and digits, 130 random bits.
type CareID string

// ParseCareID reads the id of aftercare.
func ParseCareID(s string) (CareID, error) {
	if !isID(s) {
		return "", ErrCareID
	}
	return CareID(s), nil
}

// Party is one of the two who exchange words in aftercare.
type Party string

// The parties.
const (
	Followed Party = "followed" // the reporter
	Follower Party = "follower" // the counsellor
)

// What bounds aftercare. It is kept for as long after its beginning: until
// three months after the last check-in.
const (
	MostSaid  = 200
	KeepsCare = civil.Months(15)

	// mostCares is how many can be followed by one counsellor at a time.
	mostCares = 500
)

// CheckIns are after how many months it is asked how the reporter fares.
func CheckIns() []civil.Months { return []civil.Months{1, 3, 6, 12} }

// Dues gives the days from which it is asked.
func Dues(begun civil.Date) (days []civil.Date) {
	for _, m := range CheckIns() {
		days = append(days, begun.Add(m))
	}
	return days
}

// Sealed is what one of the two said, in an envelope that both open.
type Sealed struct {
	From     Party
	Envelope []byte
}

// Care is aftercare: a reporter lets a counsellor follow how he fares. All that
// is said stands in envelopes that these two open. Nothing in it names a
// report: it is found by other keys of the reporter's receipt, which nobody
// links to those of the report without the words.
type Care struct {
	ID         CareID
	Version    int64 // 1 and one more for each envelope
	Org        org.ID
	Counsellor org.PersonID
	Reader     string // fingerprint of the counsellor's key that it is sealed to
	Lookup     seal.LookupHash
	Verify     string     // the reporter signs with it
	Since      civil.Date // the first day of the month in which it began: the day itself is nobody's business
	Key        []byte     // the key of all envelopes, sealed to both
	Said       []Sealed
}

// Resource is the aftercare as something that actions are done to.
func (c Care) Resource() org.Resource { return org.Of(TypeNote, string(c.ID), c.Org) }

// Begin checks aftercare as it is sent in, with the first that is said.
func (c *Care) Begin(first []byte, today civil.Date) ([]ledger.Event, error) {
	if _, err := ParseCareID(string(c.ID)); err != nil {
		return nil, err
	}
	if _, err := seal.ParseVerifyKey(c.Verify); err != nil {
		return nil, ErrEnvelope
	}
	for _, raw := range [][]byte{c.Key, first} {
		if err := checkSealed(raw, MostNote, ErrNoteLarge); err != nil {
			return nil, err
		}
	}
	c.Version, c.Said = 1, []Sealed{{Followed, first}}
	c.Since = civil.Day(today.Year(), today.Month(), 1)
	return []ledger.Event{{Verb: "care.begun"}}, nil
}

// Say adds what one of the two says, as the seq-th, counted from 1. When
// something else took that place first it is ErrStale.
func (c *Care) Say(from Party, seq int64, envelope []byte) ([]ledger.Event, error) {
	if err := checkSealed(envelope, MostNote, ErrNoteLarge); err != nil {
		return nil, err
	}
	switch {
	case seq != int64(len(c.Said))+1:
		return nil, ErrStale
	case seq > MostSaid:
		return nil, ErrCareFull.With("most", MostSaid)
	}
	c.Said = append(c.Said, Sealed{from, envelope})
	return []ledger.Event{{Verb: "care.said"}}, nil
}
