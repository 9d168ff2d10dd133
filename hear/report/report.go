// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

// Package report takes in reports of discrimination and other unwanted
// conduct, and lets the reporter and the desk talk, without the server
// learning what they say.
//
// It promises that a report is kept as it came in, whole and sealed; that the
// reporter needs no account, only a receipt, and that a wrong receipt is told
// nothing; that a message has one place in the case, so that none is lost,
// repeated or put in between; that a new set of readers is exactly those who
// may read today; and that a desk slows down under load and never refuses. It
// refuses to hold what was said: no type here has a field for it. What a visit
// without JavaScript needs is in reportserver, for one request.
package report

import (
	"time"

	"baken/base/seal"
	"baken/ground/action"
	"baken/ground/org"
)

// ID names a case for ever: 26 letters and digits, drawn by who files it.
type ID string

// State is how far a case is, in clear.
type State string

// The states.
const (
	New          State = "new"
	Acknowledged State = "acknowledged"
	Answered     State = "answered"
	Closed       State = "closed"
	Withdrawn    State = "withdrawn"
)

// States lists every state.
func States() []State { return []State{New, Acknowledged, Answered, Closed, Withdrawn} }

// Sealer is where a report was sealed.
type Sealer string

// The places. ByServer is a visit without JavaScript: the words passed through
// the server's memory.
const (
	ByBrowser Sealer = "browser"
	ByServer  Sealer = "server"
)

// Party is who said something: Reporter, or the member of the desk with this
// id.
type Party string

// Reporter is who filed the report.
const Reporter Party = "reporter"

// The two sides of a case, as they are kept in clear.
const (
	SideReporter = "reporter"
	SideDesk     = "desk"
)

// Side gives the side that a party is on.
func (p Party) Side() string {
	if p == Reporter {
		return SideReporter
	}
	return SideDesk
}

// Head is what a list shows of a case: all of it is in clear, see
// doc/report-metadata.md.
type Head struct {
	ID        ID
	Version   int64 // number of changes
	Org       org.ID
	Desk      org.ID // whose desk handles it: Org, or the government itself when the independent desk took over
	State     State
	SealedBy  Sealer
	Submitted time.Time
	Last      time.Time // of the last message
	LastFrom  string    // SideReporter or SideDesk
	Messages  int64
	Epoch     int64          // the present one
	Read      time.Time      // when the desk first said that it read the report; zero before
	Awaits    time.Time      // since when the reporter waits for feedback; zero when he has it
	Handler   org.PersonID   // of the desk; empty: all of it
	Excluded  []org.PersonID // who may have no part in it, in order
	Tracks    []Track        // empty: nobody looked yet which regimes it is under
	Ended     time.Time      // when it was closed or withdrawn, or last written in after that; zero while open
	Held      bool           // it isn't deleted, however long ago it ended
	Missed    bool           // a term ran out, once
	Actions   action.List    // what the desk does about it, without the words
}

// Next gives the place of the next message.
func (h Head) Next() int64 { return h.Messages + 1 }

// ended tells whether nothing is expected of the desk any more.
func (h Head) ended() bool { return h.State == Closed || h.State == Withdrawn }

// Resource is the case as something that actions are done to, by the desk that
// handles it.
func (h Head) Resource() org.Resource {
	r := org.Of(TypeReport, string(h.ID), h.Desk)
	r.Excluded = h.Excluded
	return r
}

// Case is one report and the dialogue about it, sealed.
type Case struct {
	Head
	Lookup      seal.LookupHash
	Reporter    Public // the keys that follow from the receipt
	Epochs      []Epoch
	Grants      []Grant
	Said        []Message
	Attachments []Attachment
}

// Epoch is a time in which the readers of a case stay the same.
type Epoch struct {
	Number    int64
	Recipient string // that messages of this epoch are sealed to
	Readers   []Ref  // members that the key of it was sealed to; the reporter is one always
	MadeBy    Party
	At        time.Time
	Sealed    []byte // the key of it
}

// Grant is the key of an epoch sealed to more members, afterwards.
type Grant struct {
	Epoch   int64
	Readers []Ref
	MadeBy  Party
	At      time.Time
	Sealed  []byte
}

// Message is one sealed message.
type Message struct {
	Seq      int64
	Epoch    int64
	From     Party
	At       time.Time
	Version  int64 // of the case, with this message: its event in the ledger
	Envelope []byte
	Feedback bool // the desk says what was done with the report; not kept by itself: see Head.Awaits
	Deed     Deed // what it does to an action; not kept by itself: see Head.Actions
}

// Attachment is a file that belongs to a message. Its name and type are inside
// the message.
type Attachment struct {
	ID     string // 32 hexadecimal digits
	Chunks int64
	Seq    int64
	Upload Upload // where its chunks are
}

// Readers gives the members who can read an epoch, by their keys.
func (c Case) Readers(number int64) []Ref {
	var refs []Ref
	for _, e := range c.Epochs {
		if e.Number == number {
			refs = append(refs, e.Readers...)
		}
	}
	for _, g := range c.Grants {
		if g.Epoch == number {
			refs = append(refs, g.Readers...)
		}
	}
	return refs
}

// Attached finds an attachment.
func (c Case) Attached(id string) (Attachment, bool) {
	for _, a := range c.Attachments {
		if a.ID == id {
			return a, true
		}
	}
	return Attachment{}, false
}
