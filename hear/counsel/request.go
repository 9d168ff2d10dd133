// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package counsel

import (
	"baken/base/civil"
	"baken/base/ledger"
	"baken/ground/org"
)

// RequestID names a request for a talk, as a NoteID names a note.
type RequestID string

// ParseRequestID reads the id of a request.
func ParseRequestID(s string) (RequestID, error) {
	if !isID(s) {
		return "", ErrRequestID
	}
	return RequestID(s), nil
}

// MostRequest is the most bytes of a sealed request: some pages of text.
const MostRequest = 32 << 10

// MostWaiting is how many requests can wait for one counsellor. Whoever fills
// them all, by a script, keeps others from asking here; the page then says how
// to ask by telephone or mail. Without an end he could fill the disk.
const MostWaiting = 200

// DefaultKept is how long a request waits that nobody marks as handled. No law
// says so: a talk that wasn't held within a season won't be, and who asked for
// it shouldn't stand in a database because of that.
const DefaultKept = civil.Days(90)

// RequestPurpose is what a request is sealed for.
const RequestPurpose = "request"

// Request is somebody's wish to talk with a counsellor: who asks, how he is
// reached and what it is about are sealed to that counsellor alone.
type Request struct {
	ID         RequestID
	Org        org.ID
	Counsellor org.PersonID
	On         civil.Date // the hour is nobody's business
	Envelope   []byte
}

// Resource is the request as something that actions are done to.
func (r Request) Resource() org.Resource { return org.Of(TypeRequest, string(r.ID), r.Org) }

func (r Request) check() error {
	if _, err := ParseRequestID(string(r.ID)); err != nil {
		return err
	}
	return checkSealed(r.Envelope, MostRequest, ErrRequestLarge)
}

// What is recorded of a request: that there was one, and that it is gone.
func asked() []ledger.Event   { return []ledger.Event{{Verb: "counsel.asked"}} }
func dropped() []ledger.Event { return []ledger.Event{{Verb: "counsel.deleted"}} }
